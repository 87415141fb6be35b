import CaseLifecycle
import Testing
import Vocabulary

/// A case built by commands, as people build it: who acts and what time it is can be set between them.
struct CaseBuilder {
    private(set) var incident = Case(id: CaseID(number: 1))
    /// Every event so far, as the journal would hold them. Hashes are left out.
    private(set) var events: [RecordedEvent] = []
    /// Every command that was not refused, with what it led to.
    private(set) var taken: [Taken] = []
    var organisation = Staff.organisation
    /// Who acts; a name of ``Staff``, or anybody else.
    var actor = "ann"
    var now = Staff.start
    /// What other cases of the store tell of this one.
    var otherCases: [OtherCase] = []

    struct Taken {
        let command: CaseCommand
        let actor: String
        let now: Timestamp
        /// Number of events before it.
        let version: Int
        let events: [RecordedEvent]
    }

    var context: DecisionContext {
        DecisionContext(
            organisation: organisation, actor: Principal(account: actor), now: max(now, incident.updated ?? now),
            otherCases: otherCases)
    }

    /// Runs a command against what is known now.
    @discardableResult
    mutating func run(_ command: CaseCommand, by other: String? = nil) throws(CaseRefusal) -> [CaseEvent] {
        if let other { actor = other }
        let context = context
        let version = events.count
        let decided = try incident.perform(command, in: context)
        for event in decided {
            events.append(
                RecordedEvent(
                    version: events.count + 1, sequence: events.count + 1, time: context.now, actor: context.actor,
                    event: event, hash: ""))
        }
        taken.append(
            Taken(
                command: command, actor: actor, now: context.now, version: version, events: Array(events[version...])))
        return decided
    }

    /// Runs a command that must be refused, and checks that it changed nothing.
    mutating func refusal(of command: CaseCommand, by other: String? = nil) -> CaseRefusal? {
        let before = incident
        do throws(CaseRefusal) {
            try run(command, by: other)
            return nil
        } catch {
            #expect(incident == before)
            return error
        }
    }

    /// Takes an event as given: the test begins after what led to it.
    mutating func given(_ event: CaseEvent) {
        let context = context
        incident.apply(event, context.stamp)
        events.append(
            RecordedEvent(
                version: events.count + 1, sequence: events.count + 1, time: context.now, actor: context.actor,
                event: event, hash: ""))
    }

    /// Lets time pass.
    mutating func wait(hours: Int) { now = max(now, incident.updated ?? now).advanced(bySeconds: Int64(hours) * 3600) }

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
            system.records = 10
            return system
        }
        return scope
    }

    /// The same case, declared and under analysis.
    func analysed() throws(CaseRefusal) -> CaseBuilder {
        var builder = self
        try builder.run(.assignLead(person: "ann"))
        try builder.run(.declare(criterion: "theft of data"))
        try builder.run(.advance)
        return builder
    }

    /// The same case with the three ratings and a scope that has stopped growing: what is left before containment is
    /// the plan.
    func settled() throws(CaseRefusal) -> CaseBuilder {
        var builder = self
        try builder.run(
            .assessImpact(
                ImpactAssessment(
                    functionalNow: .low, functionalIfNotContained: .high, information: [], recoverability: .regular,
                    reason: "servers are at risk")))
        builder.wait(hours: 49)
        return builder
    }
}

/// The people of the tests. Each acts under an account of the same name; ann leads, eve is the executive, lou the
/// counsel; root keeps the roster.
enum Staff {
    static let start = Timestamp(iso8601: "2026-03-02T08:00:00Z") ?? .earliest
    static let roles: [(String, [Role])] = [
        ("ann", [.lead]), ("bob", [.deputy]), ("carl", [.handler]), ("dora", [.handler]), ("eve", [.executive]),
        ("lou", [.legal]), ("root", [.administrator]),
    ]

    /// The roster, as it was kept the day before the tests begin.
    static var events: [OrganisationEvent] {
        let people = roles.flatMap { name, roles -> [OrganisationEvent] in
            let added = PeopleEvent.personAdded(
                name: name, kind: .human, accounts: [name], title: "Engineer", phone: "+49 30 1234")
            return [.people(event: added)] + roles.map { .people(event: .roleGranted(person: name, role: $0)) }
        }
        let robot = PeopleEvent.personAdded(name: "robot", kind: .service, accounts: ["robot"], title: "", phone: "")
        return [.storeCreated(store: "ab12")] + people + [.people(event: robot)]
    }

    static var organisation: Organisation {
        var organisation = Organisation()
        let stamp = Stamp(time: start.advanced(bySeconds: -86_400), actor: Principal(account: "root"))
        for event in events { organisation.apply(event, stamp) }
        return organisation
    }
}

/// The names of the gates that a refusal says are not met.
func unmet(_ refusal: CaseRefusal?) -> [String] {
    if case .gates(let gates) = refusal { gates.map(\.id) } else { [] }
}

/// Everything that a refusal says is missing.
func missing(_ refusal: CaseRefusal?) -> [String] {
    if case .gates(let gates) = refusal { gates.flatMap(\.missing) } else { [] }
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
