extension Gate {
    /// Closed is not sealed, but it is not open either.
    static let reopen = Gate(
        id: "GATE-REOPEN",
        statement: "A closed case is changed only after it was reopened, with a reason.",
        citation: "NIST SP 800-61r2 section 3.4.2 (recurrence)",
        guards: [.changeClosed],
        override: .never(instead: "reopen it"),
        missing: { facts in
            guard facts.incident.state == .closed else { return [] }
            return [
                MissingFact("reopened", "the reopening of the case: cordon case reopen \(facts.caseID) --reason TEXT")
            ]
        })
}
