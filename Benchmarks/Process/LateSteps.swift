import CaseLifecycle
import Vocabulary

/// The last steps of a large case, whose gates ask something of each of 5,000 compromised systems out of 10,000.
enum LateSteps {
    static let systems = 10_000
    static let compromised = 5_000

    static func measure() {
        print(
            "the gates of a case of \(systems) systems, \(compromised) of them compromised"
        )
        var incident = Case(id: .first)
        for event in opening() {
            // An owner is named by one person and confirmed by another.
            let isSecond = if case .scope(event: .ownerConfirmed) = event { true } else { false }
            incident.apply(event, Stamp(time: .start, actor: isSecond ? Principal(account: "bert") : .ann))
        }
        for event in readiness(for: incident.plans.latest(.containment)?.revision ?? 0) {
            incident.apply(event, Stamp(time: .start, actor: .ann))
        }
        let done = Stamp(time: Timestamp.start.advanced(bySeconds: 7200), actor: .ann)
        let now = done.time.advanced(bySeconds: 3600)
        time(Step(.contain), incident, now)
        let seen = Stamp(time: done.time, actor: Principal(account: "bert"))
        for event in containment(at: now) {
            // Nobody is the witness of own work: two people contain, each one half, and look at what the other did.
            let isOfFirst =
                switch event {
                case .plan(event: .resultRecorded(let action, _, _, _)): owner(ofAction: action.number) == "ann"
                case .containment(event: .observed(let target, _, _, _, _)):
                    owner(ofAction: actionNumbers[target] ?? 0) == "bert"
                default: true
                }
            incident.apply(event, isOfFirst ? done : seen)
        }
        time(Step(.eradicate), incident, now)
        for event in eradication(at: now) {
            // Nobody is the witness of own work.
            if case .recovery(event: .cellVerified) = event {
                incident.apply(event, seen)
            } else {
                incident.apply(event, done)
            }
        }
        time(Step(.recover), incident, now)
        time(Step(.restore, target: .system(name(1)), item: "R-1"), incident, now)
        for event in recovery(at: now) {
            // Somebody else compares than who restored, and somebody else dates the baseline than both.
            switch event {
            case .recovery(event: .compared), .recovery(event: .assetVerified): incident.apply(event, seen)
            default: incident.apply(event, done)
            }
        }
        if let evidence {
            incident.apply(
                .recovery(event: .baselineDated(sha256: evidence, at: .earliest, reason: "the image server's log")),
                Stamp(time: done.time, actor: Principal(account: "olga")))
        }
        for name in (1...compromised).map(name) {
            incident.apply(
                .recovery(event: .ownerConfirmed(system: name, tested: "ordered a book")),
                Stamp(time: done.time, actor: Principal(account: "olga")))
        }
        time(Step(.resume), incident, now)
        time(Step(.review), incident, now)
        time(Step(.close), incident, now)
    }

    private static func time(_ step: Step, _ incident: Case, _ now: Timestamp) {
        let context = DecisionContext(organisation: organisation, actor: .ann, now: now)
        Measure.print("  gates of \(step.kind.rawValue)", times: 15, promised: 5) { _ in
            _ = incident.unmetGates(for: step, in: context)
        }
        Measure.print("  gates of \(step.kind.rawValue), and what they warn of", times: 15, promised: 5) { _ in
            _ = incident.unmetGates(for: step, in: context)
            _ = incident.gateWarnings(for: step, in: context)
        }
        // A case that misses thousands of facts would measure the making of words.
        for gate in incident.unmetGates(for: step, in: context) where gate.missing.count > 10 {
            Measure.line("    \(gate.id) misses", "\(gate.missing.count), such as \(gate.missing[0].prefix(90))")
        }
    }

    private static var organisation: Organisation {
        var organisation = Organisation()
        for name in ["ann", "bert", "olga"] {
            organisation.apply(
                .people(event: .personAdded(name: name, kind: .human, accounts: [name], title: "", phone: "")),
                Stamp(time: .start, actor: .ann))
        }
        return organisation
    }

    private static func name(_ number: Int) -> String { "HOST-\(number)" }
    private static let members = (1...compromised).map { Target.system(name($0)) }
    private static let actionNumbers = Dictionary(uniqueKeysWithValues: zip(members.sorted(), 1...))
    private static func owner(ofAction number: Int) -> String { number.isMultiple(of: 2) ? "ann" : "bert" }
    private static let evidence = EvidenceID(hex: String(repeating: "a", count: 64))

