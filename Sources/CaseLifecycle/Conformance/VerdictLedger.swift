import Vocabulary

/// What the gates decided as the case went on, and whether it still stands.
struct VerdictLedger {
    /// An override in use.
    private struct Use {
        let gate: String
        /// The event that it was first used in.
        let version: Int
        /// Every step that it let pass.
        var steps: Set<Step> = []
        /// Whether the gate was still unmet when the override ended; nil while it has not.
        var wasUnmetAtEnd: Bool?
        /// When the gate first passed after that and missed nothing more of what was covered.
        var metAgain: (version: Int, time: Timestamp)?
    }

    /// A step that is guarded and bears no verdict.
    private struct Unguarded {
        let gate: String
        let version: Int
        let missing: [String]
        let time: Timestamp
    }

    private var versions: [String: [Int]] = [:]
    private var overridden: Set<String> = []
    private var uses: [OverrideID: Use] = [:]
    /// Overrides in use that have not ended.
    private var running: Set<OverrideID> = []
    private var unguarded: [Unguarded] = []

    /// - Parameter incident: The case just before the event.
    mutating func take(_ recorded: RecordedEvent, _ incident: Case, _ context: DecisionContext) {
        observeEnds(incident, context)
        // What was let pass in a case that is opened again has ended with it.
        if case .loopedBack(.reopened, _, _, _) = recorded.event { running = [] }
        guard let (step, verdicts) = recorded.event.guarded else { return }
        if verdicts.isEmpty { replay(step, recorded, incident, context) }
        for verdict in verdicts {
            versions[verdict.gate, default: []].append(recorded.version)
            switch verdict.outcome {
            case .passed: observePass(of: verdict.gate, step, recorded, incident, context)
            case .overridden:
                overridden.insert(verdict.gate)
                for id in verdict.overrides ?? [] {
                    if uses[id] == nil { running.insert(id) }
                    uses[id, default: Use(gate: verdict.gate, version: recorded.version)].steps.insert(step)
                }
            }
        }
    }

    /// Asks the gates of a step that was recorded without asking them.
    private mutating func replay(
        _ step: Step, _ recorded: RecordedEvent, _ incident: Case, _ context: DecisionContext
    ) {
        var claims = GateFacts.Claims()
        claims.criterion = incident.criterion
        claims.closing = incident.closing
        let facts = GateFacts(incident, step: step, context: context, claims: claims)
        for gate in Gate.all where gate.guards.contains(step.kind) {
            versions[gate.id, default: []].append(recorded.version)
            let covered = incident.covered(of: gate, at: context.now, in: context.organisation)
            let missing = gate.missing(facts).filter { covered[$0.coverage] == nil }
            guard !missing.isEmpty else { continue }
            unguarded.append(
                Unguarded(
                    gate: gate.id, version: recorded.version, missing: missing.map(\.subject), time: recorded.time))
        }
    }

    /// A gate that let a step pass may have been met in what an override covered before it ended. What passes for one
    /// system says nothing of another.
    private mutating func observePass(
        of gate: String, _ step: Step, _ recorded: RecordedEvent, _ incident: Case, _ context: DecisionContext
    ) {
        for (id, use) in uses where use.gate == gate && use.wasUnmetAtEnd == true && use.metAgain == nil {
            guard let override = incident.overrides.overrides[id],
                step.target.map({ target in override.missing.contains { $0.concerns(target) } }) ?? true,
                !Self.isUnmet(use, override, incident, context)
            else { continue }
            uses[id]?.metAgain = (recorded.version, recorded.time)
        }
    }

    /// Looks at every override that has come to its end since the event before.
    private mutating func observeEnds(_ incident: Case, _ context: DecisionContext) {
        for id in running {
            guard let use = uses[id], let override = incident.overrides.overrides[id],
                !override.holds(at: context.now)
            else { continue }
            running.remove(id)
            uses[id]?.wasUnmetAtEnd = Self.isUnmet(use, override, incident, context)
        }
    }

