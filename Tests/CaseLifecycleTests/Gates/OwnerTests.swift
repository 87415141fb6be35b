import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-OWNER")
struct OwnerTests {
    private let gate = "GATE-OWNER"

    private func confirm(_ name: String, _ tested: String = "ordered a book") -> CaseCommand {
        .recovery(.confirmAsOwner(system: name, tested: tested))
    }

    private func confirmOwner(_ name: String, _ owner: String) -> CaseCommand {
        .scope(.confirmOwner(system: name, owner: owner))
    }

    @Test("who owns a system is said by one person and confirmed by another, who is not the new owner")
    func secondPerson() throws {
        var builder = try CaseBuilder.recovered(["A"])
        builder.hire("sam")
        try builder.run(.scope(.nameOwner(system: "A", owner: "sam")), by: "carl")
        builder.roster(.roleGranted(person: "sam", role: .deputy))

        for person in ["carl", "dora", "sam", "robot", "stranger"] {
            #expect(builder.refusal(of: confirmOwner("A", "sam"), by: person) != nil, "\(person)")
        }
        #expect(builder.refusal(of: confirm("A"), by: "sam") != nil)
        #expect(builder.refusal(of: confirmOwner("A", "eve"), by: "bob") != nil)
        try builder.run(confirmOwner("A", "sam"), by: "bob")
        #expect(try builder.run(confirmOwner("A", "sam"), by: "eve").isEmpty)
        try builder.run(confirm("A"), by: "sam")
        #expect(builder.missing(gate, Step(.resume)).isEmpty)
    }

