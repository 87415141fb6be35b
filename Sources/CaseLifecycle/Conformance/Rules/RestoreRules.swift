import Vocabulary

extension ConformanceRule {
    /// precedence(recovery_plan_approved → restore).
    static let planBeforeRestore = ConformanceRule(
        id: "PLAN-BEFORE-RESTORE", statement: "What is restored stands in an approved recovery plan.",
        gates: ["GATE-RECOVERY-PLAN"], severity: .serious,
        atEvent: { moment in
            guard case .recovery(event: .restored(let system, _, _, _)) = moment.recorded.event else { return [] }
            let isPlanned =
                moment.incident.approvedPlan(.recovery, in: moment.context.organisation)?.contains(
                    .system(system)) ?? false
            return isPlanned ? [] : [moment.finding("\(system) was restored without an approved plan for it")]
        })

    /// precedence(restoration_asset_verified → restore).
    static let assetBeforeRestore = ConformanceRule(
        id: "ASSET-BEFORE-RESTORE",
        statement: "What a system is restored from was verified, and is older than the first compromise.",
        gates: ["GATE-RESTORE-ASSET"], severity: .fatal,
        atEvent: { moment in
            guard case .recovery(event: .restored(let system, let id, _, _)) = moment.recorded.event else { return [] }
            let record = moment.incident.recovery.asset(id)
            guard record?.verification != nil else {
                return [moment.finding("\(system) was restored from \(id), which nobody had verified")]
            }
            guard let record, let first = moment.incident.earliestCompromise, record.asset.takenAt < first else {
                return [moment.finding("\(system) was restored from \(id), which is not from before the compromise")]
            }
            return []
        })

    /// precedence(all baselines verified → resume_ops).
    static let baselineBeforeResume = ConformanceRule(
        id: "BASELINE-BEFORE-RESUME",
        statement: "Every affected system is back at its baseline before operations resume.",
        gates: ["GATE-BASELINE"], severity: .fatal,
        atEvent: { moment in
            guard case .recovery(event: .resumed) = moment.recorded.event else { return [] }
            let unproven = moment.incident.unprovenSystems
            guard let first = unproven.first else { return [] }
            let others = unproven.count > 1 ? " and \(unproven.count - 1) more" : ""
            return [moment.finding("operations were resumed without a verified baseline of \(first)\(others)")]
        })
}
