import CaseLifecycle
import Testing
import Vocabulary

@Suite("Conformance of cases that did not keep to the process")
struct DeviationTests {
    /// Which events show an activity, and the rule that misses it when they are gone.
    static let missed: [(Activity, String)] = [
        (.declare, "DECLARED-AND-LED"), (.prioritize, "ORDER"), (.scopeComplete, "SCOPE-BEFORE-CONTAIN"),
        (.preserveEvidence, "EVIDENCE-BEFORE-ERADICATE"), (.contain, "MAIN-LINE"), (.eradicate, "MAIN-LINE"),
        (.recoverPlan, "PLAN-BEFORE-RESTORE"), (.restore, "BASELINE-BEFORE-RESUME"),
        (.verifyBaseline, "BASELINE-BEFORE-RESUME"), (.resumeOperations, "ORDER"), (.lessons, "LESSONS-AND-REPORT"),
        (.report, "LESSONS-AND-REPORT"),
    ]

    @Test("an activity that did not take place is named by its rule, and nothing passes unseen", arguments: Self.missed)
    func dropped(activity: Activity, rule: String) throws {
        let whole = try CaseBuilder.handled(["A", "B"])
        let result = try judged(whole.events.filter { !shows($0.event, activity) })

        #expect(result.deviations.contains { $0.rule == rule }, "\(result.deviations.map(\.rule))")
        #expect(result.alignment.fitness < 1)
    }

    @Test(
        "what was done in the wrong order is named, with the event that proves it",
        arguments: [
            (Activity.scopeComplete, "SCOPE-BEFORE-CONTAIN"), (.preserveEvidence, "EVIDENCE-BEFORE-ERADICATE"),
            (.recoverPlan, "PLAN-BEFORE-RESTORE"), (.verifyBaseline, "BASELINE-BEFORE-RESUME"),
        ])
    func swapped(late: Activity, rule: String) throws {
        let whole = try CaseBuilder.handled(["A", "B"]).events
        let moved = whole.filter { shows($0.event, late) }
        let anchor: Activity =
            late == .verifyBaseline ? .resumeOperations : late == .recoverPlan ? .restore : .eradicate
        let last = try #require(
            whole.last { recorded in
                late == .scopeComplete ? shows(recorded.event, .contain) : shows(recorded.event, anchor)
            })
        let rest = whole.filter { !shows($0.event, late) }
        let events = rest.flatMap { $0.version == last.version ? [$0] + moved : [$0] }

        let result = try judged(events)

