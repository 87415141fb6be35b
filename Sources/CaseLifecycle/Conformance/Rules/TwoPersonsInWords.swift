import Vocabulary

extension ConformanceRule {
    /// What takes a second person's word, and had that of the other account of who said it first.
    static func secondWords(_ history: CaseHistory) -> [Suspicion] {
        delays(history) + exclusions(history) + releases(history)
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
