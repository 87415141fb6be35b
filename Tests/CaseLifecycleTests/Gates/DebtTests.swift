import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-DEBT and overrides")
struct DebtTests {
    private func propose(
        _ gate: String = "GATE-NEW-HOST", reason: String = "the host is switched off",
        duration: DurationClass = .emergency,
        owner: String = "carl", due: Timestamp = Staff.start.advanced(bySeconds: 3600),
        leftOut: [String]? = nil
    ) -> CaseCommand {
        .override(
            .propose(
                gate: gate, target: nil, item: nil, category: .harmOfWaiting, reason: reason,
                leftOut: leftOut ?? (gate == "GATE-CLOSE" ? ["T-1"] : []),
                duration: duration, debtOwner: owner, debtDue: due))
    }

    /// A case with one task open, which GATE-CLOSE misses.
    private func withTask(underReview: Bool = false) throws -> CaseBuilder {
        var builder =
            underReview
            ? try CaseBuilder.underReview([("A", .confirmed)]) : try CaseBuilder.scoped([("A", .confirmed)]).analysed()
        try builder.run(
            .task(.open(text: "image the disk", owner: "carl", due: builder.now.advanced(bySeconds: 3600))))
        return builder
    }

    /// The tasks that GATE-CLOSE misses, by their numbers.
    private func openTasks(_ builder: CaseBuilder) -> [String] {
        builder.missed("GATE-CLOSE").filter { $0.hasPrefix("T-") }.map { String($0.prefix(3)) }
    }

    @Test("a debt that is paid after its date, or is still open then, is a deviation; one that is paid in time is none")
    func paidLate() throws {
        var builder = try withTask(underReview: true)
        try builder.run(propose("GATE-CLOSE", due: builder.now.advanced(bySeconds: 3600)), by: "ann")
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "bob")
        let debt = try #require(builder.incident.overrides.openDebts.first)
        func late() throws -> [Deviation] {
            try builder.conformance().deviations.filter { $0.rule == "DEBT-IN-TIME" }
        }
        #expect(try late() == [])

        builder.wait(hours: 2)
        let open = try #require(try late().first)
        #expect(open.text == "D-1, owed by carl, was due by \(debt.due) and is still open")
        #expect(open.lostSeconds == 3600 && !open.isBreach && open.severity == .serious)
        try builder.run(
            .override(.accept(debt.id, reason: "the disk is of no further use to anybody")), by: "eve")
        builder.wait(hours: 30)

