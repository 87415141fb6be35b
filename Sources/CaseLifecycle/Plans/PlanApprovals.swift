import Vocabulary

extension Case {
    /// The plan of a kind that may be carried out: the newest one, approved as it now is by enough people. Nil where a
    /// newer draft, an edit, or an approver who is gone awaits another approval.
    ///
    /// - Parameter standing: Whose word counts.
    package func approvedPlan(
        _ kind: Plan.Kind, in organisation: Organisation, _ standing: ApprovalStanding = .present
    ) -> Plan? {
        guard let plan = plans.latest(kind),
            plan.approvalsThatHold(in: organisation, standing).count >= approvalsNeeded(for: plan)
        else { return nil }
        return plan
    }

    /// How many people must approve a plan: two where it touches a system of tier 0 (domain controllers, identity,
    /// backups) as the case knows tiers now, one elsewhere.
    package func approvalsNeeded(for plan: Plan) -> Int {
        scopeIndex.tierZero.contains { plan.contains(.system($0)) } ? 2 : 1
    }

    /// Whether everything in a plan, as it now is, was ordered to be contained, with nothing rolled back.
    func isCarriedOut(_ plan: Plan) -> Bool {
        containment.orders.contains { $0.plan == plan.id && $0.revision == plan.revision }
            && plan.targets.allSatisfy { containment.members[$0]?.orderedAt != nil }
    }

    /// Whether a target is a system that the whole organisation depends on.
    package func isTierZero(_ target: Target) -> Bool {
        target.kind == .system && scopeIndex.tierZero.contains(target.name)
    }
}

extension GateFacts {
    /// Less than this is no time to read what was changed, in seconds.
    private static var readingSeconds: Double { 10 }

    /// What somebody approved so soon after another changed it that it may never have been seen, in words.
    func unread(_ plan: Plan) -> [String] {
        plan.approvalsThatHold(in: organisation).compactMap { approval in
            let edit = plan.edits.last {
                $0.time <= approval.stamp.time && !organisation.isSamePerson($0.actor, approval.stamp.actor)
            }
            guard let edit, approval.stamp.time.seconds(since: edit.time) < Self.readingSeconds else { return nil }
            return "\(organisation.name(of: approval.stamp.actor)) approved \(plan.id) at once after "
                + "\(organisation.name(of: edit.actor)) had changed it"
        }
    }
}

extension Plan {
    /// The approvals that count. The word of somebody who is no longer there, or may no longer approve, does not stand
    /// behind what is done now, and who turned out to be an author, or to have approved before, is no further person.
    ///
    /// - Parameter standing: Whose word counts.
    package func approvalsThatHold(
        in organisation: Organisation, _ standing: ApprovalStanding = .present
    ) -> [Approval] {
        let authors = Set(([drafted] + edits).map(\.actor)).map(organisation.name(of:))
        var counted = Set(authors)
        return presentApprovals.filter { approval in
            guard let person = organisation.person(of: approval.stamp.actor) else { return organisation.people.isEmpty }
            let mayApprove = person.isActive && !person.roles.isDisjoint(with: OverrideRule.approvers)
            return (mayApprove || standing == .asGiven) && counted.insert(person.name).inserted
        }
    }
}

/// Whose approval of a plan counts.
package enum ApprovalStanding: Sendable {
    /// Of who is there and may approve: something is about to be done by the plan.
    case present
    /// Of who could when it was given: the plan was carried out.
    case asGiven
}
