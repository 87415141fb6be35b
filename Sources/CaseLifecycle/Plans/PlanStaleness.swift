extension Case {
    /// Why a plan no longer fits what is known, in words; empty while it does. What is stale can still be shown and
    /// changed: the gates say what it holds back.
    package func staleness(of plan: Plan) -> [String] {
        guard !plan.isWithdrawn else { return [] }
        let wanted = plan.kind == .containment ? confirmedTargets : containment.orderedTargets
        let isOrdered = containment.orders.contains { $0.plan == plan.id }
        let lacking = wanted.subtracting(plan.targets).filter { !isOrdered || responseState(of: $0) < .isolating }
        let files = plan.presentApprovals.map { evidence.count - $0.evidenceFiles }.max() ?? 0
        return [
            lacking.isEmpty ? nil : "its set lacks \(lacking.sorted().map(\.description).joined(separator: ", "))",
            !plan.approvals.isEmpty && plan.presentApprovals.isEmpty ? "it was changed after it was approved" : nil,
            files > 0 && !isOrdered ? "\(files) evidence files arrived since it was approved" : nil,
        ].compactMap(\.self)
    }
}
