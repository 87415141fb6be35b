import Vocabulary

extension Gate {
    /// What a plan has done beside what such plans are made for, and nobody said to be done or not needed; and whatever the
    /// last word on is that it failed. What plans are made for other gates ask for, but for accounts that are enabled again:
    /// one that stays disabled lets nobody in.
    static func undone(_ kind: Plan.Kind, _ facts: GateFacts) -> [MissingFact] {
        guard let plan = facts.incident.plans.latest(kind) else { return [] }
        let isApproved = facts.incident.approvedPlan(kind, in: facts.organisation) != nil
        return plan.actions.indices.compactMap { place in
            // Thousands are done, and nothing of them is copied.
            let outcome = plan.actions[place].outcome
            if outcome == .done || outcome == .notApplicable { return nil }
            let action = plan.actions[place]
            let isPurpose = action.target.map { kind.act(on: $0.kind) == action.kind } ?? false
            switch outcome {
            case .failed where action.kind == .restoreSystem || (isPurpose && kind == .eradication): return nil
            case nil where isPurpose || action.kind == .restoreSystem || !isApproved: return nil
            default: break
            }
            let name = "\(plan.id)/\(action.number)"
            return MissingFact(
                "action \(name)",
                "\(name) done\(action.result == nil ? "" : ", which failed"): "
                    + "cordon contain result \(facts.caseID) --action \(plan.id)/\(action.number) --outcome done "
                    + "--observed TEXT; or why it is not needed: cordon contain result \(facts.caseID) "
                    + "--action \(plan.id)/\(action.number) --outcome notApplicable --observed TEXT",
                system: action.target?.kind == .system ? action.target?.name : nil,
                about: action.target == nil ? name : action.target?.name)
        }
    }
}
