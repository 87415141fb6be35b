package import CaseLifecycle
import Vocabulary

/// How the containment of a case stands, as `cordon contain show` prints it.
package struct ContainmentShape: Encodable {
    struct ChannelShape: Encodable {
        let name: String
        let kind: String
        let dependsOn: [String]
        let participants: [String]
        let acknowledged: [String]
        @OrNull var tested: String?
    }

    struct DelayShape: Encodable {
        let reason: String
        let hardStop: String
        let decidedBy: String
        @OrNull var signedBy: String?
        /// Whether waiting is allowed now.
        let holds: Bool
        let extensions: Int
    }

    struct OrderShape: Encodable {
        let number: Int
        let time: String
        let by: String
        @OrNull var plan: String?
        let targets: [TargetShape]
        let leftOut: [TargetShape]
        /// The kind of emergency; null for the coordinated order.
        @OrNull var emergency: String?
        let impact: [String]
        @OrNull var reason: String?
        @OrNull var confirmedBy: String?
        /// Whether the second person's word came after its time was over.
        let confirmedLate: Bool
    }

    let `case`: String
    let version: Int
    let state: String
    @OrNull var channel: ChannelShape?
    @OrNull var delay: DelayShape?
    /// What a wait that is on asks for now.
    package let demands: [String]
    let orders: [OrderShape]
    package let members: [MemberShape]
    package let stragglers: [TargetShape]
    package let measures: [MeasureShape]
    /// Systems and accounts whose verdict is still open or suspected: what waiting might add and a part would leave out.
    package let undecided: Int

    package init(_ incident: Case, in context: DecisionContext) {
        let book = incident.containment
        let people = context.organisation
        `case` = incident.id.description
        version = incident.version
        state = incident.state.rawValue
        channel = book.channel.map {
            ChannelShape(
                name: $0.details.name, kind: $0.details.kind.rawValue, dependsOn: $0.details.dependsOn,
                participants: $0.details.participants, acknowledged: $0.acknowledgements.keys.sorted(),
                tested: $0.testedAt?.description)
        }
        delay = book.delay.map { delay in
            DelayShape(
                reason: delay.reason, hardStop: delay.hardStop.description,
                decidedBy: people.name(of: delay.decided.actor),
                signedBy: delay.signature.map { people.name(of: $0.actor) }, holds: delay.holds(at: context.now),
                extensions: book.delays.count - 1)
        }
        demands = incident.unmetGates(for: Step(.wait), in: context).flatMap(\.missing)
        orders = book.orders.map { order in
            OrderShape(
                number: order.number, time: order.stamp.time.description, by: people.name(of: order.stamp.actor),
                plan: order.plan?.description, targets: order.targets.map(TargetShape.init),
                leftOut: order.allLeftOut.map(TargetShape.init), emergency: order.emergency?.kind.rawValue,
                impact: order.emergency?.impact ?? [], reason: order.emergency?.reason,
                confirmedBy: order.confirmation.map { people.name(of: $0.actor) },
                confirmedLate: order.isConfirmedLate)
        }
        let plan = incident.plans.latest(.containment)
        members = Set(plan?.targets ?? []).union(book.members.keys).sorted().map {
            MemberShape($0, of: incident, plan: plan, people)
        }
        stragglers = book.stragglers.map(TargetShape.init)
        measures = book.measures.map { MeasureShape($0, at: context.now, people) }
        undecided =
            incident.suspectedTargets.count + incident.systems.values.count { $0.verdict == .unknown }
            + incident.accounts.values.count { $0.verdict == .unknown }
    }
}

/// One system or account of the set.
package struct MemberShape: Encodable {
    package let target: TargetShape
    package let response: String
    /// Whether it is ready for the present plan as it is.
    package let ready: Bool
    @OrNull package var ordered: String?
    @OrNull package var result: String?
    @OrNull var observed: String?
    @OrNull package var from: String?
    @OrNull var observedAt: String?
    @OrNull var observer: String?
    /// From the order until it was seen to be contained; null while it was not.
    @OrNull var secondsToContain: Double?

    init(_ target: Target, of incident: Case, plan: Plan?, _ people: Organisation) {
        let member = incident.containment.members[target]
        self.target = TargetShape(target)
        response = incident.responseState(of: target).rawValue
        ready = plan.map { member?.readiness?.plan == $0.id && member?.readiness?.revision == $0.revision } ?? false
        ordered = member?.orderedAt?.description
        let seen = member?.observation
        result = seen?.result.rawValue
        observed = seen?.observed
        from = seen?.from
        observedAt = seen?.happenedAt.description
        observer = seen.map { people.name(of: $0.stamp.actor) }
        let first = member?.observations.first { observation in
            observation.result == .contained && member?.orderedAt.map { observation.happenedAt > $0 } ?? false
        }
        if let first, let orderedAt = member?.orderedAt {
            secondsToContain = first.happenedAt.seconds(since: orderedAt)
        }
    }
}

/// One measure and how long it stays.
package struct MeasureShape: Encodable {
    struct PostponementShape: Encodable {
        let from: String
        let until: String
        let reason: String
        let by: String
    }

    package let id: String
    package let kind: String
    let order: Int
    package let duration: String
    let placed: String
    @OrNull package var due: String?
    /// `inPlace`, `removed`, `permanent` or `replaced`.
    package let state: String
    @OrNull package var warning: String?
    @OrNull var check: String?
    @OrNull var permanenceReason: String?
    let postponements: [PostponementShape]

    init(_ measure: Measure, at now: Timestamp, _ people: Organisation) {
        id = measure.id.description
        kind = measure.kind.rawValue
        order = measure.order
        duration = measure.duration.rawValue
        placed = measure.placed.time.description
        due = measure.due?.description
        state =
            measure.removal != nil
            ? "removed"
            : measure.replacedBy != nil ? "replaced" : measure.permanence?.approved != nil ? "permanent" : "inPlace"
        warning = measure.warning(at: now)
        check = measure.removal?.check
        permanenceReason = measure.permanence?.reason
        postponements = measure.postponements.map {
            PostponementShape(
                from: $0.from.description, until: $0.until.description, reason: $0.reason,
                by: people.name(of: $0.stamp.actor))
        }
    }
}
