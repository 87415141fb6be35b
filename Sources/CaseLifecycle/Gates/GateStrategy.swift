import Vocabulary

extension Gate {
    /// How to contain is a decision, with criteria, side effects and an end.
    static let strategy = Gate(
        id: "GATE-STRATEGY",
        statement: "Each kind of measure of the plan is weighed by the six criteria, with its effectiveness, its side "
            + "effects, its duration and the moment at which it comes out.",
        citation: "NIST SP 800-61r2 section 3.3.1",
        guards: [.contain],
        override: .never(
            instead:
                "weigh it, which takes one command a kind; in an emergency: cordon contain go CASE --emergency --help"),
        missing: { facts in
            guard let plan = facts.incident.plans.latest(.containment) else { return [] }
            return plan.measureKinds.compactMap { kind in
                let command = "cordon contain strategy \(facts.caseID) --measure \(kind.rawValue) --help"
                guard let strategy = plan.strategies.first(where: { $0.measure == kind }) else {
                    return MissingFact("strategy \(kind.rawValue)", "the six criteria for \(kind.rawValue): \(command)")
                }
                guard let due = strategy.removalDue, due <= facts.now else { return nil }
                return MissingFact(
                    "strategy \(kind.rawValue)",
                    "a date of removal of \(kind.rawValue) that is yet to come; it was \(due): \(command)")
            }
        })
}
