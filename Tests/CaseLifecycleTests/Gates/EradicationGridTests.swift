import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-ERADICATION-GRID")
struct EradicationGridTests {
    private let gate = "GATE-ERADICATION-GRID"
    private let done = RecoveryCommand.CellAct.done(what: "removed it", destroysTraces: false)
    private let seen = RecoveryCommand.CellAct.verified(observed: "not found", at: nil, evidence: [])

    @Test("recovery waits for every cell, and names each with the command that fills it")
    func everyCell() throws {
        var builder = try CaseBuilder.eradicating(["A", "B"])
        try builder.run(.nameCause(.configuration, "open port"))
        try builder.run(.cell("A", 1, done), by: "carl")

        #expect(
            builder.missing(gate, Step(.recover)).map { String($0.prefix(52)) } == [
                "the observation that V-1 is gone from A: cordon erad",
                "V-2 removed from A: cordon eradicate cell C-1 V-2 --",
                "V-1 removed from B: cordon eradicate cell C-1 V-1 --",
                "V-2 removed from B: cordon eradicate cell C-1 V-2 --",
            ])
    }

    @Test("a system whose cells are all verified counts as eradicated, by itself and alone")
    func eradicated() throws {
        var builder = try CaseBuilder.eradicating(["A", "B"])

        try builder.eradicate([.system("A")])

        #expect(builder.incident.responseState(of: .system("A")) == .eradicated)
        #expect(builder.incident.responseState(of: .system("B")) == .contained)
        #expect(builder.missing(gate, Step(.restore, target: .system("A"))).isEmpty)
        #expect(builder.missing(gate, Step(.restore, target: .system("B"))).count == 1)
    }

    @Test("a cause is seen on what is confirmed or suspected, not on what was left out, where nobody would remove it")
    func seenOutside() throws {
        var builder = try CaseBuilder.eradicating(["A", "B"])
        var scope = CaseBuilder.scope([("A", .confirmed), ("B", .confirmed), ("C", .unknown)])
        scope.filesCovered = builder.incident.scope.filesCovered
        try builder.run(.recordScope(scope))
        try builder.run(.scope(.judge(.system("C"), verdict: .outOfScope, reason: "a printer")))
        let cause = CaseCommand.nameCause(.persistence, "a task", seenOn: [.system("C")])

        #expect(
            builder.refusal(of: cause)
                == .impossible(
                    "what was seen on C makes it confirmed, and it is outOfScope: cordon scope confirm C-1 --reason TEXT -- C"
                ))
        try builder.run(.scope(.judge(.system("C"), verdict: .probable, reason: "it prints at night")))
        try builder.run(cause)
    }

    @Test("what proves a cause is a record that the case holds, and of the system that the cause was seen on")
    func proof() throws {
        var builder = try CaseBuilder.eradicating(["A", "B"])
        let id = try builder.hash("7")
        try builder.run(
            .sealEvidence(SealedEvidence(id: id, name: "a.log", origin: "/a.log", bytes: 9, host: "A")))
        try builder.run(
            .recordReading(EvidenceReading(evidence: id, format: .evtx, records: 383, issueCount: 0, issues: [])))
        func cause(_ text: String, on name: String, _ record: Int) -> CaseCommand {
            .recovery(
                .nameCause(
                    kind: .malware, text: text, seenOn: [.system(name)],
                    evidence: [EvidenceReference(evidence: id, record: record)], rule: nil))
        }

        #expect(builder.refusal(of: cause("loader", on: "A", 383)) == .unknownItem("evidence \(id)#383"))
        #expect(builder.refusal(of: cause("loader", on: "B", 3)) != nil)
        try builder.run(cause("loader", on: "A", 382))
    }

    @Test("a grid without causes is no grid")
    func empty() throws {
        let builder = try CaseBuilder.contained(["A"])

        #expect(
            builder.missing(gate, Step(.recover)) == [
                "at least one cause that must be removed: cordon eradicate cause C-1 --kind KIND --text TEXT"
            ])
    }

    @Test("what is done counts only when it was seen to be done, later and as an act of its own")
    func verification() throws {
        var builder = try CaseBuilder.eradicating(["A"])
        #expect(builder.refusal(of: .cell("A", 1, seen)) != nil)
        try builder.run(.cell("A", 1, done), by: "carl")
        let early = builder.context.now.advanced(bySeconds: -60)

        #expect(
            builder.refusal(of: .cell("A", 1, .verified(observed: "gone", at: early, evidence: []))) != nil)
        let late = builder.context.now.advanced(bySeconds: 60)
        #expect(builder.refusal(of: .cell("A", 1, .verified(observed: "gone", at: late, evidence: []))) != nil)
        #expect(builder.incident.responseState(of: .system("A")) == .contained)
    }

    @Test("not applicable is said of one cell at a time, with a reason, and not where the cause was seen or removed")
    func notApplicable() throws {
        var builder = try CaseBuilder.eradicating(["A", "B", "C"])
        try builder.run(.nameCause(.exploitedVulnerability, "CVE-2024-1", seenOn: [.system("a")]))
        let no = RecoveryCommand.CellAct.notApplicable(reason: "runs no web server")
        let two = CauseID(number: 2)

        #expect(builder.refusal(of: .cells([.system("B"), .system("C")], two, no)) != nil)
        #expect(builder.refusal(of: .cell("A", 2, no)) != nil)
        #expect(builder.refusal(of: .cell("B", 2, .notApplicable(reason: "n/a"))) != nil)
        try builder.run(.cell("B", 2, no))
        try builder.run(.cell("C", 1, done), by: "carl")
        #expect(builder.refusal(of: .cell("C", 1, no)) != nil)
        #expect(builder.incident.recovery.grid.cell(.system("B"), two).word == "notApplicable")
    }

    @Test("a confirmed system on which no cause is said to apply is not eradicated")
    func nothingDone() throws {
        var builder = try CaseBuilder.eradicating(["A"])

        try builder.run(.cell("A", 1, .notApplicable(reason: "the beacon never started there")))

        #expect(
            builder.missing(gate, Step(.recover)).map { $0.hasPrefix("something that was removed from A") } == [true])
        #expect(builder.incident.responseState(of: .system("A")) == .contained)
    }

    @Test("nothing is removed from a system before eradication, nor from one that is not contained")
    func notBefore() throws {
        var builder = try CaseBuilder.contained(["A"])
        try builder.preserve([.system("A")])
        try builder.run(.nameCause(.malware, "beacon"))

        let early = builder.refusal(of: .cell("A", 1, done))
        try builder.run(.advance)
        builder.wait(hours: 1)
        try builder.run(builder.saw("A", .failed), by: "dora")
        let loose = builder.refusal(of: .cell("A", 1, done))

        #expect(early == .wrongState(.containment, needs: "a case in eradication: cordon case advance C-1"))
        #expect(loose != nil)
    }

    @Test("removing malware destroys traces, whatever is said: evidence comes first")
    func evidenceFirst() throws {
        var builder = try CaseBuilder.contained(["A"])
        try builder.run(.nameCause(.malware, "beacon"))
        try builder.run(
            .propose("GATE-EVIDENCE", .system("A"), due: builder.context.now.advanced(bySeconds: 60), .emergency))
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "bob")
        try builder.run(.advance, by: "ann")
        builder.wait(hours: 5)

        #expect(unmet(builder.refusal(of: .cell("A", 1, done))) == ["GATE-EVIDENCE"])
    }

    @Test("a cause that is named in recovery takes the case back, and no system is eradicated any more")
    func furtherCause() throws {
        var builder = try CaseBuilder.recovered(["A", "B"])

        let events = try builder.run(.nameCause(.persistence, "scheduled task", seenOn: [.system("B")]))

        #expect(builder.incident.state == .eradication)
        #expect(events.contains(.responseChanged(targets: [.system("A"), .system("B")], to: .contained)))
        #expect(builder.missing(gate, Step(.recover)).count == 2)
        try builder.run(.cell("A", 2, .notApplicable(reason: "it has no task service")))
        #expect(builder.incident.responseState(of: .system("A")) == .recovered)
    }

    @Test("a system that is found later has open cells for every cause")
    func laterSystem() throws {
        var builder = try CaseBuilder.eradicated(["A"])

        try builder.run(.recordScope(builder.scope(adding: "Z")))

        #expect(builder.incident.state == .analysis)
        #expect(builder.missing(gate, Step(.recover)).map { $0.hasPrefix("V-1 removed from Z") } == [true])
        #expect(builder.missing(gate, Step(.restore, target: .system("Z"))).count == 1)
    }

    @Test("a cell that turns out not to be clean takes the case back to eradication")
    func failed() throws {
        var builder = try CaseBuilder.recovering(["A", "B"])

        try builder.run(.cell("A", 1, .failed(observed: "the task is there", at: nil)), by: "dora")

        #expect(builder.incident.state == .eradication)
        #expect(builder.incident.responseState(of: .system("A")) == .contained)
        #expect(builder.incident.responseState(of: .system("B")) == .eradicated)
    }

    @Test("an observation older than the last containment of the system shows nothing any more")
    func olderThanContainment() throws {
        var builder = try CaseBuilder.eradicated(["A"])
        builder.wait(hours: 1)
        try builder.run(builder.saw("A", .failed), by: "dora")
        builder.wait(hours: 1)

        try builder.run(builder.saw("A"), by: "dora")

        #expect(builder.missing(gate, Step(.recover)).count == 1)
    }

    @Test("a cause, a system or a file of another case is unknown here")
    func foreign() throws {
        var builder = try CaseBuilder.eradicating(["A"])
        let foreign = try builder.hash("f")
        try builder.run(.cell("A", 1, done), by: "carl")

        #expect(builder.refusal(of: .cell("A", 7, done)) == .unknownItem("cause V-7"))
        #expect(builder.refusal(of: .cell("ELSEWHERE", 1, done)) == .unknownSystem("ELSEWHERE"))
        #expect(
            builder.refusal(of: .cell("A", 1, .verified(observed: "gone", at: nil, evidence: [foreign])))
                == .unknownItem("evidence \(foreign)"))
    }

    @Test("evidence that a cause is gone was taken after its removal, and of that system")
    func shown() throws {
        var builder = try CaseBuilder.eradicating(["A"])
        let early = try builder.seal(1)
        builder.wait(hours: 1)
        let record = builder.context.now
        builder.wait(hours: 1)
        try builder.run(.cell("A", 1, done), by: "carl")
        builder.wait(hours: 1)
        let foreign = try builder.seal(2, host: "B")
        let own = try builder.seal(3, host: "A")
        let old = try builder.seal(4, host: "A")
        var account = EvidenceAccount()
        account.last = record
        try builder.run(
            .recordReading(
                EvidenceReading(evidence: old, format: .evtx, records: 3, issueCount: 0, issues: [], account: account)))

        for (file, words) in [(early, "was sealed at"), (old, "the newest record of"), (foreign, "not of A")] {
            let seen = RecoveryCommand.CellAct.verified(observed: "not found", at: nil, evidence: [file])
            guard case .impossible(let why) = builder.refusal(of: .cell("A", 1, seen), by: "dora") else {
                Issue.record("a file that shows nothing was taken: \(words)")
                return
            }
            #expect(why.contains(words))
        }
        try builder.run(.cell("A", 1, .verified(observed: "not found", at: nil, evidence: [own])), by: "dora")
    }

    @Test("a program's account fills no cells, and words that say nothing are none")
    func nobody() throws {
        var builder = try CaseBuilder.eradicating(["A"])

        #expect(builder.refusal(of: .cell("A", 1, done), by: "robot") != nil)
        for text in ["", ".", "n/a", "TBD", "\u{200B}"] {
            #expect(builder.refusal(of: .cell("A", 1, .done(what: text, destroysTraces: false)), by: "carl") != nil)
            #expect(builder.refusal(of: .nameCause(.account, text), by: "ann") != nil)
        }
    }

    @Test("an override covers the cells that were open when it was proposed, and none that comes later")
    func overridden() throws {
        var builder = try CaseBuilder.eradicating(["A"])
        try builder.planRecovery()
        try builder.meetStartCriteria()
        let due = builder.context.now.advanced(bySeconds: 86_400)
        try builder.run(.propose(gate, due: due, leavingOut: ["A"]), by: "ann")
        #expect(builder.refusal(of: .override(.approve(OverrideID(number: 1))), by: "ann") != nil)
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "bob")
        #expect(builder.missing(gate, Step(.recover)).isEmpty)

        try builder.run(.nameCause(.configuration, "open port"), by: "ann")

        #expect(unmet(builder.refusal(of: .advance)) == [gate])
    }

    @Test("who removed a cause is not the one who sees that it is gone, as long as somebody else could look")
    func ownWork() throws {
        var builder = try CaseBuilder.eradicating(["A", "B"])
        for name in ["A", "B"] {
            try builder.run(.cell(name, 1, done), by: "carl")
            try builder.run(.cell(name, 1, seen), by: "carl")
        }
        let own = [
            "the observation that V-1 is gone from A by somebody other than carl, who removed it: "
                + "cordon eradicate cell C-1 V-1 --verified TEXT -- A"
        ]

        #expect(builder.missing(gate, Step(.recover)).count == 2)
        #expect(builder.missing(gate, Step(.restore, target: .system("A"))) == own)
        try builder.run(.cell("B", 1, seen), by: "dora")
        #expect(builder.missing(gate, Step(.recover)) == own)
        try builder.run(.cell("A", 1, seen), by: "dora")
        #expect(builder.missing(gate, Step(.recover)) == [])
    }

    @Test("who verifies own work, and causes without a detection rule, are named with the verdict")
    func warnings() throws {
        var builder = try CaseBuilder.eradicating(["A"])
        try builder.planRecovery()
        try builder.meetStartCriteria()
        try builder.run(.plan(.approve(PlanID(number: 2))), by: "eve")
        // Nobody else is left who could look.
        builder.roster(
            .personDisabled(person: "bob"), .personDisabled(person: "carl"), .personDisabled(person: "dora"))
        try builder.run(.cell("A", 1, done), by: "ann")
        try builder.run(.cell("A", 1, seen), by: "ann")

        let events = try builder.run(.advance, by: "ann")

        #expect(
            verdict(gate, in: events)?.warnings == [
                "no detection rule would see V-1 again", "1 cells were verified by who had done the work",
            ])
    }
}

