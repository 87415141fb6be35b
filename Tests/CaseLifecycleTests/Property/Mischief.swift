import CaseLifecycle
import Vocabulary

/// Commands drawn by chance, by anybody, in any order, with values that are right, wrong, empty, foreign, too early or too
/// late: what people and programs send who want a case to look further than it is.
struct Mischief {
    var random: SplitMix

    static let actors = ["ann", "bob", "carl", "dora", "eve", "lou", "root", "robot", "stranger"]

    mutating func actor() -> String { random.pick(Self.actors) ?? "ann" }

    /// A command on a case as it stands.
    mutating func command(for incident: Case, at now: Timestamp) -> CaseCommand {
        switch Int.random(in: 0..<26, using: &random) {
        case 0, 1, 2, 3: return .advance
        case 4: return .containment(.go(only: random.chance(50) ? [] : [target(incident)]))
        case 5: return emergency(incident)
        case 6: return .declare(criterion: text())
        case 7: return .returnTo(random.pick(CaseState.allCases) ?? .analysis, reason: text())
        case 8:
            return .close(
                Closing(vector: .web, outcome: .resolved, resolution: text(), reason: text()))
        case 9: return .reopen(reason: text())
        case 10: return .recordScope(derived(incident))
        case 11, 12:
            let verdicts: [SystemVerdict] = [.confirmed, .probable, .cleared, .outOfScope, .unknown, .possible]
            return .scope(.judge(target(incident), verdict: random.pick(verdicts) ?? .cleared, reason: text()))
        case 13:
            return .scope(.enrol(.system("NEW-\(Int.random(in: 0..<3, using: &random))"), tier: tier(), owner: nil))
        case 14: return .scope(.raiseTier(system: target(incident).name, tier: tier()))
        case 15: return override(incident, at: now)
        case 16: return .override(.approve(OverrideID(number: small())))
        case 17:
            return random.chance(50)
                ? .override(.settle(DebtID(number: small()), reason: text()))
                : .override(.accept(DebtID(number: small()), reason: text()))
        case 18: return planning(incident)
        case 19: return containing(incident, at: now)
        case 20, 21: return recovering(incident, at: now)
        case 22: return reviewing(incident, at: now)
        case 23: return .assignLead(person: actor())
        case 24: return preserving(incident, at: now)
        default: return .task(.open(text: text(), owner: actor(), due: moment(now)))
        }
    }

    private mutating func planning(_ incident: Case) -> CaseCommand {
        let plan = PlanID(number: small())
        switch Int.random(in: 0..<6, using: &random) {
        case 0, 1: return .plan(.draft(random.pick(Plan.Kind.allCases) ?? .recovery, including: [], owner: nil))
        case 2, 3: return .plan(.approve(plan))
        case 4:
            var action = PlanActionText()
            action.text = text()
            return .plan(.changeAction(ActionKey(plan: plan, number: small()), action))
        default: return .plan(.removeAction(ActionKey(plan: plan, number: small()), reason: text()))
        }
    }

    private mutating func containing(_ incident: Case, at now: Timestamp) -> CaseCommand {
        switch Int.random(in: 0..<6, using: &random) {
        case 0:
            return .containment(.prepare(target(incident), reachable: text(), privilege: text(), rollback: text()))
        case 1, 2:
            return .containment(
                .verify(
                    target(incident), random.pick(Observation.Result.allCases) ?? .contained, observed: text(),
                    from: random.chance(50) ? "the core firewall" : target(incident).name,
                    happenedAt: random.chance(60) ? nil : moment(now)))
        case 3: return .containment(.rollback([target(incident)], action: nil, reason: text()))
        case 4: return .containment(.delay(reason: text(), until: moment(now)))
        default: return .containment(random.chance(50) ? .signDelay : .confirmEmergency)
        }
    }

    private mutating func emergency(_ incident: Case) -> CaseCommand {
        .containment(
            .goInEmergency(
                EmergencyClaim(
                    targets: random.chance(80) ? [target(incident)] : [],
                    leftOut: random.chance(50)
                        ? Array(incident.confirmedTargets.sorted().dropFirst()) : [target(incident)],
                    emergency: .init(
                        kind: .encryption, impact: random.chance(50) ? ["F-1"] : ["F-99", text()], reason: text()))))
    }

