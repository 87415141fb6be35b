import Vocabulary

extension Gate {
    /// The scope is settled before containment, so that no half of an intrusion is contained and the other half warned.
    static let scope = Gate(
        id: "GATE-SCOPE",
        statement: "All evidence is read, and every system that it speaks of has a verdict, before containment begins.",
        citation: "NIST SP 800-61r2 table 3-5 step 6.3; CSF 2.0 RS.AN-08; CISA AR21-134A",
        guards: [.containment],
        missing: { facts in
            if facts.systems.isEmpty {
                return ["evidence of at least one system: cordon evidence add \(facts.caseID) PATH"]
            }
            return facts.unreadEvidence.map { unread(of: $0, facts) } + uncovered(facts)
                + facts.unsettledSystems.map { verdict(on: $0, facts) }
        })

    private static func unread(of evidence: SealedEvidence, _ facts: GateFacts) -> String {
        "the reading of \(evidence.name), sealed but not read: "
            + "cordon evidence add \(facts.caseID) -- \(ShellWord.quoted(evidence.origin))"
    }

    private static func uncovered(_ facts: GateFacts) -> [String] {
        guard facts.filesNotCovered > 0 else { return [] }
        return [
            "a scope that covers all evidence (\(facts.filesNotCovered) files were read since): "
                + "cordon evidence add \(facts.caseID) PATH, with any file of the case"
        ]
    }

    private static func verdict(on system: GateFacts.UnsettledSystem, _ facts: GateFacts) -> String {
        let name = ShellWord.quoted(system.name)
        let act =
            "cordon scope confirm \(facts.caseID) --reason TEXT -- \(name), "
            + "or cordon scope clear \(facts.caseID) --reason TEXT -- \(name)"
        return switch system.why {
        case .unknown: "a verdict for \(system.name): \(act)"
        case .staleClearance: "a new verdict for \(system.name), cleared before newer evidence spoke of it: \(act)"
        }
    }
}
