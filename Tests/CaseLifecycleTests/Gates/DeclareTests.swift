import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-DECLARE")
struct DeclareTests {
    @Test("advancing is no way around declaring: everything missing is said at once")
    func noWayAround() throws {
        var builder = try CaseBuilder.opened()

        #expect(unmet(builder.refusal(of: .advance)) == ["GATE-DECLARE", "GATE-LEAD"])
        try builder.run(.assignLead(person: "ann"))
        #expect(unmet(builder.refusal(of: .advance)) == ["GATE-DECLARE"])
    }

    @Test("a declaration records its criterion, the thresholds of that day and the gates it passed, and happens once")
    func declared() throws {
        var builder = try CaseBuilder.opened()
        try builder.run(.assignLead(person: "ann"))

        let events = try builder.run(.declare(criterion: "theft"))

        let version = builder.organisation.version
        #expect(
            events == [
                .declared(criterion: "theft"), .policyAdopted(policy: Policy()),
                .stateEntered(
                    state: .declared,
                    gates: ["GATE-DECLARE", "GATE-LEAD"].map {
                        GateVerdict(gate: $0, outcome: .passed, organisationVersion: version)
                    }),
            ])
        #expect(
            builder.refusal(of: .declare(criterion: "again"))
                == .wrongState(.declared, needs: "a case that has not been declared"))
    }

    @Test("a signal that waited for a day or more is declared late, and the verdict says so", arguments: [23, 480])
    func late(hours: Int) throws {
        var builder = try CaseBuilder.opened()
        builder.wait(hours: hours)
        try builder.run(.assignLead(person: "ann"))

        let warnings = verdict("GATE-DECLARE", in: try builder.run(.declare(criterion: "theft")))?.warnings

        #expect(
            warnings?.map { $0.hasPrefix("the signal waited 480 hours for a decision") } == (hours < 24 ? nil : [true]))
    }

    @Test("a case that adopts thresholds which ask for less than usual deviates by it, whichever they are")
    func looserThresholds() throws {
        var builder = try CaseBuilder.opened()
        for (name, value) in [("open-evidence-days", 1), ("delay-extensions", 20), ("staffing-hours", 48)] {
            builder.organisation.apply(.policyChanged(name: name, value: value), Staff.before)
        }
        try builder.run(.assignLead(person: "ann"))
        try builder.run(.declare(criterion: "theft"))

        #expect(
            try builder.conformance().deviations.filter { $0.rule == "THRESHOLDS" }.map(\.text) == [
                "the case adopted delay-extensions 20 (usually 2), open-evidence-days 1 (usually 90)"
            ])
    }

    @Test("text without a letter or digit is no criterion", arguments: ["", " \u{200B}", "\u{2060} .", "--"])
    func emptyCriterion(text: String) throws {
        var builder = try CaseBuilder.opened()
        try builder.run(.assignLead(person: "ann"))

        #expect(unmet(builder.refusal(of: .declare(criterion: text))) == ["GATE-DECLARE"])
    }

    @Test("a threshold that is lowered after the declaration does not hold for the case")
    func policyIsFixed() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .confirmed)]).analysed()
        let stamp = Stamp(time: builder.now, actor: Principal(account: "root"))
        builder.organisation.apply(.policyChanged(name: "scope-growth-limit", value: 99), stamp)

        #expect(builder.incident.policy?.scopeGrowthLimit == 1)
        #expect(missing(builder.refusal(of: .advance)).contains { $0.hasPrefix("a scope that has stopped growing") })
    }
}
