import CaseLifecycle
import Vocabulary

/// The phase of a case in each published model.
struct PhasesShape: Encodable {
    let nist80061r2: String
    let csf2: String
    let picerl: String

    init(_ state: CaseState) {
        nist80061r2 = ProcessModel.nist80061r2.phase(of: state)
        csf2 = ProcessModel.csf2.phase(of: state)
        picerl = ProcessModel.picerl.phase(of: state)
    }
}

/// How far the response to one system or account has come.
struct ResponseShape: Encodable {
    let target: TargetShape
    let state: String
}

/// An assessment of the impact, with who made it and when.
struct ImpactShape: Encodable {
    let functionalNow: String
    let functionalIfNotContained: String
    let information: [String]
    let recoverability: String
    let priority: Int
    let reason: String
    let by: String
    let time: String

    init(_ recorded: RecordedImpact, _ people: Organisation) {
        let assessment = recorded.assessment
        functionalNow = assessment.functionalNow.rawValue
        functionalIfNotContained = assessment.functionalIfNotContained.rawValue
        information = assessment.information.map(\.rawValue).sorted()
        recoverability = assessment.recoverability.rawValue
        priority = assessment.priority
        reason = assessment.reason
        by = people.name(of: recorded.stamp.actor)
        time = recorded.stamp.time.description
    }
}

/// The first assessment and the present one; both null before the first.
struct ImpactsShape: Encodable {
    @OrNull var first: ImpactShape?
    @OrNull var last: ImpactShape?
    let revisions: Int

    init(_ impacts: [RecordedImpact], _ people: Organisation) {
        first = impacts.first.map { ImpactShape($0, people) }
        last = impacts.last.map { ImpactShape($0, people) }
        revisions = max(0, impacts.count - 1)
    }
}

/// An emergency that no coordinated order has followed: the case is contained in part.
struct PartialContainmentShape: Encodable {
    let order: Int
    let time: String
    let contained: [TargetShape]
    let leftOut: [TargetShape]
    let confirmed: Bool
    let confirmedLate: Bool
    let ends: String

    init(_ order: ContainmentOrder) {
        self.order = order.number
        time = order.stamp.time.description
        contained = order.targets.map(TargetShape.init)
        leftOut = order.allLeftOut.map(TargetShape.init)
        confirmed = order.confirmation != nil
        confirmedLate = order.isConfirmedLate
        ends = order.confirmationDue.description
    }
}

/// A plan in a few words; `cordon plan show` prints all of it.
struct PlanSummaryShape: Encodable {
    let id: String
    let kind: String
    let revision: Int
    let targets: Int
    let actions: Int
    let approved: Bool
    /// Why it no longer fits what is known; empty while it does.
    let stale: [String]

    init(_ plan: Plan, of incident: Case, in organisation: Organisation) {
        id = plan.id.description
        kind = plan.kind.rawValue
        revision = plan.revision
        targets = plan.targets.count
        actions = plan.actions.count
        approved = incident.approvedPlan(plan.kind, in: organisation)?.id == plan.id
        stale = incident.staleness(of: plan)
    }
}

/// A duty to notify in a few words.
struct OpenClockShape: Encodable {
    let id: String
    let regime: String
    let due: String
    let recipientsLeft: [String]
    let elapsedPercent: Int

    init(_ duty: NotificationDuty, at now: Timestamp) {
        id = duty.id.description
        regime = duty.regime
        due = duty.due.description
        recipientsLeft = duty.recipientsLeft
        elapsedPercent = duty.elapsedPercent(at: now)
    }
}

/// Something that somebody is still to do.
struct OpenTaskShape: Encodable {
    let id: String
    let text: String
    let owner: String
    let due: String

    init(_ task: CaseTask) {
        id = task.id.description
        text = task.text
        owner = task.owner
        due = task.due.description
    }
}
