import Vocabulary

@testable import CaseLifecycle

/// Events drawn by chance and taken as they are, as a journal of another release could hold them: no command has to allow
/// them. Few names and moments, so that they meet.
struct RandomJournal {
    var random: SplitMix
    private(set) var incident = Case(id: CaseID(number: 1))
    private(set) var organisation = Organisation()
    private var hour = 0

    static let people = ["ann", "bob", "carl", "olga"]
    static let systems = ["A", "B", "C"]
    static let evidence = ["a", "b", "c"].compactMap { EvidenceID(hex: String(repeating: $0, count: 64)) }
    static let targets = systems.map(Target.system) + [.account("corp\\u")]

    init(seed: UInt64) {
        random = SplitMix(state: seed)
        for name in Self.people {
            organisation.apply(
                .people(event: .personAdded(name: name, kind: .human, accounts: [name], title: "", phone: "")),
                Staff.before)
            organisation.apply(.people(event: .roleGranted(person: name, role: .handler)), Staff.before)
        }
        incident.apply(.opened(title: "Break-in"), stamp())
        incident.apply(.declared(criterion: "theft"), stamp())
        for id in Self.evidence.dropLast() { incident.apply(sealing(id), stamp()) }
    }

    var now: Timestamp { Staff.start.advanced(bySeconds: Int64(hour) * 3600) }

    /// One more event. Clocks stand still as often as not, and are put back at times.
    mutating func step() {
        hour += random.pick([0, 0, 0, 1, 2, -1]) ?? 0
        if random.chance(5) { organise() }
        // Much of what is recorded is in order, or nothing would ever be as it should.
        if random.chance(25) { return treat() }
        let next = event()
        incident.apply(next, stamp())
    }

    private mutating func organise() {
        let event: PeopleEvent =
            switch Int.random(in: 0..<4, using: &random) {
            case 0: .roleGranted(person: person(), role: random.pick([.lead, .deputy]) ?? .lead)
            case 1: .personJoined(person: person(), into: person())
            case 2: .personDisabled(person: person())
            default: .personEnabled(person: person())
            }
        organisation.apply(.people(event: event), stamp())
    }

    /// What is done to a system from its containment to its owner's word, as it should be.
    private mutating func treat() {
        let name = random.pick(Self.systems) ?? "A"
        let target = Target.system(name)
        let preserved = CustodyEvent.preserved(
            target: target, kind: .logs, evidence: Self.evidence[0], acquired: ZonedTime(utc: now))
        var acts: [(String, CaseEvent)] = [
            ("ann", order([target])), ("ann", .scope(event: .ownerNamed(system: name, owner: "olga"))),
            ("bob", .scope(event: .ownerConfirmed(system: name, owner: "olga"))), ("bob", seen(target)),
            ("ann", .custody(event: preserved)),
            ("ann", .recovery(event: .compromiseDated(system: name, at: CaseBuilder.compromise, reason: ""))),
        ]
        for cause in incident.recovery.grid.causes {
            acts += [
                ("carl", .recovery(event: .cellDone(target: target, cause: cause.id, what: "", destroysTraces: false))),
                (
                    "bob",
                    .recovery(
                        event: .cellVerified(target: target, cause: cause.id, observed: "", at: now, evidence: []))
                ),
            ]
        }
        var comparison = comparison(name, differs: false)
        if random.chance(70) { comparison = self.comparison(name, differs: false, with: Self.evidence[0]) }
        let restored = RecoveryEvent.restored(
            system: name, asset: AssetID(number: 1), sha256: Self.evidence[0], observed: "")
        acts += [
            ("carl", .recovery(event: restored)), ("bob", .recovery(event: .compared(comparison: comparison))),
            ("olga", .recovery(event: .ownerConfirmed(system: name, tested: ""))),
            ("ann", .responseChanged(targets: [target], to: .verified)),
        ]
        if incident.recovery.datings[Self.evidence[0]] == nil {
            let date = RecoveryEvent.baselineDated(
                sha256: Self.evidence[0], at: CaseBuilder.beforeCompromise, reason: "")
            acts.append(("ann", .recovery(event: date)))
        }
        for (person, event) in acts {
            incident.apply(event, Stamp(time: now, actor: Principal(account: person)))
        }
    }

