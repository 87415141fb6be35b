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
                + (facts.step.target == nil ? damage(facts) : [])
        },
        warnings: { facts in
            // Of what is preserved nothing was given up.
            targets(facts, facts.incident.targetIndex.targets(.unpreserved))
                .filter { facts.incident.wasGivenUp($0, newTraces: facts.step.target != nil) }.sorted()
                .map { "\($0) was destroyed without evidence" }
        })

    /// Evidence that is no longer what was sealed: whatever it preserves, somebody has been at it.
    static func damage(_ facts: GateFacts) -> [MissingFact] {
        facts.incident.custody.damaged.map { item in
            MissingFact(
                "hash of \(item.sealed.id)",
                "\(item.sealed.name) as it was sealed; hashed last it was not: \(item.checks.last?.problem ?? ""). Once the "
                    + "file is restored from a backup: cordon evidence verify \(facts.caseID) --record")
        }
    }

    /// - Parameter all: What is looked at where the step is about no single one.
    private static func targets(_ facts: GateFacts, _ all: @autoclosure () -> [Target]) -> [Target] {
        if let target = facts.step.target { return [target] }
        return facts.step.kind == .restore || facts.step.kind == .destroyTraces ? [] : all()
    }
}
