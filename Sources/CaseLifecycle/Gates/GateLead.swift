import Vocabulary

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
            guard let person = facts.organisation.person(named: name) else {
                let add = "cordon staff roster add \(ShellWord.quoted(name)) --role lead"
                return [MissingFact("lead", "\(name), who leads, on the roster: \(add)")]
            }
            guard person.mayLead else {
                return [MissingFact("lead", "a lead who is enabled and may lead, which \(name) is not: \(assign)")]
            }
            return []
        },
        warnings: { facts in
            guard let name = facts.incident.lead, let person = facts.organisation.person(named: name) else {
                return []
            }
            return reach(of: person, facts) + handOver(to: name, facts) + facts.freshRoles(of: person)
                + (facts.actingPerson.map { $0.name == person.name ? [] : facts.freshRoles(of: $0) } ?? [])
                // What an incident found wanting may be what let in the next.
                + (facts.step.kind == .declare ? facts.organisation.actionWarnings(at: facts.now) : [])
        })

    private static func reach(of person: Person, _ facts: GateFacts) -> [String] {
        var warnings: [String] = []
        if !Text.says(person.phone) { warnings.append("\(person.name) leads, and the roster has no phone number") }
        // Where nobody has shifts, nobody is off shift.
        guard !facts.organisation.duties.isEmpty else { return warnings }
        switch facts.organisation.duties.shift(of: person.name, at: facts.now)?.duty {
        case nil: warnings.append("\(person.name) leads, and is on no duty now")
        case .preparation, .detection: warnings.append("\(person.name) leads, and is on another duty, too")
        case .response: break
        }
        return warnings
    }

    private static func handOver(to name: String, _ facts: GateFacts) -> [String] {
        let book = facts.incident.handovers
        let open = book.open.filter { $0.kind == .lead }.map {
            "hand-over \($0.id) of the lead from \($0.from) to \($0.to) is not accepted"
        }
        guard let former = facts.incident.formerLead, former != name,
            !book.tookLead(name, at: facts.incident.leadSince)
        else { return open }
        return open + ["\(name) leads after \(former) without a hand-over that was accepted"]
    }
}

extension Person {
    /// Can be given the lead of an incident.
    package var mayLead: Bool { isActive && !roles.isDisjoint(with: Role.leading) }
}
