import Vocabulary

extension Gate {
    /// Four eyes, and six where everything hangs on it.
    static let approval = Gate(
        id: "GATE-APPROVAL",
        statement: "The containment plan, as it now is, is approved by somebody who did not write it; by two where it "
            + "touches a system of tier 0.",
        citation: "CSF 2.0 RS.MA-04; CISA AR21-134A",
        guards: [.contain],
        override: .never(
            instead:
                "have it approved; in an emergency a part is contained on one person's word, confirmed within 4 hours"
        ),
        missing: { facts in
            guard let plan = facts.incident.plans.latest(.containment) else {
                return [
                    MissingFact("plan", "a containment plan: cordon plan draft \(facts.caseID) containment")
                ]
            }
            // Whoever approved what was ordered since has done so, and may go.
            guard !facts.incident.isCarriedOut(plan) else { return [] }
            let needed = facts.incident.approvalsNeeded(for: plan)
            let given = plan.approvalsThatHold(in: facts.organisation).count
            guard given < needed else { return [] }
            let void =
                plan.presentApprovals.count > given
                ? "; an approver is gone" : plan.approvals.count > given ? "; it was changed since it was approved" : ""
            let authors = Set(([plan.drafted] + plan.edits).map { facts.organisation.name(of: $0.actor) }).sorted()
            return [
                MissingFact(
                    "approval \(plan.id)",
                    "\(needed - given) of \(needed) approvals of \(plan.id), by a lead, deputy or executive other than "
                        + "\(authors.joined(separator: ", "))\(void): cordon plan approve \(facts.caseID) \(plan.id)")
            ]
        },
        warnings: { facts in
            guard let plan = facts.incident.plans.latest(.containment) else { return [] }
            let fresh = facts.freshRoles(ofApproversOf: plan) + facts.unread(plan)
            guard let seen = plan.presentApprovals.map(\.evidenceFiles).min(), seen < facts.incident.evidence.count
            else { return fresh }
            return fresh + ["\(facts.incident.evidence.count - seen) evidence files came after the plan was approved"]
        })
}
