import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-RESTORE-ASSET")
struct RestoreAssetTests {
    private let gate = "GATE-RESTORE-ASSET"

    @Test("a system is restored from an asset that was checked and is older than the first compromise")
    func restored() throws {
        var builder = try CaseBuilder.recovering(["A"])
        try builder.run(
            .registerAsset("nightly", builder.hash("a"), takenAt: CaseBuilder.compromise.advanced(bySeconds: 1)))

        let refused = builder.refusal(of: try builder.restore("A"), by: "carl")

        #expect(unmet(refused) == [gate])
        #expect(missing(refused).count == 2)
        try builder.run(.registerAsset("older", builder.hash("b"), takenAt: CaseBuilder.beforeCompromise))
        try builder.run(.verifyAsset(2, builder.hash("b")), by: "dora")
        let events = try builder.run(builder.restore("A", 2, "b"), by: "carl")
        #expect(events.last == .responseChanged(targets: [.system("A")], to: .recovered))
    }

    @Test("who registers an asset is not the one who finds it clean, as long as somebody else could look")
    func ownCheck() throws {
        var builder = try CaseBuilder.recovering(["A"])
        try builder.run(
            .registerAsset("nightly", builder.hash("a"), takenAt: CaseBuilder.beforeCompromise), by: "carl")
        try builder.run(.verifyAsset(1, builder.hash("a")), by: "carl")

        let refused = builder.refusal(of: try builder.restore("A"), by: "carl")

        #expect(unmet(refused) == [gate])
        #expect(
            missing(refused).map { String($0.prefix(63)) } == [
                "the check of R-1 by somebody other than carl, who registered it"
            ])
        var alone = builder
        for name in ["ann", "bob", "dora"] { alone.roster(.personDisabled(person: name)) }
        #expect(alone.missing(gate, Step(.restore, target: .system("A"), item: "R-1")) == [])
        try builder.run(.verifyAsset(1, builder.hash("a")), by: "dora")
        try builder.run(builder.restore("A"), by: "carl")
    }

    @Test("another file than the one that was registered is neither checked nor restored from; no override helps")
    func swapped() throws {
        var builder = try CaseBuilder.recovering(["A"])
        try builder.run(.registerAsset("nightly", builder.hash("a"), takenAt: CaseBuilder.beforeCompromise))

        #expect(builder.refusal(of: .verifyAsset(1, try builder.hash("c"))) != nil)
        try builder.run(.verifyAsset(1, builder.hash("a")))
        guard case .impossible(let why) = builder.refusal(of: try builder.restore("A", 1, "c")) else {
            Issue.record("another file was restored from")
            return
        }
        #expect(why.hasPrefix("R-1 is the file aaaa"))
    }

    @Test("a program of the intruder is no source, whether that is known when it is registered or only later")
    func indicator() throws {
        var builder = try CaseBuilder.recovering(["A"])
        let (early, late) = (try builder.hash("a"), try builder.hash("c"))
        try builder.knowTool("m.exe", hash: "SHA256=" + early.hex.uppercased())
        #expect(
            builder.refusal(of: .registerAsset("nightly", early, takenAt: CaseBuilder.beforeCompromise), by: "carl")
                == .impossible("\(early) is m.exe, which the intruder brought, no source to restore from"))
        try builder.run(.registerAsset("older", late, takenAt: CaseBuilder.beforeCompromise), by: "carl")
        try builder.run(.verifyAsset(1, late), by: "dora")
        var restored = builder
        try restored.run(restored.restore("A", 1, "c"), by: "carl")

        try builder.knowTool("n.exe", hash: late.hex)
        try restored.knowTool("n.exe", hash: late.hex)

        #expect(unmet(builder.refusal(of: try builder.restore("A", 1, "c"), by: "carl")) == [gate])
        #expect(
            restored.missing(gate, Step(.resume)).map {
                $0.hasPrefix("something else to restore A from than R-1: \(late) is n.exe, which the intruder brought")
            } == [true])
        #expect(
            builder.refusal(
                of: .propose(gate, .system("A"), item: "R-1", due: builder.context.now.advanced(bySeconds: 60)),
                by: "ann") != nil, "nobody lets it pass")
    }

    @Test("the same name with another hash is another asset, unchecked; the same file has one date for ever")
    func sameName() throws {
        var builder = try CaseBuilder.recovering(["A"])
        try builder.registerAsset()
        try builder.run(.registerAsset("nightly", builder.hash("c"), takenAt: CaseBuilder.beforeCompromise))

        #expect(
            builder.refusal(of: .registerAsset("copy", try builder.hash("a"), takenAt: Staff.start)) != nil)
        #expect(unmet(builder.refusal(of: try builder.restore("A", 2, "c"), by: "carl")) == [gate])
    }

    @Test("an asset is of a moment that has passed, and not of one long before computers were like this")
    func moments() throws {
        var builder = try CaseBuilder.recovering(["A"])

        for moment in [builder.context.now.advanced(bySeconds: 1), .earliest] {
            #expect(builder.refusal(of: .registerAsset("nightly", try builder.hash("a"), takenAt: moment)) != nil)
        }
    }

    @Test(
        "a hash that no file has is not that of an asset",
        arguments: [
            String(repeating: "0", count: 64), String(repeating: "a", count: 64),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ])
    func implausible(hex: String) throws {
        var builder = try CaseBuilder.recovering(["A"])
        let hash = try #require(EvidenceID(hex: hex))

        #expect(
            builder.refusal(of: .registerAsset("nightly", hash, takenAt: CaseBuilder.beforeCompromise))
                == .impossible("\(hex) is the SHA-256 of no file with anything in it"))
    }

    @Test("where an asset comes from is an answer")
    func source() throws {
        var builder = try CaseBuilder.recovering(["A"])

        #expect(
            builder.refusal(
                of: .recovery(
                    .registerAsset(
                        name: "nightly", kind: .backup, sha256: try builder.hash("a"),
                        takenAt: CaseBuilder.beforeCompromise, source: "n/a")))
                == .missing(["where it comes from, in words"]))
    }

    @Test(
        "nothing is restored from an asset that was found infected, by no override; a second person may find otherwise")
    func infected() throws {
        var builder = try CaseBuilder.recovering(["A"])
        try builder.run(.registerAsset("nightly", builder.hash("a"), takenAt: CaseBuilder.beforeCompromise))
        try builder.run(.verifyAsset(1, builder.hash("a"), .infected), by: "bob")

        #expect(
            builder.refusal(of: try builder.restore("A"), by: "carl")
                == .impossible("R-1 was found infected: nothing is restored from it"))
        #expect(
            builder.refusal(
                of: .propose(gate, .system("A"), item: "R-1", due: builder.context.now.advanced(bySeconds: 60)),
                by: "ann")
                != nil)
        for name in ["bob", "dora"] {
            #expect(builder.refusal(of: .verifyAsset(1, try builder.hash("a")), by: name) != nil)
        }
        try builder.run(.verifyAsset(1, builder.hash("a")), by: "eve")
        try builder.run(builder.restore("A"), by: "carl")
    }

    @Test("a system does not go back to work that was restored from what is found infected later")
    func infectedLater() throws {
        var builder = try CaseBuilder.readyToResume(["A"])
        #expect(builder.missing(gate, Step(.resume)).isEmpty)

        try builder.run(.verifyAsset(1, builder.hash("a"), .infected), by: "dora")

        #expect(
            builder.missing(gate, Step(.resume)) == [
                "something else to restore A from, for R-1 was found infected: cordon recover asset C-1 --help"
            ])
        #expect(
            builder.refusal(
                of: .propose(gate, .system("A"), due: builder.context.now.advanced(bySeconds: 60)), by: "ann"
            )
                != nil)
    }

    @Test("a first compromise that turns out to be earlier makes the asset unfit, also for what was restored from it")
    func earlierCompromise() throws {
        var builder = try CaseBuilder.recovered(["A"])
        #expect(builder.missing(gate, Step(.restore, target: .system("A"), item: "R-1")).isEmpty)
        let earlier = CaseBuilder.beforeCompromise.advanced(bySeconds: -1)

        try builder.run(.recovery(.dateCompromise(system: "A", at: earlier, reason: "an older beacon")))

        #expect(builder.missing(gate, Step(.restore, target: .system("A"), item: "R-1")).count == 1)
        #expect(builder.missing(gate, Step(.restore)).count == 1)
        let later = CaseBuilder.compromise.advanced(bySeconds: 60)
        #expect(
            builder.refusal(of: .recovery(.dateCompromise(system: "A", at: later, reason: "it was later"))) != nil)
    }

    @Test("while nobody knows when it began, nothing is known to be older")
    func unknownCompromise() throws {
        var builder = try CaseBuilder.contained(["A"])
        try builder.registerAsset()

        let missing = builder.missing(gate, Step(.restore, target: .system("A"), item: "R-1"))

        #expect(missing.map { $0.hasPrefix("the time of the first compromise") } == [true])
    }

    @Test("the owner of the system approves an override; a second handler does not, and the debt says what it left")
    func overridden() throws {
        var builder = try CaseBuilder.recovering(["A"])
        try builder.run(.registerAsset("nightly", builder.hash("a"), takenAt: CaseBuilder.beforeCompromise))
        let due = builder.context.now.advanced(bySeconds: 86_400)
        try builder.run(.propose(gate, .system("A"), item: "R-1", due: due), by: "ann")
        let approve = CaseCommand.override(.approve(OverrideID(number: 1)))

        for person in ["ann", "bob", "carl"] { #expect(builder.refusal(of: approve, by: person) != nil) }
        try builder.run(approve, by: "olga")
        try builder.run(builder.restore("A"), by: "carl")

        let debt = try #require(builder.incident.overrides.openDebts.first)
        #expect(debt.text == "1 restored from an unverified source: check of R-1 for A; left out: A")
        #expect(unmet(builder.refusal(of: .override(.settle(debt.id, reason: "done")))) == [gate])
        try builder.run(.verifyAsset(1, builder.hash("a")), by: "dora")
        try builder.run(.override(.settle(debt.id, reason: "checked since")))
    }

    @Test("a lead who makes himself owner approves nothing")
    func ownOwner() throws {
        var builder = try CaseBuilder.recovering(["A"])
        try builder.run(.registerAsset("nightly", builder.hash("a"), takenAt: CaseBuilder.beforeCompromise))
        try builder.run(.scope(.nameOwner(system: "A", owner: "carl")), by: "carl")
        try builder.run(
            .propose(gate, .system("A"), item: "R-1", due: builder.context.now.advanced(bySeconds: 60)), by: "ann")

        #expect(builder.refusal(of: .override(.approve(OverrideID(number: 1))), by: "carl") != nil)
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "eve")
    }

    @Test("an asset of another case is unknown here, and nothing is restored in an earlier state")
    func order() throws {
        var builder = try CaseBuilder.eradicated(["A"])
        try builder.registerAsset()

        #expect(
            builder.refusal(of: try builder.restore("A"), by: "carl")
                == .wrongState(.eradication, needs: "a case in recovery: cordon case advance C-1"))
        try builder.planRecovery()
        try builder.meetStartCriteria()
        try builder.run(.advance, by: "ann")
        #expect(builder.refusal(of: try builder.restore("A", 9), by: "carl") == .unknownItem("asset R-9"))
    }

    @Test("indicators that became known after the check are named with the verdict")
    func warning() throws {
        var builder = try CaseBuilder.recovering(["A"])
        try builder.registerAsset()
        try builder.run(.scope(.nameCommandChannel(address: "198.51.100.7", reason: "beacon")))

        let events = try builder.run(builder.restore("A"), by: "carl")

        #expect(verdict(gate, in: events)?.warnings == ["R-1 was checked before 1 of the indicators were known"])
    }

    @Test("a restoration is not said to be done, by anybody: it is recorded with what it was made from")
    func saidDone() throws {
        var builder = try CaseBuilder.recovering(["A"])
        let plan = try #require(builder.incident.plans.latest(.recovery))
        let key = ActionKey(plan: plan.id, number: 1)
        let done = CaseCommand.plan(.recordResult(key, .done, observed: "it starts", happenedAt: nil))

        for name in ["ann", "carl", "dora"] {
            #expect(
                builder.refusal(of: done, by: name)
                    == .impossible(
                        "P-2/1 restores A, which is recorded with what it is restored from: "
                            + "cordon recover restore C-1 A --help"))
        }
    }

    @Test("a source that turns out to be from within the compromise is none, for what was restored and verified, too")
    func sourceWithin() throws {
        var builder = try CaseBuilder.recovering(["A"])
        let older = CaseBuilder.beforeCompromise.advanced(bySeconds: -86_400 * 30)
        try builder.registerAsset()
        let baseline = try builder.hash("d")
        try builder.dateBaseline(baseline, at: older)
        try builder.run(builder.restore("A"), by: "carl")
        builder.wait(hours: 1)
        try builder.run(
            builder.compare("A") { ($0.baselineHash, $0.takenAt) = (baseline, older) }, by: "dora")
        try builder.run(.recovery(.confirmAsOwner(system: "A", tested: "ordered a book")), by: "olga")
        try builder.watch()
        let earlier = CaseBuilder.beforeCompromise.advanced(bySeconds: -1)
        try builder.run(.recovery(.dateCompromise(system: "A", at: earlier, reason: "an older beacon")))

        #expect(unmet(builder.refusal(of: .resume, by: "ann")) == [gate])
        for step in [Step.Kind.review, .close] { #expect(builder.missing(gate, Step(step)).count == 1) }
        try builder.run(.registerAsset("oldest", builder.hash("c"), takenAt: older), by: "carl")
        try builder.run(.verifyAsset(2, builder.hash("c")), by: "dora")
        try builder.run(builder.restore("A", 2, "c"), by: "carl")
        #expect(builder.missing(gate, Step(.resume)).isEmpty)
    }

    @Test("what its owner let a system be restored from is not asked for a second time when operations resume")
    func overriddenOnce() throws {
        var builder = try CaseBuilder.recovering(["A"])
        try builder.dateBaseline(builder.hash("b"))
        try builder.run(.registerAsset("nightly", builder.hash("a"), takenAt: CaseBuilder.beforeCompromise))
        try builder.run(
            .propose(gate, .system("A"), item: "R-1", due: builder.context.now.advanced(bySeconds: 86_400)), by: "ann")
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "olga")
        try builder.run(builder.restore("A"), by: "carl")
        builder.wait(hours: 1)
        try builder.run(builder.compare("A"), by: "dora")
        try builder.run(.recovery(.confirmAsOwner(system: "A", tested: "ordered a book")), by: "olga")
        try builder.watch()

        let events = try builder.run(.resume, by: "ann")

        #expect(verdict(gate, in: events)?.outcome == .overridden)
    }

    @Test("a log of the case, and what preserves traces, is nothing to restore from, whenever it comes to the case")
    func evidence() throws {
        var builder = try CaseBuilder.recovering(["A"])
        let log = try builder.seal(0x77)
        try builder.read(log, writers: ["A": 7])
        let image = try #require(
            builder.incident.custody.items.values.first { $0.preserves.contains(.system("A")) }?.sealed.id)
        for file in [log, image] {
            guard
                case .impossible(let why) = builder.refusal(
                    of: .registerAsset("nightly", file, takenAt: CaseBuilder.beforeCompromise))
            else {
                Issue.record("evidence was restored from")
                return
            }
            #expect(why.hasSuffix("no source to restore from"))
        }
        let later = try CaseBuilder.evidence(0x78)
        try builder.run(.registerAsset("nightly", later, takenAt: CaseBuilder.beforeCompromise), by: "carl")
        try builder.run(.verifyAsset(1, later), by: "dora")
        func missing() -> [String] { builder.missing(gate, Step(.restore, target: .system("A"), item: "R-1")) }
        try builder.seal(0x78)
        #expect(missing().isEmpty, "a backup may be held as evidence, too")

        try builder.read(later, writers: ["A": 7])

        #expect(
            missing().map { $0.contains("is a log of this case (\(EvidenceFormat.jsonLines.rawValue)), no source") }
                == [true])
    }

    @Test("who was made a lead after an asset was found infected does not call it clean")
    func leadSince() throws {
        var builder = try CaseBuilder.recovering(["A"])
        try builder.run(.registerAsset("nightly", builder.hash("a"), takenAt: CaseBuilder.beforeCompromise))
        try builder.run(.verifyAsset(1, builder.hash("a"), .infected), by: "bob")
        builder.wait(hours: 1)
        builder.organisation.apply(
            .people(event: .roleGranted(person: "dora", role: .lead)),
            Stamp(time: builder.context.now, actor: Principal(account: "root")))
        builder.wait(hours: 1)
        try builder.run(.verifyAsset(1, builder.hash("a"), .infected), by: "carl")

        #expect(
            builder.refusal(of: .verifyAsset(1, try builder.hash("a")), by: "dora")
                == .roleNeeded(
                    act: "saying that R-1, which was found infected, is clean",
                    roles: "deputy or executive or lead since before it was found infected", actor: "dora"))
        guard case .secondPersonNeeded = builder.refusal(of: .verifyAsset(1, try builder.hash("a")), by: "bob") else {
            Issue.record("bob, who found it infected first, called it clean")
            return
        }
        try builder.run(.verifyAsset(1, builder.hash("a")), by: "eve")
    }
}
