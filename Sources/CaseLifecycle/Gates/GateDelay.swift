import Vocabulary

extension Gate {
    /// Waiting is a decision with an end.
    ///
    /// It never holds an order back: at the end of the wait an order is what is asked for.
    static let delay = Gate(
        id: "GATE-DELAY",
        statement: "Containment is put off on purpose only with a reason, a fixed end and the signature of counsel; at "
            + "the end the case asks for the order, an emergency or a new signed date.",
        citation: "NIST SP 800-61r2 section 3.3.1 (delayed containment); CSF 2.0 RS.MI-01",
        guards: [.wait, .contain],
        override: .never(instead: "contain, or have a new date signed: cordon contain delay CASE --help"),
        missing: { facts in
            guard facts.step.kind == .wait, let delay = facts.incident.containment.delay,
                let hardStop = facts.incident.containment.hardStop
            else { return [] }
            let id = facts.caseID
            let over =
                facts.now < hardStop
                ? []
                : [
                    MissingFact(
                        "hard stop",
                        "the end of waiting, which was \(hardStop): cordon contain go \(id); or cordon contain go "
                            + "\(id) --emergency --help; or a new date that counsel signs: cordon contain delay \(id) "
                            + "--until TIME --reason TEXT"
                    )
                ]
            guard delay.signature == nil, facts.now < delay.hardStop else { return over }
            return over + [
                MissingFact(
                    "signature",
                    "the signature of counsel on waiting until \(delay.hardStop): "
                        + "cordon contain delay \(id) --sign, by a person with the role legal")
            ]
        },
        warnings: { facts in
            guard let delay = facts.incident.containment.delay, let hardStop = facts.incident.containment.hardStop
            else { return [] }
            let over =
                facts.now > hardStop
                ? ["containment was put off beyond \(hardStop)"]
                : ["containment was put off until \(hardStop); the order ends that wait"]
            let unsigned = delay.signature == nil ? ["putting containment off was never signed"] : []
            let fresh = delay.signature.map(facts.freshRoles(ofActorOf:)) ?? []
            return over + unsigned + fresh + worse(since: delay, facts) + impactEvidence(since: delay, facts)
        })

    /// Evidence of the harm that an emergency is there for, from while the case waited.
    private static func impactEvidence(since delay: Delay, _ facts: GateFacts) -> [String] {
        facts.incident.impactEvidence(since: delay.decided.time).map {
            "while waiting: \($0.id), \($0.sighting.rule.title), on \($0.sighting.host)"
        }
    }

    /// What is known of the harm grew while the case waited.
    private static func worse(since delay: Delay, _ facts: GateFacts) -> [String] {
        guard let now = facts.incident.impacts.last, now.stamp.time > delay.decided.time else { return [] }
        let before = facts.incident.impacts.last { $0.stamp.time <= delay.decided.time }
        let was = before?.assessment.functionalNow ?? .none
        guard now.assessment.functionalNow > was else { return [] }
        return ["the impact grew from \(was.rawValue) to \(now.assessment.functionalNow.rawValue) while waiting"]
    }
}
