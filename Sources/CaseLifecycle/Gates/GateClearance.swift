import Vocabulary

extension Gate {
    /// Only a person clears, and only for the evidence seen.
    static let clearance = Gate(
        id: "GATE-CLEARANCE",
        statement: "A system or account is cleared or excluded by a person who has seen evidence of it; one that is "
            + "confirmed, only by a second person, and by two where the evidence confirms it; one that is being contained, not at all.",
        citation: "NIST SP 800-61r2 sections 3.2.4 and 3.2.5; missing evidence is never clean",
        guards: [.clear],
        override: .never(instead: "exclude a system whose logs cannot be had, with the reason"),
        missing: { facts in
            guard let target = facts.step.target else { return [] }
            return frozen(target, facts) + unseen(target, facts) + outOfTime(target, facts)
                + secondPerson(target, facts)
        },
        warnings: { facts in thin(facts) + (facts.actingPerson.map { facts.freshRoles(of: $0) } ?? []) })

    private static func frozen(_ target: Target, _ facts: GateFacts) -> [MissingFact] {
        guard facts.incident.containment.orderedTargets.contains(target) else { return [] }
        return [
            MissingFact(
                "frozen \(target)",
                "\(target) outside the set that containment was ordered for: a member of the set stays one")
        ]
    }

    /// Nobody can say that a system is clean whose logs nobody holds; it can be left out, with a reason.
    private static func unseen(_ target: Target, _ facts: GateFacts) -> [MissingFact] {
        guard facts.step.item == SystemVerdict.cleared.rawValue, target.kind == .system,
            let standing = facts.incident.systems[target.name],
            standing.presence != .collected || (standing.assessment?.records ?? 0) == 0
        else { return [] }
        let name = ShellWord.quoted(target.name)
        return [
            MissingFact(
                "coverage \(target)",
                "logs of \(target), which is \(standing.presence.rawValue) only: cordon evidence add "
                    + "\(facts.caseID) PATH; or leave it out: cordon scope exclude \(facts.caseID) --reason TEXT -- \(name)"
            )
        ]
    }

    /// Logs that end before the intruder came say nothing of what the intruder did.
    private static func outOfTime(_ target: Target, _ facts: GateFacts) -> [MissingFact] {
        guard facts.step.item == SystemVerdict.cleared.rawValue, target.kind == .system,
            let start = facts.incident.earliestCompromise,
            let newest = facts.incident.ownLogsEnd(of: target.name, before: start)
        else { return [] }
        return [
            MissingFact(
                "coverage \(target)",
                "logs of \(target) from the time of the intrusion, which began at \(start): those that are held end at "
                    + "\(newest): cordon evidence add \(facts.caseID) PATH; or leave it out: cordon scope exclude "
                    + "\(facts.caseID) --reason TEXT -- \(ShellWord.quoted(target.name))")
        ]
    }

    /// A few records are little to call a system clean by.
    private static func thin(_ facts: GateFacts) -> [String] {
        guard facts.step.item == SystemVerdict.cleared.rawValue, let target = facts.step.target, target.kind == .system,
            let records = facts.incident.systems[target.name]?.assessment?.records,
            (1..<Case.fewRecords).contains(records)
        else { return [] }
        return ["few records of \(target) are held: \(records)"]
    }

    private static func secondPerson(_ target: Target, _ facts: GateFacts) -> [MissingFact] {
        let isLeftOut = facts.incident.scopeIndex.leftOut.contains(target)
        let isAccused = target.kind == .account && facts.incident.scopeIndex.accountsLeftOut.contains(target.name)
        let verdict =
            isLeftOut ? SystemVerdict.confirmed : isAccused ? .probable : facts.incident.verdict(of: target)
        guard verdict == .confirmed || verdict.isSuspected else { return [] }
        let judged = facts.incident.judgement(of: target)
        let person = facts.organisation.person(of: facts.actor)
        let since: Timestamp? =
            target.kind == .system
            ? facts.incident.systems[target.name]?.confirmedAt : facts.incident.accounts[target.name]?.confirmedAt
        // Nobody is made an approver for this.
        let mayApprove =
            person.map { person in
                person.isActive
                    && OverrideRule.approvers.contains { role in
                        person.roleGrants[role].map { granted in since.map { granted <= $0 } ?? true } ?? false
                    }
            } ?? false
        let isLate =
            !mayApprove && person?.isActive == true && person?.roles.isDisjoint(with: OverrideRule.approvers) == false
        let accuser = judged.flatMap { $0.verdict == .confirmed || $0.verdict.isSuspected ? $0 : nil }
        let isOther = accuser.map { !facts.organisation.isSamePerson($0.stamp.actor, facts.actor) } ?? true
        guard !(mayApprove && isOther) else { return [] }
        return [
            MissingFact(
                "second person \(target)",
                "the word of a lead, deputy or executive"
                    + (isLate ? ", who was one when \(target) was confirmed," : "")
                    + (accuser.map { " other than \(facts.organisation.name(of: $0.stamp.actor))" } ?? "")
                    + ": \(target) is \(verdict.rawValue)")
        ]
    }
}