    /// Whether the gate still misses what the override covered.
    private static func isUnmet(
        _ use: Use, _ override: Override, _ incident: Case, _ context: DecisionContext
    ) -> Bool {
        guard let gate = Gate.named(override.gate) else { return true }
        let covered = Set(override.missing.map(\.subject))
        var claims = GateFacts.Claims()
        claims.criterion = incident.criterion
        claims.closing = incident.closing
        return use.steps.contains { step in
            gate.missing(GateFacts(incident, step: step, context: context, claims: claims))
                .contains { covered.contains($0.subject) }
        }
    }

    /// Steps past unmet gates, and overrides that ended too early, where no rule has named them.
    func deviations(_ history: CaseHistory, beside others: [Deviation]) -> [Deviation] {
        let steps = unguarded.filter { step in
            !others.contains { $0.gate == step.gate && $0.versions.contains(step.version) }
        }.map { step in
            Deviation(
                rule: "GATE", gate: step.gate, severity: .serious,
                text: "a step was taken past \(step.gate), which missed: \(step.missing.joined(separator: ", "))",
                versions: [step.version], lostSeconds: nil, override: nil)
        }
        return steps + ends(history)
    }

    private func ends(_ history: CaseHistory) -> [Deviation] {
        var ledger = self
        ledger.observeEnds(history.incident, history.context)
        return ledger.uses.sorted { $0.key < $1.key }.compactMap { id, use in
            guard use.wasUnmetAtEnd == true, let override = history.incident.overrides.overrides[id],
                let expires = override.expires
            else { return nil }
            let again = use.metAgain
            let settled = history.incident.overrides.debts.values
                .filter { $0.override == id && $0.end?.kind == .settled }.compactMap { $0.end?.stamp.time }.max()
            let until = [again?.time, settled].compactMap(\.self).min()
            let isMet = until != nil || !Self.isUnmet(use, override, history.incident, history.context)
            let text = "\(id) of \(use.gate) ended on \(expires) while the gate was not met"
            return Deviation(
                rule: "OVERRIDE-ENDED", gate: use.gate, severity: .serious,
                text: isMet ? text + "; it was met later" : text,
                versions: [use.version] + (again.map { [$0.version] } ?? []),
                lostSeconds: Int64(max(0, (until ?? history.now).seconds(since: expires))),
                override: isMet ? history.incident.use(of: override, history.organisation) : nil)
        }
    }

    /// The verdict of every gate that the case met.
    func standings(_ history: CaseHistory, _ deviations: [Deviation]) -> [ConformanceResult.GateStanding] {
        Gate.all.compactMap { gate in
            let own = deviations.filter { $0.gate == gate.id }
            guard versions[gate.id] != nil || !own.isEmpty else { return nil }
            let verdict: ConformanceResult.Verdict =
                own.contains(where: \.isBreach)
                ? .breached : overridden.contains(gate.id) || !own.isEmpty ? .overridden : .pass
            let used = uses.filter { $0.value.gate == gate.id }.keys.sorted()
            return .init(
                gate: gate.id, verdict: verdict,
                versions: Set((versions[gate.id] ?? []) + own.flatMap(\.versions)).sorted(),
                overrides: used.compactMap { history.incident.overrides.overrides[$0] }
                    .map { history.incident.use(of: $0, history.organisation) })
        }
    }
}

extension CaseEvent {
    /// The step that gates guarded, and what they said; nil for an event that is none.
    fileprivate var guarded: (step: Step, verdicts: [GateVerdict])? {
        switch self {
        case .stateEntered(let state, let gates): Step.entering(state).map { ($0, gates) }
        case .gatesPassed(let step, let target, let gates):
            Step.Kind(rawValue: step).map { (Step($0, target: target), gates) }
        default: nil
        }
    }
}
