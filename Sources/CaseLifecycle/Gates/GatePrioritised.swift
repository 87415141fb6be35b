import Vocabulary

extension Gate {
    /// What is urgent is decided by three ratings, not by who came first.
    static let prioritised = Gate(
        id: "GATE-PRIORITISED",
        statement: "Functional impact (now and if not contained), information impact and recoverability are rated "
            + "before containment is ordered.",
        citation: "NIST SP 800-61r2 section 3.2.6, tables 3-2 to 3-4; table 3-5 step 2",
        guards: [.contain, .close],
        override: .never(instead: "rate it, which takes one command; in an emergency it may follow within 4 hours"),
        missing: { facts in
            guard !facts.incident.isPrioritised else { return [] }
            return [
                MissingFact(
                    "impact",
                    "the three ratings\(facts.sinceReopened): cordon case impact \(facts.caseID) --functional-now LEVEL "
                        + "--functional-likely LEVEL --information KIND --recoverability LEVEL --reason TEXT")
            ]
        },
        warnings: { facts in
            let confirmed = facts.incident.scopeIndex.confirmedSystems
            guard let rated = facts.incident.impacts.last, rated.confirmedSystems != confirmed else { return [] }
            return ["the impact was rated when \(rated.confirmedSystems) systems were confirmed; now \(confirmed) are"]
        })
}
