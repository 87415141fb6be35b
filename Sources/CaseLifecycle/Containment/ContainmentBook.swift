package import Vocabulary

/// The containment of a case: how it is prepared, ordered, observed and taken out again.
package struct ContainmentBook: Hashable, Sendable, Codable {
    /// The present planning channel; nil while none is named.
    package private(set) var channel: PlanningChannel?
    /// Every decision to wait since the last coordinated order, the present one last.
    package private(set) var delays: [Delay] = []
    /// How many decisions to wait there were before that order: to contain and to roll back earns no new ones.
    private(set) var formerDelays = 0
    /// Every order to contain that was given, in order.
    package private(set) var orders: [ContainmentOrder] = []
    /// How many of them were given before the case was last opened again.
    private var formerOrders = 0
    /// Systems and accounts that were made ready or ordered.
    package private(set) var members: [Target: Member] = [:]
    /// Systems and accounts that an order contained, since the case was last opened again.
    package private(set) var orderedTargets: Set<Target> = []
    /// Likewise, and those that it knowingly left out.
    package private(set) var knownTargets: Set<Target> = []
    /// When something that plans have done about each target was last said to be done, since the case was last opened again.
    private(set) var deeds: [Target: Timestamp] = [:]
    /// Everybody who looked whether something is contained, since then.
    private(set) var observers: Set<Principal> = []
    /// In the order of their numbers.
    package private(set) var measures: [Measure] = []

    var nextMeasure: Int { measures.count + 1 }

    /// The orders since the case was last opened again: what those before put in place is out.
    package var presentOrders: ArraySlice<ContainmentOrder> { orders.dropFirst(formerOrders) }

    /// The wait that is on; nil when there is none.
    package var delay: Delay? { delays.last }

    /// The end of waiting that holds: of the dates that counsel signed the last, and before there is one, the first that
    /// was named. A new date that nobody signed puts nothing off.
    package var hardStop: Timestamp? { (delays.last { $0.signature != nil } ?? delays.first)?.hardStop }

    /// The measure of that name; nil where there is none.
    package subscript(id: MeasureID) -> Measure? {
        measures.indices.contains(id.number - 1) ? measures[id.number - 1] : nil
    }

    /// The members of all orders whose containment nobody has observed, in order.
    package var stragglers: [Target] { orderedTargets.filter(isUnseen).sorted() }

    /// Notes that something was done about a target.
    mutating func note(deedOn target: Target, at moment: Timestamp) {
        deeds[target] = max(deeds[target] ?? moment, moment)
    }

    /// Whether something may have been done about a target after it was last seen to be contained.
    func mayBeOutdated(_ target: Target) -> Bool {
        guard let deed = deeds[target], let seen = members[target]?.observation else { return false }
        return seen.result == .contained && seen.happenedAt < deed
    }

    /// Whether something was ordered to be contained and nobody has observed that it is.
    func isUnseen(_ target: Target) -> Bool {
        orderedTargets.contains(target) && members[target]?.isObservedContained != true
    }

    /// The emergencies that no coordinated order has followed: the case is contained in part.
    package var openEmergencies: [ContainmentOrder] {
        let last = orders.last { !$0.isEmergency }?.number ?? 0
        return orders.filter { $0.isEmergency && $0.number > last }
    }

    /// The emergency that waits for its second person; nil where none does.
    package func unconfirmedEmergency(in organisation: Organisation) -> ContainmentOrder? {
        orders.last { $0.isEmergency && !$0.isConfirmed(in: organisation) }
    }

    mutating func apply(_ event: ContainmentEvent, _ stamp: Stamp) {
        switch event {
        case .channelNamed(let details):
            channel = PlanningChannel(details: details, named: stamp, testedAt: details.testedAt)
        case .channelTested(_, let moment): channel?.testedAt = moment
        case .channelAcknowledged(let person): channel?.acknowledgements[person] = stamp
        case .delayDecided(let reason, let hardStop):
            delays.append(Delay(reason: reason, hardStop: hardStop, decided: stamp))
        case .delaySigned:
            if let last = delays.indices.last { delays[last].signature = stamp }
        case .memberReadied(let target, let plan, let revision, let reachable, let privilege, let rollback):
            members[target, default: Member()].readiness = Member.Readiness(
                plan: plan, revision: revision, reachable: reachable, privilege: privilege, rollback: rollback,
                stamp: stamp)
        case .ordered(let number, let plan, let revision, let targets, let leftOut, let emergency):
            order(
                ContainmentOrder(
                    number: number, plan: plan, revision: revision, targets: targets, leftOut: leftOut,
                    emergency: emergency, stamp: stamp))
        case .measuresPlaced(let placements): place(placements, stamp)
        case .emergencyConfirmed(let number):
            if orders.indices.contains(number - 1) { orders[number - 1].confirmation = stamp }
        case .observed(let target, let result, let observed, let from, let moment):
            observers.insert(stamp.actor)
            members[target]?.observations.append(
                Observation(result: result, observed: observed, from: from, happenedAt: moment, stamp: stamp))
        case .rolledBack(let targets, _, _):
            for target in targets { members[target]?.release(stamp) }
        case .measurePostponed(let id, let until, let reason):
            change(id) { measure in
                guard let due = measure.due else { return }
                measure.postponements.append(.init(from: due, until: until, reason: reason, stamp: stamp))
                measure.due = until
            }
        case .measureRemoved(let id, let check, let moment):
            change(id) { $0.removal = .init(check: check, happenedAt: moment, stamp: stamp) }
        case .permanenceProposed(let id, let reason):
            change(id) { $0.permanence = .init(reason: reason, proposed: stamp) }
        case .permanenceApproved(let id): change(id) { $0.permanence?.approved = stamp }
        }
    }

    /// The case is open once more: nothing is contained by what was ordered before.
    mutating func reopened() {
        formerOrders = orders.count
        members = [:]
        deeds = [:]
        observers = []
        orderedTargets = []
        knownTargets = []
        delays = []
        formerDelays = 0
    }

    /// The intruder was seen on systems or accounts: what was seen before does not show that they are contained, and one
    /// whose measure is out is not.
    mutating func returned(to targets: [Target], at moment: Timestamp, _ stamp: Stamp) {
        for target in targets {
            guard var member = members[target], member.orderedAt != nil else { continue }
            member.returnedAt = max(member.returnedAt ?? moment, moment)
            if !isHeld(target) { member.release(stamp) }
            members[target] = member
        }
    }

    /// A person took the case back. Before eradication, what no measure contains any more is to be contained anew; back in
    /// containment, what was seen before does not show that it holds.
    mutating func wentBack(to state: CaseState, _ stamp: Stamp) {
        guard state <= .containment else { return }
        for (target, var member) in members where member.orderedAt != nil {
            if !isHeld(target) {
                member.release(stamp)
            } else if state == .containment {
                member.returnedAt = max(member.returnedAt ?? stamp.time, stamp.time)
            }
            members[target] = member
        }
    }

    /// Whether what contains a member is still in place, as far as is recorded: neither the measure of the order that it
    /// was contained by nor what took that one's place is out.
    ///
    /// - Parameter moment: What came out after it was in place then; nil for now.
    func isHeld(_ target: Target, at moment: Timestamp? = nil) -> Bool {
        guard let member = members[target], member.orderedAt != nil else { return false }
        return measures.contains { measure in
            guard measure.order == member.order, measure.kind == target.kind.containing else { return false }
            guard let removal = last(inPlaceOf: measure).removal else { return true }
            return moment.map { $0 < removal.happenedAt ?? removal.stamp.time } ?? false
        }
    }

    private func last(inPlaceOf measure: Measure) -> Measure {
        var last = measure
        while let next = last.replacedBy.flatMap({ self[$0] }), next.id > last.id { last = next }
        return last
    }

    private mutating func order(_ order: ContainmentOrder) {
        orders.append(order)
        if !order.isEmergency {
            formerDelays += delays.count
            delays = []
        }
        for target in order.targets where members[target]?.orderedAt == nil {
            members[target, default: Member()].orderedAt = order.stamp.time
            members[target]?.order = order.number
        }
        orderedTargets.formUnion(order.targets)
        knownTargets.formUnion(order.targets)
        knownTargets.formUnion(order.leftOut)
    }

    /// An order that contains all that an earlier one did takes over the earlier one's measures of the same kind.
    private mutating func place(_ placements: [Measure.Placement], _ stamp: Stamp) {
        for new in placements {
            let covered = Set(targets(ofOrder: new.order))
            for index in measures.indices where measures[index].isOpen && measures[index].kind == new.kind {
                if covered.isSuperset(of: targets(ofOrder: measures[index].order)) {
                    measures[index].replacedBy = new.id
                }
            }
            measures.append(
                Measure(
                    id: new.id, kind: new.kind, order: new.order, duration: new.duration, due: new.due, placed: stamp,
                    permanence: new.permanenceReason.map { .init(reason: $0, proposed: stamp) }))
        }
    }

    /// What an order contained; nothing for a number that no order has.
    func targets(ofOrder number: Int) -> [Target] {
        orders.indices.contains(number - 1) ? orders[number - 1].targets : []
    }

    private mutating func change(_ id: MeasureID, _ body: (inout Measure) -> Void) {
        if measures.indices.contains(id.number - 1) { body(&measures[id.number - 1]) }
    }
}
