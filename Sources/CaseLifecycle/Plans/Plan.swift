import Vocabulary

/// What is to be done to a set of systems and accounts, made before it is done so that others can judge it.
package struct Plan: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case containment, eradication, recovery

        /// Whether an action does to its target what such a plan is for. A system is contained by being isolated and an
        /// account by being disabled, in whatever way the action says; nothing else contains.
        func isServed(by action: PlanAction) -> Bool {
            guard self == .containment, let target = action.target else { return action.target != nil }
            return action.kind == target.kind.containing
        }
    }

    /// One person's word for one revision.
    package struct Approval: Hashable, Sendable, Codable {
        package let revision: Int
        package let stamp: Stamp
        /// Evidence files that the case held then: what arrived since, the approver had not seen.
        package let evidenceFiles: Int
    }

    package let id: PlanID
    package let kind: Kind
    /// The version of the case at which the plan was last changed. Together with the journal's chain of hashes it names
    /// the exact text: an approval of another revision is no approval of this one.
    package internal(set) var revision: Int
    /// The frozen set, copied by the system when the plan was drafted, in order. It never changes: another set is
    /// another plan.
    package let targets: [Target]
    /// In the order of their numbers.
    package internal(set) var actions: [PlanAction]
    /// How each kind of measure of a containment was weighed, in the order of kinds; empty for other plans.
    package internal(set) var strategies: [Strategy]
    package let drafted: Stamp
    /// Everybody who changed the plan after it was drafted; they are authors, too.
    package internal(set) var edits: [Stamp] = []
    package internal(set) var approvals: [Approval] = []
    package internal(set) var withdrawn: Stamp?
    /// Everybody who wrote, changed or approved it, or said what came of one of its actions.
    private(set) var hands: Set<Principal> = []
    /// Everybody who was to carry out one of its actions.
    private(set) var owners: Set<String> = []
    /// Everybody who said what came of one of its actions.
    private(set) var executors: Set<Principal> = []
    /// The last number that an action of this plan ever had.
    var lastNumber: Int

    package var isWithdrawn: Bool { withdrawn != nil }

    /// Notes that somebody had a hand in it. That does not end, whatever becomes of the action.
    mutating func note(hand actor: Principal) { hands.insert(actor) }

    /// Notes who is to carry out actions, and who said what came of them.
    mutating func note(_ actions: [PlanAction]) {
        for action in actions {
            owners.insert(action.owner)
            for result in action.results { note(executor: result.stamp.actor) }
        }
    }

    /// Notes that somebody said what came of an action. That does not end, either.
    mutating func note(executor actor: Principal) {
        note(hand: actor)
        executors.insert(actor)
    }

    /// The approvals of the present revision, whoever gave them; see ``approvalsThatHold(in:)``.
    package var presentApprovals: [Approval] { approvals.filter { $0.revision == revision } }

    /// Whether a system or account belongs to the set.
    ///
    /// - Complexity: O(log *n*), where *n* is the number of targets.
    package func contains(_ target: Target) -> Bool {
        var (low, high) = (0, targets.count)
        while low < high {
            let middle = (low + high) / 2
            if targets[middle] < target { low = middle + 1 } else { high = middle }
        }
        return low < targets.count && targets[low] == target
    }

    /// The action of that number; nil where there is none.
    package func action(_ number: Int) -> PlanAction? { place(of: number).map { actions[$0] } }

    func place(of number: Int) -> Int? {
        var (low, high) = (0, actions.count)
        while low < high {
            let middle = (low + high) / 2
            if actions[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low < actions.count && actions[low].number == number ? low : nil
    }

    /// The members of the set that no action does to what such a plan is for.
    package var targetsWithoutAction: [Target] {
        let covered = Set(actions.compactMap { kind.isServed(by: $0) ? $0.target : nil })
        return targets.filter { !covered.contains($0) }
    }

    /// The kinds of measure that its actions need, in order.
    package var measureKinds: [PlanAction.Kind] {
        let used = Set(actions.map(\.kind))
        return PlanAction.Kind.allCases.filter(used.contains)
    }
}
