import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-EVIDENCE")
struct EvidenceTests {
    private func preserve(
        _ id: EvidenceID, _ system: String = "A", kind: Preservation.Kind = .disk, acquired: String? = nil
    ) -> CaseCommand {
        .custody(
            .preserve(
                .system(system), kind: kind, evidence: id.hex, acquired: acquired.flatMap(ZonedTime.init(iso8601:))))
    }

    @Test("nothing is done to a system that destroys traces before evidence of it is preserved")
    func blocks() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        let steps: [Step.Kind] = [.destroyTraces, .restore]
        for step in steps { #expect(builder.missing("GATE-EVIDENCE", step, .system("A")).count == 1) }
        #expect(builder.missing("GATE-EVIDENCE", .eradicate).count == 2)
        let text = try #require(builder.missing("GATE-EVIDENCE", .destroyTraces, .system("A")).first)
        #expect(text.contains("cordon evidence preserve C-1 --system A") && text.contains("cordon evidence waive C-1"))

        try builder.run(preserve(id))

        for step in steps {
            #expect(builder.missing("GATE-EVIDENCE", step, .system("A")).isEmpty)
            #expect(builder.missing("GATE-EVIDENCE", step, .system("B")).count == 1)
        }
        #expect(builder.missing("GATE-EVIDENCE", .eradicate).count == 1)
    }

    @Test("what is with somebody who is no longer there preserves nothing until another has it")
    func heldByNobody() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(preserve(id))
        let before = builder.missing("GATE-EVIDENCE", .eradicate).count
        builder.roster(.personDisabled(person: "carl"))

