extension Gate {
    /// The scope is settled before containment, so that no half of an intrusion is contained and the other half warned.
    static let scope = Gate(
        id: "GATE-SCOPE",
        statement: "Every system that the evidence speaks of has a verdict before containment begins.",
        citation: "NIST SP 800-61r2 table 3-5 step 6.3; CSF 2.0 RS.AN-08; CISA AR21-134A",
        guards: [.containment],
        missing: { facts in
            if facts.systems.isEmpty {
                return ["evidence of at least one system: cordon evidence add \(facts.caseID) PATH"]
            }
            return facts.unsettledSystems.map { system in
                let act =
                    "cordon scope confirm \(facts.caseID) \(system.name) --reason TEXT, or cordon scope clear \(facts.caseID) \(system.name) --reason TEXT"
                return switch system.why {
                case .unknown: "a verdict for \(system.name): \(act)"
                case .staleClearance:
                    "a new verdict for \(system.name), cleared before newer evidence spoke of it: \(act)"
                }
            }
        })
}
