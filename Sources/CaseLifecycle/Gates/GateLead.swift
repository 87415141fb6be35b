extension Gate {
    /// Declared means that somebody leads.
    static let lead = Gate(
        id: "GATE-LEAD",
        statement: "A declared incident has a lead: an enabled person who may lead.",
        citation: "NIST SP 800-61r3 (CSF 2.0) RS.MA-01; CISA FCEB incident response playbook, appendix B",
        guards: [.declare, .contain, .containPart, .eradicate, .recover, .resume, .review, .close],
        override: .never(instead: "assign somebody: cordon case assign CASE --lead NAME"),
        missing: { facts in
            let assign = "cordon case assign \(facts.caseID) --lead NAME"
            guard let name = facts.incident.lead else {
                return [MissingFact("lead", "the person who leads: \(assign)")]
            }
            guard let person = facts.organisation.people[name] else {
                let add = "cordon staff roster add \(ShellWord.quoted(name)) --role lead"
                return [MissingFact("lead", "\(name), who leads, on the roster: \(add)")]
            }
            guard person.isActive, !person.roles.isDisjoint(with: [.lead, .deputy]) else {
                return [MissingFact("lead", "a lead who is enabled and may lead, which \(name) is not: \(assign)")]
            }
            return []
        })
}