        #expect(
            builder.missing("GATE-EVIDENCE", .destroyTraces, .system("A")).map {
                $0.contains("it is with carl, who is no longer there: cordon evidence transfer C-1 ")
            } == [true])
        #expect(builder.missing("GATE-EVIDENCE", .eradicate).count == before + 1)
        try builder.run(
            .custody(.offer(.named([id.hex]), to: "dora", location: "safe 2", reason: "carl has left")), by: "ann")
        try builder.run(.custody(.accept(TransferID(number: 1))), by: "dora")
        #expect(builder.missing("GATE-EVIDENCE", .destroyTraces, .system("A")).isEmpty)
        #expect(builder.missing("GATE-EVIDENCE", .eradicate).count == before)
    }

    @Test("what is on its way under one signature preserves nothing until the taker has signed")
    func onItsWay() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(preserve(id))
        let before = builder.missing("GATE-EVIDENCE", .eradicate).count
        try builder.run(
            .custody(.offer(.named([id.hex]), to: "dora", location: "safe 2", reason: nil)), by: "carl")

        #expect(
            builder.missing("GATE-EVIDENCE", .destroyTraces, .system("A")).map {
                $0.contains("the signature of dora: cordon evidence transfer C-1 --accept X-1, by dora")
            } == [true])
        #expect(builder.missing("GATE-EVIDENCE", .eradicate).count == before + 1)
        try builder.run(.custody(.accept(TransferID(number: 1))), by: "dora")
        #expect(builder.missing("GATE-EVIDENCE", .destroyTraces, .system("A")).isEmpty)
        #expect(builder.missing("GATE-EVIDENCE", .eradicate).count == before)
    }

    @Test("an account is preserved like a system, and the gate names it")
    func accounts() throws {
        var (builder, _) = try CaseBuilder.withEvidence()
        try builder.run(.scope(.enrol(.account("svc"), tier: 1, owner: nil)))
        try builder.run(.scope(.judge(.account("svc"), verdict: .confirmed, reason: "used by the intruder")))
        #expect(builder.missing("GATE-EVIDENCE", .eradicate).count == 3)

        try builder.preserve([.account("svc"), .system("A"), .system("B")])

        #expect(builder.missing("GATE-EVIDENCE", .eradicate).isEmpty)
    }

    @Test("an empty file preserves nothing")
    func emptyFile() throws {
        var (builder, _) = try CaseBuilder.withEvidence()
        let empty = try builder.seal(2, bytes: 0)
        try builder.identify(empty)

        #expect(builder.refusal(of: preserve(empty)) == .impossible("file 2 is empty: it preserves nothing"))
    }

    @Test("a file that does not say who wrote it preserves one system, not ten: said of another, it is taken back")
    func sameFile() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(preserve(id))
        #expect(try builder.run(preserve(id)) == [])

        try builder.run(preserve(id, "B"))

        #expect(builder.missing("GATE-EVIDENCE", .destroyTraces, .system("A")).count == 1)
        #expect(builder.missing("GATE-EVIDENCE", .destroyTraces, .system("B")).isEmpty)
        #expect(builder.incident.custody.items[id]?.preserves == [.system("B")])
        #expect(
            builder.events.contains {
                $0.event == .custody(event: .preservationWithdrawn(target: .system("A"), evidence: id))
            })
    }

    @Test("what a file was said to preserve is not taken back once the traces are destroyed")
    func notTakenBack() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(preserve(id))
        builder.wait(hours: 1)
        builder.given(.gatesPassed(step: "destroyTraces", target: .system("A"), gates: []))

        guard case .impossible(let why) = builder.refusal(of: preserve(id, "B")) else {
            Issue.record("the file that the wipe of A rests on was made one of B")
            return
        }
        #expect(why.contains("preserves A, whose traces were destroyed since"))
    }

    @Test("evidence of another case, or of no case, is not evidence of this one")
    func foreign() throws {
        var (builder, _) = try CaseBuilder.withEvidence()
        let other = try CaseBuilder.evidence(9)

        #expect(builder.refusal(of: preserve(other)) == .unknownItem("evidence \(other)"))
    }

    @Test("evidence that is recorded as that of one system is not made that of another", arguments: [true, false])
    func reparenting(byHost: Bool) throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .confirmed)])
        let id = try builder.seal(1, host: byHost ? "B" : nil)
        try builder.identify(id, as: byHost ? nil : "b")

        guard case .impossible(let why) = builder.refusal(of: preserve(id, "A")) else {
            Issue.record("evidence of B was taken for A")
            return
        }
        #expect(why.contains("not of A"))
        #expect(try !builder.run(preserve(id, "b")).isEmpty)
    }

    @Test("a file is said to be of a system by its name as it is shown")
    func spelledOrigin() throws {
        let name = "HO\u{202E}ST"
        var builder = try CaseBuilder.scoped([(name, .confirmed)])
        let id = try builder.seal(1)
        try builder.identify(id, as: VisibleName.spelled(name))

        #expect(try !builder.run(preserve(id, VisibleName.spelled(name))).isEmpty)
    }

    @Test(
        "evidence was acquired before now, before it was sealed, and after the compromise began",
        arguments: [
            "2026-03-02T12:00:01Z", "2026-03-02T09:00:01+01:00", "2026-02-28T23:59:00Z", "1601-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
        ])
    func acquisitionTime(acquired: String) throws {
        var builder = try CaseBuilder.opened()
        var scope = CaseBuilder.scope([("A", .confirmed)])
        scope.systems[0].firstCompromise = Timestamp(iso8601: "2026-03-01T00:00:00Z")
        try builder.run(.recordScope(scope))
        let id = try builder.seal(1)
        try builder.identify(id)
        builder.wait(hours: 4)

        // The second moment is one second after the sealing, said in another zone.
        guard case .impossible = builder.refusal(of: preserve(id, acquired: acquired)) else {
            Issue.record("\(acquired) was taken")
            return
        }
        #expect(try !builder.run(preserve(id, acquired: "2026-03-01T01:00:00+01:00")).isEmpty)
    }

    @Test("what was acquired or sealed after traces were destroyed does not make good what was not preserved")
    func afterTheWipe() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        builder.wait(hours: 1)
        let wiped = builder.now
        builder.wait(hours: 1)
        let late = try builder.seal(2)
        try builder.identify(late)
        var incident = builder.incident
        let wipe = Stamp(time: wiped, actor: Principal(account: "carl"))
        incident.apply(.gatesPassed(step: "destroyTraces", target: .system("A"), gates: []), wipe)

        let refused = refusal { () throws(CaseRefusal) in try incident.perform(preserve(late), in: builder.context) }
        guard case .impossible(let why) = refused else {
            Issue.record("evidence from after the wipe was taken")
            return
        }
        #expect(why.contains("destroyed"))
        _ = try incident.perform(preserve(id), in: builder.context)
        #expect(incident.missingPreservation(of: .system("A"), at: builder.now).isEmpty)
        #expect(incident.missingPreservation(of: .system("A"), at: Staff.start.advanced(bySeconds: -1)).count == 1)
    }

    @Test("what an intruder left who returned after a wipe is preserved before the next one")
    func secondWipe() throws {
        var builder = try CaseBuilder.eradicating(["A"])
        let cause = CauseID(number: 1)
        func cell(_ act: RecoveryCommand.CellAct) -> CaseCommand { .cells([.system("A")], cause, act) }
        let wipe = cell(.done(what: "wiped it", destroysTraces: true))
        try builder.run(wipe, by: "carl")
        #expect(builder.incident.missingPreservation(of: .system("A"), at: builder.now).isEmpty)
        builder.wait(hours: 1)
        try builder.run(cell(.verified(observed: "not found", at: nil, evidence: [])), by: "dora")
        #expect(builder.refusal(of: wipe, by: "carl") != nil)

        try builder.run(cell(.failed(observed: "it is back", at: nil)), by: "dora")
        let missing = missing(builder.refusal(of: wipe, by: "carl"))
        #expect(
            missing.count == 1 && missing[0].contains("the intruder was seen again after its traces were destroyed"))

        try builder.preserve([.system("A")])
        try builder.run(wipe, by: "carl")
        #expect(try builder.conformance().deviations.allSatisfy { $0.rule != "EVIDENCE-BEFORE-ERADICATE" })
    }

    @Test("a cause that is seen on a system after a wipe is preserved before the next one", arguments: [true, false])
    func furtherCause(afterReturn: Bool) throws {
        var builder = try CaseBuilder.eradicating(["A"])
        func wipe(_ cause: Int) -> CaseCommand { .cell("A", cause, .done(what: "wiped", destroysTraces: true)) }
        try builder.run(wipe(1), by: "carl")
        builder.wait(hours: 1)
        if afterReturn {
            builder.given(.stateEntered(state: .recovery, gates: []))
            try builder.run(.returnTo(.eradication, reason: "there is more"), by: "ann")
        }
        try builder.run(.nameCause(.malware, "new backdoor", seenOn: [.system("A")]), by: "ann")

        let missing = missing(builder.refusal(of: wipe(2), by: "carl"))
        #expect(
            missing.count == 1 && missing[0].contains("the intruder was seen again after its traces were destroyed"))
        try builder.preserve([.system("A")])
        try builder.run(wipe(2), by: "carl")
    }

    @Test("a cause that was seen before a wipe is no new trace, and neither is one that was seen elsewhere")
    func causeSeenBefore() throws {
        var builder = try CaseBuilder.eradicating(["A", "B"])
        func wipe(_ cause: Int) -> CaseCommand { .cell("A", cause, .done(what: "wiped", destroysTraces: true)) }
        try builder.run(.nameCause(.persistence, "a task", seenOn: [.system("A")]), by: "ann")
        try builder.run(wipe(1), by: "carl")
        builder.wait(hours: 1)
        try builder.run(.nameCause(.persistence, "a service", seenOn: [.system("B")]), by: "ann")

        for cause in [2, 3] { try builder.run(wipe(cause), by: "carl") }
    }

    @Test("what was taken before a case was closed preserves nothing that is found after it was opened again")
    func reopened() throws {
        var builder = try CaseBuilder.eradicating(["A"])
        let wipe = CaseCommand.cells([.system("A")], CauseID(number: 1), .done(what: "wiped it", destroysTraces: true))
        try builder.run(wipe, by: "carl")
        builder.given(.loopedBack(kind: .reopened, to: .analysis, reason: "seen again", targets: []))

        #expect(builder.missing("GATE-EVIDENCE", .destroyTraces, .system("A")).count == 1)
        #expect(builder.missing("GATE-EVIDENCE", .eradicate).isEmpty)
    }

    @Test("a file is not acquired before the newest record in it")
    func newerRecord() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        var account = EvidenceAccount()
        account.last = Staff.start.advanced(bySeconds: -3600)
        try builder.run(
            .recordReading(
                EvidenceReading(
                    evidence: id, format: .evtx, records: 3, issueCount: 0, issues: [], account: account)))
        try builder.date("A", "2026-03-01T00:00:00Z")

        guard
            case .impossible(let why) = builder.refusal(of: preserve(id, kind: .logs, acquired: "2026-03-02T06:00:00Z"))
        else {
            Issue.record("a file was acquired before its own records")
            return
        }
        #expect(why.contains("holds a record of 2026-03-02T07:00"))
        #expect(try !builder.run(preserve(id, kind: .logs, acquired: "2026-03-02T07:30:00Z")).isEmpty)
    }

    @Test(
        "a file that was read as a log is no image of memory or of a disk",
        arguments: [Preservation.Kind.memory, .disk])
    func logIsNoImage(kind: Preservation.Kind) throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(
            .recordReading(EvidenceReading(evidence: id, format: .jsonLines, records: 3, issueCount: 0, issues: [])))

        guard case .impossible = builder.refusal(of: preserve(id, kind: kind)) else {
            Issue.record("a log was taken for an image")
            return
        }
        #expect(try !builder.run(preserve(id, kind: .logs)).isEmpty)
    }

    @Test(
        "a file that is too small for an image, or a text, is no image of memory or of a disk",
        arguments: [Preservation.Kind.memory, .disk])
    func noImage(kind: Preservation.Kind) throws {
        var (builder, text) = try CaseBuilder.withEvidence()
        try builder.run(
            .recordReading(
                EvidenceReading(
                    evidence: text, format: .unknown, records: 0, issueCount: 0, issues: [],
                    unread: .text(line: "a note"))))
        let small = try builder.seal(2, bytes: (1 << 20) - 1)
        try builder.identify(small)

        #expect(
            builder.refusal(of: preserve(text, kind: kind))
                == .impossible("file 1 is a text: it preserves what it says (--kind other), and no \(kind.rawValue)"))
        guard case .impossible(let why) = builder.refusal(of: preserve(small, kind: kind)) else {
            Issue.record("a small file was taken for an image")
            return
        }
        #expect(why.hasPrefix("file 2 has 1048575 bytes"))
        try builder.run(preserve(small, kind: .other), by: "dora")
    }

    @Test("a program is no image of memory, and an image is one where a second person has a word in it")
    func unmarkedImage() throws {
        func builder(_ unread: UnreadContent) throws -> (CaseBuilder, EvidenceID) {
            var (builder, id) = try CaseBuilder.withEvidence()
            try builder.run(
                .recordReading(
                    EvidenceReading(
                        evidence: id, format: .unknown, records: 0, issueCount: 0, issues: [], unread: unread)))
            return (builder, id)
        }
        var (program, programID) = try builder(.held(kind: .unixProgram))
        guard case .impossible(let why) = program.refusal(of: preserve(programID, kind: .memory), by: "carl") else {
            Issue.record("a program was taken for memory")
            return
        }
        #expect(why.hasPrefix("file 1 is known for what it is"))

        var (raw, rawID) = try builder(.binary(start: "53ff00f0"))
        #expect(raw.refusal(of: preserve(rawID, kind: .memory), by: "carl") != nil)
        #expect(try !raw.run(preserve(rawID, kind: .memory), by: "dora").isEmpty)

        var (marked, markedID) = try builder(.held(kind: .memoryImage))
        #expect(marked.refusal(of: preserve(markedID, kind: .disk), by: "dora") != nil)
        #expect(try !marked.run(preserve(markedID, kind: .memory), by: "dora").isEmpty)
    }

    @Test("a record without a time is no evidence of a system for naming it")
    func timelessRecord() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        let log = try builder.seal(78, bytes: 49, by: "carl")
        try builder.read(log, 1, writers: ["A": 1], last: nil)
        try builder.identify(log)

        #expect(builder.refusal(of: preserve(log, kind: .logs), by: "carl") != nil)
        #expect(id != log)
    }

    @Test(
        "what is known for what it is and names no system preserves one only where a second person has a word in it",
        arguments: [HeldKind.document, .image, .unixProgram, .registryHive, .memoryImage])
    func heldOfOne(kind: HeldKind) throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(
            .recordReading(
                EvidenceReading(
                    evidence: id, format: .unknown, records: 0, issueCount: 0, issues: [], unread: .held(kind: kind))))

        #expect(builder.refusal(of: preserve(id, kind: .logs), by: "carl") != nil)
        #expect(builder.refusal(of: preserve(id, kind: .logs), by: "dora") == nil)
    }

    @Test("what is acquired after a wipe takes the place of nothing that preserved the traces before")
    func acquiredAfterWipe() throws {
        var builder = try CaseBuilder.eradicating(["A"])
        try builder.run(.cell("A", 1, .done(what: "wiped it", destroysTraces: true)), by: "carl")
        builder.wait(hours: 1)
        let late = Preservation.Kind.disk
        var without = builder.incident
        let before = try #require(without.custody.preservations[.system("A")]?.first)
        without.apply(
            .custody(event: .preservationWithdrawn(target: .system("A"), evidence: before.evidence)),
            Stamp(time: builder.now, actor: Principal(account: "carl")))
        without.apply(
            .custody(
                event: .preserved(
                    target: .system("A"), kind: late, evidence: before.evidence, acquired: ZonedTime(utc: builder.now))),
            Stamp(time: builder.now, actor: Principal(account: "carl")))

        #expect(builder.incident.missingPreservation(of: .system("A"), at: builder.now).isEmpty)
        #expect(without.missingPreservation(of: .system("A"), at: builder.now).count == 1)
    }

    @Test("old records that are sealed after an intruder returned show nothing of what was left since")
    func oldRecordsAfterReturn() throws {
        var builder = try CaseBuilder.eradicating(["A"])
        let wipe = CaseCommand.cell("A", 1, .done(what: "wiped it", destroysTraces: true))
        try builder.run(wipe, by: "carl")
        builder.wait(hours: 1)
        try builder.run(.cell("A", 1, .failed(observed: "it is back", at: nil)), by: "dora")
        let log = try builder.seal(77, by: "carl")
        try builder.read(log, 50, writers: ["A": 50])
        try builder.identify(log)

        guard case .impossible(let why) = builder.refusal(of: preserve(log, kind: .logs), by: "carl") else {
            Issue.record("records from before the wipe were taken for new traces")
            return
        }
        #expect(why.contains("before the intruder was seen again on A"))
        #expect(builder.refusal(of: wipe, by: "carl") != nil)
        let newer = try builder.seal(78, by: "carl")
        try builder.read(newer, 50, writers: ["A": 50], last: builder.now)
        try builder.identify(newer)
        try builder.run(preserve(newer, kind: .logs), by: "carl")
        try builder.run(wipe, by: "carl")
    }

    @Test("a cause that is found late in evidence from before the wipe is no new trace")
    func causeFoundLate() throws {
        var builder = try CaseBuilder.eradicating(["A"])
        func wipe(_ cause: Int) -> CaseCommand { .cell("A", cause, .done(what: "wiped", destroysTraces: true)) }
        let old = try builder.seal(77)
        try builder.read(old, 50, writers: ["A": 50])
        try builder.run(wipe(1), by: "carl")
        builder.wait(hours: 1)
        let new = try builder.seal(78)
        try builder.read(new, 50, writers: ["A": 50])
        var scope = builder.incident.scope
        scope.systems[0].evidence = [old, new].map { EvidenceReference(evidence: $0, record: 3) }
        builder.given(.scopeDerived(assessment: scope))
        func name(_ text: String, by evidence: EvidenceID) -> CaseCommand {
            .recovery(
                .nameCause(
                    kind: .persistence, text: text, seenOn: [.system("A")],
                    evidence: [EvidenceReference(evidence: evidence, record: 3)], rule: nil))
        }
        try builder.run(name("a task of the first day", by: old), by: "ann")
        try builder.run(wipe(2), by: "carl")

        try builder.run(name("a task of today", by: new), by: "ann")
        #expect(builder.refusal(of: wipe(3), by: "carl") != nil)
    }

    @Test(
        "a small file of which nothing could be read preserves nothing", arguments: [Preservation.Kind.logs, .other])
    func smallUnread(kind: Preservation.Kind) throws {
        var (builder, _) = try CaseBuilder.withEvidence()
        let small = try builder.seal(2, bytes: 4095)
        try builder.identify(small, as: "A")

        guard case .impossible(let why) = builder.refusal(of: preserve(small, kind: kind), by: "dora") else {
            Issue.record("two words were taken for traces")
            return
        }
        #expect(why.hasPrefix("file 2 has 4095 bytes, and nothing could be read of it"))
        try builder.read(small, writers: ["A": 7])
        #expect(try !builder.run(preserve(small, kind: kind)).isEmpty)
    }

    @Test("a file of which nothing could be read preserves something where two people say so, while there are two")
    func unreadOfOne() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        let alone = builder.refusal(of: preserve(id, kind: .other), by: "carl")
        guard case .impossible(let why) = alone else {
            Issue.record("what one person sealed and vouched for was taken")
            return
        }
        #expect(why.contains("nobody but carl"))
        var others = builder
        for name in ["ann", "bob", "dora"] { others.roster(.personDisabled(person: name)) }
        #expect(try !others.run(preserve(id, kind: .other), by: "carl").isEmpty)
        builder.actor = "dora"
        try builder.identify(id, as: "A")
        #expect(try !builder.run(preserve(id, kind: .other), by: "carl").isEmpty)
    }

    @Test("what is sealed after a wipe was not taken before it, whatever else was preserved")
    func backfilled() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(preserve(id, kind: .logs), by: "dora")
        let before = builder.now
        builder.wait(hours: 1)
        builder.given(.gatesPassed(step: "destroyTraces", target: .system("A"), gates: []))
        builder.wait(hours: 1)
        let late = try builder.seal(2)
        try builder.identify(late)

        guard case .impossible(let why) = builder.refusal(of: preserve(late, kind: .memory, acquired: "\(before)"))
        else {
            Issue.record("memory was preserved after the wipe")
            return
        }
        #expect(why.contains("was sealed after that"))
    }

    @Test("the gate is open again when the evidence is destroyed after it passed")
    func destroyedLater() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(preserve(id))
        try builder.run(
            .custody(.retain(id, until: builder.now.advanced(bySeconds: 3600))), by: "ann")
        builder.wait(hours: 24 * 90)
        let asked = try builder.run(.custody(.requestDestruction(id)), by: "ann")
        #expect(builder.missing("GATE-EVIDENCE", .destroyTraces, .system("A")).isEmpty)

        try builder.run(.custody(.confirmDestruction(id)), by: "lou")

        #expect(builder.missing("GATE-EVIDENCE", .destroyTraces, .system("A")).count == 1)
        #expect(
            asked.contains {
                guard case .gatesPassed(_, _, let gates) = $0 else { return false }
                return gates.contains { $0.gate == "GATE-HOLD" && $0.warnings?.first?.contains("preserves A") == true }
            })
    }

    @Test("the gate is open while the file is not what was sealed")
    func damagedLater() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(preserve(id))
        let damage = DamagedEvidence(evidence: id, problem: "damaged")

        try builder.run(.custody(.check(intact: [], damaged: [damage])))
        #expect(builder.missing("GATE-EVIDENCE", .destroyTraces, .system("A")).count == 1)

        try builder.run(.custody(.check(intact: [id], damaged: [])))
        #expect(builder.missing("GATE-EVIDENCE", .destroyTraces, .system("A")).isEmpty)
    }

    @Test("no case is closed while evidence of it is not what was sealed, or was not looked at for long")
    func closing() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        let command = "cordon evidence verify C-1 --record"
        func missing() -> [String] { builder.missing("GATE-CLOSE", .close).filter { $0.hasSuffix(command) } }
        #expect(missing() == [])

        builder.wait(hours: 24 * 30 + 1)
        #expect(missing() == ["a check of 1 evidence files that were hashed last more than 30 days ago: \(command)"])
        try builder.run(.custody(.check(intact: [], damaged: [.init(evidence: id, problem: "other bytes")])))
        #expect(missing().map { $0.hasPrefix("file 1 as it was sealed") } == [true])
        try builder.run(.custody(.check(intact: [id], damaged: [])))
        #expect(missing() == [])
    }

    @Test("evidence was acquired before anything was done with it, in a year that computers are from")
    func acquiredFirst() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.date("A", "2026-03-01T00:00:00Z")
        try builder.run(.custody(.handle(id, happened: "2026-03-01T09:00:00Z")), by: "carl")

        for wrong in ["2026-03-01T09:00:01Z", "1989-12-31T23:59:59Z"] {
            guard case .impossible = builder.refusal(of: preserve(id, acquired: wrong), by: "carl") else {
                Issue.record("\(wrong) was taken")
                return
            }
        }
        try builder.run(preserve(id, acquired: "2026-03-01T08:00:00Z"), by: "carl")
        for wrong in ["2026-03-01T07:59:59Z", "1601-01-01T00:00:00Z", "2026-03-02T08:00:01Z"] {
            #expect(builder.refusal(of: .custody(.handle(id, happened: wrong)), by: "carl") != nil)
        }
        try builder.run(.custody(.handle(id, happened: "2026-03-01T08:00:00Z")), by: "carl")
    }

    @Test("what was acquired before the compromise, or before anything was known of one, preserves nothing of it")
    func acquiredTooEarly() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        let old = preserve(id, acquired: "2026-02-27T08:00:00Z")

        guard case .impossible(let undated) = builder.refusal(of: old) else {
            Issue.record("what was acquired before the case was taken")
            return
        }
        #expect(undated.contains("before the case was opened"))
        // What is known of the other system is a bound for this one, too.
        try builder.date("B", "2026-02-28T00:00:00Z")
        guard case .impossible(let dated) = builder.refusal(of: old) else {
            Issue.record("what was acquired before the compromise was taken")
            return
        }
        #expect(dated.contains("does not show a compromise that began at"))
        #expect(try !builder.run(preserve(id, acquired: "2026-02-28T08:00:00Z")).isEmpty)
        #expect(builder.missing("GATE-EVIDENCE", .destroyTraces, .system("A")).isEmpty)
    }

    @Test("evidence ceases to count when it turns out to be older than the compromise")
    func turnsOutTooOld() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.date("A", "2026-02-26T00:00:00Z")
        try builder.run(preserve(id, acquired: "2026-02-27T08:00:00Z"))
        var systems = CaseBuilder.scope([("A", .confirmed)])
        systems.systems[0].firstCompromise = Timestamp(iso8601: "2026-02-28T00:00:00Z")

        var other = try CaseBuilder.withEvidence().builder
        other.given(
            .custody(
                event: .preserved(
                    target: .system("A"), kind: .disk, evidence: id,
                    acquired: try #require(ZonedTime(iso8601: "2026-02-27T08:00:00Z")))))
        other.given(.scopeDerived(assessment: systems))

        #expect(builder.missing("GATE-EVIDENCE", .destroyTraces, .system("A")).isEmpty)
        let missing = other.missing("GATE-EVIDENCE", .destroyTraces, .system("A"))
        #expect(missing.count == 1 && missing[0].contains("acquired before the first compromise"))
    }

    @Test("no case goes on to eradicate or to recover while any evidence of it is not what was sealed")
    func damagedAnywhere() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.preserve([.system("A"), .system("B")])
        for step in [Step.Kind.eradicate, .recover] { #expect(builder.missing("GATE-EVIDENCE", step).isEmpty) }

        try builder.run(.custody(.check(intact: [], damaged: [.init(evidence: id, problem: "other bytes")])))

        for step in [Step.Kind.eradicate, .recover] {
            #expect(
                builder.missing("GATE-EVIDENCE", step) == [
                    "file 1 as it was sealed; hashed last it was not: other bytes. Once the file is restored from a backup: "
                        + "cordon evidence verify C-1 --record"
                ])
        }
        #expect(builder.missing("GATE-EVIDENCE", .destroyTraces, .system("A")).isEmpty)
    }

    @Test("a file whose custody log has gaps preserves nothing, and a program judges nothing")
    func custodyFirst() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        let bare = try builder.seal(2)

        #expect(unmet(builder.refusal(of: preserve(bare))) == ["GATE-CUSTODY"])
        guard case .roleNeeded = builder.refusal(of: preserve(id), by: "robot") else {
            Issue.record("a program's account said what a file preserves")
            return
        }
    }

    @Test("only memory is a volatile capture")
    func volatileCapture() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(preserve(id))
        #expect(!builder.incident.hasVolatileCapture(of: .system("A")))

        try builder.run(preserve(id, kind: .memory))

        #expect(builder.incident.hasVolatileCapture(of: .system("A")))
    }
}

