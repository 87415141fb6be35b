import CaseLifecycle
import Testing
import Vocabulary

@Suite("Conformance of cases that kept to the process")
struct LegalWalkTests {
    @Test("a case in which every gate was met passes, and fits the net in full", arguments: [1, 2, 5])
    func handled(systems: Int) throws {
        let result = try CaseBuilder.handled((1...systems).map { "S\($0)" }).conformance()

        #expect(result.isFinished)
        #expect(result.verdict == .pass)
        #expect(result.deviations == [])
        #expect(result.alignment.fitness == 1)
        #expect(Set(result.trace.map(\.activity)) == Set(Activity.allCases))
        #expect(result.gates.allSatisfy { $0.verdict == .pass && $0.overrides.isEmpty })
        #expect(result.overrides.isEmpty && result.debts.isEmpty && result.emergencies.isEmpty)
    }

    @Test(
        "a case that went back passes, and fits the net in full: going back is no deviation",
        arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func looped(seed: UInt64) throws {
        var walk = LegalWalk(seed: seed)
        let builder = try walk.run()

        let result = try builder.conformance()

        #expect(result.verdict == .pass)
        #expect(result.deviations == [])
        #expect(result.alignment.fitness == 1)
        #expect(result.returns.count == walk.returns)
    }

    @Test("at no moment of such a case is anything called a deviation")
    func prefixes() throws {
        let builder = try CaseBuilder.handled(["A", "B"])

        for length in stride(from: 1, through: builder.events.count, by: 3) {
            let events = Array(builder.events.prefix(length))
            let result = try #require(
                Conformance.check(
                    builder.incident.id, events: events, organisation: Staff.recorded,
                    at: events.last?.time ?? Staff.start))
            #expect(result.deviations == [], "after \(length) events")
            #expect(result.verdict == .pass)
        }
    }

    @Test("notes, tasks, facts and evidence change nothing")
    func noise() throws {
        var builder = try CaseBuilder.opened()
        try builder.run(.note(text: "odd"))
        let quiet = try builder.conformance()
        try builder.run(
            .task(.log(LogEntry(kind: .fact, text: "the fan is loud", happenedAt: nil, parties: []))))

        #expect(try builder.conformance().deviations == quiet.deviations)
        #expect(quiet.verdict == .pass)
    }

    @Test("a closed case is judged as of its closing, whenever that is asked")
    func later() throws {
        let builder = try CaseBuilder.handled(["A"])
        let later = try #require(
            Conformance.check(
                builder.incident.id, events: builder.events, organisation: Staff.recorded,
                at: builder.now.advanced(bySeconds: 3 * 365 * 86_400)))

        #expect(later == (try builder.conformance()))
    }
}

/// A case handled to its end that goes back here and there, as chance has it. The same seed gives the same walk.
struct LegalWalk {
    private var random: Seeded
    private(set) var returns = 0

    init(seed: UInt64) { random = Seeded(state: seed) }

    mutating func run() throws -> CaseBuilder {
        let names = (1...Int.random(in: 1...4, using: &random)).map { "S\($0)" }
        var builder = try CaseBuilder.contained(names)
        try goBack(&builder, to: .analysis)
        builder = try CaseBuilder.continued(builder, names)
        try goBack(&builder, to: .eradication)
        builder.actor = "ann"
        if builder.incident.state == .eradication { try builder.resumeAgain() }
        try goBack(&builder, to: .recovery)
        if builder.incident.recovery.resumption == nil { try builder.resumeAgain() }
        try builder.finish()
        return builder
    }

    private mutating func goBack(_ builder: inout CaseBuilder, to state: CaseState) throws {
        guard Bool.random(using: &random), builder.incident.state > state else { return }
        try builder.run(.returnTo(state, reason: "looked again"), by: "ann")
        returns += 1
        if state == .analysis { try builder.run(.advance, by: "ann") }
    }
}

extension CaseBuilder {
    /// From containment, of which evidence is still to be preserved, to resumed operations.
    static func continued(_ contained: CaseBuilder, _ names: [String]) throws -> CaseBuilder {
        var builder = contained
        builder.hire("olga")
        try builder.preserve(names.map(Target.system))
        for name in names { try builder.own(name) }
        try builder.run(
            .recovery(.dateCompromise(system: names.first ?? "", at: Self.compromise, reason: "first beacon")),
            by: "ann")
        try builder.run(.nameCause(.malware, "beacon"))
        try builder.run(.advance)
        try builder.eradicate(names.map(Target.system))
        try builder.planRecovery()
        try builder.meetStartCriteria()
        try builder.run(.advance, by: "ann")
        try builder.registerAsset()
        for name in names { try builder.run(builder.restore(name), by: "carl") }
        builder.wait(hours: 1)
        for name in names {
            try builder.run(builder.compare(name), by: "dora")
            try builder.run(.recovery(.confirmAsOwner(system: name, tested: "ordered a book")), by: "olga")
        }
        try builder.watch()
        try builder.run(.resume, by: "ann")
        return builder
    }

    /// From eradication or recovery, with nothing left to do on any system, to resumed operations.
    mutating func resumeAgain() throws {
        if incident.state == .eradication {
            try meetStartCriteria()
            try run(.advance, by: "ann")
        }
        if incident.recovery.monitoring == nil { try watch() }
        try run(.resume, by: "ann")
    }
}

/// A small generator with a seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
