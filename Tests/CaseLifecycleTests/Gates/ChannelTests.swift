import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-CHANNEL")
struct ChannelTests {
    /// A case in which WEB (web.corp.example, 10.0.0.7) is confirmed, MAIL suspected and the account of dora used.
    private func analysed() throws -> CaseBuilder {
        var builder = try CaseBuilder.opened()
        var scope = CaseBuilder.scope([("WEB", .confirmed), ("MAIL", .probable), ("FAX", .unknown)])
        scope.systems[0].aliases = ["web.corp.example"]
        scope.systems[0].addresses = ["10.0.0.7"]
        scope.accounts = [AccountAssessment(name: "CORP\\dora", status: .used, confidence: 1, evidence: [])]
        try builder.run(.recordScope(scope))
        return try builder.analysed()
    }

    private func missingChannel(_ builder: CaseBuilder, for step: Step.Kind = .contain) -> [String] {
        builder.incident.unmetGates(for: Step(step), in: builder.context).first { $0.id == "GATE-CHANNEL" }?.missing
            ?? []
    }

    @Test("approving and ordering wait for a channel, tested and acknowledged by everybody on it")
    func complete() throws {
        var builder = try analysed()
        #expect(missingChannel(builder).count == 1 && missingChannel(builder, for: .approveContainment).count == 1)
        let details = PlanningChannel.Details(
            name: "bridge", kind: .phone, dependsOn: ["telephone"], participants: ["bob", "ann"], testedAt: nil)
        try builder.run(.containment(.nameChannel(details)), by: "ann")

        #expect(
            missingChannel(builder) == [
                "a test of bridge: cordon contain channel C-1 --test TEXT",
                "the word of ann, as ann: cordon contain channel C-1 --acknowledge",
                "the word of bob, as bob: cordon contain channel C-1 --acknowledge",
            ])
        for name in ["ann", "bob"] { try builder.run(.containment(.acknowledgeChannel), by: name) }
        try builder.run(.containment(.testChannel(outcome: "all were heard", happenedAt: nil)), by: "bob")

