import Vocabulary

extension PlanEvent {
    var words: EventWords {
        switch self {
        case .drafted(let id, let kind, let targets, let actions, _):
            EventWords(
                .action,
                "\(id) drafted: \(kind.rawValue) of \(targets.count) systems and accounts in \(actions.count) actions")
        case .actionAdded(let id, let action):
            EventWords(.action, host: action.host, "\(id)/\(action.number) added: \(action.text)")
        case .actionChanged(let id, let action):
            EventWords(.action, host: action.host, "\(id)/\(action.number) changed: \(action.text)")
        case .actionRemoved(let id, let number, let reason):
            EventWords(.action, "\(id)/\(number) removed", reason: reason)
        case .strategySet(let id, let strategy):
            EventWords(
                .decision,
                "\(id): \(strategy.measure.rawValue) weighed, \(strategy.effectiveness.rawValue) effect, "
                    + "for \(strategy.duration.words), side effects: \(strategy.sideEffects)")
        case .approved(let id, let revision, _): EventWords(.decision, "\(id) approved as of version \(revision)")
        case .withdrawn(let id, let reason): EventWords(.decision, "\(id) withdrawn", reason: reason)
        case .resultRecorded(let key, let outcome, let observed, let moment):
            EventWords(.action, "\(key) \(outcome.words): \(observed)", happenedAt: moment)
        }
    }
}

extension PlanAction {
    /// The system it is about; nil where it is about none.
    fileprivate var host: String? { target?.kind == .system ? target?.name : nil }
}

extension ActionResult.Outcome {
    fileprivate var words: String {
        switch self {
        case .done: "done"
        case .failed: "failed"
        case .notApplicable: "does not apply"
        }
    }
}
