import Vocabulary

extension Gate {
    /// What was learned has somebody who does it.
    static let actions = Gate(
        id: "GATE-ACTIONS",
        statement:
            "Corrective actions are named, each with an enabled person who owns it and a date; or it is said why "
            + "none is needed.",
        citation: "NIST SP 800-61r2 section 3.4.1; CSF 2.0 ID.IM",
        guards: [.close],
        override: .never(instead: "give each action an owner and a date: cordon lessons action CASE --help"),
        missing: { facts in
            let command = "cordon lessons action \(facts.caseID)"
            let review = facts.incident.review
            if !review.namesActions, review.noAction == nil {
                return [
                    MissingFact(
                        "actions",
                        "a corrective action\(facts.sinceReopened): \(command) add --help; or why none is needed: \(command) none --reason TEXT"
                    )
                ]
            }
            return review.openActions.filter { !(facts.organisation.person(named: $0.owner)?.isActive ?? false) }.map {
                MissingFact(
                    "action \($0.id)",
                    "an owner for \($0.id), which \($0.owner) no longer can be: "
                        + "\(command) assign \($0.id) --owner NAME --reason TEXT")
            }
        },
        warnings: { facts in
            facts.incident.review.openActions.filter { $0.due <= facts.now }.map {
                "\($0.id) of \($0.owner) was due at \($0.due)"
            }
        })
}
