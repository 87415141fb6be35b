import CaseLifecycle
import Testing
import Vocabulary

/// Looks at each step that a case took and says what should not have been possible. It asks the case itself and never the
/// gates, so that a gate that answers wrongly is found.
enum Watch {
    /// - Returns: In words, what is wrong; empty when nothing is.
    static func problems(
        _ before: Case, _ command: CaseCommand, _ events: [CaseEvent], _ after: Case, by actor: String,
        at now: Timestamp, _ organisation: Organisation
    ) -> [String] {
        var problems: [String] = []
        var state = before.state
        for event in events {
            switch event {
            case .stateEntered(let next, let gates):
                if next != state.next { problems.append("\(state) was left for \(next)") }
                if !command.maySteer(to: next) { problems.append("\(next) was entered by another command") }
                problems += unguarded(next, gates, isEmergency: command.isEmergency)
                problems += held(gates, after, at: now, organisation)
                state = next
            case .gatesPassed(_, _, let gates): problems += held(gates, after, at: now, organisation)
            case .returned(let earlier, _):
                if earlier >= state { problems.append("returned forward to \(earlier)") }
                state = earlier
            case .loopedBack(_, let earlier, _, _):
                if earlier > state { problems.append("looped forward to \(earlier)") }
                state = earlier
            default: break
            }
        }
        if state != after.state { problems.append("the state is \(after.state), and no event says so") }
        if after.state > before.state { problems += unready(after, command, events, before, at: now, organisation) }
        return problems
    }

    /// Every gate of a step has its verdict in the entry.
    private static func unguarded(_ state: CaseState, _ gates: [GateVerdict], isEmergency: Bool) -> [String] {
        guard var kind = Step.entering(state)?.kind else { return [] }
        if isEmergency, kind == .contain { kind = .containPart }
        let needed = Set(Gate.all.filter { $0.guards.contains(kind) }.map(\.id))
        return needed.subtracting(gates.map(\.gate)).sorted().map { "\(state) was entered without \($0)" }
    }

    /// An override took two people, the second with a role that may, and holds.
    private static func held(
        _ gates: [GateVerdict], _ incident: Case, at now: Timestamp, _ organisation: Organisation
    ) -> [String] {
        gates.filter { $0.outcome == .overridden }.flatMap { verdict -> [String] in
            let used = (verdict.overrides ?? []).compactMap { incident.overrides.overrides[$0] }
            var problems = used.isEmpty ? ["\(verdict.gate) was overridden by nothing"] : []
            if case .never? = Gate.named(verdict.gate)?.override { problems.append("\(verdict.gate) has no override") }
            for override in used {
                guard let approval = override.approval else {
                    problems.append("\(override.id) was used and never approved")
                    continue
                }
                if organisation.isSamePerson(approval.actor, override.proposer.actor) {
                    problems.append("\(override.id) was approved by its proposer")
                }
                if let expires = override.expires, now >= expires { problems.append("\(override.id) was over") }
                if !incident.overrides.debts.values.contains(where: { $0.override == override.id }) {
                    problems.append("\(override.id) left no debt")
                }
            }
            return problems
        }
    }

    /// What must be so in a state, whatever gates say. What an override covers is left to the gates.
    private static func unready(
        _ incident: Case, _ command: CaseCommand, _ events: [CaseEvent], _ before: Case, at now: Timestamp,
        _ organisation: Organisation
    ) -> [String] {
        var problems: [String] = []
        func expect(_ gate: String, _ holds: Bool, _ what: String) {
            let isOverridden = events.contains { event in
                guard case .stateEntered(_, let gates) = event else { return false }
                return gates.contains { $0.gate == gate && $0.outcome == .overridden }
            }
            if !holds, !isOverridden { problems.append("\(incident.state): \(what)") }
        }
        expect("", incident.criterion != nil && incident.declaredAt != nil, "no incident was declared")
        expect("", incident.lead.flatMap { organisation.people[$0] }?.isActive == true, "nobody leads")
        let systems = incident.systems.values
        if incident.state == .containment, !command.isEmergency {
            expect("", incident.impact != nil, "nothing was rated")
            expect(
                "", !systems.contains { $0.verdict == .unknown || $0.isClearanceStale }, "a system has no verdict")
            let fresh = systems.count { $0.confirmedAt.map { $0 > now.advanced(bySeconds: -24 * 3600) } ?? false }
            expect("", fresh <= 1, "the scope still grew by \(fresh)")
            let contained = Set(incident.response.filter { $0.value >= .isolating }.keys)
            expect("", incident.confirmedTargets.isSubset(of: contained), "not all that is confirmed is contained")
            if let plan = incident.plans.latest(.containment) {
                let authors = [plan.drafted.actor] + plan.edits.map(\.actor)
                let others = plan.approvals.filter { approval in
                    approval.revision == plan.revision
                        && !authors.contains { organisation.isSamePerson($0, approval.stamp.actor) }
                }
                expect("", !others.isEmpty, "the plan was approved by nobody but its authors")
            } else {
                problems.append("containment without a plan")
            }
        }
        if incident.state >= .eradication, incident.state < .closed {
            expect(
                "GATE-NEW-HOST", incident.confirmedTargets.isSubset(of: incident.containment.orderedTargets),
                "something confirmed was never ordered to be contained")
        }
        if incident.state == .eradication {
            expect(
                "GATE-CONTAIN-VERIFIED",
                incident.containment.orderedTargets.allSatisfy {
                    incident.containment.members[$0]?.isObservedContained == true
                }, "something was not seen to be contained")
            expect(
                "GATE-EVIDENCE",
                incident.confirmedTargets.allSatisfy { incident.custody.preservations[$0]?.isEmpty == false },
                "no evidence was preserved")
        }
        if incident.state == .recovery {
            let grid = incident.recovery.grid
            expect("GATE-ERADICATION-GRID", !grid.causes.isEmpty, "there is no cause")
            expect(
                "GATE-ERADICATION-GRID",
                incident.containment.orderedTargets.allSatisfy { target in
                    grid.causes.filter { $0.concerns(target) }.allSatisfy { grid.cell(target, $0.id).isSettled }
                }, "a cell of the grid is open")
            expect("GATE-RECOVERY-PLAN", incident.plans.latest(.recovery) != nil, "there is no plan of recovery")
        }
        if incident.state == .review {
            expect("GATE-RESUME", incident.recovery.resumption != nil, "operations were not resumed")
            expect(
                "GATE-RESUME",
                incident.containment.orderedTargets.filter { $0.kind == .system }.allSatisfy {
                    incident.responseState(of: $0) == .verified
                }, "a system is not verified")
        }
        if incident.state == .closed {
            expect("", incident.overrides.openDebts.isEmpty, "something is owed")
            expect("GATE-CLOSE", incident.tasks.openTasks.isEmpty, "a task is open")
            expect("", incident.closing != nil, "nobody said how it ended")
        }
        return problems
    }
}

extension CaseCommand {
    /// Whether a command may take a case into a state.
    fileprivate func maySteer(to state: CaseState) -> Bool {
        switch self {
        case .advance: state > .declared && state < .closed
        case .declare: state == .declared
        case .close: state == .closed
        case .containment(.go): state == .containment
        case .containment(.goInEmergency): state == .containment || state == .analysis
        default: false
        }
    }

    fileprivate var isEmergency: Bool {
        if case .containment(.goInEmergency) = self { true } else { false }
    }
}
