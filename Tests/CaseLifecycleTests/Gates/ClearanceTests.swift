import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-CLEARANCE")
struct ClearanceTests {
    private func clear(_ name: String, _ verdict: SystemVerdict = .cleared) -> CaseCommand {
        .scope(.judge(.system(name), verdict: verdict, reason: "looked at its logs"))
    }

    @Test("a clearance records who, why, and the evidence that was seen")
    func recorded() throws {
        var builder = try CaseBuilder.scoped([("A", .unknown)]).analysed()

        let events = try builder.run(clear("A"), by: "carl")

        let seen = EvidenceFingerprint(version: builder.incident.version - 2, files: 0, records: 10, mentions: 0)
        #expect(
            Array(events.dropFirst()) == [
                .scope(
                    event: .judged(
                        target: .system("A"), verdict: .cleared, reason: "looked at its logs", seen: seen))
            ])
        #expect(verdict("GATE-CLEARANCE", in: events)?.outcome == .passed)
        #expect(builder.incident.systems["A"]?.judgement?.stamp.actor.account == "carl")
    }

    @Test("who was given a role in the same hour is named with the verdict")
    func freshRole() throws {
        var builder = try CaseBuilder.scoped([("A", .unknown)]).analysed()
        builder.roster(.roleGranted(person: "carl", role: .deputy))

        let events = try builder.run(clear("A"), by: "carl")

        #expect(
            verdict("GATE-CLEARANCE", in: events)?.warnings == ["carl is deputy only since 2026-03-02T08:00:00Z"])
    }

    @Test("nobody clears a system whose logs nobody holds; it can be left out, with a reason")
    func unseen() throws {
        var builder = try CaseBuilder.opened().analysed()
        var scope = ScopeAssessment()
        scope.systems = [SystemAssessment(name: "REF", presence: .referenced)]
        try builder.run(.recordScope(scope))
        try builder.run(.scope(.enrol(.system("inv"), tier: 2, owner: nil)))

        for name in ["REF", "INV"] {
            #expect(unmet(builder.refusal(of: clear(name))) == ["GATE-CLEARANCE"])
            try builder.run(clear(name, .outOfScope))
            #expect(builder.incident.systems[name]?.verdict == .outOfScope)
        }
    }

    @Test("logs that end before the intruder came clear nothing, and a few records are named with the verdict")
    func outOfTime() throws {
        var builder = try CaseBuilder.scoped([("A", .unknown), ("B", .confirmed)]).analysed()
        try builder.date("B", "2026-02-28T00:00:00Z")
        let old = try builder.seal(2)
        try builder.read(old, 50, writers: ["A": 50], last: Timestamp(iso8601: "2026-02-27T00:00:00Z"))
        #expect(unmet(builder.refusal(of: clear("A"))) == ["GATE-CLEARANCE"])
        #expect(
            missing(builder.refusal(of: clear("A"))).first?.contains("those that are held end at 2026-02-27") == true)

        let new = try builder.seal(3)
        try builder.read(new, 50, writers: ["A": 50], last: Timestamp(iso8601: "2026-03-01T00:00:00Z"))
        var few = CaseBuilder.scope([("A", .unknown), ("B", .confirmed)])
        few.systems[0].records = 1
        few.filesCovered = builder.incident.evidence.count
        try builder.run(.recordScope(few))

        let events = try builder.run(clear("A"))
        #expect(
            verdict("GATE-CLEARANCE", in: events)?.warnings == ["few records of A are held: 1"])
    }

    @Test("a program's account clears nothing, and neither does somebody who is disabled")
    func notHuman() throws {
        var builder = try CaseBuilder.scoped([("A", .unknown)]).analysed()
        let stamp = Stamp(time: builder.now, actor: Principal(account: "root"))
        builder.organisation.apply(.people(event: .personDisabled(person: "carl")), stamp)

        for name in ["robot", "carl", "stranger"] {
            guard case .roleNeeded(_, _, let actor) = builder.refusal(of: clear("A"), by: name) else {
                Issue.record("\(name) cleared a system")
                continue
            }
            #expect(actor == name)
        }
    }

    @Test(
        "what is confirmed or suspected is cleared only by a second person who may approve", arguments: [true, false])
    func secondPerson(excludes: Bool) throws {
        let verdict: SystemVerdict = excludes ? .outOfScope : .cleared
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .unknown)]).analysed()
        try builder.run(.scope(.judge(.system("B"), verdict: .confirmed, reason: "seen")), by: "bob")

        #expect(unmet(builder.refusal(of: clear("A", verdict), by: "carl")) == ["GATE-CLEARANCE"])
        #expect(unmet(builder.refusal(of: clear("B", verdict), by: "bob")) == ["GATE-CLEARANCE"])
        try builder.run(clear("A", verdict), by: "bob")
        try builder.run(clear("B", verdict), by: "ann")
        #expect(builder.incident.confirmedTargets.isEmpty)
    }

    @Test("a clearance does not outlive newer evidence about the system; the same said again is not newer")
    func stale() throws {
        var builder = try CaseBuilder.scoped([("A", .unknown), ("B", .confirmed)]).analysed()
        try builder.run(clear("A"))

        var scope = CaseBuilder.scope([("A", .unknown), ("B", .confirmed)])
        scope.leads = [Lead(question: "q", collect: "c", host: nil, value: 1)]
        try builder.run(.recordScope(scope))
        #expect(builder.incident.systems["A"]?.verdict == .cleared)

        scope.systems[0].addresses = ["10.0.0.9"]
        try builder.run(.recordScope(scope))
        #expect(builder.incident.systems["A"]?.verdict == .unknown)
        #expect(
            missing(builder.refusal(of: .advance)).contains {
                $0.hasPrefix("a new verdict for A, cleared before newer evidence spoke of it")
            })
    }

    @Test(
        "any further evidence about a cleared account makes the clearance stale, even where it says less than before",
        arguments: [AccountAssessment.Status.used, .exposed])
    func staleAccount(status: AccountAssessment.Status) throws {
        func scope(_ status: AccountAssessment.Status, _ records: [Int]) throws -> ScopeAssessment {
            var scope = CaseBuilder.scope([("B", .confirmed)])
            let id = try CaseBuilder.evidence(1)
            scope.accounts = [
                AccountAssessment(
                    name: "svc", status: status, confidence: 0.95,
                    evidence: records.map { EvidenceReference(evidence: id, record: $0) })
            ]
            return scope
        }
        var builder = try CaseBuilder.opened().analysed()
        try builder.run(.recordScope(scope(.used, [1])))
        try builder.run(.scope(.judge(.account("svc"), verdict: .cleared, reason: "a planned test")), by: "bob")
        #expect(builder.incident.verdict(of: .account("svc")) == .cleared)

        try builder.run(.recordScope(scope(.used, [1])))
        #expect(builder.incident.accounts["svc"]?.isClearanceStale == false)
        try builder.run(.recordScope(scope(status, [1, 2])))

        #expect(builder.incident.accounts["svc"]?.isClearanceStale == true)
        #expect(builder.incident.verdict(of: .account("svc")) == .confirmed)
    }

    @Test("any further record of a cleared system, or about it, makes the clearance stale", arguments: [true, false])
    func furtherRecords(ofItsOwn: Bool) throws {
        var builder = try CaseBuilder.scoped([("A", .possible), ("B", .confirmed)]).analysed()
        try builder.run(clear("A"))
        var scope = CaseBuilder.scope([("A", .possible), ("B", .confirmed)])
        if ofItsOwn { scope.systems[0].records += 1 } else { scope.systems[0].mentions += 1 }

        try builder.run(.recordScope(scope))

        #expect(builder.incident.systems["A"]?.isClearanceStale == true)
        #expect(
            missing(builder.refusal(of: .advance)).contains { $0.hasPrefix("a new verdict for A") })
    }

    @Test("what the evidence confirms is left out each for its own reason, and containment without it deviates")
    func waved() throws {
        var builder = try CaseBuilder.scoped(["A", "B", "C"].map { ($0, .confirmed) }).analysed().settled()
        func exclude(_ name: String, _ reason: String) -> CaseCommand {
            .scope(.judge(.system(name), verdict: .outOfScope, reason: reason))
        }
        for person in ["ann", "bob"] {
            try builder.run(exclude("B", "asked the help desk: no sign"), by: person)
            guard case .impossible = builder.refusal(of: exclude("C", "asked the help desk: no sign"), by: person)
            else {
                Issue.record("one reason for two")
                return
            }
            try builder.run(exclude("C", "its disk was looked at by \(person)"), by: person)
        }
        try builder.nameChannel()
        try builder.planContainment()
        try builder.prepareAll()
        try builder.run(.advance, by: "ann")

        let left = try builder.conformance().deviations.filter { $0.rule == "LEFT-OUT" }
        #expect(
            left.map(\.text) == [
                "containment was ordered without B, C, which the evidence confirms and ann and bob left out"
            ])
        #expect(left.map(\.severity) == [.serious] && left.map(\.isBreach) == [false])
        #expect(left.first?.versions.isEmpty == false)
    }
}
