extension Gate {
    /// Declared means that somebody leads.
    static let lead = Gate(
        id: "GATE-LEAD",
        statement: "A declared incident has a lead.",
        citation: "NIST SP 800-61r3 (CSF 2.0) RS.MA-01; CISA FCEB incident response playbook, appendix B",
        guards: [.declared],
        missing: { facts in
            facts.lead == nil ? ["the person who leads: cordon case assign \(facts.caseID) --lead NAME"] : []
        })
}
