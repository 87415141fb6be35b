import CaseLifecycle
import Testing
import Vocabulary

@Suite("Ways around the gates")
struct CheatTests {
    @Test("what a told command has in the place of an answer is no answer", arguments: ["TEXT", " WHERE", "REASON"])
    func placeholder(text: String) throws {
        var builder = try CaseBuilder.opened()
        try builder.run(.assignLead(person: "ann"))

        #expect(unmet(builder.refusal(of: .declare(criterion: text))).contains("GATE-DECLARE"))
    }

    @Test("the word of an approver who is no longer there does not stand behind an order to contain")
    func goneApprover() throws {
        var builder = try CaseBuilder.readyToContain(["A", "B"])
        builder.organisation.apply(.people(event: .personDisabled(person: "bob")), Staff.before)

        #expect(unmet(builder.refusal(of: .advance, by: "ann")) == ["GATE-APPROVAL"])

        builder.organisation.apply(.people(event: .personEnabled(person: "bob")), Staff.before)
        try builder.run(.advance, by: "ann")
        #expect(builder.incident.state == .containment)
    }

    @Test("nobody is ready on the word of somebody who is gone; who is gone is said with the order")
    func goneExecutors() throws {
        var builder = try CaseBuilder.readyToContain(["A"])
        builder.organisation.apply(.people(event: .personDisabled(person: "carl")), Staff.before)

        #expect(
            missing(builder.refusal(of: .advance, by: "ann")).map { $0.prefix(61) } == [
                "the readiness of A, by somebody who is still there: cordon co"
            ])
        try builder.run(builder.prepare(.system("A")), by: "dora")
        let events = try builder.run(.advance, by: "ann")
        #expect(
            verdict("GATE-CONTAIN-SET", in: events)?.warnings?.last
                == "carl, who is to carry out a part of the plan, is no longer there")
    }

    @Test("who is on the planning channel and gone is said with the order")
    func goneFromChannel() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed().settled()
        builder.hire("sam")
        try builder.nameChannel(participants: ["ann", "sam"])
        try builder.planContainment()
        try builder.prepareAll()
        builder.roster(.personDisabled(person: "sam"))

        let events = try builder.run(.advance, by: "ann")
        #expect(
            verdict("GATE-CHANNEL", in: events)?.warnings == ["sam, who is on the planning channel, is no longer there"]
        )
    }

    @Test("nobody contains by evidence that is no longer what was sealed")
    func damaged() throws {
        var builder = try CaseBuilder.readyToContain(["A"])
        let evidence = try #require(EvidenceID(hex: String(repeating: "c", count: 64)))
        builder.given(
            .evidenceSealed(evidence: SealedEvidence(id: evidence, name: "a.evtx", origin: "/a.evtx", bytes: 9)))
        builder.given(
            .evidenceRead(
                reading: EvidenceReading(evidence: evidence, format: .evtx, records: 1, issueCount: 0, issues: [])))
        var scope = builder.incident.scope
        scope.filesCovered = 1
        builder.given(.scopeDerived(assessment: scope))
        #expect(!missing(builder.refusal(of: .advance, by: "ann")).contains { $0.contains("as it was sealed") })

        var altered = try CaseBuilder.readyToContain(["A"])
        altered.given(
            .evidenceSealed(evidence: SealedEvidence(id: evidence, name: "a.evtx", origin: "/a.evtx", bytes: 9)))
        altered.given(
            .custody(
                event: .checked(intact: [], damaged: [DamagedEvidence(evidence: evidence, problem: "it was changed")])))
        #expect(missing(altered.refusal(of: .advance, by: "ann")).contains { $0.contains("as it was sealed") })
    }

    @Test("operations do not resume while what the plan restores was neither restored nor said to need none")
    func unrestored() throws {
        var builder = try CaseBuilder.recovering(["A", "B"])
        let step = Step(.resume)
        #expect(builder.missing("GATE-RESUME", step).count { $0.hasPrefix("the restoration of") } == 2)

        try builder.registerAsset()
        try builder.run(builder.restore("A"), by: "carl")
        #expect(builder.missing("GATE-RESUME", step).count { $0.hasPrefix("the restoration of") } == 1)
    }

    @Test("what is confirmed is no false positive")
    func falsePositive() throws {
        let builder = try CaseBuilder.resumed(["A"])
        func lacks(_ outcome: Closing.Outcome) -> Bool {
            var builder = builder
            builder.wait(hours: 80)
            _ = try? builder.run(.advance, by: "ann")
            let closing = Closing(vector: .web, outcome: outcome, resolution: "all rebuilt", reason: "quiet since")
            return missing(builder.refusal(of: .close(closing), by: "ann")).contains {
                $0.hasPrefix("an outcome that fits")
            }
        }

        #expect(lacks(.falsePositive))
        #expect(!lacks(.resolved))
    }

    @Test("a case is not closed with another attack vector than its cause names")
    func vector() throws {
        let reviewed = try CaseBuilder.underReview().reviewed()
        func lacks(_ vector: Closing.Vector) -> [String] {
            var builder = reviewed
            let closing = Closing(vector: vector, outcome: .resolved, resolution: "rebuilt", reason: "quiet since")
            return missing(builder.refusal(of: .close(closing), by: "ann")).filter { $0.hasPrefix("one attack vector") }
        }

        #expect(lacks(.web) == [])
        #expect(
            lacks(.email) == [
                "one attack vector: the case is closed with email, and its cause names web; close it with that, or state "
                    + "the cause anew: cordon case cause C-1 --help"
            ])
    }

    @Test("a name under which somebody was known before stands for that person wherever the case has it")
    func joinedNames() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed().settled()
        builder.hire("sam")
        let details = PlanningChannel.Details(
            name: "conference bridge", kind: .phone, dependsOn: ["public telephone network"],
            participants: ["ann", "sam"], testedAt: Staff.start)
        try builder.run(.containment(.nameChannel(details)), by: "ann")
        builder.roster(
            .personJoined(person: "sam", into: "dora"), .personJoined(person: "ann", into: "bob"))
        try builder.run(.containment(.acknowledgeChannel), by: "dora")

        #expect(builder.incident.containment.channel?.silent == ["ann"])
        #expect(builder.missing("GATE-LEAD", Step(.contain)) == [])

        var reviewed = try CaseBuilder.underReview().reviewed()
        reviewed.roster(.personJoined(person: "carl", into: "dora"))
        #expect(reviewed.missed("GATE-ACTIONS") == [])
    }

    @Test("only somebody who responds states the cause or the impact")
    func bystander() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()
        builder.hire("pia")
        let impact = ImpactAssessment(
            functionalNow: .none, functionalIfNotContained: .none, information: [], recoverability: .regular,
            reason: "nothing happened")

        guard case .roleNeeded = builder.refusal(of: .assessImpact(impact), by: "pia"),
            case .roleNeeded = builder.refusal(
                of: .review(.causeUndeterminable(reason: "the logs are gone", missing: ["the logs of A"])), by: "pia")
        else {
            Issue.record("a bystander was heard")
            return
        }
    }
}
