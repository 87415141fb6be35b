package import CaseLifecycle
import Vocabulary

/// A system or account in JSON.
package struct TargetShape: Encodable {
    package let kind: String
    package let name: String

    init(_ target: Target) {
        kind = target.kind.rawValue
        name = target.name
    }
}

/// A plan as `cordon plan show` prints it.
package struct PlanShape: Encodable {
    package struct ApprovalShape: Encodable {
        let approver: String
        let time: String
        let revision: Int
    }

    package struct ForecastShape: Encodable {
        let targets: Int
        /// From the order until nine in ten calls of one interface are made, under its documented limits.
        let skewSeconds: Int
        package let warnings: [String]
    }

    let `case`: String
    package let id: String
    package let kind: String
    package let revision: Int
    let drafted: String
    /// Everybody who wrote or changed it.
    let authors: [String]
    package let targets: [TargetShape]
    package let actions: [ActionShape]
    package let strategies: [StrategyShape]
    package let approvalsNeeded: Int
    /// Those of the present revision, by people who may still approve.
    package let approvals: [ApprovalShape]
    /// Whether it may be carried out: it is the newest of its kind and approved as it is.
    package let approved: Bool
    package let withdrawn: Bool
    package let forecast: ForecastShape

    package init(_ plan: Plan, of incident: Case, in context: DecisionContext) {
        let people = context.organisation
        `case` = incident.id.description
        id = plan.id.description
        kind = plan.kind.rawValue
        revision = plan.revision
        drafted = plan.drafted.time.description
        authors = Set(([plan.drafted] + plan.edits).map { people.name(of: $0.actor) }).sorted()
        targets = plan.targets.map(TargetShape.init)
        actions = plan.actions.map { ActionShape($0, of: plan, in: incident, people) }
        strategies = plan.strategies.map(StrategyShape.init)
        approvalsNeeded = incident.approvalsNeeded(for: plan)
        approvals = plan.approvalsThatHold(in: people).map {
            ApprovalShape(
                approver: people.name(of: $0.stamp.actor), time: $0.stamp.time.description, revision: $0.revision)
        }
        approved = incident.approvedPlan(plan.kind, in: people)?.id == plan.id
        withdrawn = plan.isWithdrawn
        let forecast = ExecutionForecast(targets: plan.kind == .containment ? plan.targets.count : 0)
        self.forecast = ForecastShape(
            targets: forecast.targets, skewSeconds: forecast.skewInSeconds, warnings: forecast.warnings)
    }
}

/// One action of a plan.
package struct ActionShape: Encodable {
    package struct ResultShape: Encodable {
        package let outcome: String
        let observed: String
        let by: String
        let entered: String
        @OrNull var happened: String?
    }

    package let id: String
    package let kind: String
    @OrNull package var target: TargetShape?
    @OrNull package var address: String?
    package let text: String
    package let owner: String
    let precondition: String
    let verification: String
    let rollback: String
    package let destroysTraces: Bool
    /// Whether it touches a system of tier 0.
    let tierZero: Bool
    @OrNull package var result: ResultShape?

    init(_ action: PlanAction, of plan: Plan, in incident: Case, _ people: Organisation) {
        id = ActionKey(plan: plan.id, number: action.number).description
        kind = action.kind.rawValue
        target = action.target.map(TargetShape.init)
        address = action.address
        text = action.text
        owner = action.owner
        precondition = action.precondition
        verification = action.verification
        rollback = action.rollback
        destroysTraces = action.destroysTraces
        tierZero = action.target.map(incident.isTierZero) ?? false
        result = action.result.map {
            ResultShape(
                outcome: $0.outcome.rawValue, observed: $0.observed, by: people.name(of: $0.stamp.actor),
                entered: $0.stamp.time.description, happened: $0.happenedAt?.description)
        }
    }
}

/// How one kind of measure was weighed.
package struct StrategyShape: Encodable {
    package let measure: String
    let criteria: Strategy.Criteria
    package let effect: String
    package let sideEffects: String
    package let duration: String
    @OrNull package var removalDue: String?
    @OrNull var permanenceReason: String?

    init(_ strategy: Strategy) {
        measure = strategy.measure.rawValue
        criteria = strategy.criteria
        effect = strategy.effectiveness.rawValue
        sideEffects = strategy.sideEffects
        duration = strategy.duration.rawValue
        removalDue = strategy.removalDue?.description
        permanenceReason = strategy.permanenceReason
    }
}
