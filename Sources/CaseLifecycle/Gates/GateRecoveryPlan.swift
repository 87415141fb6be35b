import Vocabulary

extension Gate {
    /// Nothing is restored without an approved plan.
    static let recoveryPlan = Gate(
        id: "GATE-RECOVERY-PLAN",
        statement: "What is restored stands in a recovery plan that another person approved as it now is.",
        citation: "CSF 2.0 RC.RP-01 to RC.RP-04",
        guards: [.recover, .restore, .resume],
        override: .standard(longest: .temporary),
        missing: { facts in
            let incident = facts.incident
            let draft = "cordon plan draft \(facts.caseID) recovery"
            let target = facts.step.target
            let subject = target.map { "plan for \($0)" } ?? "plan"
            guard let plan = incident.plans.latest(.recovery) else {
                return [MissingFact(subject, "a recovery plan: \(draft)")]
            }
            // Who approved what was carried out long ago may have gone since.
            let standing: ApprovalStanding = incident.state < .review ? .present : .asGiven
            guard incident.approvedPlan(.recovery, in: facts.organisation, standing) != nil else {
                let gone = plan.presentApprovals.count > plan.approvalsThatHold(in: facts.organisation).count
                return [
                    MissingFact(
                        subject,
                        "the approval of \(plan.id) as it now is, by \(incident.approvalsNeeded(for: plan))"
                            + "\(gone ? "; an approver is gone" : ""): cordon plan approve \(facts.caseID) \(plan.id)")
                ]
            }
            if let target {
                return plan.contains(target)
                    ? [] : [MissingFact(subject, "a recovery plan with \(target) in it: \(draft)", of: target)]
            }
            return facts.marked(.unplanned).sorted().map {
                MissingFact("plan for \($0)", "a recovery plan with \($0) in it: \(draft)", of: $0)
            }
        },
        warnings: { facts in
            guard let plan = facts.incident.approvedPlan(.recovery, in: facts.organisation) else {
                return order(facts)
            }
            let changed =
                plan.edits.isEmpty
                ? [] : ["\(plan.id) was changed \(plan.edits.count) times before it was approved as it is"]
            return changed + facts.freshRoles(ofApproversOf: plan) + facts.unread(plan) + order(facts)
        })

    /// At most this many names stand in a warning.
    private static var namesInWarning: Int { 20 }

    /// What the system of the step may depend on, and that is not restored.
    private static func order(_ facts: GateFacts) -> [String] {
        guard facts.step.kind == .restore, let target = facts.step.target, target.kind == .system else { return [] }
        let ahead = facts.incident.systemsAhead(of: target.name, short: .recovered)
        guard !ahead.isEmpty else { return [] }
        return [
            "\(target) is restored before \(ahead.count) that matter more: "
                + ahead.prefix(namesInWarning).joined(separator: ", ")
                + (ahead.count > namesInWarning ? ", .." : "")
        ]
    }
}
