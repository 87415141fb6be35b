import Vocabulary

extension Case {
    /// The plan of a kind that may be carried out: the newest one, approved as it now is by enough people. Nil where a
    /// newer draft, or an edit, awaits its approval.
    package func approvedPlan(_ kind: Plan.Kind) -> Plan? {
        guard let plan = plans.latest(kind), plan.presentApprovals.count >= approvalsNeeded(for: plan) else {
            return nil
        }
        return plan
    }

    /// How many people must approve a plan: two where it touches a system of tier 0 (domain controllers, identity,
    /// backups) as the case knows tiers now, one elsewhere.
    package func approvalsNeeded(for plan: Plan) -> Int {
        scopeIndex.tierZero.contains { plan.contains(.system($0)) } ? 2 : 1
    }

    /// Whether a target is a system that the whole organisation depends on.
    package func isTierZero(_ target: Target) -> Bool {
        target.kind == .system && scopeIndex.tierZero.contains(target.name)
    }
}
