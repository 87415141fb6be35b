import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-HOLD")
struct HoldTests {
    private func hold(_ id: EvidenceID) -> CaseCommand { .custody(.hold(.named([id.hex]), reason: "a court asks")) }
    private func lift(_ id: EvidenceID) -> CaseCommand { .custody(.lift(.named([id.hex]), reason: "it is over")) }

    /// Evidence of a closed case that is kept for an hour, which is over; after it, others that nobody has decided on.
    private func expired(others: [Int] = []) throws -> (builder: CaseBuilder, evidence: EvidenceID) {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(.custody(.retain(id, until: builder.now.advanced(bySeconds: 3600))), by: "ann")
        builder.wait(hours: 1)
        for number in others { try builder.seal(number) }
        builder.given(.stateEntered(state: .closed, gates: []))
        return (builder, id)
    }

    @Test("evidence is not destroyed without a decision how long it is kept, nor under a hold; both are said at once")
    func everythingMissing() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(hold(id), by: "carl")

        let refused = builder.refusal(of: .custody(.requestDestruction(id)), by: "ann")

        #expect(unmet(refused) == ["GATE-HOLD"])
        #expect(missing(refused).count == 3)
        #expect(missing(refused)[2].hasPrefix("the end of the case that file 1 is evidence of"))
        #expect(missing(refused)[0].contains("placed by carl (a court asks)"))
        #expect(missing(refused)[1].contains("cordon evidence retain C-1"))
    }

    @Test("of many items, every one that must be kept is named")
    func many() throws {
        let others = [2, 3]
        var (builder, id) = try expired(others: others)

        let refused = builder.refusal(
            of: .custody(.requestDestruction(.all, method: "removed", reason: "over")), by: "ann")

        #expect(missing(refused).count == others.count)
        #expect(builder.incident.custody.items[id]?.destruction == nil)
    }

    @Test(
        "anybody places a hold; only the legal role lifts it", arguments: Staff.roles.map(\.0) + ["robot", "stranger"])
    func lifting(name: String) throws {
        var (builder, id) = try expired()
        try builder.run(hold(id), by: name)

        #expect((builder.refusal(of: lift(id), by: name) == nil) == (name == "lou"))
        #expect(builder.incident.custody.items[id]?.isHeld == (name != "lou"))
    }

    @Test("two holds for two reasons are two holds, and the same one twice is one")
    func severalHolds() throws {
        var (builder, id) = try expired()
        try builder.run(hold(id), by: "carl")
        #expect(try builder.run(hold(id), by: "dora") == [])
        try builder.run(.custody(.hold(.all, reason: "another court")), by: "dora")
        #expect(builder.missing("GATE-HOLD", .destroyEvidence, evidence: id).count == 2)

        try builder.run(lift(id), by: "lou")

        #expect(builder.missing("GATE-HOLD", .destroyEvidence, evidence: id).isEmpty)
        guard case .impossible = builder.refusal(of: lift(id), by: "lou") else {
            Issue.record("a hold was lifted that is not there")
            return
        }
    }

    @Test("the time that evidence is kept for is prolonged, never shortened, so shortening first destroys nothing")
    func shortening() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        let end = builder.now.advanced(bySeconds: 1000 * 86_400)
        try builder.run(.custody(.retain(id, until: end)), by: "lou")
        let sooner = builder.now.advanced(bySeconds: 60)

        for name in ["ann", "lou", "eve"] {
            guard case .impossible = builder.refusal(of: .custody(.retain(id, until: sooner)), by: name) else {
                Issue.record("\(name) shortened it")
                return
            }
        }
        builder.wait(hours: 24)
        #expect(unmet(builder.refusal(of: .custody(.requestDestruction(id)), by: "ann")) == ["GATE-HOLD"])
        try builder.run(.custody(.retain(id, until: end.advanced(bySeconds: 1))), by: "ann")
        #expect(builder.incident.custody.items[id]?.retainedUntil == end.advanced(bySeconds: 1))
    }

    @Test("how long evidence is kept is decided by those who answer for it, until a day that is to come")
    func deciding() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        let soon = builder.now.advanced(bySeconds: 60)
        let wrong =
            [builder.now, builder.now.advanced(bySeconds: -1)]
            + [Timestamp(iso8601: "9999-12-31T00:00:00Z")]
            .compactMap(\.self)

        for name in ["carl", "robot", "root", "stranger"] {
            #expect(builder.refusal(of: .custody(.retain(id, until: soon)), by: name) != nil)
        }
        for until in wrong { #expect(builder.refusal(of: .custody(.retain(id, until: until)), by: "ann") != nil) }
        #expect(builder.refusal(of: .custody(.retain(.named([id.hex]), until: soon, reason: ".")), by: "ann") != nil)
        try builder.run(.custody(.retain(id, until: soon)), by: "ann")
    }

    @Test("destruction is asked for by one person and witnessed by another")
    func witness() throws {
        var (builder, id) = try expired()
        builder.roster(.personDisabled(person: "dora"))
        #expect(builder.refusal(of: .custody(.confirmDestruction(id)), by: "bob") != nil)
        #expect(builder.refusal(of: .custody(.requestDestruction(id)), by: "carl") != nil)
        try builder.run(.custody(.requestDestruction(id)), by: "ann")
        builder.roster(
            .personAdded(name: "ann", kind: .human, accounts: ["ann", "ann-admin"], title: "Engineer", phone: "1"),
            .roleGranted(person: "ann", role: .lead))

        for name in ["ann", "ann-admin", "robot", "dora", "stranger"] {
            #expect(builder.refusal(of: .custody(.confirmDestruction(id)), by: name) != nil)
        }
        try builder.run(.custody(.confirmDestruction(id)), by: "carl")

        #expect(builder.incident.custody.items[id]?.isDestroyed == true)
        func told(_ changes: [RecordedOrganisationEvent]) throws -> [Deviation] {
            try #require(
                Conformance.check(
                    builder.incident.id, events: builder.events, organisation: Staff.recorded + changes,
                    at: builder.context.now)
            ).deviations.filter { $0.rule == "TWO-PERSONS" }
        }
        let join = RecordedOrganisationEvent(
            version: 100, sequence: Int.max - 1, stamp: Staff.before,
            event: .people(event: .personJoined(person: "carl", into: "ann")))
        #expect(try told([]) == [])
        #expect(
            try told([join]).map(\.text)
                == ["the destruction of \(id) was asked for and witnessed by one person, ann"])
        #expect(try told([join]).map(\.versions.count) == [2])
    }

    @Test("evidence of an open case is kept long, and destroyed only before counsel who was that before")
    func openCase() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(.custody(.retain(id, until: builder.now.advanced(bySeconds: 60))), by: "ann")
        builder.wait(hours: 24 * 89)
        #expect(missing(builder.refusal(of: .custody(.requestDestruction(id)), by: "ann")).count == 1)
        builder.wait(hours: 24)
        try builder.run(hold(id), by: "dora")
        #expect(unmet(builder.refusal(of: .custody(.requestDestruction(id)), by: "ann")) == ["GATE-HOLD"])
        try builder.run(lift(id), by: "lou")
        try builder.run(.custody(.requestDestruction(id)), by: "ann")
        builder.wait(hours: 1)
        builder.roster(.roleGranted(person: "dora", role: .legal))

        for name in ["ann", "bob", "carl", "dora", "eve"] {
            guard builder.refusal(of: .custody(.confirmDestruction(id)), by: name) != nil else {
                Issue.record("\(name) witnessed it")
                return
            }
        }
        try builder.run(.custody(.confirmDestruction(id)), by: "lou")

        #expect(builder.incident.custody.items[id]?.isDestroyed == true)
    }

    @Test("a hold that is placed between asking and witnessing is in time")
    func inBetween() throws {
        var (builder, id) = try expired()
        try builder.run(.custody(.requestDestruction(id)), by: "ann")
        try builder.run(hold(id), by: "dora")

        #expect(unmet(builder.refusal(of: .custody(.confirmDestruction(id)), by: "bob")) == ["GATE-HOLD"])
    }

    @Test("the certificate says who, when, how, why, before whom, and what became of the bytes")
    func certificate() throws {
        var (builder, id) = try expired()
        #expect(builder.refusal(of: .custody(.recordDestruction(id, keptFor: [], problem: nil))) != nil)
        try builder.run(.custody(.requestDestruction(id)), by: "ann")
        let asked = builder.context.stamp
        builder.wait(hours: 1)
        try builder.run(.custody(.confirmDestruction(id)), by: "bob")
        let witnessed = builder.context.stamp
        try builder.run(.custody(.recordDestruction(id, keptFor: [CaseID(number: 2)], problem: nil)))

        let destruction = try #require(builder.incident.custody.items[id]?.destruction)
        #expect(destruction.method == "removed from the vault" && destruction.reason == "kept long enough")
        #expect(destruction.requested == asked && destruction.confirmed == witnessed)
        let removal = try #require(destruction.removal)
        #expect(removal.time == witnessed.time && removal.keptFor == [CaseID(number: 2)] && removal.problem == nil)
        // Nothing is done with it any more, and nothing is recorded twice.
        #expect(try builder.run(.custody(.confirmDestruction(id)), by: "carl") == [])
        #expect(try builder.run(.custody(.recordDestruction(id, keptFor: [], problem: nil))) == [])
        #expect(builder.refusal(of: .custody(.handle(id)), by: "carl") != nil)
        #expect(builder.refusal(of: hold(id), by: "carl") != nil)
        #expect(builder.missing("GATE-CUSTODY", .useEvidence, evidence: id) == ["file 1, which was destroyed"])
    }

    @Test("no override lets evidence be destroyed")
    func noOverride() throws {
        var (builder, _) = try CaseBuilder.withEvidence()

        let refused = builder.refusal(
            of: .override(
                .propose(
                    gate: "GATE-HOLD", target: nil, item: nil, category: .legalOrder, reason: "space is short",
                    leftOut: [], duration: .emergency, debtOwner: "carl",
                    debtDue: builder.now.advanced(bySeconds: 60))), by: "ann")

        guard case .impossible = refused else {
            Issue.record("an override was proposed")
            return
        }
    }

    @Test("a hold is lifted by counsel who was counsel when it was placed, or for a day")
    func freshCounsel() throws {
        var (builder, id) = try expired()
        try builder.run(hold(id), by: "lou")
        builder.wait(hours: 1)
        let granted = Stamp(time: builder.now, actor: Principal(account: "root"))
        builder.organisation.apply(.people(event: .roleGranted(person: "carl", role: .legal)), granted)
        builder.wait(hours: 1)

        #expect(builder.refusal(of: lift(id), by: "carl") != nil)
        builder.wait(hours: 24)
        #expect(builder.refusal(of: lift(id), by: "carl") == nil)
    }
}