    private mutating func event() -> CaseEvent {
        let target = random.pick(Self.targets) ?? .system("A")
        let name = random.pick(Self.systems) ?? "A"
        let cause = CauseID(number: Int.random(in: 1...2, using: &random))
        switch Int.random(in: 0..<38, using: &random) {
        case 0, 1: return .scopeDerived(assessment: scope())
        case 2, 3:
            let verdicts: [SystemVerdict] = [.confirmed, .confirmed, .cleared, .outOfScope, .probable]
            return .scope(
                event: .judged(
                    target: target, verdict: random.pick(verdicts) ?? .confirmed, reason: "",
                    seen: EvidenceFingerprint(version: incident.version, files: 0, records: 0, mentions: 0)))
        case 4: return .scope(event: .ownerNamed(system: name, owner: person()))
        case 5: return .scope(event: .ownerConfirmed(system: name, owner: person()))
        case 6: return .scope(event: .enrolled(target: target, tier: 2, owner: random.chance(50) ? "olga" : nil))
        case 7: return .scope(event: .commandChannelNamed(address: "10.0.0.\(incident.version)", reason: ""))
        case 8: return .responseChanged(targets: [target], to: random.pick(ResponseState.allCases) ?? .verified)
        case 9: return order([target])
        case 10, 11: return seen(target)
        case 12: return .containment(event: .rolledBack(targets: [target], action: nil, reason: ""))
        case 13: return .returned(to: random.pick([.analysis, .containment, .eradication]) ?? .analysis, reason: "")
        case 14:
            let kind: LoopBack = random.chance(30) ? .reopened : .newHost
            return .loopedBack(kind: kind, to: .analysis, reason: "", targets: [])
        case 15: return .reopeningWithdrawn(reason: "")
        case 16: return .stateEntered(state: random.pick(CaseState.allCases) ?? .recovery, gates: [])
        case 17:
            let id = CauseID(number: incident.recovery.grid.causes.count + 1)
            return .recovery(
                event: .causeNamed(
                    cause: Cause(
                        id: id, kind: random.pick([.malware, .account]) ?? .malware, text: "", seenOn: [target],
                        evidence: [], rule: nil)))
        case 18: return .recovery(event: .causeWithdrawn(cause: cause, reason: ""))
        case 19: return .recovery(event: .cellDone(target: target, cause: cause, what: "", destroysTraces: false))
        case 20:
            return .recovery(
                event: .cellVerified(target: target, cause: cause, observed: "", at: moment(), evidence: []))
        case 21: return .recovery(event: .cellNotApplicable(target: target, cause: cause, reason: ""))
        case 22: return .recovery(event: .cellFailed(target: target, cause: cause, observed: "", at: moment()))
        case 23: return .recovery(event: .reappeared(targets: [target], observed: "", at: moment()))
        case 24: return .recovery(event: .compromiseDated(system: name, at: moment(), reason: ""))
        case 25: return .recovery(event: .compromiseMovedLater(system: name, at: moment(), reason: ""))
        case 26: return .recovery(event: .restorationFailed(system: name, action: ActionKey(plan: plan, number: 1)))
        case 27: return .recovery(event: .baselineDated(sha256: evidence(), at: moment(), reason: ""))
        case 28: return .recovery(event: .snapshotAttributed(sha256: evidence(), systems: [name], reason: ""))
        case 29: return .recovery(event: .compared(comparison: comparison(name, differs: random.chance(50))))
        case 30: return .recovery(event: .ownerConfirmed(system: name, tested: ""))
        case 31: return sealing(Self.evidence[0])
        case 32:
            return .custody(
                event: .preserved(
                    target: target, kind: .logs, evidence: evidence(), acquired: ZonedTime(utc: moment())))
        case 33:
            return random.chance(50)
                ? .custody(event: .preservationWithdrawn(target: target, evidence: evidence()))
                : .custody(event: .destructionConfirmed(evidence: [evidence()]))
        case 34:
            let damaged = [DamagedEvidence(evidence: evidence(), problem: "")]
            return .custody(event: .checked(intact: [evidence()], damaged: random.chance(30) ? damaged : []))
        case 35: return containmentPlan()
        case 36:
            let key = ActionKey(plan: plan, number: Int.random(in: 1...3, using: &random))
            let outcome: ActionResult.Outcome = random.pick([.done, .done, .failed, .notApplicable]) ?? .done
            return .plan(event: .resultRecorded(action: key, outcome: outcome, observed: "", happenedAt: nil))
        default:
            return random.chance(30)
                ? .plan(event: .withdrawn(id: plan, reason: ""))
                : .plan(
                    event: .drafted(
                        id: PlanID(number: incident.plans.plans.count + 1), kind: .recovery, targets: some(),
                        actions: [],
                        strategies: []))
        }
    }