    private mutating func recovering(_ incident: Case, at now: Timestamp) -> CaseCommand {
        let cause = CauseID(number: small())
        switch Int.random(in: 0..<9, using: &random) {
        case 0:
            return .recovery(
                .nameCause(kind: .malware, text: text(), seenOn: [target(incident)], evidence: [], rule: nil))
        case 1:
            return .recovery(
                .cells(targets: [target(incident)], cause: cause, act: .done(what: text(), destroysTraces: true)))
        case 2:
            return .recovery(
                .cells(
                    targets: [target(incident)], cause: cause,
                    act: .verified(observed: text(), at: random.chance(50) ? nil : moment(now), evidence: [])))
        case 3:
            return .recovery(
                .cells(targets: [target(incident)], cause: cause, act: .notApplicable(reason: text())))
        case 4: return .recovery(.confirmAsOwner(system: target(incident).name, tested: text()))
        case 5: return .recovery(.beginMonitoring(until: moment(now), signals: [text()], owner: actor()))
        case 6:
            return .recovery(
                random.chance(50) ? .proposeMonitoringWaiver(reason: text()) : .confirmMonitoringWaiver(reason: text()))
        case 7: return .recovery(.reappeared(targets: [target(incident)], observed: text(), at: nil))
        default: return .recovery(.resume(criteria: random.chance(50) ? [text()] : []))
        }
    }

    private mutating func reviewing(_ incident: Case, at now: Timestamp) -> CaseCommand {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return .review(.causeUndeterminable(reason: text(), missing: [text()]))
        case 1: return .review(.noAction(reason: text()))
        case 2: return .review(.finaliseReport(sha256: String(repeating: "a", count: 64), format: "html"))
        default: return .notification(.findNoDuty(reason: text()))
        }
    }

    private mutating func preserving(_ incident: Case, at now: Timestamp) -> CaseCommand {
        let evidence = random.pick(incident.evidence.map(\.id.hex)) ?? String(repeating: "f", count: 64)
        return random.chance(70)
            ? .custody(.preserve(target(incident), kind: .disk, evidence: evidence, acquired: nil))
            : .custody(.waive(target(incident), category: .notObtainable, reason: text()))
    }

    private mutating func override(_ incident: Case, at now: Timestamp) -> CaseCommand {
        .override(
            .propose(
                gate: random.pick(Gate.all.map(\.id)) ?? "GATE-SCOPE",
                target: random.chance(50) ? nil : target(incident), item: nil, category: .businessNeed, reason: text(),
                leftOut: named(incident), duration: random.pick(DurationClass.allCases) ?? .emergency,
                debtOwner: actor(),
                debtDue: moment(now)))
    }

    /// Nothing, or everything that a gate may miss something of.
    private mutating func named(_ incident: Case) -> [String] {
        if random.chance(30) { return [] }
        return incident.affectedTargets.map(\.name).sorted()
            + incident.notifications.openDuties.flatMap(\.recipientsLeft)
    }

    /// A system or account of the case, or of none.
    private mutating func target(_ incident: Case) -> Target {
        if random.chance(8) { return .system("FOREIGN") }
        let systems = incident.systems.keys.sorted().map(Target.system)
        return random.pick(systems + incident.accounts.keys.sorted().map(Target.account)) ?? .system("NONE")
    }

    /// What the evidence could come to say: systems come up, and are raised.
    private mutating func derived(_ incident: Case) -> ScopeAssessment {
        var scope = incident.scope
        let name = "H\(Int.random(in: 1...6, using: &random))"
        let verdict = random.pick([SystemVerdict.unknown, .possible, .probable, .confirmed]) ?? .unknown
        if let place = scope.systems.firstIndex(where: { $0.name == name }) {
            scope.systems[place].verdict = verdict
            scope.systems[place].records += 1
        } else {
            var system = SystemAssessment(name: name, presence: random.chance(80) ? .collected : .referenced)
            system.verdict = verdict
            system.records = 3
            scope.systems.append(system)
        }
        scope.filesCovered = random.chance(90) ? incident.readings.count : 99
        return scope
    }

    private mutating func text() -> String {
        random.pick(["seen by us", "it was checked", "", " ", "n/a", ".", "x"]) ?? ""
    }

    private mutating func small() -> Int { Int.random(in: 1...4, using: &random) }

    private mutating func tier() -> Int { Int.random(in: -1...3, using: &random) }

    private mutating func moment(_ now: Timestamp) -> Timestamp {
        now.advanced(bySeconds: random.pick([-10_000_000, -3600, 0, 60, 7200, 300_000, 400_000_000_000]) ?? 0)
    }
}
