import Testing
import Vocabulary

@testable import CaseLifecycle

extension CaseBuilder {
    /// A case under analysis whose confirmed systems are these, with an approved plan for all of them and every member
    /// ready: `contain go` is all that is left. carl wrote the plan, bob and eve approved it.
    static func readyToContain(_ names: [String]) throws(CaseRefusal) -> CaseBuilder {
        var builder = try CaseBuilder.scoped(names.map { ($0, .confirmed) }).analysed().settled()
        try builder.nameChannel()
        try builder.planContainment()
        try builder.prepareAll()
        builder.actor = "ann"
        return builder
    }

    /// A case in containment: these systems were contained together, and dora saw each of them contained.
    static func contained(_ names: [String]) throws(CaseRefusal) -> CaseBuilder {
        var builder = try readyToContain(names)
        try builder.run(.advance, by: "ann")
        builder.wait(hours: 1)
        for name in names { try builder.run(builder.saw(name), by: "dora") }
        builder.actor = "ann"
        return builder
    }

    /// A planning channel outside of everything, that ann and bob are on.
    mutating func nameChannel(
        dependsOn: [String] = ["public telephone network"], participants: [String] = ["ann", "bob"],
        testedAt: Timestamp? = Staff.start
    ) throws(CaseRefusal) {
        let details = PlanningChannel.Details(
            name: "conference bridge", kind: .phone, dependsOn: dependsOn, participants: participants,
            testedAt: testedAt)
        try run(.containment(.nameChannel(details)), by: "ann")
        for name in participants { try run(.containment(.acknowledgeChannel), by: name) }
    }

    /// A containment plan for what is confirmed, weighed by carl and approved by bob, and by eve where two are needed.
    mutating func planContainment(including: [Target] = []) throws(CaseRefusal) {
        try run(.plan(.draft(.containment, including: including, owner: nil)), by: "carl")
        guard let plan = incident.plans.latest(.containment) else { return }
        for kind in plan.measureKinds { try run(.containment(.setStrategy(strategy(kind), plan: nil)), by: "carl") }
        try run(.plan(.approve(plan.id)), by: "bob")
        if incident.approvalsNeeded(for: plan) > 1 { try run(.plan(.approve(plan.id)), by: "eve") }
    }

    /// Every member of the present plan is made ready by carl.
    mutating func prepareAll() throws(CaseRefusal) {
        for target in incident.plans.latest(.containment)?.targets ?? [] { try run(prepare(target), by: "carl") }
    }

    func strategy(
        _ kind: PlanAction.Kind, duration: DurationClass = .temporary, hours: Int? = 7 * 24, permanence: String? = nil
    ) -> Strategy {
        Strategy(
            measure: kind,
            criteria: Strategy.Criteria(
                damage: "data is being read", evidence: "memory is taken before", availability: "the web shop is down",
                resources: "ten minutes, two people", effectiveness: "no way out is left", duration: "until rebuilt"),
            effectiveness: .full, sideEffects: "the shop is offline", duration: duration,
            removalDue: hours.map { context.now.advanced(bySeconds: Int64($0) * 3600) }, permanenceReason: permanence)
    }

    func prepare(_ target: Target) -> CaseCommand {
        .containment(
            .prepare(
                target, reachable: "the agent answered", privilege: "isolation right checked in the console",
                rollback: "token 17"))
    }

    /// Somebody looked at a system from the firewall.
    func saw(
        _ name: String, _ result: Observation.Result = .contained, from: String = "the core firewall",
        at moment: Timestamp? = nil
    ) -> CaseCommand {
        .containment(
            .verify(
                .system(name), result, observed: "only the agent's connection is left", from: from, happenedAt: moment))
    }
}

extension CaseBuilder {
    /// What a gate would record with its verdict if the step were taken now.
    func warnings(of gate: Gate, for step: Step.Kind) -> [String] {
        gate.warnings(GateFacts(incident, step: Step(step), context: context))
    }
}

extension Staff {
    /// The day before the case, by the administrator: for changes of the roster that are older than any plan.
    static let before = Stamp(time: start.advanced(bySeconds: -86_400), actor: Principal(account: "root"))
}

/// The verdict of a gate among what was recorded.
func verdict(_ gate: String, in events: [CaseEvent]) -> GateVerdict? {
    for event in events {
        switch event {
        case .stateEntered(_, let gates), .gatesPassed(_, _, let gates):
            if let verdict = gates.first(where: { $0.gate == gate }) { return verdict }
        default: break
        }
    }
    return nil
}
