import Vocabulary

extension Gate {
    /// Preparation and detection are never empty.
    ///
    /// The duties belong to the organisation, so most acts that this gate guards are decided there
    /// (``Organisation/guarded(_:relieving:in:)``). A case asks it before somebody is given the lead.
    static let staffing = Gate(
        id: "GATE-STAFFING",
        statement:
            "At every moment an enabled person is on preparation and another on detection, whatever incidents run.",
        citation: "the rule of this program: there are always resources on the first two stages; NIST SP 800-61r2 "
            + "section 3.1",
        guards: [.relieve],
        override: .never(instead: "two people agree on the gap: cordon staff override propose NAME --help"),
        missing: { facts in
            guard let name = facts.step.item else { return [] }
            let organisation = facts.organisation
            let until = facts.now.advanced(bySeconds: Int64(facts.policy.staffingHours) * 3600)
            var spans = organisation.loneCover(
                of: name, from: facts.now, until: until, leads: facts.leadsElsewhere)
            for override in organisation.staffing.approved(for: name) { spans = spans.subtracting(spansOf: override) }
            return spans.map { missing($0, without: name, at: facts.now) }
        },
        warnings: { facts in
            facts.organisation.coverWarnings(at: facts.now, leads: facts.leadsElsewhere)
                + facts.organisation.actionWarnings(at: facts.now)
        })

    /// The refusal of an act that would leave these spans without anybody.
    static func uncovered(_ spans: [UncoveredSpan], without name: String, at now: Timestamp) -> UnmetGate {
        let roles = OverrideRule.approvers.map(\.rawValue).sorted().joined(separator: " or ")
        return UnmetGate(
            id: staffing.id, statement: staffing.statement,
            missing: spans.map { missing($0, without: name, at: now).text }, citation: staffing.citation,
            override: "a lead or deputy proposes (cordon staff override propose \(ShellWord.quoted(name)) --until TIME "
                + "--category CATEGORY --reason TEXT), another person who is \(roles) approves; for "
                + "\(StaffingOverride.longest.words) at most")
    }

    private static func missing(_ span: UncoveredSpan, without name: String, at now: Timestamp) -> MissingFact {
        // A span that begins now has begun by the time that somebody types the command.
        let from = span.from > now ? " --from \(span.from)" : ""
        return MissingFact(
            "\(span.duty.rawValue) \(name)",
            "somebody on \(span.words), for which there is nobody but \(name): cordon staff assign NAME --duty "
                + "\(span.duty.rawValue)\(from)" + (span.until.map { " --until \($0)" } ?? ""))
    }
}
