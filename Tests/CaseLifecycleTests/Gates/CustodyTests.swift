import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-CUSTODY")
struct CustodyTests {
    private func use(_ builder: CaseBuilder, _ id: EvidenceID) -> [String] {
        builder.missing("GATE-CUSTODY", .useEvidence, evidence: id)
    }

    private func identify(_ id: EvidenceID, _ field: IdentifyingField, _ stated: Stated) -> CaseCommand {
        .custody(.identify(.named([id.hex]), [IdentifyingFact(field, stated)]))
    }

    @Test("what is known of an item is said otherwise by who has it or by a responder, not by anybody")
    func restated() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        builder.hire("olga")
        let (first, other) = (Stated.known(values: ["SN-1"]), Stated.known(values: ["SN-9"]))
        try builder.run(identify(id, .serialNumber, first), by: "dora")

        guard
            case .roleNeeded(_, let roles, "olga") = builder.refusal(of: identify(id, .serialNumber, other), by: "olga")
        else {
            Issue.record("who neither has it nor responds said that it is something else")
            return
        }
        #expect(roles.hasPrefix("who has it, "))
        #expect(try builder.run(identify(id, .serialNumber, first), by: "olga") == [])
        try builder.run(identify(id, .serialNumber, other), by: "dora")
    }

    @Test("in a closed case custody goes on, and what the evidence is said to be stays")
    func closedCase() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        builder.given(.stateEntered(state: .closed, gates: []))

        #expect(
            unmet(builder.refusal(of: identify(id, .hostname, .known(values: ["DECOY"])), by: "carl")) == [
                "GATE-REOPEN"
            ])
        let holder = try #require(builder.incident.custody.items[id]?.holder.account)
        try builder.run(
            .custody(.handle(.named([id.hex]), text: "moved", location: "safe B", happened: nil)), by: holder)
    }

    // MARK: The log

    @Test("evidence is not handled before the intruder came, nor before any intrusion")
    func handledTooEarly() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        func refusal(_ moment: String) -> String? {
            guard case .impossible(let why) = builder.refusal(of: .custody(.handle(id, happened: moment)), by: "carl")
            else { return nil }
            return why
        }
        #expect(refusal("2001-03-03T00:00:00Z")?.contains("before any intrusion") == true)
        try builder.date("A", "2026-03-01T00:00:00Z")

        #expect(refusal("2026-02-28T23:59:59Z")?.contains("before the first compromise of the case") == true)
        try builder.run(.custody(.handle(id, happened: "2026-03-01T00:00:00Z")), by: "carl")
    }

    @Test("every field of the log is needed, and all that are not stated are named at once")
    func fields() throws {
        var builder = try CaseBuilder.opened()
        let id = try builder.seal(1)
        #expect(use(builder, id).count == IdentifyingField.allCases.count)

        for (count, field) in IdentifyingField.allCases.enumerated() {
            let missing = use(builder, id)
            #expect(missing.count == IdentifyingField.allCases.count - count)
            #expect(missing[0].contains("cordon evidence custody C-1 10000000 --\(field.option) VALUE"))
            try builder.run(identify(id, field, .unknown(reason: "a virtual machine")))
        }

        #expect(use(builder, id).isEmpty)
    }

    @Test("unknown is a value when it has a reason, and no value otherwise", arguments: ["", " ", ".", "n/a", "TBD"])
    func unknown(reason: String) throws {
        var builder = try CaseBuilder.opened()
        let id = try builder.seal(1)

        #expect(builder.refusal(of: identify(id, .serialNumber, .unknown(reason: reason))) != nil)
        #expect(builder.refusal(of: identify(id, .serialNumber, .known(values: [reason]))) != nil)
        #expect(builder.refusal(of: identify(id, .serialNumber, .known(values: ["unknown"]))) != nil)
        #expect(builder.refusal(of: identify(id, .serialNumber, .known(values: []))) != nil)
    }

    @Test(
        "addresses have the form of addresses",
        arguments: [
            ("00:1a:2B:3c:4d:5e", IdentifyingField.macAddresses, true), ("00-1A-2B-3C-4D-5E", .macAddresses, true),
            ("00:1a:2b:3c:4d", .macAddresses, false), ("00:1a:2b:3c:4d:5g", .macAddresses, false),
            ("10.0.0.5", .ipAddresses, true), ("10.0.0.256", .ipAddresses, false), ("10.0.5", .ipAddresses, false),
            ("fe80::1", .ipAddresses, true), ("2001:db8:0:0:0:0:0:1", .ipAddresses, true),
            ("::ffff:10.0.0.5", .ipAddresses, true), ("::", .ipAddresses, false), ("1::2::3", .ipAddresses, false),
            ("2001:db8:0:0:0:0:0:0:1", .ipAddresses, false), (":1", .ipAddresses, false),
            ("router", .ipAddresses, false),
        ])
    func addresses(text: String, field: IdentifyingField, isTaken: Bool) throws {
        var builder = try CaseBuilder.opened()
        let id = try builder.seal(1)

        #expect((builder.refusal(of: identify(id, field, .known(values: [text]))) == nil) == isTaken)
    }

    @Test("many items are identified at once, and what is stated again is not recorded again")
    func allItems() throws {
        var builder = try CaseBuilder.opened()
        let ids = try (1...3).map { try builder.seal($0) }
        let facts = [IdentifyingFact(.location, .known(values: ["Berlin"]))]

        let first = try builder.run(.custody(.identify(.all, facts)))

        #expect(first == [.custody(event: .identified(evidence: ids.sorted(), facts: facts))])
        #expect(try builder.run(.custody(.identify(.all, facts))) == [])
    }

    @Test("what is said of all items fills gaps; what was said of one stays")
    func gaps() throws {
        var builder = try CaseBuilder.opened()
        let ids = try (1...2).map { try builder.seal($0) }
        try builder.run(identify(ids[0], .serialNumber, .known(values: ["S1"])))

        try builder.run(
            .custody(.identify(.all, [IdentifyingFact(.serialNumber, .unknown(reason: "a virtual machine"))])))

        #expect(
            ids.map { builder.incident.custody.items[$0]?.stated(.serialNumber) } == [
                .known(values: ["S1"]), .unknown(reason: "a virtual machine"),
            ])
    }

    @Test("a correction is a new entry; what was said before stays in the log")
    func correction() throws {
        var builder = try CaseBuilder.opened()
        let id = try builder.seal(1)
        try builder.run(identify(id, .hostname, .known(values: ["WEB"])))
        try builder.run(identify(id, .hostname, .known(values: ["WEB-2"])))

        let item = try #require(builder.incident.custody.items[id])
        #expect(item.stated(.hostname) == .known(values: ["WEB-2"]))
        #expect(item.statements.map(\.fact.stated) == [.known(values: ["WEB"]), .known(values: ["WEB-2"])])
    }

    // MARK: Who handled it

    @Test("name, title and phone are copied from the roster at that moment")
    func copied() throws {
        var builder = try CaseBuilder.opened()
        let id = try builder.seal(1, by: "carl")
        builder.roster(
            .personAdded(name: "carl", kind: .human, accounts: ["carl"], title: "Director", phone: "+49 1"))
        try builder.run(.custody(.handle(id)), by: "carl")

        let details = try #require(builder.incident.custody.items[id]).handlings.map {
            builder.incident.custody.details(of: $0)
        }
        #expect(details.map(\.title) == [.known(values: ["Engineer"]), .known(values: ["Director"])])
        #expect(details.map(\.phone) == [.known(values: ["+49 30 1234"]), .known(values: ["+49 1"])])
        #expect(details.map(\.name) == [.known(values: ["carl"]), .known(values: ["carl"])])
    }

    @Test("somebody who is not on the roster leaves gaps, which the person or a lead closes with a reason")
    func stranger() throws {
        var builder = try CaseBuilder.opened()
        let id = try builder.seal(1, by: "stranger")
        try builder.identify(id)
        #expect(use(builder, id).map { $0.hasPrefix("name, title, phone of stranger") } == [true])
        let unknown = CaseCommand.custody(
            .sign(handler: "stranger", unknown: [.title: "not said", .phone: "not said"]))
        #expect(builder.refusal(of: unknown, by: "carl") != nil)
        #expect(builder.refusal(of: .custody(.sign(handler: nil, unknown: [.phone: "-"])), by: "stranger") != nil)

        try builder.run(unknown, by: "ann")
        #expect(use(builder, id).map { $0.hasPrefix("name of stranger") } == [true])
        builder.roster(.personAdded(name: "stranger", kind: .human, accounts: ["stranger"], title: "", phone: ""))
        try builder.run(.custody(.sign(handler: "stranger", unknown: [:])), by: "ann")

        #expect(use(builder, id).isEmpty)
    }

    // MARK: Transfers

    @Test("a transfer that one party has signed is pending, and evidence on its way is not used")
    func pending() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(.custody(.offer(id, to: "dora")), by: "carl")

        #expect(builder.incident.custody.items[id]?.holder == Principal(account: "carl"))
        #expect(use(builder, id) == ["the signature of dora: cordon evidence transfer C-1 --accept X-1, by dora"])
        #expect(builder.refusal(of: .custody(.offer(id, to: "bob")), by: "carl") != nil)

        try builder.run(.custody(.accept(TransferID(number: 1))), by: "dora")

        let item = try #require(builder.incident.custody.items[id])
        #expect(item.holder == Principal(account: "dora") && item.location == "safe 2")
        #expect(use(builder, id).isEmpty)
        #expect(builder.refusal(of: .custody(.accept(TransferID(number: 1))), by: "dora") != nil)
    }

    @Test(
        "nobody but the taker takes: not the giver, nor a second account of the giver, nor anybody else",
        arguments: ["carl", "carl-2", "bob", "ann", "robot", "stranger"])
    func signingForBoth(name: String) throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        builder.roster(
            .personAdded(name: "carl", kind: .human, accounts: ["carl", "carl-2"], title: "Engineer", phone: "1"))
        try builder.run(.custody(.offer(id, to: "dora")), by: "carl")

        #expect(builder.refusal(of: .custody(.accept(TransferID(number: 1))), by: name) != nil)
    }

    @Test("one person with two accounts is not two parties", arguments: ["carl", "carl-2"])
    func samePerson(account: String) throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        builder.roster(
            .personAdded(name: "carl", kind: .human, accounts: ["carl", "carl-2"], title: "Engineer", phone: "1"))

        #expect(
            builder.refusal(of: .custody(.offer(id, to: "carl")), by: account)
                == .secondPersonNeeded(act: "taking evidence", first: "carl"))
    }

    @Test("an account that acts under another name signs for one party only")
    func actingAs() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(.custody(.offer(id, to: "dora")), by: "carl")
        let disguised = DecisionContext(
            organisation: builder.organisation, actor: Principal(account: "carl", actingAs: "dora"), now: builder.now)
        var incident = builder.incident

        let refused = refusal { () throws(CaseRefusal) in
            try incident.perform(.custody(.accept(TransferID(number: 1))), in: disguised)
        }

        #expect(refused == .secondPersonNeeded(act: "taking evidence", first: "carl"))
    }

    @Test("only the person who has it gives it, and only to an enabled person of the roster")
    func giving() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        builder.roster(.personDisabled(person: "bob"))
        for name in ["dora", "ann", "robot", "stranger"] {
            #expect(builder.refusal(of: .custody(.offer(id, to: "eve", reason: "she asked")), by: name) != nil)
        }
        for taker in ["robot", "bob", "stranger", " "] {
            #expect(builder.refusal(of: .custody(.offer(id, to: taker)), by: "carl") != nil)
        }
        let nowhere = CustodyCommand.offer(.named([id.hex]), to: "dora", location: " ", reason: nil)
        #expect(builder.refusal(of: .custody(nowhere), by: "carl") != nil)
    }

    @Test("in place of a program, or of somebody who has left, a lead gives, with a reason")
    func inPlace() throws {
        var builder = try CaseBuilder.opened()
        let id = try builder.seal(1, by: "robot")
        builder.actor = "ann"
        try builder.identify(id)
        #expect(use(builder, id).map { $0.hasPrefix("a person who has it") } == [true])
        #expect(builder.refusal(of: .custody(.offer(id, to: "dora")), by: "robot") != nil)
        #expect(builder.refusal(of: .custody(.offer(id, to: "dora", reason: "a program")), by: "carl") != nil)
        #expect(builder.refusal(of: .custody(.offer(id, to: "dora")), by: "ann") != nil)

        try builder.run(.custody(.offer(id, to: "dora", reason: "a program signs nothing")), by: "ann")
        try builder.run(.custody(.accept(TransferID(number: 1))), by: "dora")

        #expect(use(builder, id).isEmpty)
        #expect(
            builder.incident.custody.transfers[TransferID(number: 1)]?.reason == "a program signs nothing")
    }

    @Test("an offer is taken back by its giver or turned down by its taker; the evidence stays where it was")
    func withdrawing() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(.custody(.offer(id, to: "dora")), by: "carl")
        let withdraw = CaseCommand.custody(.withdraw(TransferID(number: 1), reason: "she is ill"))
        #expect(builder.refusal(of: withdraw, by: "ann") != nil)

        try builder.run(withdraw, by: "dora")

        #expect(builder.incident.custody.items[id]?.holder == Principal(account: "carl"))
        #expect(builder.refusal(of: .custody(.accept(TransferID(number: 1))), by: "dora") != nil)
        #expect(try !builder.run(.custody(.offer(id, to: "bob")), by: "carl").isEmpty)
    }

    @Test("an item or transfer of another case is none of this one, whatever is to be done with it")
    func sameCase() throws {
        var (builder, _) = try CaseBuilder.withEvidence()
        let other = try CaseBuilder.evidence(9)
        let named = EvidenceSelection.named([other.hex])
        let commands: [CustodyCommand] = [
            .identify(named, [IdentifyingFact(.location, .known(values: ["rack 7"]))]), .handle(other),
            .offer(other, to: "dora"), .check(intact: [other], damaged: []),
            .check(intact: [], damaged: [.init(evidence: other, problem: "gone")]),
            .hold(named, reason: "a court asks"),
            .lift(named, reason: "it is over"), .retain(other, until: builder.now.advanced(bySeconds: 60)),
            .requestDestruction(other), .confirmDestruction(other),
            .preserve(.system("A"), kind: .disk, evidence: other.hex, acquired: nil),
        ]

        for command in commands {
            #expect(
                builder.refusal(of: .custody(command), by: command.isOfCounsel ? "lou" : "ann")
                    == .unknownItem("evidence \(other)"))
        }
        for command in [CustodyCommand.accept(TransferID(number: 1)), .withdraw(TransferID(number: 1), reason: "ill")] {
            guard case .unknownItem = builder.refusal(of: .custody(command), by: "ann") else {
                Issue.record("a transfer was taken that this case has not")
                return
            }
        }
        #expect(builder.refusal(of: .custody(.recordDestruction(other, keptFor: [], problem: nil))) != nil)
    }

    // MARK: Handling

    @Test("evidence is handled by the person who has it, and by no program")
    func handling() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        for name in ["dora", "ann", "robot"] { #expect(builder.refusal(of: .custody(.handle(id)), by: name) != nil) }
        try builder.run(.custody(.offer(id, to: "dora")), by: "carl")
        try builder.run(.custody(.accept(TransferID(number: 1))), by: "dora")

        #expect(builder.refusal(of: .custody(.handle(id)), by: "carl") != nil)
        try builder.run(.custody(.handle(id)), by: "dora")
        #expect(builder.incident.custody.items[id]?.location == "lab")
    }

    @Test("a past handling is never edited: whatever happens, the log only grows")
    func growing() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        let soon = builder.now.advanced(bySeconds: 3600)
        let acts: [(String, CustodyCommand)] = [
            ("carl", .handle(id)), ("carl", .handle(id, happened: "2026-03-01T09:00:00+01:00")),
            ("carl", .offer(id, to: "dora")), ("dora", .withdraw(TransferID(number: 1), reason: "ill")),
            ("carl", .offer(id, to: "dora")), ("dora", .accept(TransferID(number: 2))),
            ("dora", .check(intact: [id], damaged: [])), ("carl", .hold(.all, reason: "a court asks")),
            ("lou", .lift(.all, reason: "over")), ("ann", .retain(id, until: soon)),
        ]
        var log = try #require(builder.incident.custody.items[id]).handlings
        for (actor, act) in acts {
            try builder.run(.custody(act), by: actor)
            let after = try #require(builder.incident.custody.items[id]).handlings
            #expect(after.starts(with: log))
            log = after
        }
        #expect(log.count == 7)
        #expect(log.map(\.stamp.actor.account) == ["carl", "carl", "carl", "carl", "dora", "carl", "dora"])
    }

    @Test("what is entered late says where the evidence was then, not where it is")
    func lateEntry() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(.custody(.handle(id)), by: "carl")
        let scene = CustodyCommand.handle(
            .named([id.hex]), text: "taken out of the server", location: "Berlin, room 12",
            happened: ZonedTime(iso8601: "2026-03-01T09:00:00+01:00"))

        try builder.run(.custody(scene), by: "carl")

        let item = try #require(builder.incident.custody.items[id])
        #expect(item.location == "lab")
        #expect(item.handlings.last?.location == "Berlin, room 12")
        #expect(builder.refusal(of: .custody(.handle(id, happened: "2026-03-02T08:00:01Z")), by: "carl") != nil)
    }

    @Test(
        "a time without a zone, or with one that is nowhere on earth, is no time",
        arguments: [
            ("2026-03-01T10:00:00", nil), ("2026-03-01", nil), ("2026-03-01T10:00+23:59", nil),
            ("2026-03-01T10:00-12:01", nil), ("2026-02-30T10:00Z", nil), ("yesterday", nil),
            ("2026-03-01T10:00Z", "2026-03-01T10:00:00Z"), ("2026-03-01T10:00:30+14:00", "2026-03-01T10:00:30+14:00"),
            ("2026-03-01T10:00-03:30", "2026-03-01T10:00:00-03:30"),
        ] as [(String, String?)])
    func zones(text: String, kept: String?) {
        #expect(ZonedTime(iso8601: text)?.description == kept)
    }

    // MARK: The bytes

    @Test("evidence that is not what was sealed is not used until it is again")
    func damaged() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(.custody(.check(intact: [], damaged: [DamagedEvidence(evidence: id, problem: "damaged")])))
        #expect(use(builder, id).map { $0.contains("damaged") } == [true])

        try builder.run(.custody(.check(intact: [id], damaged: [])))

        #expect(use(builder, id).isEmpty)
        let foreign = try CaseBuilder.evidence(9)
        #expect(
            builder.refusal(of: .custody(.check(intact: [foreign], damaged: []))) == .unknownItem("evidence \(foreign)")
        )
    }

    @Test("evidence that was not hashed for long is used with a warning, by the days of the policy")
    func oldCheck() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        builder.wait(hours: 30 * 24 + 1)
        func warnings() throws -> [String] {
            var copy = builder
            let events = try copy.run(
                .custody(.preserve(.system("A"), kind: .logs, evidence: id.hex, acquired: nil)), by: "ann")
            return events.flatMap { event -> [String] in
                guard case .gatesPassed(_, _, let gates) = event else { return [] }
                return gates.flatMap { $0.warnings ?? [] }
            }
        }
        #expect(try warnings().map { $0.contains("more than 30 days ago") } == [true])

        try builder.run(.custody(.check(intact: [id], damaged: [])))

        #expect(try warnings().isEmpty)
    }

    @Test("no override replaces a field of the log")
    func noOverride() throws {
        var (builder, _) = try CaseBuilder.withEvidence()

        let refused = builder.refusal(
            of: .override(
                .propose(
                    gate: "GATE-CUSTODY", target: nil, item: nil, category: .notObtainable, reason: "nobody knows",
                    leftOut: [], duration: .emergency, debtOwner: "carl",
                    debtDue: builder.now.advanced(bySeconds: 60))), by: "ann")

        #expect(
            refused
                == .impossible(
                    "GATE-CUSTODY has no override: a field that cannot be had is stated as unknown, with the reason"))
    }

    @Test("nobody handled what was with somebody else then")
    func possession() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        builder.wait(hours: 4)
        try builder.run(.custody(.offer(id, to: "dora")), by: "carl")
        try builder.run(.custody(.accept(TransferID(number: 1))), by: "dora")
        builder.wait(hours: 2)
        let before = builder.now.advanced(bySeconds: -4 * 3600)
        let since = builder.now.advanced(bySeconds: -3600)

        let (early, late) = (
            CustodyCommand.handle(id, happened: before.text(digits: 0)),
            CustodyCommand.handle(id, happened: since.text(digits: 0))
        )
        #expect(builder.refusal(of: .custody(early), by: "dora") != nil)
        #expect(builder.refusal(of: .custody(late), by: "dora") == nil)
    }
}

extension CustodyCommand {
    fileprivate var isOfCounsel: Bool {
        if case .lift = self { true } else { false }
    }
}