        let deviation = try #require(result.deviations.first { $0.rule == rule })
        #expect(deviation.isBreach && deviation.severity >= .serious)
        #expect(!deviation.versions.isEmpty)
        #expect(result.verdict == .breached)
    }

    @Test("a case with every gate overridden is never a pass")
    func allOverridden() throws {
        let events = try CaseBuilder.handled(["A"]).events.map { recorded in
            RecordedEvent(
                version: recorded.version, sequence: recorded.sequence, time: recorded.time, actor: recorded.actor,
                event: overridden(recorded.event), hash: "")
        }

        let result = try judged(events)

        #expect(result.verdict == .overridden)
        #expect(result.gates.allSatisfy { $0.verdict == .overridden })
    }

    @Test("a gate that refuses a step and a judgement that calls it breached never contradict each other")
    func agreement() throws {
        let whole = try CaseBuilder.handled(["A", "B"])
        var builder = CaseBuilder()
        builder.hire("olga")
        for (length, recorded) in whole.events.enumerated() {
            builder.now = max(builder.now, recorded.time)
            builder.actor = recorded.actor.account
            builder.given(recorded.event)
            guard length % 4 == 0, let next = builder.incident.state.next, let step = Step.entering(next) else {
                continue
            }
            var forced = builder
            let refused = forced.incident.unmetGates(for: step, in: forced.context).map(\.id)
            forced.given(.stateEntered(state: next, gates: []))

            let result = try forced.conformance()

            let breached = result.gates.filter { $0.verdict == .breached }.map(\.gate)
            // Closing brings its own words, which this step lacks.
            if next == .declared || next == .closed { continue }
            #expect(Set(refused).isSubset(of: breached), "after \(length + 1) events into \(next.rawValue)")
            #expect(refused.isEmpty == (result.verdict == .pass))
        }
    }

    @Test("an order for a part is no order: whoever is left out is named")
    func part() throws {
        let whole = try CaseBuilder.contained(["A", "B", "C"])
        let events = whole.events.map { recorded -> RecordedEvent in
            guard
                case .containment(
                    event: .ordered(let number, let plan, let revision, let targets, let leftOut, let emergency)) =
                    recorded.event
            else { return recorded }
            return RecordedEvent(
                version: recorded.version, sequence: recorded.sequence, time: recorded.time, actor: recorded.actor,
                event: .containment(
                    event: .ordered(
                        number: number, plan: plan, revision: revision, targets: Array(targets.dropLast()),
                        leftOut: leftOut, emergency: emergency)), hash: "")
        }

        let deviation = try #require(try judged(events).deviations.first { $0.rule == "CONTAIN-SET" })

        #expect(deviation.text == "2 were contained without C")
        #expect(deviation.severity == .fatal && deviation.isBreach)
    }

    @Test("events that are not where they were appended are a fatal breach")
    func journal() throws {
        let whole = try CaseBuilder.handled(["A"])
        let result = try #require(
            Conformance.check(
                whole.incident.id, events: Array(whole.events.dropFirst(2)), organisation: Staff.recorded,
                at: whole.context.now))

        #expect(result.deviations.first?.rule == "JOURNAL")
        #expect(result.gates.first { $0.gate == "GATE-JOURNAL" }?.verdict == .breached)
    }

    private func judged(_ events: [RecordedEvent]) throws -> ConformanceResult {
        let numbered = renumbered(events)
        return try #require(
            Conformance.check(
                CaseID(number: 1), events: numbered, organisation: Staff.recorded,
                at: numbered.last?.time ?? Staff.start))
    }

    private func overridden(_ event: CaseEvent) -> CaseEvent {
        func all(_ gates: [GateVerdict]) -> [GateVerdict] {
            gates.map { GateVerdict(gate: $0.gate, outcome: .overridden) }
        }
        return switch event {
        case .stateEntered(let state, let gates): .stateEntered(state: state, gates: all(gates))
        case .gatesPassed(let step, let target, let gates):
            .gatesPassed(step: step, target: target, gates: all(gates))
        default: event
        }
    }

    /// Whether an event of ``CaseBuilder/handled(_:)`` shows an activity.
    private func shows(_ event: CaseEvent, _ activity: Activity) -> Bool {
        switch (activity, event) {
        case (.declare, .declared), (.prioritize, .impactAssessed), (.scopeComplete, .scopeDerived),
            (.preserveEvidence, .custody(event: .preserved)), (.contain, .containment(event: .ordered)),
            (.contain, .stateEntered(.containment, _)), (.contain, .responseChanged(_, to: .isolating)),
            (.contain, .responseChanged(_, to: .contained)), (.eradicate, .stateEntered(.eradication, _)),
            (.eradicate, .recovery(event: .cellDone)), (.eradicate, .recovery(event: .cellVerified)),
            (.restore, .recovery(event: .restored)), (.restore, .recovery(event: .compared)),
            (.verifyBaseline, .recovery(event: .compared)), (.resumeOperations, .recovery(event: .resumed)),
            (.lessons, .review(event: .questionAnswered)), (.lessons, .review(event: .meetingHeld)),
            (.lessons, .review(event: .actionAdded)), (.report, .review(event: .reportFinalised)):
            true
        case (.recoverPlan, .plan(event: .approved(let id, _, _))): id.number == 2
        default: false
        }
    }
}