    private static func opening() -> [CaseEvent] {
        var scope = ScopeAssessment()
        scope.systems = (1...systems).map { number in
            var system = SystemAssessment(name: name(number), presence: .collected)
            system.aliases = ["host-\(number).corp.example"]
            system.records = 10
            system.verdict = number <= compromised ? .confirmed : .possible
            system.firstCompromise = Timestamp.start.advanced(bySeconds: Int64(-number))
            return system
        }
        let owners = (1...compromised).map(name).flatMap {
            [
                CaseEvent.scope(event: .ownerNamed(system: $0, owner: "olga")),
                .scope(event: .ownerConfirmed(system: $0, owner: "olga")),
            ]
        }
        let seen = EvidenceFingerprint(version: 2, files: 0, records: 10, mentions: 0)
        let cleared = (compromised + 1...systems).map {
            CaseEvent.scope(
                event: .judged(target: .system(name($0)), verdict: .cleared, reason: "nothing there", seen: seen))
        }
        guard let evidence else { return [] }
        let preserved = members.map {
            CaseEvent.custody(
                event: .preserved(target: $0, kind: .logs, evidence: evidence, acquired: ZonedTime(utc: .start)))
        }
        let sealed = SealedEvidence(id: evidence, name: "a.evtx", origin: "/a", bytes: 9)
        return [.opened(title: "Large"), .scopeDerived(assessment: scope), .evidenceSealed(evidence: sealed)] + owners
            + cleared + preserved + [plan(1, .containment, .isolateHost)]
    }

    private static func plan(_ number: Int, _ kind: Plan.Kind, _ act: PlanAction.Kind) -> CaseEvent {
        let targets = members.sorted()
        let actions = zip(1..., targets).map { number, target in
            PlanAction(
                number: number, kind: act, target: target, address: nil, text: "do it",
                owner: owner(ofAction: number),
                precondition: "it is there", verification: "look", rollback: "undo it", destroysTraces: false)
        }
        return .plan(
            event: .drafted(
                id: PlanID(number: number), kind: kind, targets: targets, actions: actions, strategies: []))
    }

    /// Every action of a plan is done.
    private static func done(_ plan: Int) -> [CaseEvent] {
        (1...compromised).map { number in
            .plan(
                event: .resultRecorded(
                    action: ActionKey(plan: PlanID(number: plan), number: number), outcome: .done,
                    observed: "it is done",
                    happenedAt: nil))
        }
    }

    private static func readiness(for revision: Int) -> [CaseEvent] {
        members.map {
            .containment(
                event: .memberReadied(
                    target: $0, plan: PlanID(number: 1), revision: revision, reachable: "it answered",
                    privilege: "shown in the console", rollback: "open the port"))
        }
    }

    private static func containment(at moment: Timestamp) -> [CaseEvent] {
        let plan = PlanID(number: 1)
        let seen = members.map {
            CaseEvent.containment(
                event: .observed(
                    target: $0, result: .contained, observed: "no traffic is left", from: "the firewall",
                    happenedAt: moment))
        }
        return [
            .containment(
                event: .ordered(number: 1, plan: plan, revision: 1, targets: members, leftOut: [], emergency: nil)),
            .stateEntered(state: .containment, gates: []), .responseChanged(targets: members, to: .contained),
        ] + done(1) + seen + [Self.plan(2, .recovery, .restoreSystem)]
    }

    private static func eradication(at moment: Timestamp) -> [CaseEvent] {
        let cause = Cause(
            id: CauseID(number: 1), kind: .malware, text: "a beacon", seenOn: members, evidence: [], rule: nil)
        let cells = members.flatMap { target -> [CaseEvent] in
            [
                .recovery(
                    event: .cellDone(target: target, cause: cause.id, what: "removed it", destroysTraces: false)),
                .recovery(
                    event: .cellVerified(
                        target: target, cause: cause.id, observed: "not found", at: moment, evidence: [])),
            ]
        }
        return [.stateEntered(state: .eradication, gates: []), .recovery(event: .causeNamed(cause: cause))] + cells
            + [.responseChanged(targets: members, to: .eradicated)]
    }

    private static func recovery(at moment: Timestamp) -> [CaseEvent] {
        guard let evidence, let image = EvidenceID(hex: String(repeating: "b", count: 64)) else { return [] }
        let asset = AssetID(number: 1)
        let kinds = Dictionary(
            uniqueKeysWithValues: BaselineKind.allCases.map { ($0, $0 == .indicators ? [:] : ["a": "1"]) })
        let proven = (1...compromised).flatMap { number -> [CaseEvent] in
            let comparison = BaselineComparison(
                system: name(number), source: "golden image", baseline: SystemSnapshot(kinds: kinds),
                baselineHash: evidence, takenAt: .earliest, observed: SystemSnapshot(kinds: kinds),
                observedHash: evidence, observedAt: moment, indicators: KnownIndicators(Case(id: .first)))
            return [
                .recovery(
                    event: .restored(system: name(number), asset: asset, sha256: image, observed: "it starts")),
                .recovery(event: .compared(comparison: comparison)),
            ]
        }
        let source: [CaseEvent] = [
            .recovery(
                event: .assetRegistered(
                    asset: RestorationAsset(
                        id: asset, name: "golden image", kind: .image, sha256: image, takenAt: .earliest,
                        source: "the image server"))),
            .recovery(
                event: .assetVerified(id: asset, indicators: "no hit", integrity: "signature valid", result: .clean)),
        ]
        return [.stateEntered(state: .recovery, gates: [])] + source + proven + done(2)
            + [.responseChanged(targets: members, to: .verified)]
    }
}