    /// Each action is for somebody of its own.
    private mutating func containmentPlan() -> CaseEvent {
        let targets = some()
        let actions = zip(1..., targets).map { number, target in
            PlanAction(
                number: number, kind: target.kind.containing, target: target, address: nil, text: "", owner: person(),
                precondition: "", verification: "", rollback: "", destroysTraces: false)
        }
        return .plan(
            event: .drafted(
                id: PlanID(number: incident.plans.plans.count + 1), kind: .containment, targets: targets,
                actions: actions, strategies: []))
    }

    private var plan: PlanID { PlanID(number: incident.plans.plans.count) }

    private mutating func order(_ targets: [Target]) -> CaseEvent {
        .containment(
            event: .ordered(
                number: incident.containment.orders.count + 1, plan: nil, revision: nil, targets: targets,
                leftOut: random.chance(20) ? some() : [], emergency: nil))
    }

    private func seen(_ target: Target) -> CaseEvent {
        .containment(
            event: .observed(
                target: target, result: .contained, observed: "", from: "", happenedAt: now.advanced(bySeconds: 1)))
    }

    private mutating func scope() -> ScopeAssessment {
        var scope = incident.scope
        scope.systems = some().filter { $0.kind == .system }.map { target in
            var system = SystemAssessment(name: target.name, presence: .collected)
            system.verdict = random.pick([.possible, .confirmed]) ?? .possible
            system.records = incident.version
            system.firstCompromise = random.chance(50) ? moment() : nil
            return system
        }
        return scope
    }

    /// - Parameter baseline: One from before the compromise; by chance where it is nil.
    private mutating func comparison(
        _ name: String, differs: Bool, with baseline: EvidenceID? = nil
    ) -> BaselineComparison {
        let kinds = Dictionary(
            uniqueKeysWithValues: BaselineKind.allCases.map { ($0, $0 == .indicators ? [:] : ["a": "1"]) })
        var observed = kinds
        if differs { observed[.files] = ["a": "2"] }
        return BaselineComparison(
            system: name, source: "",
            baseline: SystemSnapshot(
                host: random.chance(80) ? name : nil, takenAt: random.chance(50) ? now : nil, kinds: kinds),
            baselineHash: baseline ?? evidence(),
            takenAt: baseline != nil || random.chance(70) ? CaseBuilder.beforeCompromise : moment(),
            observed: SystemSnapshot(host: random.chance(80) ? name : nil, kinds: observed), observedHash: evidence(),
            observedAt: now, ignoring: random.chance(20) ? [IgnoreRule(kind: .files, key: "z", reason: "")] : [],
            indicators: KnownIndicators(incident))
    }

    private mutating func some() -> [Target] { Self.targets.filter { _ in random.chance(60) } }

    private mutating func person() -> String { random.pick(Self.people) ?? "ann" }

    private func sealing(_ id: EvidenceID) -> CaseEvent {
        .evidenceSealed(evidence: SealedEvidence(id: id, name: "a", origin: "/a", bytes: 9))
    }

    /// One of three, of which the last is never sealed.
    private mutating func evidence() -> EvidenceID { Self.evidence[Int.random(in: 0..<3, using: &random)] }

    private mutating func moment() -> Timestamp {
        now.advanced(bySeconds: 3600 * Int64(Int.random(in: -6...1, using: &random)))
    }

    private mutating func stamp() -> Stamp {
        // An owner has a hand in the response only now and then.
        let person = random.chance(10) ? "olga" : random.pick(["ann", "bob", "carl"]) ?? "ann"
        return Stamp(time: now, actor: Principal(account: person))
    }
}
