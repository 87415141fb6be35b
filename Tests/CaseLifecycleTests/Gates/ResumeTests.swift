import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-RESUME")
struct ResumeTests {
    private let gate = "GATE-RESUME"

    @Test("operations resume by declaration, with criteria, and the review follows")
    func declared() throws {
        var builder = try CaseBuilder.readyToResume(["A"])
        #expect(unmet(builder.refusal(of: .advance)) == [gate])

        let events = try builder.run(.resume)

        #expect(
            ["GATE-BASELINE", "GATE-OWNER", "GATE-MONITORING", gate].allSatisfy {
                verdict($0, in: events)?.outcome == .passed
            })
        #expect(builder.refusal(of: .resume) == .impossible("operations are resumed already"))
        try builder.run(.advance)
        #expect(builder.incident.state == .review)
    }

    @Test("everything that is missing is said at once")
    func atOnce() throws {
        var builder = try CaseBuilder.recovered(["A"])

        let refused = builder.refusal(of: .resume)

        #expect(unmet(refused) == ["GATE-BASELINE", "GATE-OWNER", "GATE-MONITORING", gate])
        #expect(missing(refused).last == "A verified; it is recovered: cordon recover show C-1")
    }

    @Test(
        "criteria that say nothing are none", arguments: [[], [""], ["."], ["stable for a day", "n/a"]] as [[String]])
    func criteria(criteria: [String]) throws {
        var builder = try CaseBuilder.readyToResume(["A"])

        #expect(unmet(builder.refusal(of: .recovery(.resume(criteria: criteria)))) == [gate])
    }

    @Test("a person who may declares it; a handler or a program does not")
    func who() throws {
        var builder = try CaseBuilder.readyToResume(["A"])

        for person in ["carl", "robot", "olga", "stranger"] { #expect(builder.refusal(of: .resume, by: person) != nil) }
        try builder.run(.resume, by: "eve")
    }

    @Test("who lets a part resume, or restores it, before what it leans on is told so with the verdict")
    func order() throws {
        var builder = try CaseBuilder.eradicated(["DC-01", "WEB-01"])
        try builder.run(.scope(.raiseTier(system: "DC-01", tier: 0)), by: "ann")
        try builder.planRecovery()
        try builder.meetStartCriteria()
        try builder.run(.advance, by: "ann")
        try builder.registerAsset()

        let restored = try builder.run(builder.restore("WEB-01"), by: "carl")
        builder.wait(hours: 1)
        try builder.run(builder.compare("WEB-01"), by: "dora")

        #expect(
            verdict("GATE-RECOVERY-PLAN", in: restored)?.warnings == [
                "WEB-01 is restored before 1 that matter more: DC-01"
            ])
        let gate = try #require(Gate.named(gate))
        func order() -> [String] {
            builder.warnings(of: gate, for: .resume).filter { $0.hasPrefix("operations resume") }
        }
        #expect(
            order() == [
                "operations resume in part, and what others depend on is not among it: DC-01"
            ])
        let essential = try builder.run(builder.restore("DC-01"), by: "carl")
        builder.wait(hours: 1)
        try builder.run(builder.compare("DC-01"), by: "dora")
        #expect(verdict("GATE-RECOVERY-PLAN", in: essential)?.outcome == .passed)
        #expect(verdict("GATE-RECOVERY-PLAN", in: essential)?.warnings == nil)
        #expect(order() == [])
    }

    @Test("a system cannot be removed from the case first")
    func removed() throws {
        var builder = try CaseBuilder.recovered(["A", "B"])

        for verdict in [SystemVerdict.cleared, .outOfScope] {
            let refused = builder.refusal(
                of: .scope(.judge(.system("B"), verdict: verdict, reason: "never was")), by: "bob")
            #expect(unmet(refused) == ["GATE-CLEARANCE"])
        }
    }

    @Test("a host that is found at the same moment keeps operations from resuming")
    func newHost() throws {
        var builder = try CaseBuilder.readyToResume(["A"])
        try builder.run(.recordScope(builder.scope(adding: "Z")))

        #expect(
            builder.refusal(of: .resume)
                == .wrongState(.analysis, needs: "a case in recovery: cordon case advance C-1"))
        #expect(builder.incident.state == .analysis)
    }

    @Test("a host that is found after resumption takes the declaration back")
    func newHostLater() throws {
        var builder = try CaseBuilder.resumed(["A"])

        try builder.run(.recordScope(builder.scope(adding: "Z")))

        #expect(builder.incident.recovery.resumption == nil)
        #expect(builder.incident.recovery.monitoring == nil)
    }

    @Test("going back, for whatever reason, takes the declaration back")
    func wentBack() throws {
        var builder = try CaseBuilder.resumed(["A"])
        try builder.run(.advance)

        try builder.run(.returnTo(.recovery, reason: "a service was forgotten"))

        #expect(unmet(builder.refusal(of: .advance)) == [gate])
        try builder.run(.resume)
        try builder.run(.advance)
    }

    @Test("drift that is found after resumption keeps the case from the review")
    func drift() throws {
        var builder = try CaseBuilder.resumed(["A"])
        builder.wait(hours: 1)

        try builder.run(builder.compare("A") { $0.observed.kinds[.accounts]?["x"] = "0" }, by: "dora")

        #expect(builder.missing(gate, Step(.review)) == ["A verified; it is recovered: cordon recover show C-1"])
    }

    @Test("no override lets a confirmed system back to work that is not eradicated")
    func neverUneradicated() throws {
        var builder = try CaseBuilder.readyToResume(["A", "B"])
        let due = builder.context.now.advanced(bySeconds: 86_400)
        // Somebody notices that the cause is still there, and somebody wants to go on all the same.
        try builder.run(.cell("B", 1, .failed(observed: "the task is there", at: nil)), by: "dora")
        for number in 1...2 {
            let name = number == 1 ? "GATE-ERADICATION-GRID" : gate
            try builder.run(.propose(name, due: due, leavingOut: ["B"]), by: "ann")
            try builder.run(.override(.approve(OverrideID(number: number))), by: "bob")
        }
        for criterion in 1...2 { try builder.run(.meetStartCriterion(criterion, "the head of sales says so")) }
        try builder.run(.advance, by: "ann")
        try builder.watch()
        for (number, name) in [(3, "GATE-BASELINE"), (4, "GATE-OWNER")] {
            try builder.run(.propose(name, due: due, leavingOut: ["B"]), by: "ann")
            try builder.run(.override(.approve(OverrideID(number: number))), by: "eve")
        }

        for command in [CaseCommand.resume, .advance] {
            let refused = builder.refusal(of: command, by: "ann")
            #expect(CaseLifecycleTests.unmet(refused) == [gate])
            #expect(CaseLifecycleTests.missing(refused).contains { $0.hasPrefix("the eradication of B") })
        }
    }

    @Test(
        "a system that its owner lets past the baseline is not asked for a second time, and is counted with the verdict"
    )
    func excused() throws {
        var builder = try CaseBuilder.recovered(["A", "B"])
        try builder.run(builder.compare("B"), by: "dora")
        for name in ["A", "B"] {
            try builder.run(.recovery(.confirmAsOwner(system: name, tested: "ordered a book")), by: "olga")
        }
        try builder.watch()
        #expect(unmet(builder.refusal(of: .resume, by: "ann")) == ["GATE-BASELINE", gate])
        let due = builder.context.now.advanced(bySeconds: 3600)
        try builder.run(.propose("GATE-BASELINE", .system("A"), due: due), by: "ann")
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "olga")

        let events = try builder.run(.resume, by: "ann")

        #expect(
            verdict(gate, in: events)?.warnings == ["1 systems go back to work on an override of GATE-BASELINE"])
        #expect(builder.incident.overrides.openDebts.map(\.gate) == ["GATE-BASELINE"])
        builder.wait(hours: 24 * 15)
        #expect(unmet(builder.refusal(of: .advance, by: "ann")).contains(gate), "it holds as long as the override does")
    }

    @Test("an account of the case is eradicated before operations resume")
    func account() throws {
        var builder = try CaseBuilder.readyToResume(["A"])
        #expect(builder.missing(gate, Step(.resume)).count == 1)
        try builder.run(.scope(.enrol(.account("svc"), tier: 2, owner: nil)))

        try builder.run(.scope(.judge(.account("svc"), verdict: .confirmed, reason: "seen in the shell history")))

        #expect(
            builder.missing(gate, Step(.resume)).first { $0.hasPrefix("account svc") }
                == "account svc eradicated; it is uncontained: cordon recover show C-1")
    }

    @Test("who goes on after the watcher is gone is told that nobody watches")
    func watcherGone() throws {
        var builder = try CaseBuilder.resumed(["A"])
        builder.organisation.apply(.people(event: .personDisabled(person: "dora")), Staff.before)

        let events = try builder.run(.advance, by: "ann")
        #expect(
            verdict("GATE-RESUME", in: events)?.warnings?.contains { $0.hasPrefix("dora, who watches") } == true)
    }

    @Test("what the plan restores was restored, whatever an older journal says of the action")
    func saidDone() throws {
        var builder = try CaseBuilder.recovering(["A"])
        let plan = try #require(builder.incident.plans.latest(.recovery))
        let key = ActionKey(plan: plan.id, number: 1)
        builder.given(
            .plan(event: .resultRecorded(action: key, outcome: .done, observed: "it starts", happenedAt: nil)))

        #expect(builder.missing(gate, Step(.resume)).contains { $0.hasPrefix("the restoration of A, as P-2") })
        try builder.registerAsset()
        try builder.run(builder.restore("A"), by: "carl")
        #expect(!builder.missing(gate, Step(.resume)).contains { $0.hasPrefix("the restoration") })
    }

    @Test("a restoration that is said to have failed is none, and what was seen of the system is open again")
    func failedLater() throws {
        var builder = try CaseBuilder.recovering(["A", "B"])
        try builder.registerAsset()
        builder.wait(hours: 1)
        for name in ["A", "B"] { try builder.run(builder.restore(name), by: "carl") }
        builder.wait(hours: 1)
        for name in ["A", "B"] {
            try builder.run(builder.compare(name), by: "dora")
            try builder.run(.recovery(.confirmAsOwner(system: name, tested: "ordered a book")), by: "olga")
        }
        try builder.watch()
        let began = try #require(builder.incident.recovery.restorations["A"]?.stamp.time)
        let plan = try #require(builder.incident.plans.latest(.recovery))
        let key = ActionKey(plan: plan.id, number: 1)
        func failed(at moment: Timestamp? = nil) -> CaseCommand {
            .plan(.recordResult(key, .failed, observed: "the disk is dead", happenedAt: moment))
        }
        try builder.run(failed(at: began.advanced(bySeconds: -1)), by: "carl")
        #expect(builder.incident.recovery.restorations["A"] != nil, "the first attempt failed, and this was not it")
        #expect(builder.missing(gate, Step(.resume)).count == 1, "the criteria")

        let events = try builder.run(failed(), by: "carl")

        #expect(events.last == .responseChanged(targets: [.system("A")], to: .eradicated))
        #expect(unmet(builder.refusal(of: .resume, by: "ann")) == ["GATE-BASELINE", "GATE-OWNER", gate])
        #expect(builder.missing(gate, Step(.resume)).contains { $0.hasPrefix("the restoration of A") })
        try builder.run(builder.restore("A"), by: "carl")
        builder.wait(hours: 1)
        try builder.run(builder.compare("A"), by: "dora")
        try builder.run(.recovery(.confirmAsOwner(system: "A", tested: "ordered a book")), by: "olga")
        try builder.run(.resume, by: "ann")
        builder.wait(hours: 1)
        try builder.run(failed(), by: "carl")
        #expect(builder.missing(gate, Step(.review)).count == 2)
    }

    @Test("what else the plan has to be done is not left where it failed")
    func failedOther() throws {
        var builder = try CaseBuilder.readyToResume(["A"])
        let plan = try #require(builder.incident.plans.latest(.recovery))
        var text = PlanActionText()
        (text.kind, text.destroysTraces) = (.other, false)
        text.target = .system("A")
        (text.text, text.precondition) = ("Harden it", "It is restored")
        (text.verification, text.rollback) = ("The benchmark passes", "Take it back")
        try builder.run(.plan(.addAction(plan.id, text)), by: "carl")
        try builder.run(.plan(.approve(plan.id)), by: "bob")
        func result(_ outcome: ActionResult.Outcome) -> CaseCommand {
            .plan(
                .recordResult(
                    ActionKey(plan: plan.id, number: 2), outcome, observed: "the benchmark, line 4", happenedAt: nil))
        }
        try builder.run(result(.failed), by: "carl")

        guard builder.missing(gate, Step(.review)).contains(where: { $0.hasPrefix("P-2/2 done, which failed: ") })
        else {
            Issue.record("what failed was passed over")
            return
        }
        #expect(unmet(builder.refusal(of: .resume, by: "ann")) == [gate])
        try builder.run(result(.done), by: "carl")
        try builder.run(.resume, by: "ann")
    }

    @Test("who has no part in responding says nothing of recovery, except of systems that are that person's own")
    func noPart() throws {
        var builder = try CaseBuilder.recovered(["A"])
        builder.hire("pia")
        for command in [
            try builder.compare("A"), try builder.restore("A"), .meetStartCriterion(1, "the sinkhole is silent"),
            .recovery(.proposeMonitoringWaiver(reason: "no network is left")),
            .recovery(.dateCompromise(system: "A", at: CaseBuilder.beforeCompromise, reason: "an older beacon")),
        ] {
            guard case .roleNeeded = builder.refusal(of: command, by: "pia") else {
                Issue.record("pia responded")
                return
            }
        }
        try builder.run(.recovery(.confirmAsOwner(system: "A", tested: "ordered a book")), by: "olga")
    }

    @Test("what else the approved plan has to be done is done, or it is said why it is not needed")
    func leftOther() throws {
        var builder = try CaseBuilder.readyToResume(["A"])
        let plan = try #require(builder.incident.plans.latest(.recovery))
        var text = PlanActionText()
        (text.kind, text.destroysTraces) = (.other, false)
        text.target = .system("A")
        (text.text, text.precondition) = ("Patch SMB before it goes back", "It is restored")
        (text.verification, text.rollback) = ("The scanner finds nothing", "Take it back")
        try builder.run(.plan(.addAction(plan.id, text)), by: "carl")
        #expect(!builder.missing(gate, Step(.resume)).contains { $0.hasPrefix("P-2/2") }, "nobody approved it")
        try builder.run(.plan(.approve(plan.id)), by: "bob")

        #expect(
            builder.missing(gate, Step(.review)).contains {
                $0.hasPrefix(
                    "P-2/2 done: cordon contain result C-1 --action P-2/2 --outcome done --observed TEXT; or why")
            })
        #expect(unmet(builder.refusal(of: .resume, by: "ann")) == [gate])
        for outcome in [ActionResult.Outcome.done, .notApplicable] {
            var said = builder
            try said.run(
                .plan(
                    .recordResult(
                        ActionKey(plan: plan.id, number: 2), outcome, observed: "the scanner's report of today",
                        happenedAt: nil)), by: "carl")
            try said.run(.resume, by: "ann")
        }
    }

    @Test("who said that a restoration is not needed and turns out to be who was to do it has said nothing")
    func dropperJoined() throws {
        var builder = try CaseBuilder.recovering(["A"])
        let plan = try #require(builder.incident.plans.latest(.recovery))
        try builder.run(
            .plan(
                .recordResult(
                    ActionKey(plan: plan.id, number: 1), .notApplicable, observed: "it was never shut down",
                    happenedAt: nil)), by: "dora")
        func asked() -> [String] {
            builder.missing(gate, Step(.resume)).filter { $0.hasPrefix("the restoration of A") }
        }
        #expect(asked().isEmpty)

        builder.roster(.personJoined(person: "dora", into: "carl"))

        #expect(asked().map { $0.contains("by another person than carl: cordon contain result C-1") } == [true])
        try builder.run(
            .plan(
                .recordResult(
                    ActionKey(plan: plan.id, number: 1), .notApplicable, observed: "it was never shut down",
                    happenedAt: nil)), by: "ann")
        #expect(asked().isEmpty)
    }
}