@Suite("GATE-EVIDENCE passed on purpose")
struct EvidenceWaiverTests {
    private let waiver = CaseCommand.custody(.waive(.system("a"), category: .notObtainable, reason: "the disk is lost"))
    private let approval = CaseCommand.override(.approve(OverrideID(number: 1)))

    private func waived() throws -> CaseBuilder {
        var (builder, _) = try CaseBuilder.withEvidence()
        try builder.run(waiver, by: "ann")
        try builder.run(approval, by: "bob")
        return builder
    }

    @Test(
        "a lead or deputy gives traces up with a reason, and another person approves",
        arguments: ["carl", "robot", "lou"])
    func twoPersons(name: String) throws {
        var (builder, _) = try CaseBuilder.withEvidence()
        guard case .roleNeeded = builder.refusal(of: waiver, by: name) else {
            Issue.record("\(name) gave traces up")
            return
        }
        #expect(
            builder.refusal(of: .custody(.waive(.system("A"), category: .notObtainable, reason: " ")), by: "ann") != nil
        )
        try builder.run(waiver, by: "ann")
        #expect(builder.missing("GATE-EVIDENCE", .destroyTraces, .system("A")).count == 1)
        for wrong in ["ann", name] { #expect(builder.refusal(of: approval, by: wrong) != nil) }

        try builder.run(approval, by: "eve")

        #expect(builder.missing("GATE-EVIDENCE", .destroyTraces, .system("A")).isEmpty)
        #expect(builder.incident.waiver(of: .system("A"), at: builder.now)?.id == OverrideID(number: 1))
        #expect(builder.incident.waiver(of: .system("B"), at: builder.now) == nil)
    }

