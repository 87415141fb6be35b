import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-APPROVAL")
struct ApprovalTests {
    private let plan = PlanID(number: 1)

    /// A case whose plan awaits its approval. carl wrote it.
    private func drafted(_ names: [String] = ["A", "B"]) throws -> CaseBuilder {
        var builder = try CaseBuilder.scoped(names.map { ($0, .confirmed) }).analysed().settled()
        try builder.nameChannel()
        try builder.run(.plan(.draft(.containment, including: [], owner: nil)), by: "carl")
        try builder.run(.containment(.setStrategy(builder.strategy(.isolateHost), plan: nil)), by: "carl")
        return builder
    }

    private func missingApproval(_ builder: CaseBuilder) -> [String] {
        builder.incident.unmetGates(for: Step(.contain), in: builder.context).first { $0.id == "GATE-APPROVAL" }?
            .missing
            ?? []
    }

    @Test("a plan that is approved by another lead, deputy or executive may be carried out")
    func approved() throws {
        var builder = try drafted()
        #expect(missingApproval(builder).count == 1)
        #expect(builder.incident.approvedPlan(.containment, in: builder.organisation) == nil)

        try builder.run(.plan(.approve(plan)), by: "bob")

        #expect(missingApproval(builder) == [])
        #expect(builder.incident.approvedPlan(.containment, in: builder.organisation)?.id == plan)
    }

    @Test(
        "who approves did not write it, may approve, and could before it was written",
        arguments: [("carl", false), ("dora", false), ("robot", false), ("lou", false), ("new", false), ("eve", true)])
    func approver(name: String, may: Bool) throws {
        var builder = try drafted()
        let stamp = Stamp(time: builder.context.now.advanced(bySeconds: 60), actor: Principal(account: "root"))
        builder.organisation.apply(
            .people(event: .personAdded(name: "new", kind: .human, accounts: ["new"], title: "", phone: "")), stamp)
        builder.organisation.apply(.people(event: .roleGranted(person: "new", role: .lead)), stamp)
        builder.organisation.apply(.people(event: .roleGranted(person: "carl", role: .deputy)), Staff.before)
        builder.wait(hours: 1)

        #expect((builder.refusal(of: .plan(.approve(plan)), by: name) == nil) == may)
    }

