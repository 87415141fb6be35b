import Vocabulary

extension Gate {
    /// An incident exists only by an explicit act, against a recorded criterion.
    static let declare = Gate(
        id: "GATE-DECLARE",
        statement: "An incident is declared by a person, against a criterion, before it is worked on as one.",
        citation: "NIST SP 800-61r2 section 2.1; CSF 2.0 DE.AE-08; ISO/IEC 27035-1 assess and decide",
        guards: [.declare, .respond, .contain, .containPart],
        override: .never(instead: "declaring takes one command, also after the fact"),
        missing: { facts in
            guard facts.incident.criterion == nil, facts.claims.criterion == nil else { return [] }
            return [
                MissingFact(
                    "criterion",
                    "the criterion that makes this an incident: cordon case declare \(facts.caseID) --criterion TEXT")
            ]
        },
        warnings: { facts in
            guard facts.step.kind == .declare, let opened = facts.incident.enteredAt[.signal] else { return [] }
            let hours = Int(facts.now.seconds(since: opened) / 3600)
            return hours >= facts.policy.lateEntryHours
                ? ["the signal waited \(hours) hours for a decision, since \(opened.text(digits: 0))"] : []
        })
}
