import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-STRATEGY")
struct StrategyTests {
    private func drafted() throws -> CaseBuilder {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed().settled()
        try builder.run(.scope(.enrol(.account("svc"), tier: 2, owner: nil)))
        try builder.run(.scope(.judge(.account("svc"), verdict: .confirmed, reason: "used by the intruder")))
        try builder.run(.plan(.draft(.containment, including: [], owner: nil)), by: "carl")
        return builder
    }

    private func missingStrategy(_ builder: CaseBuilder) -> [String] {
        builder.incident.unmetGates(for: Step(.contain), in: builder.context).first { $0.id == "GATE-STRATEGY" }?
            .missing
            ?? []
    }

    private func set(_ strategy: Strategy) -> CaseCommand { .containment(.setStrategy(strategy, plan: nil)) }

    private func with(
        _ builder: CaseBuilder, damage: String = "data is being read", rest: String = "two hours",
        effects: String = "the shop is offline", duration: DurationClass = .temporary, due: Timestamp?,
        permanence: String? = nil
    ) -> Strategy {
        Strategy(
            measure: .isolateHost,
            criteria: Strategy.Criteria(
                damage: damage, evidence: rest, availability: rest, resources: rest, effectiveness: rest, duration: rest
            ),
            effectiveness: .full, sideEffects: effects, duration: duration, removalDue: due,
            permanenceReason: permanence)
    }

    @Test("every kind of measure of the plan is weighed before the order")
    func everyKind() throws {
        var builder = try drafted()
        #expect(
            missingStrategy(builder).map { String($0.prefix(36)) } == [
                "the six criteria for isolateHost: co", "the six criteria for disableAccount:",
            ])

        try builder.run(set(builder.strategy(.isolateHost)), by: "carl")
        #expect(missingStrategy(builder).count == 1)
        try builder.run(set(builder.strategy(.disableAccount)), by: "carl")

        #expect(missingStrategy(builder) == [])
    }

    @Test("answers that say nothing, and one answer to all six, are refused")
    func defaults() throws {
        var builder = try drafted()
        let due = builder.context.now.advanced(bySeconds: 3600)

        for nothing in ["", " ", "n/a", "tbd", ".", "none"] {
            #expect(builder.refusal(of: set(with(builder, damage: nothing, due: due)), by: "carl") != nil)
            #expect(builder.refusal(of: set(with(builder, effects: nothing, due: due)), by: "carl") != nil)
        }
        #expect(builder.refusal(of: set(with(builder, damage: "low", rest: "low", due: due)), by: "carl") != nil)
        #expect(builder.refusal(of: set(with(builder, due: due)), by: "carl") == nil)
    }

    @Test("a measure comes out within what its class of duration allows, after now, and before the year 9999")
    func removal() throws {
        var builder = try drafted()
        let now = builder.context.now
        let never = try #require(Timestamp(iso8601: "9999-12-31T00:00:00Z"))
        let dates: [(DurationClass, Timestamp?)] = [
            (.temporary, nil), (.temporary, now), (.temporary, now.advanced(bySeconds: -60)), (.temporary, never),
            (.temporary, now.advanced(bySeconds: 15 * 86_400)), (.emergency, now.advanced(bySeconds: 5 * 3600)),
            (.permanent, never),
        ]

        for (duration, due) in dates {
            let strategy = with(builder, duration: duration, due: due, permanence: "the port is not needed")
            #expect(
                builder.refusal(of: set(strategy), by: "carl") != nil, "\(duration) until \(String(describing: due))")
        }
        #expect(
            builder.refusal(of: set(with(builder, due: now.advanced(bySeconds: 14 * 86_400))), by: "carl") == nil)
    }

    @Test("permanent takes a reason, and is no way around removal: two people decide it before the case is closed")
    func permanent() throws {
        var builder = try drafted()
        #expect(builder.refusal(of: set(with(builder, duration: .permanent, due: nil)), by: "carl") != nil)
        try builder.run(
            set(with(builder, duration: .permanent, due: nil, permanence: "the host is scrapped")), by: "carl")
        try builder.run(set(builder.strategy(.disableAccount)), by: "carl")
        try builder.nameChannel()
        try builder.run(.plan(.approve(PlanID(number: 1))), by: "bob")
        try builder.prepareAll()
        try builder.run(.advance, by: "ann")

        let open = builder.incident.unmetGates(for: Step(.close), in: builder.context)
        #expect(
            open.first { $0.id == "GATE-TEMPORARY" }?.missing.first?.hasPrefix(
                "the word of who owns every system it was put on")
                == true)
    }

    @Test("a date of removal that passes before the order is asked for anew")
    func passed() throws {
        var builder = try drafted()
        try builder.run(set(builder.strategy(.isolateHost, hours: 5)), by: "carl")
        try builder.run(set(builder.strategy(.disableAccount, hours: 50)), by: "carl")
        builder.wait(hours: 6)

        #expect(missingStrategy(builder).map { $0.hasPrefix("a date of removal of isolateHost") } == [true])
    }

    @Test("a new draft keeps how its measures were weighed")
    func redrafted() throws {
        var builder = try drafted()
        try builder.run(set(builder.strategy(.isolateHost)), by: "carl")
        let strategies = builder.incident.plans.latest(.containment)?.strategies

        try builder.run(.plan(.draft(.containment, including: [], owner: nil)), by: "carl")

        #expect(builder.incident.plans.latest(.containment)?.id == PlanID(number: 2))
        #expect(builder.incident.plans.latest(.containment)?.strategies == strategies)
    }
}
