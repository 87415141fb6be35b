import Vocabulary

extension Case {
    /// What the case knows that speaks against a cause: patient zero is not confirmed, something was compromised before
    /// it, the intruder went on from it before it was compromised, or came to it from another system.
    ///
    /// - Complexity: O(*s* + *m*), where *s* is the number of systems and *m* that of movements.
    func contradictions(of cause: CauseStatement) -> [MissingFact] {
        var times: [String: Timestamp] = [:]
        var facts: [MissingFact] = []
        for root in cause.roots {
            guard verdict(of: .system(root.system)) == .confirmed else {
                facts.append(
                    MissingFact(
                        "patient zero \(root.system)",
                        "a patient zero that is confirmed: \(root.system) is "
                            + "\(verdict(of: .system(root.system)).rawValue): \(restate)"))
                continue
            }
            times[root.system] = root.since ?? systems[root.system]?.assessment?.firstCompromise
        }
        let hops = hops(against: times, roots: Set(cause.roots.map(\.system)))
        let doubted = Set(hops.map(\.subject))
        let reached = doubts(about: cause).filter { $0.isRefuted && !doubted.contains("hop to \($0.root.system)") }
        return facts + hops
            + reached.map { doubt in
                MissingFact(
                    "reached \(doubt.root.system)",
                    "a first system that the intruder did not come to from another one: evidence shows \(doubt.arrival.words), "
                        + "and nothing on \(doubt.root.system) before; where it was compromised earlier, evidence of that, with "
                        + "since when: \(restate)")
            } + earlier(than: times)
    }

    /// The systems that the evidence itself has as the first, beyond doubt and confirmed, the most likely first.
    var evidentRoots: [String] {
        scope.patientZero.filter { $0.confidence >= 0.9 && verdict(of: .system($0.host)) == .confirmed }.map(\.host)
    }

    /// A patient zero that the evidence has only from when the intruder came to it from another system.
    struct DoubtedRoot {
        let root: CauseStatement.Root
        let arrival: Movement
        /// Nothing that the statement rests on can be older than that.
        let isRefuted: Bool
    }

    /// The patient zeros of a cause that the intruder came to from another compromised system, before anything else is
    /// known of them. That somebody says a system was compromised earlier shows it no more than what came of the arrival.
    func doubts(about cause: CauseStatement) -> [DoubtedRoot] {
        let evident = Set(evidentRoots)
        let roots = cause.roots.filter { !evident.contains($0.system) }
        guard !roots.isEmpty else { return [] }
        let names = Set(roots.map(\.system))
        var arrivals: [String: Movement] = [:]
        for movement in scope.movements where names.contains(movement.to) && isArrival(movement) {
            if arrivals[movement.to].map({ movement.time < $0.time }) ?? true { arrivals[movement.to] = movement }
        }
        return roots.compactMap { root in
            guard let arrival = arrivals[root.system] else { return nil }
            let start = arrival.time.advanced(bySeconds: -Self.oneStepInSeconds)
            var isUndated = false
            let sources = BearingEvidence(of: root.system, self)
            for support in root.evidence {
                switch support {
                case .finding(let id):
                    let sighting = findings[id.number - 1].sighting
                    if isNamed(sighting.host, root.system), let first = sighting.first, first < start { return nil }
                // When a record was written is known only of those that something was derived from.
                case .record(let record): isUndated = isUndated || !sources.isKnown(record)
                }
            }
            let isSaid = root.since.map { $0 < start } ?? false
            return DoubtedRoot(root: root, arrival: arrival, isRefuted: !(isSaid && isUndated))
        }
    }

    /// Records of one step of the intruder are written within this time.
    private static let oneStepInSeconds: Int64 = 300

    /// A movement beyond doubt from a system that was compromised by then to one of which nothing is known before.
    private func isArrival(_ movement: Movement) -> Bool {
        guard movement.from != movement.to, isConfirmed(movement), verdict(of: .system(movement.from)) == .confirmed
        else {
            return false
        }
        if let began = systems[movement.from]?.firstCompromise, began > movement.time { return false }
        guard let seen = systems[movement.to]?.firstCompromise else { return true }
        return seen.advanced(bySeconds: Self.oneStepInSeconds) >= movement.time
    }

    /// Movements that cannot be if these systems were compromised first at these times.
    private func hops(against times: [String: Timestamp], roots: Set<String>) -> [MissingFact] {
        var found: Set<String> = []
        var facts: [MissingFact] = []
        for movement in scope.movements where isConfirmed(movement) {
            if let time = times[movement.from], movement.time < time, found.insert("from \(movement.from)").inserted {
                facts.append(
                    MissingFact(
                        "hop from \(movement.from)",
                        "a time for \(movement.from) that is not after \(movement.time), when the intruder went from it "
                            + "to \(movement.to): \(restate)"))
            }
            if roots.contains(movement.from), movement.from != movement.to, let time = times[movement.to],
                movement.time <= time, found.insert("to \(movement.to)").inserted
            {
                facts.append(
                    MissingFact(
                        "hop to \(movement.to)",
                        "a root of its own for \(movement.to), which the intruder reached from \(movement.from) at "
                            + "\(movement.time): \(restate)"))
            }
        }
        return facts
    }

    /// Systems that were compromised before any patient zero.
    private func earlier(than times: [String: Timestamp]) -> [MissingFact] {
        guard let first = times.values.min() else { return [] }
        return systems.compactMap { name, standing -> (String, Timestamp)? in
            guard times[name] == nil, standing.verdict == .confirmed,
                let time = standing.assessment?.firstCompromise, time < first
            else { return nil }
            return (name, time)
        }.sorted { $0.0 < $1.0 }.map { name, time in
            MissingFact(
                "earlier \(name)",
                "a patient zero that was first: \(name) was compromised at \(time), before \(first): \(restate)")
        }
    }

    /// A movement that is beyond doubt: by itself, or because both of its ends are.
    private func isConfirmed(_ movement: Movement) -> Bool {
        movement.confidence >= 0.9
            || verdict(of: .system(movement.from)) == .confirmed && verdict(of: .system(movement.to)) == .confirmed
    }

    private var restate: String { "cordon case cause \(id) --help" }
}
