import Vocabulary

extension Case {
    /// What the case knows that speaks against a cause: patient zero is not confirmed, something was compromised before
    /// it, or the intruder went on from it before it was compromised.
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
        return facts + hops(against: times, roots: Set(cause.roots.map(\.system))) + earlier(than: times)
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