    @Test(
        "who turned out to be the person that named the owner, or the owner, is no second person",
        arguments: ["ann", "olga"])
    func joined(name: String) throws {
        var builder = try CaseBuilder.readyToResume(["A"])
        #expect(builder.missing(gate, Step(.resume)) == [])
        builder.roster(.personJoined(person: "bob", into: name))

        #expect(
            builder.missing(gate, Step(.resume)) == [
                "a second person's word that olga owns A: cordon scope owner C-1 A --confirm olga"
            ])
        try builder.run(confirmOwner("A", "olga"), by: "eve")
        #expect(!builder.missing(gate, Step(.resume)).contains { $0.hasPrefix("a second person's word") })
    }

    @Test("the owner before hands a system over, but only one who was confirmed")
    func handedOver() throws {
        var builder = try CaseBuilder.recovered(["A"])
        for name in ["sam", "tess"] { builder.hire(name) }
        try builder.run(.scope(.nameOwner(system: "A", owner: "sam")), by: "carl")
        try builder.run(.scope(.nameOwner(system: "A", owner: "tess")), by: "carl")

        #expect(builder.refusal(of: confirmOwner("A", "tess"), by: "sam") != nil)
        try builder.run(confirmOwner("A", "tess"), by: "olga")
        try builder.run(confirm("A"), by: "tess")
    }

    @Test("who was made owner by one person approves no override that is for owners")
    func override() throws {
        var builder = try CaseBuilder.recovered(["A"])
        builder.hire("sam")
        try builder.run(.scope(.nameOwner(system: "A", owner: "sam")), by: "carl")
        let propose = CaseCommand.propose(
            "GATE-BASELINE", .system("A"), due: builder.context.now.advanced(bySeconds: 3600))
        try builder.run(propose, by: "ann")
        let approve = CaseCommand.override(.approve(OverrideID(number: 1)))

        #expect(builder.refusal(of: approve, by: "sam") != nil)
        builder.wait(hours: 1)
        try builder.run(confirmOwner("A", "sam"), by: "bob")
        // Confirmed after it was proposed: an owner for the occasion.
        #expect(builder.refusal(of: approve, by: "sam") != nil)
    }

    @Test("the owner of each system confirms it, one system at a time")
    func each() throws {
        var builder = try CaseBuilder.recovered(["A", "B"])

        try builder.run(confirm("A"), by: "olga")

        #expect(
            builder.missing(gate, Step(.resume)) == [
                "the owner's word that B works, by olga: cordon recover owner C-1 B --tested TEXT"
            ])
    }

    @Test("nobody confirms for the owner: no lead, no responder, no executive, no program, nobody unknown")
    func others() throws {
        var builder = try CaseBuilder.recovered(["A"])

        for person in ["ann", "carl", "dora", "eve", "robot", "stranger"] {
            #expect(builder.refusal(of: confirm("A"), by: person) != nil)
        }
        #expect(builder.missing(gate, Step(.resume)).count == 1)
    }

    private func barred(_ why: String) -> String {
        "\(why) and cannot confirm for the owner; where somebody else answers for it, one person says so (cordon scope set "
            + "C-1 A --owner NAME) and another confirms it; or an executive lets it pass: cordon plan override C-1 --gate "
            + "GATE-OWNER --system A --left-out A --category CATEGORY --reason TEXT --debt-owner NAME --debt-due TIME"
    }

    @Test("a responder who is made owner cannot confirm, and neither can somebody who named himself")
    func responder() throws {
        var builder = try CaseBuilder.recovered(["A"])
        builder.hire("sam")
        try builder.run(.scope(.nameOwner(system: "A", owner: "carl")), by: "ann")
        let responder = builder.refusal(of: confirm("A"), by: "carl")
        try builder.run(.scope(.nameOwner(system: "A", owner: "sam")), by: "sam")
        let ownWord = builder.refusal(of: confirm("A"), by: "sam")
        try builder.run(.scope(.nameOwner(system: "A", owner: "ann")), by: "bob")
        let lead = builder.refusal(of: confirm("A"), by: "ann")

        #expect(responder == .impossible(barred("carl worked on A as a responder")))
        #expect(ownWord == .impossible("sam named himself or herself the owner of A; another person names the owner"))
        #expect(lead == .impossible(barred("ann leads or led the incident")))
    }

    @Test("who once led the incident or ordered containment speaks for no owner, whoever leads by now")
    func steppedAside() throws {
        var builder = try CaseBuilder.recovered(["A"])
        builder.roster(.roleGranted(person: "dora", role: .lead))
        try builder.run(.scope(.nameOwner(system: "A", owner: "ann")), by: "bob")
        try builder.run(.scope(.confirmOwner(system: "A", owner: "ann")), by: "eve")
        try builder.run(.assignLead(person: "bob"), by: "eve")

        #expect(
            builder.refusal(of: confirm("A"), by: "ann")
                == .impossible(barred("ann leads or led the incident")))
    }

    @Test("who wrote, approved or carried out a plan for a system speaks for no owner of it")
    func planned() throws {
        for (person, second) in [("bob", "eve"), ("carl", "bob")] {
            var builder = try CaseBuilder.recovering(["A"])
            try builder.run(.scope(.nameOwner(system: "A", owner: person)), by: "ann")
            try builder.run(.scope(.confirmOwner(system: "A", owner: person)), by: second)
            let refused = builder.refusal(of: confirm("A"), by: person)
            guard case .impossible(let why) = refused else {
                Issue.record("\(person) spoke for the owner")
                continue
            }
            #expect(why.contains("and cannot confirm for the owner; where somebody else answers for it, one person"))
        }
    }

    @Test("an owner named after operations resumed has not spoken: the case goes no further until that is done")
    func replacedAfterResuming() throws {
        var builder = try CaseBuilder.resumed(["A"])
        builder.hire("sam")
        #expect(builder.incident.ownerWordsThatHold(in: builder.organisation).keys.sorted() == ["A"])
        try builder.run(.scope(.nameOwner(system: "A", owner: "sam")), by: "ann")
        try builder.run(confirmOwner("A", "sam"), by: "bob")
        builder.wait(hours: 80)

        #expect(builder.incident.ownerWordsThatHold(in: builder.organisation).isEmpty)
        #expect(unmet(builder.refusal(of: .advance, by: "ann")) == [gate])
        try builder.run(confirm("A"), by: "sam")
        try builder.run(.advance, by: "ann")

        // Once more, under review: what was passed stands on a re-opened gate, and the case does not close.
        try builder.run(.scope(.nameOwner(system: "A", owner: "olga")), by: "ann")
        #expect(builder.incident.reopenedGates(in: builder.context).map(\.id).contains(gate))
        #expect(builder.missed(gate).count == 1)
    }

    @Test(
        "who is on no roster, is disabled or is no person is confirmed as the owner of nothing",
        arguments: ["stranger", "robot", "sam", "n/a", "$(id)"])
    func nonsense(name: String) throws {
        var builder = try CaseBuilder.recovered(["A"])
        builder.hire("sam")
        builder.roster(.personDisabled(person: "sam"))
        try builder.run(.scope(.nameOwner(system: "A", owner: name)), by: "ann")

        guard case .impossible = builder.refusal(of: confirmOwner("A", name), by: "bob") else {
            Issue.record("\(name) was confirmed as an owner")
            return
        }
        #expect(builder.missing(gate, Step(.resume)).first?.contains("who can say that it works") == true)
    }

    @Test(
        "a name that begins as an option does, or is written as hidden characters are shown, is no owner's",
        arguments: ["-x", "--confirm", #"ol\u{A}ga"#])
    func unusable(name: String) throws {
        var builder = try CaseBuilder.recovered(["A"])

        guard case .impossible = builder.refusal(of: .scope(.nameOwner(system: "A", owner: name)), by: "ann") else {
            Issue.record("\(name) was taken for an owner")
            return
        }
    }

    @Test("an owner who is replaced has not spoken for the next one")
    func replaced() throws {
        var builder = try CaseBuilder.readyToResume(["A"])
        builder.hire("sam")
        try builder.run(.scope(.nameOwner(system: "A", owner: "sam")), by: "ann")

        #expect(
            builder.missing(gate, Step(.resume)) == [
                "a second person's word that sam owns A: cordon scope owner C-1 A --confirm sam"
            ])
        try builder.run(confirmOwner("A", "sam"), by: "bob")
        #expect(
            builder.missing(gate, Step(.resume)) == [
                "the owner's word that A works (the owner of A is sam, not olga), "
                    + "by sam: cordon recover owner C-1 A --tested TEXT"
            ])
        try builder.run(confirm("A"), by: "sam")
        let events = try builder.run(.resume, by: "ann")
        #expect(verdict(gate, in: events)?.warnings == ["1 systems got another owner during the incident"])
    }

    @Test("what is said before the system is clean, or without saying what was tested, is no confirmation")
    func tooEarly() throws {
        var builder = try CaseBuilder.recovered(["A"])
        for text in ["", " ", "n/a"] { #expect(builder.refusal(of: confirm("A", text), by: "olga") != nil) }
        try builder.run(confirm("A"), by: "olga")

        try builder.run(builder.restore("A"), by: "carl")

        // It was restored once more since: what the owner tested is gone.
        #expect(builder.missing(gate, Step(.resume)).count == 1)
    }

    @Test("a system without an owner of record has nobody to confirm it")
    func noOwner() throws {
        var builder = try CaseBuilder.contained(["A"])

        #expect(
            builder.missing(gate, Step(.resume)) == [
                "an owner of record for A: cordon scope set C-1 A --owner NAME"
            ])
        #expect(builder.refusal(of: confirm("A"), by: "olga") != nil)
    }

    @Test("an executive stands in for an absent owner for two weeks at most; a deputy does not")
    func overridden() throws {
        var builder = try CaseBuilder.recovered(["A"])
        let due = builder.context.now.advanced(bySeconds: 3600)
        #expect(builder.refusal(of: .propose(gate, due: due, .permanent), by: "ann") != nil)
        try builder.run(.propose(gate, due: due, leavingOut: ["A"]), by: "ann")

        #expect(builder.refusal(of: .override(.approve(OverrideID(number: 1))), by: "bob") != nil)
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "eve")
        #expect(builder.missing(gate, Step(.resume)).isEmpty)
        builder.wait(hours: 24 * 14)
        #expect(builder.missing(gate, Step(.resume)).count == 1)
    }
}
