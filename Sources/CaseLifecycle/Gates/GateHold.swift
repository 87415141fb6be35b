import Vocabulary

extension Gate {
    /// What a court or a rule wants kept is kept.
    static let hold = Gate(
        id: "GATE-HOLD",
        statement:
            "Evidence is destroyed only when no legal hold is on it, the time that it is kept for is over, and its "
            + "case is closed; that of an open case only long after it was sealed, and before counsel.",
        citation: "NIST SP 800-61r2 section 3.4.3",
        guards: [.destroyEvidence],
        override: .never(instead: "a person of the legal role lifts a hold; a time that was decided is waited for"),
        missing: { facts in
            guard let item = facts.step.evidence.flatMap({ facts.incident.custody.items[$0] }) else { return [] }
            return held(item, facts) + retained(item, facts) + needed(item, facts)
        },
        warnings: { facts in
            let item = facts.step.evidence.flatMap { facts.incident.custody.items[$0] }
            return facts.looserThresholds
                + (item?.preserves.sorted().map { "it preserves \($0): without it, GATE-EVIDENCE is open again" } ?? [])
        })

    private static func held(_ item: CustodyItem, _ facts: GateFacts) -> [MissingFact] {
        item.holds.filter { $0.lifted == nil }.map { hold in
            MissingFact(
                "hold on \(item.sealed.id)",
                "the end of the legal hold on \(item.sealed.name), placed by "
                    + "\(facts.organisation.name(of: hold.placed.actor)) (\(hold.reason)): cordon evidence hold "
                    + "\(facts.caseID) \(item.sealed.id.hex.prefix(Case.fewestDigits)) --lift --reason TEXT, by a person "
                    + "of the legal role")
        }
    }

    /// An open case still rests on its evidence.
    private static func needed(_ item: CustodyItem, _ facts: GateFacts) -> [MissingFact] {
        guard facts.incident.state != .closed else { return [] }
        let days = facts.policy.openEvidenceDays
        let end = item.began.time.advanced(bySeconds: Int64(days) * 86_400)
        guard facts.now < end else { return [] }
        return [
            MissingFact(
                "open case of \(item.sealed.id)",
                "the end of the case that \(item.sealed.name) is evidence of; in an open case it is kept for \(days) days, "
                    + "until \(end), and destroyed before a person of the legal role")
        ]
    }

    private static func retained(_ item: CustodyItem, _ facts: GateFacts) -> [MissingFact] {
        let subject = "retention of \(item.sealed.id)"
        guard let until = item.retainedUntil else {
            return [
                MissingFact(
                    subject,
                    "a decision how long \(item.sealed.name) is kept: cordon evidence retain \(facts.caseID) "
                        + "\(item.sealed.id.hex.prefix(Case.fewestDigits)) --until TIME --reason TEXT")
            ]
        }
        guard facts.now < until else { return [] }
        return [MissingFact(subject, "the end of the time that \(item.sealed.name) is kept for, at \(until)")]
    }
}
