import Vocabulary

extension Gate {
    /// Evidence before destruction.
    static let evidence = Gate(
        id: "GATE-EVIDENCE",
        statement: "Nothing is done to a system or account that destroys traces before evidence of it was preserved.",
        citation: "NIST SP 800-61r2 section 3.3.2, table 3-5 step 4; CISA AA20-245A",
        guards: [.destroyTraces, .eradicate, .recover, .restore],
        override: .lasting(longest: .emergency, owing: "may be destroyed without evidence"),
        missing: { facts in
            let moment = facts.claims.happenedAt ?? facts.now
            return targets(facts, facts.incident.mayLackPreservation(at: moment)).map {
                (
                    target: $0,
                    missing: facts.incident.missingPreservation(
                        of: $0, at: moment, newTraces: facts.step.target != nil)
                )
            }.filter { !$0.missing.isEmpty }.sorted { $0.target < $1.target }.flatMap(\.missing)
                + (facts.step.target == nil ? damage(facts) : []) + heldByNobody(facts)
        },
        warnings: { facts in
            // Of what is preserved nothing was given up.
            targets(facts, facts.incident.targetIndex.targets(.unpreserved))
                .filter { facts.incident.wasGivenUp($0, newTraces: facts.step.target != nil) }.sorted()
                .map { "\($0) was destroyed without evidence" } + transfersToOneself(facts)
        })

    /// What went from one account of a person to another, as is known by now, was taken over by nobody else.
    private static func transfersToOneself(_ facts: GateFacts) -> [String] {
        let custody = facts.incident.custody
        return custody.transfers.values.sorted { $0.id < $1.id }.compactMap { transfer -> String? in
            guard let accepted = transfer.accepted,
                facts.organisation.isSamePerson(transfer.offered.actor, accepted.actor),
                transfer.evidence.contains(where: { id in
                    let preserved = custody.items[id]?.preserves ?? []
                    return facts.step.target.map { preserved.contains($0) } ?? !preserved.isEmpty
                })
            else { return nil }
            return "evidence that is rested on was given and taken by one person, "
                + "\(facts.organisation.name(of: accepted.actor)): \(transfer.id)"
        }
    }

    /// Evidence that is no longer what was sealed: whatever it preserves, somebody has been at it.
    static func damage(_ facts: GateFacts) -> [MissingFact] {
        facts.incident.custody.damaged.map { item in
            MissingFact(
                "hash of \(item.sealed.id)",
                "\(item.sealed.name) as it was sealed; hashed last it was not: \(item.checks.last?.problem ?? ""). Once the "
                    + "file is restored from a backup: cordon evidence verify \(facts.caseID) --record")
        }
    }

    /// Evidence is never with nobody (NIST SP 800-61r2 section 3.3.2): what preserves a system or account, all of it with
    /// people who are no longer there, is handed over before anything rests on it. Once operations are resumed and the
    /// response is reviewed, nothing more rests on it.
    static func heldByNobody(_ facts: GateFacts) -> [MissingFact] {
        guard facts.incident.state < .review,
            facts.organisation.people.values.contains(where: { $0.kind == .human && !$0.isEnabled })
        else { return [] }
        let custody = facts.incident.custody
        var gone: [Principal: Bool] = [:]
        func isGone(_ holder: Principal) -> Bool {
            if let known = gone[holder] { return known }
            let isGone = facts.organisation.person(of: holder).map { $0.kind == .human && !$0.isEnabled } ?? false
            gone[holder] = isGone
            return isGone
        }
        return targets(facts, Array(facts.incident.confirmedTargets)).sorted().compactMap { target in
            let usable = (custody.preservations[target] ?? []).filter { custody.isUsable($0.evidence) }
                .compactMap { custody.items[$0.evidence] }
            guard let item = usable.last, usable.allSatisfy({ isGone($0.holder) }) else { return nil }
            let hash = item.sealed.id.hex.prefix(Case.fewestDigits)
            return MissingFact(
                "holder of what preserves \(target)",
                "somebody who has \(item.sealed.id), which preserves \(target), for it is with "
                    + "\(facts.organisation.name(of: item.holder)), who is no longer there: cordon evidence transfer "
                    + "\(facts.caseID) \(hash) --to NAME --location PLACE --reason TEXT, by a lead or deputy",
                of: target)
        }
    }

    /// - Parameter all: What is looked at where the step is about no single one.
    private static func targets(_ facts: GateFacts, _ all: @autoclosure () -> [Target]) -> [Target] {
        if let target = facts.step.target { return [target] }
        return facts.step.kind == .restore || facts.step.kind == .destroyTraces ? [] : all()
    }
}