extension CaseBuilder {
    /// The scope with one more confirmed system.
    func scope(adding name: String) -> ScopeAssessment {
        var scope = incident.scope
        var system = SystemAssessment(name: name, presence: .collected)
        system.verdict = .confirmed
        system.records = 10
        scope.systems.append(system)
        return scope
    }

    @Test("what the approved plan has to be done beside the grid is done before recovery, or not needed")
    func planned() throws {
        var builder = try CaseBuilder.eradicated(["A"])
        try builder.run(.plan(.draft(.eradication, including: [], owner: nil)), by: "carl")
        let plan = try #require(builder.incident.plans.latest(.eradication))
        var text = PlanActionText()
        (text.kind, text.destroysTraces) = (.other, false)
        (text.text, text.precondition) = ("Close the VPN account of the supplier", "The supplier knows")
        (text.verification, text.rollback) = ("A logon is refused", "Open it again")
        try builder.run(.plan(.addAction(plan.id, text)), by: "carl")
        try builder.run(.plan(.approve(plan.id)), by: "bob")

        let missing = builder.missing("GATE-ERADICATION-GRID", Step(.recover))

        #expect(missing.map { $0.hasPrefix("\(plan.id)/2 done: cordon contain result C-1") } == [true])
        try builder.run(
            .plan(
                .recordResult(
                    ActionKey(plan: plan.id, number: 2), .done, observed: "a logon is refused", happenedAt: nil)),
            by: "carl")
        #expect(builder.missing("GATE-ERADICATION-GRID", Step(.recover)).isEmpty)
    }
}