    @Test("the verdict says so where an approver was given the role in the hour before")
    func roleOfThisHour() throws {
        func warnings(hoursHeld: Int) throws -> [String] {
            var builder = try drafted()
            let granted = Stamp(
                time: builder.context.now.advanced(bySeconds: Int64(-3600 * hoursHeld) + 60),
                actor: Principal(account: "root"))
            builder.organisation.apply(
                .people(event: .personAdded(name: "new", kind: .human, accounts: ["new"], title: "", phone: "")),
                granted)
            builder.organisation.apply(.people(event: .roleGranted(person: "new", role: .lead)), granted)
            let draft = try #require(builder.incident.plans.latest(.containment)).drafted.time
            guard granted.time <= draft else { return ["granted after the draft"] }
            try builder.run(.plan(.approve(plan)), by: "new")
            return builder.warnings(of: try #require(Gate.named("GATE-APPROVAL")), for: .contain)
        }
        #expect(try warnings(hoursHeld: 1).contains { $0.hasPrefix("new is lead only since ") })
        #expect(try !warnings(hoursHeld: 3).contains { $0.contains("only since") })
    }

    @Test("the verdict says so where a plan was approved at once after somebody else had changed it")
    func approvedUnread() throws {
        func warnings(after seconds: Int64) throws -> [String] {
            var builder = try drafted()
            var text = PlanActionText()
            text.text = "Isolate A, and leave the port of the backup open"
            try builder.run(.plan(.changeAction(ActionKey(plan: plan, number: 1), text)), by: "carl")
            builder.now = builder.now.advanced(bySeconds: seconds)
            try builder.run(.plan(.approve(plan)), by: "bob")
            return builder.warnings(of: try #require(Gate.named("GATE-APPROVAL")), for: .contain)
        }

        #expect(try warnings(after: 1) == ["bob approved P-1 at once after carl had changed it"])
        #expect(try warnings(after: 60).isEmpty)
    }

    @Test("an edit after the approval makes it void, and the editor has become an author")
    func approveThenEdit() throws {
        var builder = try drafted()
        try builder.run(.plan(.approve(plan)), by: "bob")
        var text = PlanActionText()
        text.text = "Isolate A, and leave the port of the backup open"

        try builder.run(.plan(.changeAction(ActionKey(plan: plan, number: 1), text)), by: "eve")

        #expect(missingApproval(builder).map { $0.contains("changed since it was approved") } == [true])
        #expect(builder.refusal(of: .plan(.approve(plan)), by: "eve") != nil)
        try builder.run(.plan(.approve(plan)), by: "bob")
        #expect(missingApproval(builder) == [])
    }

    @Test("adding or removing an action, or weighing a measure anew, makes the approval void, too")
    func everyEdit() throws {
        var text = PlanActionText()
        (text.text, text.precondition) = ("Cut the VPN", "the lead says so")
        (text.verification, text.rollback) = ("no tunnel is left", "open it again")
        let edits: [(CaseBuilder) -> CaseCommand] = [
            { _ in .plan(.addAction(PlanID(number: 1), text)) },
            { _ in .plan(.removeAction(ActionKey(plan: PlanID(number: 1), number: 2), reason: "not needed")) },
            { .containment(.setStrategy($0.strategy(.isolateHost, hours: 12), plan: nil)) },
        ]
        for edit in edits {
            var builder = try drafted()
            try builder.run(.plan(.approve(plan)), by: "bob")
            try builder.run(edit(builder), by: "carl")
            #expect(builder.incident.approvedPlan(.containment, in: builder.organisation) == nil)
        }
    }

    @Test("a system of tier 0 takes two approvers, and one person with two accounts is one")
    func tierZero() throws {
        var builder = try drafted(["A", "DC-01"])
        for event: PeopleEvent in [
            .personAdded(name: "bob", kind: .human, accounts: ["bob", "bob-adm"], title: "", phone: ""),
            .roleGranted(person: "bob", role: .deputy),
        ] { builder.organisation.apply(.people(event: event), Staff.before) }
        try builder.run(.scope(.raiseTier(system: "DC-01", tier: 0)), by: "carl")

        try builder.run(.plan(.approve(plan)), by: "bob")
        #expect(missingApproval(builder).map { $0.hasPrefix("1 of 2 approvals of P-1") } == [true])
        for name in ["bob", "bob-adm"] { #expect(builder.refusal(of: .plan(.approve(plan)), by: name) != nil) }
        try builder.run(.plan(.approve(plan)), by: "eve")

        #expect(missingApproval(builder) == [])
    }

    @Test("a tier is not lowered to get by with one approver, and one that is raised later asks for the second")
    func tiers() throws {
        var builder = try drafted(["A", "DC-01"])
        try builder.run(.plan(.approve(plan)), by: "bob")
        try builder.run(.scope(.raiseTier(system: "DC-01", tier: 0)), by: "carl")

        #expect(missingApproval(builder).count == 1)
        #expect(builder.refusal(of: .scope(.raiseTier(system: "DC-01", tier: 2)), by: "carl") != nil)
    }

    @Test("an empty plan, one that forgets a member, one that is withdrawn and one that was replaced are not approved")
    func notApprovable() throws {
        var forgetful = try drafted()
        try forgetful.run(.plan(.removeAction(ActionKey(plan: plan, number: 2), reason: "B is important")), by: "carl")
        #expect(
            forgetful.refusal(of: .plan(.approve(plan)), by: "bob")
                == .impossible(
                    "plan P-1 does nothing about B: cordon plan edit C-1 P-1 --add --kind isolateHost --system B "
                        + "--text TEXT --before TEXT --verify TEXT --rollback TEXT"))
        try forgetful.run(.plan(.removeAction(ActionKey(plan: plan, number: 1), reason: "A, too")), by: "carl")
        #expect(forgetful.refusal(of: .plan(.approve(plan)), by: "bob") == .impossible("plan P-1 is empty"))

        var replaced = try drafted()
        try replaced.run(.plan(.draft(.containment, including: [], owner: nil)), by: "carl")
        #expect(replaced.refusal(of: .plan(.approve(plan)), by: "bob") != nil)
        try replaced.run(.plan(.withdraw(PlanID(number: 2), reason: "the first was better")), by: "carl")
        #expect(replaced.refusal(of: .plan(.approve(PlanID(number: 2))), by: "bob") != nil)
        try replaced.run(.plan(.approve(plan)), by: "bob")
    }

    @Test("a plan is drafted by people, in a declared case, for what is confirmed")
    func drafting() throws {
        let draft = CaseCommand.plan(.draft(.containment, including: [], owner: nil))
        var undeclared = try CaseBuilder.scoped([("A", .confirmed)])
        #expect(unmet(undeclared.refusal(of: draft, by: "carl")) == ["GATE-DECLARE"])

        var builder = try CaseBuilder.scoped([("A", .possible), ("B", .unknown)]).analysed()
        #expect(builder.refusal(of: draft, by: "carl") != nil, "nothing is confirmed")
        try builder.run(.scope(.judge(.system("A"), verdict: .confirmed, reason: "seen")))
        #expect(builder.refusal(of: draft, by: "robot") != nil)
        #expect(
            builder.refusal(of: .plan(.draft(.containment, including: [.system("B")], owner: nil)), by: "carl")
                == .impossible("B is neither confirmed nor suspected; judge it first"))
        #expect(
            builder.refusal(of: .plan(.draft(.containment, including: [], owner: "nobody")), by: "carl") != nil)
        #expect(builder.refusal(of: .plan(.draft(.recovery, including: [], owner: nil)), by: "carl") != nil)
    }

    @Test("evidence that came after the approval is said with the verdict")
    func newerEvidence() throws {
        var builder = try CaseBuilder.readyToContain(["A"])
        let id = try #require(EvidenceID(hex: String(repeating: "a", count: 64)))
        try builder.run(.sealEvidence(SealedEvidence(id: id, name: "x", origin: "/in/x", bytes: 1)))
        try builder.run(
            .recordReading(EvidenceReading(evidence: id, format: .evtx, records: 1, issueCount: 0, issues: [])))
        var scope = CaseBuilder.scope([("A", .confirmed)])
        scope.filesCovered = 1
        try builder.run(.recordScope(scope))

        let events = try builder.run(.advance, by: "ann")

        #expect(
            verdict("GATE-APPROVAL", in: events)?.warnings?.last == "1 evidence files came after the plan was approved")
    }

    @Test("an approver who leaves after the order leaves a sound approval; for a new order there must be another")
    func goneAfterOrder() throws {
        var builder = try CaseBuilder.contained(["A", "B"])
        let approver = try #require(builder.incident.plans.latest(.containment)?.approvals.first?.stamp.actor)
        builder.roster(.personDisabled(person: builder.organisation.name(of: approver)))
        #expect(!builder.incident.reopenedGates(in: builder.context).map(\.id).contains("GATE-APPROVAL"))

        try builder.run(
            .containment(.rollback([.system("A")], action: nil, reason: "the plant stood still")), by: "carl")

        #expect(unmet(builder.refusal(of: .containment(.go(only: [])), by: "ann")).contains("GATE-APPROVAL"))
    }
}
