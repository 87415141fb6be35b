import Vocabulary

extension ContainmentEvent {
    var words: EventWords {
        switch self {
        case .channelNamed(let details):
            EventWords(
                .decision,
                "Planned on \(details.name) (\(details.kind.rawValue)), which depends on "
                    + "\(details.dependsOn.joined(separator: ", ")), by \(details.participants.joined(separator: ", "))"
            )
        case .channelTested(let outcome, let moment):
            EventWords(.action, "Planning channel tested: \(outcome)", happenedAt: moment)
        case .channelAcknowledged(let person): EventWords(.communication, "\(person) is on the planning channel")
        case .delayDecided(let reason, let hardStop):
            EventWords(.decision, "Containment put off until \(hardStop) at the latest", reason: reason)
        case .delaySigned: EventWords(.decision, "Putting off containment signed by counsel")
        case .memberReadied(let target, let plan, _, let reachable, let privilege, _):
            EventWords(
                .fact, host: target.host, "\(target) is ready for \(plan): \(reachable); \(privilege)")
        case .ordered(let number, let plan, _, let targets, let leftOut, let emergency):
            EventWords(
                .decision,
                "Order \(number): contain \(targets.count) systems and accounts"
                    + (plan.map { " by \($0)" } ?? "")
                    + (emergency.map {
                        ", in an emergency (\($0.kind.rawValue), \($0.impact.joined(separator: ", "))), "
                            + "\(leftOut.count + ($0.unjudged?.count ?? 0)) left out"
                            + ($0.leftOutReason.map { ": \($0)" } ?? "")
                    } ?? ""), reason: emergency?.reason)
        case .measuresPlaced(let measures):
            EventWords(
                .fact,
                measures.map {
                    "\($0.id) in place: \($0.kind.rawValue), "
                        + ($0.due.map { "to come out by \($0)" } ?? "without an end")
                }.joined(separator: "; "))
        case .emergencyConfirmed(let order): EventWords(.decision, "Emergency order \(order) confirmed")
        case .observed(let target, let result, let observed, let from, let moment):
            EventWords(
                .fact, host: target.host, "\(target) is \(result.words), seen from \(from): \(observed)",
                happenedAt: moment)
        case .rolledBack(let targets, let action, let reason):
            EventWords(
                .action, host: targets.count == 1 ? targets[0].host : nil,
                "Containment undone" + (action.map { " (\($0))" } ?? "")
                    + ": \(targets.map(\.description).joined(separator: ", "))", reason: reason)
        case .measurePostponed(let id, let until, let reason):
            EventWords(.decision, "\(id) stays until \(until)", reason: reason)
        case .measureRemoved(let id, let check, let moment):
            EventWords(.action, "\(id) removed, checked: \(check)", happenedAt: moment)
        case .permanenceProposed(let id, let reason):
            EventWords(.decision, "\(id) is to stay for ever", reason: reason)
        case .permanenceApproved(let id): EventWords(.decision, "\(id) stays for ever")
        }
    }
}

extension Target {
    /// The name of a system; nil for an account.
    fileprivate var host: String? { kind == .system ? name : nil }
}

extension Observation.Result {
    fileprivate var words: String {
        switch self {
        case .contained: "contained"
        case .partial: "contained in part"
        case .failed: "not contained"
        case .unknown: "in an unknown state"
        }
    }
}
