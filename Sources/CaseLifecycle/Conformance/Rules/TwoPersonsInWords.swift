import Vocabulary

extension ConformanceRule {
    /// What takes a second person's word, and had that of the other account of who said it first.
    static func secondWords(_ history: CaseHistory) -> [Suspicion] {
        delays(history) + exclusions(history) + casesApart(history) + destructions(history) + releases(history)
    }

    private static func delays(_ history: CaseHistory) -> [Suspicion] {
        var decided: Stamp?
        return history.events.compactMap { recorded -> Suspicion? in
            guard case .containment(let event) = recorded.event else { return nil }
            switch event {
            case .delayDecided:
                decided = recorded.stamp
                return nil
            case .delaySigned:
                guard let decided, let name = history.otherAccount(of: recorded.stamp.actor, among: [decided.actor])
                else { return nil }
                return suspicion(
                    "containment was put off, and that was signed, by one person, \(name)", recorded.stamp,
                    gate: "GATE-DELAY", [Proof(.waiting, decided), Proof(.waiting, recorded.stamp)])
            default: return nil
            }
        }
    }

    /// What the evidence confirms and two accounts said is not concerned.
    private static func exclusions(_ history: CaseHistory) -> [Suspicion] {
        history.incident.scopeIndex.leftOut.sorted().compactMap { target -> Suspicion? in
            guard let word = history.incident.judgement(of: target), let former = word.former,
                let name = history.otherAccount(of: word.stamp.actor, among: [former.actor])
            else { return nil }
            return suspicion(
                "\(target), which the evidence confirms, was left out by one person, \(name)", word.stamp,
                gate: "GATE-CLEARANCE", [Proof(.judgement(target), former), Proof(.judgement(target), word.stamp)])
        }
    }

    /// Cases that two accounts held to be other intrusions.
    private static func casesApart(_ history: CaseHistory) -> [Suspicion] {
        Dictionary(grouping: history.incident.apart, by: \.other).sorted { $0.key < $1.key }.compactMap {
            other, words -> Suspicion? in
            guard let first = words.first?.stamp, let last = words.last?.stamp,
                words.allSatisfy({ history.organisation.isSamePerson($0.stamp.actor, first.actor) }),
                let name = history.otherAccount(of: last.actor, among: [first.actor])
            else { return nil }
            let common = Set(words.flatMap(\.names)).sorted()
            return suspicion(
                "\(other), which tells of \(names(common)), too, was held to be another intrusion by one person, \(name)",
                last, gate: "GATE-SCOPE", [Proof(.apart(other))])
        }
    }

    /// Evidence that was destroyed before nobody but the other account of who asked for it.
    private static func destructions(_ history: CaseHistory) -> [Suspicion] {
        var requests: [EvidenceID: Stamp] = [:]
        return history.events.compactMap { recorded -> Suspicion? in
            guard case .custody(let event) = recorded.event else { return nil }
            switch event {
            case .destructionRequested(let evidence, _, _):
                for id in evidence { requests[id] = recorded.stamp }
                return nil
            case .destructionConfirmed(let evidence):
                let own = evidence.filter { id in
                    requests[id].map { history.otherAccount(of: recorded.stamp.actor, among: [$0.actor]) != nil }
                        ?? false
                }
                guard let first = own.first else { return nil }
                let more = own.count > 1 ? " and \(own.count - 1) more" : ""
                return suspicion(
                    "the destruction of \(first)\(more) was asked for and witnessed by one person, "
                        + history.organisation.name(of: recorded.stamp.actor), recorded.stamp, gate: "GATE-CUSTODY",
                    [Proof(.destruction(first))])
            default: return nil
            }
        }
    }

    /// Duties to notify that one account recorded and another let go.
    private static func releases(_ history: CaseHistory) -> [Suspicion] {
        history.incident.notifications.duties.compactMap { duty -> Suspicion? in
            guard let release = duty.release?.stamp, let start = duty.starts.first?.stamp,
                let name = history.otherAccount(of: release.actor, among: [start.actor])
            else { return nil }
            return suspicion(
                "\(duty.id) was recorded and let go by one person, \(name)", release, gate: "GATE-NOTIFY",
                [Proof(.duty(duty.id), start), Proof(.duty(duty.id), release)])
        }
    }
}
