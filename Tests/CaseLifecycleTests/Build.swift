import CaseLifecycle
import Testing
import Vocabulary

/// A case built by commands, as people build it.
struct CaseBuilder {
    private(set) var incident = Case(id: CaseID(number: 1))

    /// Runs a command with the facts that the case itself knows.
    @discardableResult
    mutating func run(_ command: CaseCommand) throws(CaseRefusal) -> [CaseEvent] {
        let events = try incident.decide(command, facts: incident.gateFacts)
        for event in events { incident.apply(event) }
        return events
    }

    /// A case that has been opened.
    static func opened() throws(CaseRefusal) -> CaseBuilder {
        var builder = CaseBuilder()
        try builder.run(.open(title: "Break-in"))
        return builder
    }

    /// A case whose evidence speaks of systems with these verdicts.
    static func scoped(_ systems: [(String, SystemVerdict)]) throws(CaseRefusal) -> CaseBuilder {
        var builder = try opened()
        try builder.run(.recordScope(scope(systems)))
        return builder
    }

    static func scope(_ systems: [(String, SystemVerdict)], confidence: Double = 0.5) -> ScopeAssessment {
        var scope = ScopeAssessment()
        scope.systems = systems.map { name, verdict in
            var system = SystemAssessment(name: name, presence: .collected)
            system.verdict = verdict
            system.confidence = confidence
            return system
        }
        return scope
    }

    /// The same case, declared and under analysis.
    func analysed() throws(CaseRefusal) -> CaseBuilder {
        var builder = self
        try builder.run(.assignLead(person: "Ann"))
        try builder.run(.declare(criterion: "theft of data"))
        try builder.run(.advance)
        return builder
    }
}

/// The refusal that `body` ends in; nil when it succeeds.
func refusal(_ body: () throws(CaseRefusal) -> some Any) -> CaseRefusal? {
    do {
        _ = try body()
        return nil
    } catch { return error }
}

/// Sightings of one made-up rule.
func sighting(_ host: String, rule: String = "R", count: Int = 1) throws -> FindingSighting {
    let evidence = try #require(EvidenceID(hex: String(repeating: "a", count: 64)))
    return FindingSighting(
        rule: RuleSummary(id: rule, title: rule, level: .high, tags: [], source: "r.yml"), host: host, count: count,
        first: nil, last: nil, evidence: [EvidenceReference(evidence: evidence, record: 0)])
}