    @Test("it covers that system alone, for four hours")
    func limits() throws {
        var builder = try waived()
        #expect(builder.missing("GATE-EVIDENCE", .destroyTraces, .system("B")).count == 1)
        // What it covers is not asked for.
        #expect(builder.missing("GATE-EVIDENCE", .eradicate).map { $0.hasPrefix("evidence of B") } == [true])

        builder.wait(hours: 4)

        #expect(builder.missing("GATE-EVIDENCE", .destroyTraces, .system("A")).count == 1)
    }

    @Test("the general override of the gate is no wider than the system it names")
    func generalOverride() throws {
        var (builder, _) = try CaseBuilder.withEvidence()
        try builder.run(
            .override(
                .propose(
                    gate: "GATE-EVIDENCE", target: .system("A"), item: nil, category: .harmOfWaiting,
                    reason: "it burns",
                    leftOut: [], duration: .emergency, debtOwner: "carl",
                    debtDue: builder.now.advanced(bySeconds: 3600))), by: "ann")
        try builder.run(approval, by: "bob")

        #expect(builder.missing("GATE-EVIDENCE", .destroyTraces, .system("A")).isEmpty)
        #expect(builder.missing("GATE-EVIDENCE", .destroyTraces, .system("B")).count == 1)
        #expect(
            builder.incident.overrides.openDebts.map(\.text) == ["1 asset that may be destroyed without evidence: A"])
    }

    @Test("where nothing was destroyed and evidence was preserved after all, its debt is settled")
    func notUsed() throws {
        var builder = try waived()
        let debt = try #require(builder.incident.overrides.openDebts.first)
        let settle = CaseCommand.override(.settle(debt.id, reason: "preserved after all"))
        #expect(unmet(builder.refusal(of: settle, by: "ann")) == ["GATE-EVIDENCE"])

        try builder.preserve([.system("A")])
        try builder.run(settle, by: "ann")

        #expect(builder.incident.overrides.openDebts.isEmpty)
    }

    @Test("what was destroyed under it is never made good; when the case is reviewed an executive accepts the debt")
    func debt() throws {
        var builder = try waived()
        let debt = try #require(builder.incident.overrides.openDebts.first)
        #expect(debt.gate == "GATE-EVIDENCE" && debt.text == "1 asset that may be destroyed without evidence: A")
        builder.given(.gatesPassed(step: "destroyTraces", target: .system("A"), gates: []))
        guard case .impossible(let why) = builder.refusal(of: .override(.accept(debt.id, reason: "lost")), by: "eve")
        else {
            Issue.record("the debt was accepted before the review")
            return
        }
        #expect(why == "D-1, which cannot be made good, is accepted when the case is under review")

        guard
            case .impossible = builder.refusal(
                of: .override(.settle(debt.id, reason: "preserved after all")), by: "ann")
        else {
            Issue.record("the debt was settled")
            return
        }
        builder.given(.stateEntered(state: .review, gates: []))
        for party in ["ann", "bob"] {
            #expect(builder.refusal(of: .override(.accept(debt.id, reason: "it is lost")), by: party) != nil)
        }
        try builder.run(.override(.accept(debt.id, reason: "it is lost")), by: "eve")
        #expect(builder.incident.overrides.openDebts.isEmpty)
    }

    @Test("what was destroyed under it needs no second one, and is said with every step that follows")
    func used() throws {
        let builder = try waived()
        var incident = builder.incident
        let wipe = Stamp(time: builder.now, actor: Principal(account: "carl"))
        incident.apply(.gatesPassed(step: "destroyTraces", target: .system("A"), gates: []), wipe)
        let later = builder.now.advanced(bySeconds: 5 * 3600)

        #expect(incident.missingPreservation(of: .system("A"), at: later).isEmpty)
        #expect(incident.wasGivenUp(.system("A")))
    }

    @Test("what was destroyed without an override is not excused by one that came later")
    func unused() throws {
        let (builder, _) = try CaseBuilder.withEvidence()
        var incident = builder.incident
        incident.apply(.responseChanged(targets: [.system("A")], to: .eradicated), builder.context.stamp)

        #expect(incident.missingPreservation(of: .system("A"), at: builder.now).count == 1)
        #expect(!incident.wasGivenUp(.system("A")))
    }
}
