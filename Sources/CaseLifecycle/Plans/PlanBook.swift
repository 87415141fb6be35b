import Vocabulary

/// The plans of a case.
package struct PlanBook: Hashable, Sendable, Codable {
    /// In the order of their numbers.
    package private(set) var plans: [Plan] = []
    /// How many of them were made before the case was last opened again.
    private var formerPlans = 0

    var next: PlanID { PlanID(number: plans.count + 1) }

    /// The plan of that name; nil where there is none.
    package subscript(id: PlanID) -> Plan? {
        plans.indices.contains(id.number - 1) ? plans[id.number - 1] : nil
    }

    /// The plans since the case was last opened again: those before were for what is over.
    package var present: ArraySlice<Plan> { plans.dropFirst(formerPlans) }

    /// The plan of a kind that holds: the newest that was not withdrawn.
    package func latest(_ kind: Plan.Kind) -> Plan? { present.last { $0.kind == kind && !$0.isWithdrawn } }

    mutating func reopened() { formerPlans = plans.count }

    /// Whose traces an event says were destroyed by an action, and when; nil where it says so of none.
    func destruction(by event: PlanEvent, _ stamp: Stamp) -> (target: Target, moment: Timestamp)? {
        guard case .resultRecorded(let key, outcome: .done, _, let happened) = event,
            let action = self[key.plan]?.action(key.number), action.destroysTraces, let target = action.target
        else { return nil }
        return (target, happened ?? stamp.time)
    }

    /// What an event says was done about a target by a plan of containment, and when; nil where it says so of none.
    func containment(by event: PlanEvent, _ stamp: Stamp) -> (target: Target, moment: Timestamp)? {
        guard case .resultRecorded(let key, outcome: .done, _, let happened) = event, let plan = self[key.plan],
            plan.kind == .containment, let target = plan.action(key.number)?.target
        else { return nil }
        return (target, happened ?? stamp.time)
    }

    mutating func apply(_ event: PlanEvent, _ stamp: Stamp, version: Int) {
        switch event {
        case .drafted(let id, let kind, let targets, let actions, let strategies):
            var plan = Plan(
                id: id, kind: kind, revision: version, targets: targets, actions: actions, strategies: strategies,
                drafted: stamp, lastNumber: actions.last?.number ?? 0)
            plan.note(hand: stamp.actor)
            plan.note(actions)
            plans.append(plan)
        case .actionAdded(let id, let action):
            edit(id, stamp, version) { plan in
                plan.actions.append(action)
                plan.note([action])
                plan.lastNumber = action.number
            }
        case .actionChanged(let id, let action):
            edit(id, stamp, version) { plan in
                guard let place = plan.place(of: action.number) else { return }
                let results = plan.actions[place].results
                plan.actions[place] = action
                plan.actions[place].results = results
                plan.note([action])
            }
        case .actionRemoved(let id, let number, _):
            edit(id, stamp, version) { plan in
                if let place = plan.place(of: number) { plan.actions.remove(at: place) }
            }
        case .strategySet(let id, let strategy):
            edit(id, stamp, version) { plan in
                plan.strategies.removeAll { $0.measure == strategy.measure }
                plan.strategies.append(strategy)
                let order = PlanAction.Kind.allCases
                plan.strategies.sort {
                    order.firstIndex(of: $0.measure) ?? 0 < order.firstIndex(of: $1.measure) ?? 0
                }
            }
        case .approved(let id, let revision, let files):
            change(id) { plan in
                plan.approvals.append(.init(revision: revision, stamp: stamp, evidenceFiles: files))
                plan.note(hand: stamp.actor)
            }
        case .withdrawn(let id, _): change(id) { $0.withdrawn = stamp }
        case .resultRecorded(let key, let outcome, let observed, let moment):
            change(key.plan) { plan in
                guard let place = plan.place(of: key.number) else { return }
                plan.note(executor: stamp.actor)
                plan.actions[place].results.append(
                    ActionResult(outcome: outcome, observed: observed, stamp: stamp, happenedAt: moment))
            }
        }
    }

    private mutating func change(_ id: PlanID, _ body: (inout Plan) -> Void) {
        if plans.indices.contains(id.number - 1) { body(&plans[id.number - 1]) }
    }

    /// Every edit is a new revision, which nobody has approved yet.
    private mutating func edit(_ id: PlanID, _ stamp: Stamp, _ version: Int, _ body: (inout Plan) -> Void) {
        change(id) { plan in
            body(&plan)
            plan.revision = version
            plan.edits.append(stamp)
            plan.note(hand: stamp.actor)
        }
    }
}
