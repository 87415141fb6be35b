package import Vocabulary

/// What happened to the plans of a case.
package enum PlanEvent: Hashable, Sendable, Codable {
    /// The set is what the case knew then, copied by the system.
    case drafted(id: PlanID, kind: Plan.Kind, targets: [Target], actions: [PlanAction], strategies: [Strategy])
    case actionAdded(id: PlanID, action: PlanAction)
    /// The action of that number is another from here on.
    case actionChanged(id: PlanID, action: PlanAction)
    case actionRemoved(id: PlanID, number: Int, reason: String)
    case strategySet(id: PlanID, strategy: Strategy)
    /// By the actor of the event, who wrote nothing of it. `evidenceFiles` is how many the case held.
    case approved(id: PlanID, revision: Int, evidenceFiles: Int)
    case withdrawn(id: PlanID, reason: String)
    case resultRecorded(
        action: ActionKey, outcome: ActionResult.Outcome, observed: String, happenedAt: Timestamp?)
}

/// What somebody asks about plans.
package enum PlanCommand: Sendable {
    /// - `including`: suspected systems and accounts that are treated like confirmed ones.
    /// - `owner`: who does the actions, until they are edited; nil for the actor.
    case draft(Plan.Kind, including: [Target], owner: String?)
    case addAction(PlanID, PlanActionText)
    case changeAction(ActionKey, PlanActionText)
    case removeAction(ActionKey, reason: String)
    case approve(PlanID)
    case withdraw(PlanID, reason: String)
    case recordResult(ActionKey, ActionResult.Outcome, observed: String, happenedAt: Timestamp?)
}

/// An action as somebody writes it: what is nil stays as it was, or is what such an action has by default.
package struct PlanActionText: Hashable, Sendable {
    package var kind: PlanAction.Kind?
    package var target: Target?
    package var address: String?
    package var text: String?
    package var owner: String?
    package var precondition: String?
    package var verification: String?
    package var rollback: String?
    package var destroysTraces: Bool?

    package init() {}
}
