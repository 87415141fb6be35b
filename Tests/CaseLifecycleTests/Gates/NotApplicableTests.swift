import Testing
import Vocabulary

@testable import CaseLifecycle

@Suite("What is said not to apply")
struct NotApplicableTests {
    @Test("what contains a member is never said not to apply: without it the member is not contained")
    func containing() throws {
        var builder = try CaseBuilder.contained(["A", "B"])
        let key = ActionKey(plan: PlanID(number: 1), number: 1)

        let refused = builder.refusal(
            of: .plan(
                .recordResult(key, .notApplicable, observed: "isolation was not carried out", happenedAt: nil)),
            by: "carl")

        guard case .impossible(let why) = refused else {
            Issue.record("a member needed no containment")
            return
        }
        #expect(why.hasPrefix("P-1/1 is what contains A, which is not contained without it"))
    }

    @Test("a restore that was approved is dropped by another person than who was to do it")
    func restore() throws {
        var builder = try CaseBuilder.recovering(["A"])
        let plan = try #require(builder.incident.plans.latest(.recovery))
        let action = try #require(plan.actions.first { $0.kind == .restoreSystem })
        func drop(by name: String) -> CaseRefusal? {
            builder.refusal(
                of: .plan(
                    .recordResult(
                        ActionKey(plan: plan.id, number: action.number), .notApplicable,
                        observed: "needs no restore", happenedAt: nil)), by: name)
        }

        guard case .secondPersonNeeded = drop(by: action.owner) else {
            Issue.record("\(action.owner) dropped own work")
            return
        }
        #expect(drop(by: "dora") == nil)
    }

    @Test("a plan that was carried out in part is not withdrawn, and criteria are not written anew once recovery began")
    func begun() throws {
        var builder = try CaseBuilder.recovered(["A"])
        let plan = try #require(builder.incident.plans.latest(.recovery))
        if plan.actions.allSatisfy({ $0.results.isEmpty }) {
            try builder.run(
                .plan(
                    .recordResult(
                        ActionKey(plan: plan.id, number: 1), .failed, observed: "it stopped", happenedAt: nil)))
            try builder.run(builder.restore("A"), by: "carl")
        }

        #expect(builder.refusal(of: .plan(.withdraw(plan.id, reason: "it was wrong"))) != nil)
        #expect(
            builder.refusal(of: .recovery(.writeStartCriteria(["another one"])))
                == .impossible("recovery has begun, with A: what had to hold before it is not written anew"))
    }

    @Test("a declared case goes back to analysis and no further")
    func undeclared() throws {
        var builder = try CaseBuilder.underReview()

        for state in [CaseState.signal, .declared] {
            #expect(builder.refusal(of: .returnTo(state, reason: "it was nothing")) != nil)
        }
        try builder.run(.returnTo(.analysis, reason: "there is more"))
    }

    @Test("a cause is not given up where the evidence has the first system")
    func cause() throws {
        var builder = try CaseBuilder.underReview()
        let give = CaseCommand.review(.causeUndeterminable(reason: "nobody knows", missing: ["the proxy's logs"]))
        #expect(builder.refusal(of: give) == nil)
        var scope = builder.incident.scope
        scope.patientZero = [
            RootCandidate(host: "WEB", confidence: 0.99, enteredFrom: nil, time: nil, reasons: [], evidence: [])
        ]
        builder.given(.scopeDerived(assessment: scope))

        #expect(
            refusalText(&builder, give).hasSuffix("where it is wrong: cordon scope exclude C-1 --reason TEXT -- WEB"))
        // A member of the set is never left out.
        builder.given(
            .containment(
                event: .ordered(
                    number: 1, plan: nil, revision: nil, targets: [.system("WEB")], leftOut: [], emergency: nil)))
        #expect(
            refusalText(&builder, give).hasSuffix(
                "where it was not the first, add the evidence of what was: cordon evidence add C-1 PATH"))
    }

    private func refusalText(_ builder: inout CaseBuilder, _ command: CaseCommand) -> String {
        if case .impossible(let text)? = builder.refusal(of: command) { text } else { "" }
    }

    @Test("containment that was ordered is not put off")
    func delay() throws {
        var builder = try CaseBuilder.contained(["A"])

        #expect(
            builder.refusal(
                of: .containment(
                    .delay(reason: "to watch them", until: builder.context.now.advanced(bySeconds: 3600))), by: "ann")
                == .impossible("everything in P-1 was ordered to be contained: there is nothing left to put off"))
    }

    @Test(
        "a name that leads elsewhere, ends in what Windows drops or has no ending may be that of a program",
        arguments: [
            ("/srv/data/app/../../../etc/cron.txt", true), ("D:/share/x/../../Windows/System32/cmd.txt", true),
            ("D:/share/u.ps1 ", true), ("D:/share/evil.EXE. ", true), ("/srv/data/app/backdoor", true),
            ("C:/inetpub/wwwroot/web.config", true), ("D:/inetpub/shop/a.txt", true), ("/srv/www/a.txt", true),
            ("/etc/ssh/sshd.ini", true), ("/etc/passwd.db", true), ("C:/Windows/System32/drivers/etc/x.txt", true),
            ("/opt/app/etc/a.ini", true), ("/run/systemd/a.txt", true), ("/var/spool/cron/a.txt", true),
            ("/srv/a/.htaccess", true), ("C:/inetpub/logs/LogFiles/u_ex26.log", false),
            ("C:/Windows/System32/winevt/Logs/Security.evtx", false),
            ("/var/log/syslog", false), ("/srv/data/app/orders.csv", false), ("D:/share/plan 2026.txt", false),
        ])
    func programs(path: String, couldRun: Bool) throws {
        #expect(ProgramPath.couldRun(path) == couldRun)
    }

    @Test("a known listener that something else serves is no everyday change")
    func listener() throws {
        var builder = try CaseBuilder.recovered(["A"])
        func ignored(_ old: String, _ new: String) throws -> CaseRefusal? {
            builder.refusal(
                of: try builder.compare("A") {
                    $0.baseline.kinds[.network] = ["445/tcp": old]
                    $0.observed.kinds[.network] = ["445/tcp": new]
                    $0.ignoring = [IgnoreRule(kind: .network, key: "445/tcp", reason: "known listener")]
                }, by: "dora")
        }

        #expect(try ignored("C:/Program Files/x/agent.exe 4.1", "C:/Program Files/x2/agent.exe 4.2") == nil)
        #expect(try ignored("System", "C:/Users/Public/u.exe") != nil)
    }
}