        #expect(missingChannel(builder) == [])
    }

    @Test(
        "a channel names what the intruder may hold however its name is spelled, or an account that is used",
        arguments: [
            ("FS02", "FS-02"), ("fs_02", "FS-02"), ("the chat on FS 02", "FS-02"), ("harbourexample", "FS-02"),
            ("dora", "account CORP\\dora"), ("corp dora", "account CORP\\dora"), ("FS03", ""), ("1004", ""),
            ("ＦＳ－02", "FS-02"), ("::ffff:10.40.31.18", "the intruder (10.40.31.18)"),
            ("10.40.31.018", "the intruder (10.40.31.18)"), ("10.40.31.18", "the intruder (10.40.31.18)"),
            ("the net 10.40.0.0/16", "the intruder (10.40.31.18)"), ("10.0.0.0/24", "FS-02"), ("10.1.0.0/24", ""),
            ("the domain", "account CORP\\dora"),
        ])
    func spelled(dependency: String, on affected: String) throws {
        var builder = try CaseBuilder.opened()
        var scope = CaseBuilder.scope([("FS-02", .confirmed), ("WEB", .unknown)])
        scope.systems[0].aliases = ["fs-02.harbour.example"]
        scope.systems[0].addresses = ["10.0.0.4"]
        scope.movements = [Review.movement(from: "10.40.31.18", to: "FS-02", hour: 1)]
        scope.accounts = [AccountAssessment(name: "CORP\\dora", status: .used, confidence: 1, evidence: [])]
        try builder.run(.recordScope(scope))
        builder = try builder.analysed()
        try builder.nameChannel(dependsOn: ["telephone", dependency])

        #expect(
            missingChannel(builder).map { $0.contains("which belongs to \(affected): ") }
                == (affected.isEmpty ? [] : [true]))
    }

    @Test(
        "a channel that runs on what the intruder may hold is none, however it is written",
        arguments: [
            ("WEB", "WEB"), ("web", "WEB"), ("web.corp.example", "WEB"), ("10.0.0.7", "WEB"),
            ("https://chat.corp.example:8443/room", "WEB"), ("bridge@corp.example", "WEB"), ("corp.example.", "WEB"),
            ("mail.elsewhere.example", "MAIL"), ("the logon of CORP", "account CORP\\dora"), ("FAX", ""),
            ("chat.example", ""), ("notcorp.example", ""), ("public telephone network", ""),
        ])
    func affected(dependency: String, on affected: String) throws {
        var builder = try analysed()
        try builder.nameChannel(dependsOn: ["telephone", dependency])

        #expect(
            missingChannel(builder)
                == (affected.isEmpty
                    ? []
                    : [
                        "a channel that does not depend on \(dependency), which belongs to \(affected): "
                            + "cordon contain channel C-1 --help"
                    ]))
    }

    @Test("nobody whose account may be the intruder's is on the channel")
    func participants() throws {
        var builder = try analysed()
        try builder.nameChannel(participants: ["ann", "dora"])

        #expect(missingChannel(builder).map { $0.hasPrefix("a channel without dora") } == [true])
    }

    @Test(
        "an account of a participant is the compromised one however it is written",
        arguments: ["CORP/dora", "dora@corp"])
    func participantSpelled(account: String) throws {
        var builder = try analysed()
        builder.organisation.apply(.people(event: .accountAdded(person: "bob", account: account)), Staff.before)
        try builder.nameChannel(participants: ["ann", "bob"])

        #expect(missingChannel(builder).map { $0.hasPrefix("a channel without bob") } == [true])
    }

    @Test("a system that is found out later takes the channel with it")
    func reopened() throws {
        var builder = try analysed()
        try builder.nameChannel(dependsOn: ["FAX"])
        #expect(missingChannel(builder) == [])

        try builder.run(.scope(.judge(.system("FAX"), verdict: .confirmed, reason: "seen")))

        #expect(missingChannel(builder).count == 1)
    }

    @Test("a channel names what it depends on and two people of the roster; a test is not of tomorrow")
    func refused() throws {
        var builder = try analysed()
        let tomorrow = builder.context.now.advanced(bySeconds: 86_400)
        let bad: [(String, [String], [String], Timestamp?)] = [
            (" ", ["telephone"], ["ann", "bob"], nil), ("bridge", [], ["ann", "bob"], nil),
            ("bridge", ["n/a"], ["ann", "bob"], nil), ("bridge", ["telephone"], ["ann"], nil),
            ("bridge", ["telephone"], ["ann", "ann"], nil), ("bridge", ["telephone"], ["ann", "robot"], nil),
            ("bridge", ["telephone"], ["ann", "nobody"], nil), ("bridge", ["telephone"], ["ann", "bob"], tomorrow),
        ]
        for (name, dependsOn, participants, tested) in bad {
            let details = PlanningChannel.Details(
                name: name, kind: .phone, dependsOn: dependsOn, participants: participants, testedAt: tested)
            #expect(builder.refusal(of: .containment(.nameChannel(details)), by: "ann") != nil)
        }
        try builder.nameChannel()
        #expect(
            builder.refusal(of: .containment(.testChannel(outcome: "heard", happenedAt: tomorrow)), by: "ann") != nil)
        for name in ["carl", "robot"] {
            #expect(builder.refusal(of: .containment(.acknowledgeChannel), by: name) != nil, "\(name) is not on it")
        }
    }

    @Test("another channel asks for everybody's word anew")
    func renamed() throws {
        var builder = try analysed()
        try builder.nameChannel()

        let details = PlanningChannel.Details(
            name: "room 3", kind: .meetingRoom, dependsOn: ["the keys"], participants: ["ann", "bob"],
            testedAt: Staff.start)
        try builder.run(.containment(.nameChannel(details)), by: "ann")

        #expect(missingChannel(builder).count == 2)
    }

    @Test("a test that is older than the policy allows is said with the verdict")
    func oldTest() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed().settled()
        try builder.nameChannel(testedAt: Staff.start.advanced(bySeconds: -40 * 86_400))
        try builder.planContainment()
        try builder.prepareAll()

        let events = try builder.run(.advance, by: "ann")

        #expect(verdict("GATE-CHANNEL", in: events)?.warnings == ["the planning channel was last tested 42 days ago"])
    }

    @Test("an override takes two people, for hours")
    func override() throws {
        var builder = try analysed()
        func propose(_ duration: DurationClass) -> CaseCommand {
            .override(
                .propose(
                    gate: "GATE-CHANNEL", target: nil, item: nil, category: .harmOfWaiting,
                    reason: "no stealth is needed: the intruder wrote to us", leftOut: [], duration: duration,
                    debtOwner: "carl", debtDue: builder.context.now.advanced(bySeconds: 3600)))
        }
        #expect(builder.refusal(of: propose(.temporary), by: "ann") != nil)
        try builder.run(propose(.emergency), by: "ann")
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "bob")

        #expect(missingChannel(builder) == [])
    }
}
