import Vocabulary

extension Gate {
    /// Recovery begins by criteria, not by impatience.
    static let recoveryStart = Gate(
        id: "GATE-RECOVERY-START",
        statement:
            "The criteria for the start of recovery are written down, and each is said to hold, with what shows it.",
        citation: "CSF 2.0 RS.MA-05",
        guards: [.recover, .restore],
        override: .standard(longest: .temporary),
        missing: { facts in
            let criteria = facts.incident.recovery.startCriteria
            let command = "cordon recover start \(facts.caseID)"
            guard !criteria.isEmpty else {
                return [MissingFact("criteria", "the criteria for the start of recovery: \(command) --write TEXT")]
            }
            return criteria.enumerated().filter { $0.element.answer == nil }.map { place, criterion in
                MissingFact(
                    "criterion \(place + 1): \(criterion.text)",
                    "what shows that this holds: \(criterion.text): \(command) --meet \(place + 1) --answer TEXT")
            }
        })
}
