import CaseLifecycle
import Testing
import Vocabulary

@Suite("Conformance: overrides, emergencies, late entries")
struct OverrideUseTests {
    /// Operations were resumed without the owner's word on A, by an override of two weeks.
    private func resumedWithoutOwner() throws -> CaseBuilder {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.run(builder.compare("A"), by: "dora")
        try builder.watch()
        try builder.run(
            .propose("GATE-OWNER", .system("A"), due: builder.context.now.advanced(bySeconds: 86_400)), by: "ann")
        builder.wait(hours: 1)
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "eve")
        try builder.run(.resume, by: "ann")
        return builder
    }

    @Test("a gate passed on purpose is overridden: who, why, until when and what is owed stand beside it")
    func overridden() throws {
        let result = try resumedWithoutOwner().conformance()

        let owner = try #require(result.gates.first { $0.gate == "GATE-OWNER" })
        #expect(result.verdict == .overridden && owner.verdict == .overridden)
        let use = try #require(owner.overrides.first)
        #expect(use.proposer == "ann" && use.approver == "eve")
        #expect(use.reason == "not obtainable: it cannot be had")
        #expect(use.expires != nil && use.debt?.end == nil && use.debt?.owner == "carl")
        #expect(result.overrides == [use] && result.debts.count == 1)
    }

    @Test("an override that ended while the gate was not met is a breach, and it is said for how long")
    func ended() throws {
        var builder = try resumedWithoutOwner()
        builder.wait(hours: 15 * 24)

        let result = try builder.conformance()

        let deviation = try #require(result.deviations.first { $0.rule == "OVERRIDE-ENDED" })
        #expect(deviation.isBreach && deviation.gate == "GATE-OWNER")
        #expect(deviation.lostSeconds == 86_400)
        #expect(result.verdict == .breached)
    }

    @Test("a gate that was met in time leaves no deviation behind; one met too late is named")
    func met() throws {
        var inTime = try resumedWithoutOwner()
        var late = inTime
        try inTime.run(.recovery(.confirmAsOwner(system: "A", tested: "ordered a book")), by: "olga")
        inTime.wait(hours: 15 * 24)
        late.wait(hours: 15 * 24)
        try late.run(.recovery(.confirmAsOwner(system: "A", tested: "ordered a book")), by: "olga")

        let (first, second) = (try inTime.conformance(), try late.conformance())

        #expect(!first.deviations.contains { $0.rule == "OVERRIDE-ENDED" } && first.verdict == .overridden)
        let ended = second.deviations.filter { $0.rule == "OVERRIDE-ENDED" }
        #expect(ended.map(\.isBreach) == [false] && ended.map(\.gate) == ["GATE-OWNER"])
        #expect(second.verdict == .overridden)
    }

    @Test("what passes for one system after an override of another's ended does not meet the gate in that")
    func metForAnother() throws {
        var builder = try CaseBuilder.eradicating(["A", "B"])
        try builder.eradicate([.system("A")])
        try builder.run(
            .propose(
                "GATE-ERADICATION-GRID", due: builder.context.now.advanced(bySeconds: 7_200), .emergency,
                leavingOut: ["B"]), by: "ann")
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "eve")
        try builder.planRecovery()
        try builder.meetStartCriteria()
        try builder.run(.advance, by: "ann")
        try builder.registerAsset()
        var idle = builder
        idle.wait(hours: 72)
        try builder.run(builder.restore("A"), by: "carl")
        builder.wait(hours: 72)
        var later = builder
        try later.eradicate([.system("B")])
        try later.run(later.restore("B"), by: "carl")

        let isBreach = try [idle, builder, later].map { builder in
            try builder.conformance().deviations.filter { $0.rule == "OVERRIDE-ENDED" }.map(\.isBreach)
        }

        #expect(isBreach == [[true], [true], [false]])
    }

    @Test("an emergency is overridden when it is confirmed and the whole follows in time, else it is a breach")
    func emergency() throws {
        var builder = try emergencyOrder()
        let fresh = try builder.conformance()
        try builder.run(.containment(.confirmEmergency), by: "bob")
        builder.wait(hours: 5)
        let ended = try builder.conformance()

        #expect(fresh.emergencies.count == 1)
        let use = try #require(fresh.deviations.first { $0.rule == "CONTAIN-SET" }?.override)
        #expect(use.proposer == "ann" && use.approver == nil && use.leftOut == ["B"])
        #expect(fresh.verdict == .overridden)
        #expect(ended.verdict == .breached)
        #expect(ended.deviations.contains { $0.rule == "CONTAIN-SET" && $0.isBreach && $0.lostSeconds == 3600 })
    }

    @Test("an emergency that nobody confirmed in four hours stays a breach of its gate, whoever confirms it later")
    func confirmedLate() throws {
        var builder = try emergencyOrder()
        builder.wait(hours: 5)
        let silent = try builder.conformance()
        try builder.run(.containment(.confirmEmergency), by: "bob")
        let late = try builder.conformance()

        for result in [silent, late] {
            let gate = try #require(result.gates.first { $0.gate == "GATE-EMERGENCY" })
            #expect(gate.verdict == .breached && !gate.versions.isEmpty)
            #expect(!result.gates.contains { $0.gate == "GATE-CONTAIN-SET" })
        }
        let deviation = try #require(late.deviations.first { $0.rule == "CONTAIN-SET" })
        #expect(deviation.isBreach && deviation.text.contains("no second person confirmed it by"))
        #expect(deviation.text.contains("bob confirmed it late, on"))
    }

    private func emergencyOrder() throws -> CaseBuilder {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .confirmed)]).analysed()
        try builder.run(.recordFindings([sighting("A")]))
        try builder.run(
            .containment(
                .goInEmergency(
                    EmergencyClaim(
                        targets: [.system("A")], leftOut: [.system("B")],
                        emergency: .init(
                            kind: .encryption, impact: ["F-1"], reason: "files are being encrypted",
                            leftOutReason: "no agent on it")))),
            by: "ann")
        return builder
    }

    @Test("a case entered afterwards differs from one entered as it happened in its late entries only")
    func late() throws {
        func told(_ hoursLater: Int) throws -> ConformanceResult {
            var builder = try CaseBuilder.opened()
            let happened = (0..<3).map { Staff.start.advanced(bySeconds: Int64($0) * 3600) }
            builder.wait(hours: hoursLater)
            for moment in happened {
                builder.wait(hours: 1)
                try builder.run(
                    .task(.log(LogEntry(kind: .action, text: "pulled the plug", happenedAt: moment, parties: []))))
            }
            return try builder.conformance()
        }

        let (live, batch) = (try told(0), try told(72))

        #expect(live.lateEntries == [])
        #expect(batch.lateEntries.map(\.delaySeconds) == [73, 73, 73].map { $0 * 3600 })
        #expect(live.verdict == batch.verdict && live.deviations == batch.deviations)
        #expect(live.trace == batch.trace && live.gates == batch.gates)
    }

    @Test("a clock that was put back is seen, and a threshold changed while the case was open")
    func oddities() throws {
        let builder = try CaseBuilder.handled(["A"])
        let middle = try #require(builder.events.dropFirst(10).first)
        var events = builder.events
        events[20] = RecordedEvent(
            version: 21, sequence: 21, time: events[19].time.advanced(bySeconds: -90), actor: events[20].actor,
            event: events[20].event, hash: "")
        let changes = [(5, "scope-growth-limit", 50), (5000, "scope-growth-limit", 1)].enumerated().map {
            RecordedOrganisationEvent(
                version: 100 + $0.offset, sequence: $0.element.0, stamp: Stamp(time: middle.time, actor: middle.actor),
                event: .policyChanged(name: $0.element.1, value: $0.element.2))
        }

        let result = try #require(
            Conformance.check(
                builder.incident.id, events: events, organisation: Staff.recorded + changes,
                at: builder.context.now))

        #expect(result.clockReversals.map(\.version) == [21] && result.clockReversals.map(\.seconds) == [90])
        #expect(result.policyChanges.map(\.version) == [100])
        #expect(result.policyChanges.map(\.before) == [1] && result.policyChanges.map(\.after) == [50])
    }

    @Test("what takes two people was not done by two who turned out to be one, even when that is found out later")
    func onePerson() throws {
        let builder = try resumedWithoutOwner()
        func result(joining person: String, into other: String) throws -> ConformanceResult {
            let join = RecordedOrganisationEvent(
                version: 100, sequence: Int.max - 1, stamp: Staff.before,
                event: .people(event: .personJoined(person: person, into: other)))
            return try #require(
                Conformance.check(
                    builder.incident.id, events: builder.events, organisation: Staff.recorded + [join],
                    at: builder.context.now))
        }

        let override = try result(joining: "eve", into: "ann").deviations.filter { $0.rule == "TWO-PERSONS" }
        let plan = try result(joining: "bob", into: "carl").deviations.filter { $0.rule == "TWO-PERSONS" }

        func kinds(_ deviations: [Deviation]) -> [Bool] {
            deviations.flatMap(\.versions).map { version in
                switch builder.events[version - 1].event {
                case .override, .plan: true
                default: false
                }
            }
        }
        #expect(kinds(override) == [true, true] && kinds(plan).allSatisfy(\.self) && !kinds(plan).isEmpty)
        #expect(override.map(\.text) == ["O-1 was proposed and approved by one person, ann"])
        #expect(plan.map { $0.text.hasPrefix("P-1 was approved by nobody but who wrote it") } == [true])
        #expect(try builder.conformance().deviations.allSatisfy { $0.rule != "TWO-PERSONS" })
    }

    @Test("whatever two accounts did in a case, that they are one person's is seen as soon as it is known")
    func twoAccounts() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)])
        try builder.run(.note(text: "seen by one"), by: "carl")
        try builder.run(.note(text: "and by another"), by: "dora")
        func told(_ organisation: [RecordedOrganisationEvent]) throws -> [String] {
            try #require(
                Conformance.check(
                    builder.incident.id, events: builder.events, organisation: organisation, at: builder.now)
            ).deviations.filter { $0.rule == "ONE-PERSON" }.map(\.text)
        }
        func join(at sequence: Int) -> RecordedOrganisationEvent {
            RecordedOrganisationEvent(
                version: 100, sequence: sequence, stamp: Staff.before,
                event: .people(event: .personJoined(person: "dora", into: "carl")))
        }

        #expect(try told(Staff.recorded) == [])
        #expect(try told(Staff.recorded + [join(at: .max - 1)]).map { $0.hasPrefix("carl and dora") } == [true])
        let first = try #require(builder.events.first).sequence
        #expect(try told(Staff.recorded + [join(at: first - 1)]) == [], "known from the beginning")
    }

    @Test("what one account did and another of the same person saw was seen by nobody")
    func doneAndSeen() throws {
        var builder = try CaseBuilder.eradicated(["A"])
        let plan = try #require(builder.incident.plans.latest(.containment))
        let action = try #require(plan.actions.first { $0.target == .system("A") })
        builder.actor = "carl"
        builder.given(
            .plan(
                event: .resultRecorded(
                    action: ActionKey(plan: plan.id, number: action.number), outcome: .done, observed: "cut off",
                    happenedAt: nil)))
        let join = RecordedOrganisationEvent(
            version: 100, sequence: Int.max - 1, stamp: Staff.before,
            event: .people(event: .personJoined(person: "dora", into: "carl")))
        func told(_ organisation: [RecordedOrganisationEvent]) throws -> [String] {
            try #require(
                Conformance.check(
                    builder.incident.id, events: builder.events, organisation: organisation, at: builder.now)
            ).deviations.filter { $0.rule == "TWO-PERSONS" }.map(\.text)
        }

        #expect(try told(Staff.recorded) == [])
        #expect(
            try told(Staff.recorded + [join]) == [
                "A was contained and seen to be contained by one person, carl",
                "\(CauseID(number: 1)) was removed from A, and seen to be gone, by one person, carl",
            ])
    }

    @Test("what was restored and looked at under two accounts of one person is a breach of the gate that asked for two")
    func restoredAndSeen() throws {
        let builder = try CaseBuilder.resumed(["A"])
        func told(_ name: String, into other: String) throws -> [Deviation] {
            let join = RecordedOrganisationEvent(
                version: 100, sequence: Int.max - 1, stamp: Staff.before,
                event: .people(event: .personJoined(person: name, into: other)))
            return try #require(
                Conformance.check(
                    builder.incident.id, events: builder.events, organisation: Staff.recorded + [join], at: builder.now)
            ).deviations.filter { $0.rule == "TWO-PERSONS" }
        }
        let own = try told("dora", into: "carl")
        let owners = try told("bob", into: "ann")

        #expect(Set(own.compactMap(\.gate)).isSuperset(of: ["GATE-RESTORE-ASSET", "GATE-BASELINE"]))
        #expect(own.contains { $0.text == "R-1 was registered and checked by one person, carl" })
        #expect(own.contains { $0.text.hasPrefix("A was restored or cleaned, and compared with its baseline") })
        #expect(owners.contains { $0.gate == "GATE-OWNER" && $0.text.contains("owner of A by one person, ann") })
        #expect((own + owners).allSatisfy { !$0.versions.isEmpty && $0.isBreach })
    }

    @Test("evidence that was given from one account of a person to another was not handed over")
    func transferToOneself() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(.custody(.offer(id, to: "dora")), by: "carl")
        try builder.run(.custody(.accept(TransferID(number: 1))), by: "dora")
        func told(_ organisation: [RecordedOrganisationEvent]) throws -> [String] {
            try #require(
                Conformance.check(
                    builder.incident.id, events: builder.events, organisation: organisation, at: builder.context.now)
            ).deviations.filter { $0.rule == "TWO-PERSONS" }.map(\.text)
        }
        let join = RecordedOrganisationEvent(
            version: 100, sequence: Int.max - 1, stamp: Staff.before,
            event: .people(event: .personJoined(person: "dora", into: "carl")))

        #expect(try told(Staff.recorded) == [])
        #expect(try told(Staff.recorded + [join]) == ["X-1 was given and taken by one person, carl"])

        let gate = try #require(Gate.named("GATE-EVIDENCE"))
        func warned() -> Bool { builder.warnings(of: gate, for: .eradicate).contains { $0.hasSuffix(": X-1") } }
        try builder.run(
            .custody(.preserve(.system("A"), kind: .disk, evidence: id.hex, acquired: nil)), by: "dora")
        #expect(!warned())
        builder.roster(.personJoined(person: "dora", into: "carl"))
        #expect(warned())
    }

    @Test("a clock that was put back is seen in what it left")
    func clock() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)])
        builder.wait(hours: 11)
        try builder.run(.note(text: "eleven hours ahead"))
        let shown = builder.now.advanced(bySeconds: -11 * 3600)
        var incident = builder.incident
        let noted = incident.noteClock(shown, by: Principal(account: "ann"))
        #expect(noted == [.clockPutBack(shows: shown)])
        #expect(
            incident.noteClock(shown.advanced(bySeconds: 60), by: Principal(account: "ann")) == [], "once is enough")
        var near = builder.incident
        #expect(near.noteClock(builder.now.advanced(bySeconds: -30), by: Principal(account: "ann")) == [])

        builder.given(noted[0])

        #expect(try builder.conformance().clockReversals.map(\.seconds) == [11 * 3600])
    }

    @Test("a clock that was set is a deviation at once, and so is one that shows less than the last event bears")
    func clockSet() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)])
        var incident = builder.incident
        let noted = incident.noteClock(builder.now, ahead: 86_400, by: Principal(account: "ann"))
        #expect(noted == [.clockSet(seconds: 86_400)])
        #expect(incident.noteClock(builder.now, ahead: 59, by: Principal(account: "ann")) == [])

        builder.given(noted[0])

        let deviations = try builder.conformance().deviations.filter { $0.rule == "CLOCK" }
        #expect(deviations.count == 1 && deviations[0].text.contains("86400 s"))
        let shown = builder.now.advanced(bySeconds: -3600)
        let early = try #require(
            Conformance.check(builder.incident.id, events: builder.events, organisation: Staff.recorded, at: shown))
        #expect(early.deviations.contains { $0.rule == "CLOCK" && $0.text.contains("before the last event") })
    }
}
