extension Gate {
    /// Nothing that was passed on purpose is forgotten.
    static let debt = Gate(
        id: "GATE-DEBT",
        statement: "Every debt that an override left is settled, or accepted by name.",
        citation: "the rule of this program: steps are skipped by nobody unseen",
        guards: [.close, .dismiss],
        override: .never(instead: "an executive accepts the debt: cordon case debt CASE --accept DEBT --reason TEXT"),
        missing: { facts in
            let accepted = facts.incident.overrides.debts.values.filter {
                facts.incident.isAcceptedByParty($0, in: facts.organisation)
            }.sorted { $0.id < $1.id }
            return accepted.map { debt in
                MissingFact(
                    "debt \(debt.id)",
                    "\(debt.id), accepted by \(facts.organisation.name(of: debt.end?.stamp.actor ?? facts.actor)), who had a "
                        + "hand in what left it; by another executive: cordon case debt \(facts.caseID) --accept \(debt.id) "
                        + "--reason TEXT")
            }
                + facts.incident.overrides.openDebts.map { debt in
                    MissingFact(
                        "debt \(debt.id)",
                        "\(debt.id), owed by \(debt.owner)\(gone(debt, facts)): \(debt.text): "
                            // What cannot be made good is nothing to settle.
                            + (facts.incident.isLasting(debt)
                                ? "" : "cordon case debt \(facts.caseID) --settle \(debt.id) --reason TEXT; or, ")
                            + "by an executive: cordon case debt \(facts.caseID) --accept \(debt.id) --reason TEXT")
                }
        },
        warnings: { facts in
            facts.incident.overrides.overrides.values.sorted { $0.id < $1.id }.compactMap { override in
                guard let approval = override.approval,
                    facts.organisation.isSamePerson(override.proposer.actor, approval.actor)
                else { return nil }
                return "\(override.id) of \(override.gate) is void: it was proposed and approved by one person, "
                    + facts.organisation.name(of: approval.actor)
            }
        })

    /// What to do about a debt whose owner is gone, in words.
    private static func gone(_ debt: Debt, _ facts: GateFacts) -> String {
        facts.incident.isOwedByNobody(debt, in: facts.organisation)
            ? ", who is no longer there (another takes it over: cordon case debt \(facts.caseID) --take-over \(debt.id))"
            : ""
    }
}