        let paid = try #require(try late().first)
        #expect(paid.text.hasSuffix("and was accepted later"))
        #expect(paid.lostSeconds == 3600 && !paid.versions.isEmpty)
    }

    @Test("an override copies what is missing, is approved by a second person, and leaves a debt")
    func twoActs() throws {
        var builder = try withTask()
        try builder.run(propose("GATE-CLOSE"), by: "ann")
        let id = OverrideID(number: 1)
        #expect(builder.incident.overrides.overrides[id]?.missing.map(\.subject).contains("task T-1") == true)
        #expect(builder.incident.overrides.overrides[id]?.holds(at: builder.now) == false)

        try builder.run(.override(.approve(id)), by: "bob")

        let override = try #require(builder.incident.overrides.overrides[id])
        #expect(override.holds(at: builder.now))
        #expect(override.expires == builder.now.advanced(bySeconds: 4 * 3600))
        #expect(!override.holds(at: builder.now.advanced(bySeconds: 4 * 3600)))
        let debt = try #require(builder.incident.overrides.openDebts.first)
        #expect(debt.gate == "GATE-CLOSE" && debt.owner == "carl" && debt.text.contains(" of GATE-CLOSE missing: "))
    }

    @Test(
        "who approves is another person with the role since before it was proposed",
        arguments: [("ann", false), ("carl", false), ("robot", false), ("late", false), ("bob", true), ("eve", true)])
    func approver(name: String, may: Bool) throws {
        var builder = try withTask()
        try builder.run(propose("GATE-CLOSE", due: builder.now.advanced(bySeconds: 7200)), by: "ann")
        builder.wait(hours: 1)
        let stamp = Stamp(time: builder.now, actor: Principal(account: "root"))
        builder.organisation.apply(
            .people(event: .personAdded(name: "late", kind: .human, accounts: ["late"], title: "", phone: "")), stamp)
        builder.organisation.apply(.people(event: .roleGranted(person: "late", role: .deputy)), stamp)

        #expect((builder.refusal(of: .override(.approve(OverrideID(number: 1))), by: name) == nil) == may)
    }

    @Test("a proposal whose debt was due before anybody approved it is made anew")
    func lateApproval() throws {
        var builder = try withTask()
        try builder.run(propose("GATE-CLOSE"), by: "ann")
        builder.wait(hours: 2)

        guard case .impossible(let text) = builder.refusal(of: .override(.approve(OverrideID(number: 1))), by: "bob")
        else {
            Issue.record("a debt that is overdue was incurred")
            return
        }
        #expect(text.contains("it is proposed anew, with another date"))
    }

    @Test("two accounts of one person are one person")
    func secondAccount() throws {
        var builder = try withTask()
        builder.organisation.apply(
            .people(
                event: .personAdded(name: "ann", kind: .human, accounts: ["ann", "ann-adm"], title: "", phone: "")),
            Stamp(time: Staff.start.advanced(bySeconds: -3600), actor: Principal(account: "root")))
        builder.organisation.apply(
            .people(event: .roleGranted(person: "ann", role: .lead)),
            Stamp(time: Staff.start.advanced(bySeconds: -3600), actor: Principal(account: "root")))
        try builder.run(propose("GATE-CLOSE"), by: "ann")

        #expect(
            builder.refusal(of: .override(.approve(OverrideID(number: 1))), by: "ann-adm")
                == .secondPersonNeeded(act: "approving an override", first: "ann"))
    }

    @Test("what does not say why, who pays or until when is no override")
    func incomplete() throws {
        var builder = try withTask()
        let commands = [
            propose("GATE-CLOSE", reason: " "), propose("GATE-CLOSE", owner: "robot"), propose("GATE-CLOSE", owner: ""),
            propose("GATE-CLOSE", due: builder.now),
            propose("GATE-CLOSE", due: builder.now.advanced(bySeconds: 86_400)),
            propose("GATE-CLOSE", due: Timestamp(iso8601: "9999-12-31T00:00:00Z") ?? .earliest),
            propose("GATE-NEW-HOST", duration: .permanent), propose("GATE-NEW-HOST"), propose("GATE-NOWHERE"),
        ]
        #expect(commands.allSatisfy { builder.refusal(of: $0, by: "ann") != nil })
        #expect(builder.refusal(of: propose("GATE-CLOSE"), by: "carl") != nil, "a handler proposes none")
    }

    @Test(
        "what an override leaves out is of this case, by the name that the case knows it by, and what is not named is not let pass"
    )
    func leftOut() throws {
        var builder = try CaseBuilder.readyToContain(["A", "B"])
        try builder.run(.containment(.go(only: [])), by: "ann")
        let due = builder.now.advanced(bySeconds: 3600)
        let gate = "GATE-CONTAIN-VERIFIED"

        #expect(
            builder.refusal(of: propose(gate, due: due, leftOut: ["a", "FOREIGN"]), by: "ann")
                == .unknownSystem("FOREIGN"))
        #expect(
            builder.refusal(of: propose(gate, due: due, leftOut: []), by: "ann")
                == .missing(["what is knowingly left out, by name: --left-out A --left-out B"]))
        var part = builder
        try part.run(propose(gate, due: due, leftOut: ["A"]), by: "ann")
        #expect(part.incident.overrides.overrides[OverrideID(number: 1)]?.missing.map(\.subject) == ["unverified A"])
        try builder.run(propose(gate, due: due, leftOut: ["b", "a", "A"]), by: "ann")
        #expect(builder.incident.overrides.overrides[OverrideID(number: 1)]?.leftOut == ["B", "A"])
    }

    @Test("an override leaves out what was hit or what its gate is about, and nothing else")
    func concerned() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .cleared)]).analysed()
        try builder.run(
            .task(.open(text: "image the disk", owner: "carl", due: builder.now.advanced(bySeconds: 3600))))
        #expect(
            builder.refusal(of: propose("GATE-CLOSE", leftOut: ["B"]), by: "ann")
                == .impossible("B has nothing to do with what GATE-CLOSE misses"))
        try builder.run(propose("GATE-CLOSE", leftOut: ["A", "T-1"]), by: "ann")
    }

    @Test("a duty that is let pass leaves out recipients, and no systems")
    func recipients() throws {
        var builder = try CaseBuilder.underReview()
        let terms = NotificationDuty.Terms(
            regime: "GDPR article 33", kind: .aware, limit: .hours(count: 72), recipients: ["BfDI"], content: [])
        try builder.run(.notification(.start(terms, at: Staff.start)))
        let due = builder.now.advanced(bySeconds: 3600)

        guard case .impossible = builder.refusal(of: propose("GATE-NOTIFY", due: due, leftOut: ["a"]), by: "ann") else {
            Issue.record("a system was left out of a notification")
            return
        }
        try builder.run(propose("GATE-NOTIFY", due: due, leftOut: ["bfdi"]), by: "ann")
        #expect(builder.incident.overrides.overrides[OverrideID(number: 1)]?.leftOut == ["BfDI"])
    }

    @Test("of several proposals of one override the last is approved")
    func replaced() throws {
        var builder = try withTask()
        try builder.run(propose("GATE-CLOSE"), by: "ann")
        try builder.run(propose("GATE-CLOSE", reason: "the host is switched off, and locked away"), by: "ann")

        #expect(
            builder.refusal(of: .override(.approve(OverrideID(number: 1))), by: "bob")
                == .impossible("O-2 was proposed in its place: cordon plan override C-1 --approve O-2"))
        try builder.run(.override(.approve(OverrideID(number: 2))), by: "bob")
    }

    @Test("an override covers what was missing, not what comes up later")
    func nothingElse() throws {
        var builder = try withTask()
        try builder.run(propose("GATE-CLOSE", duration: .temporary), by: "ann")
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "bob")
        #expect(openTasks(builder) == [])
        try builder.run(.task(.open(text: "another", owner: "carl", due: builder.now.advanced(bySeconds: 60))))
        #expect(openTasks(builder) == ["T-2"])
    }

    @Test("a debt is settled when the gate is met, or accepted by an executive who had no part in it")
    func ends() throws {
        var builder = try withTask(underReview: true)
        let due = builder.context.now.advanced(bySeconds: 3600)
        try builder.run(propose("GATE-CLOSE", due: due), by: "ann")
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "eve")
        let debt = DebtID(number: 1)

        #expect(builder.incident.unmetGates(for: Step(.close), in: builder.context).map(\.id).contains("GATE-DEBT"))
        #expect(unmet(builder.refusal(of: .override(.settle(debt, reason: "done")))) == ["GATE-CLOSE"])
        #expect(builder.refusal(of: .override(.accept(debt, reason: "fine")), by: "bob") != nil, "no executive")
        #expect(builder.refusal(of: .override(.accept(debt, reason: "fine")), by: "eve") != nil, "she approved it")
        let stamp = Stamp(time: Staff.start, actor: Principal(account: "root"))
        builder.organisation.apply(
            .people(event: .personAdded(name: "max", kind: .human, accounts: ["max"], title: "", phone: "")), stamp)
        builder.organisation.apply(.people(event: .roleGranted(person: "max", role: .executive)), stamp)
        try builder.run(.override(.accept(debt, reason: "the disk is lost")), by: "max")

        #expect(builder.incident.overrides.openDebts == [])
        #expect(builder.incident.overrides.debts[debt]?.end?.kind == .accepted)
        #expect(
            builder.refusal(of: .override(.settle(debt, reason: "again"))) == .impossible("debt D-1 is settled already")
        )
    }

    @Test("a debt is accepted at the end of a case, and made good as long as it can be")
    func tooEarly() throws {
        var builder = try withTask()
        try builder.run(propose("GATE-CLOSE"), by: "ann")
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "bob")

        guard
            case .impossible(let why) = builder.refusal(
                of: .override(.accept(DebtID(number: 1), reason: "borne by us")), by: "eve")
        else {
            Issue.record("a debt was accepted that can be paid")
            return
        }
        #expect(why.contains("until then it is made good, by") && why.contains("T-1"))
        #expect(builder.incident.overrides.openDebts.count == 1)
    }

    @Test("an override that its approver no longer stands behind lets nothing more pass")
    func goneApprover() throws {
        var builder = try withTask()
        try builder.run(propose("GATE-CLOSE", duration: .temporary), by: "ann")
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "bob")
        func closes(_ events: PeopleEvent...) -> Bool {
            var changed = builder
            for event in events { changed.organisation.apply(.people(event: event), Staff.before) }
            return openTasks(changed).isEmpty
        }

        #expect(closes())
        #expect(!closes(.personDisabled(person: "bob")))
        #expect(!closes(.roleTaken(person: "bob", role: .deputy)))
        #expect(closes(.personDisabled(person: "bob"), .personEnabled(person: "bob")))
        #expect(closes(.personDisabled(person: "carl")), "who owes does not let pass")
        builder.roster(.personDisabled(person: "bob"))
        #expect(builder.incident.overridesThatHold(in: builder.context).isEmpty)
    }

    @Test("an override of an owner ends with the ownership")
    func formerOwner() throws {
        var builder = try CaseBuilder.recovered(["A"])
        builder.hire("sam")
        let due = builder.context.now.advanced(bySeconds: 3600)
        try builder.run(.propose("GATE-BASELINE", .system("A"), due: due), by: "ann")
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "olga")
        #expect(builder.missing("GATE-BASELINE", Step(.resume)).isEmpty)

        try builder.run(.scope(.nameOwner(system: "A", owner: "sam")), by: "ann")
        #expect(builder.missing("GATE-BASELINE", Step(.resume)).count == 1)
    }

    @Test("what somebody proposed who is gone is approved by nobody, nor what somebody is to pay who is gone")
    func goneProposer() throws {
        for name in ["ann", "carl"] {
            var builder = try withTask()
            try builder.run(propose("GATE-CLOSE"), by: "ann")
            builder.roster(.personDisabled(person: name))
            guard case .impossible = builder.refusal(of: .override(.approve(OverrideID(number: 1))), by: "bob") else {
                Issue.record("approved although \(name) is gone")
                return
            }
        }
    }

    @Test("a debt whose owner is gone is taken over, and only then")
    func takenOver() throws {
        var builder = try withTask(underReview: true)
        try builder.run(propose("GATE-CLOSE", due: builder.context.now.advanced(bySeconds: 3600)), by: "ann")
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "bob")
        let takeOver = CaseCommand.override(.takeOver(DebtID(number: 1)))
        #expect(builder.refusal(of: takeOver, by: "eve") != nil)

        builder.roster(.personDisabled(person: "carl"))
        #expect(builder.missed("GATE-DEBT").first?.contains("owed by carl, who is no longer there") == true)
        try builder.run(takeOver, by: "eve")
        #expect(builder.incident.overrides.openDebts.map(\.owner) == ["eve"])
        #expect(
            builder.refusal(of: .override(.accept(DebtID(number: 1), reason: "borne by us")), by: "eve")
                == .secondPersonNeeded(act: "accepting a debt", first: "eve"))
    }

    @Test("an acceptance falls when it turns out whose it was; another executive then accepts")
    func acceptedByParty() throws {
        var builder = try withTask(underReview: true)
        try builder.run(propose("GATE-CLOSE", due: builder.context.now.advanced(bySeconds: 3600)), by: "ann")
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "bob")
        let debt = DebtID(number: 1)
        for name in ["max", "mia"] {
            builder.hire(name)
            builder.organisation.apply(.people(event: .roleGranted(person: name, role: .executive)), Staff.before)
        }
        try builder.run(.override(.accept(debt, reason: "the disk is lost")), by: "max")
        func isOpen(_ builder: CaseBuilder) -> Bool {
            builder.missing("GATE-DEBT", Step(.close)).contains { $0.hasPrefix("D-1") }
        }
        #expect(!isOpen(builder))

        builder.roster(.personJoined(person: "max", into: "bob"))

        #expect(isOpen(builder))
        try builder.run(.override(.accept(debt, reason: "the disk is lost")), by: "mia")
        #expect(!isOpen(builder))
    }
}
