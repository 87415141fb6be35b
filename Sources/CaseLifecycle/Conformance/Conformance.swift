package import Vocabulary

/// Holds a case against the process.
package enum Conformance {
    /// Judges a case by its journal alone.
    ///
    ///     let result = Conformance.check(events, organisation: organisationEvents, at: now)
    ///
    /// - Parameters:
    ///   - events: Every event of one case, in their order.
    ///   - organisation: Every event of the stream `ORG`, in their order: who was whom when a step was taken, and which
    ///     thresholds held.
    ///   - moment: The case is judged as of then; a closed one as of its closing.
    /// - Returns: The same for the same journal, on any machine. Nil where there are no events.
    package static func check(
        _ caseID: CaseID, events: [RecordedEvent], organisation: [RecordedOrganisationEvent], at moment: Timestamp
    ) -> ConformanceResult? {
        guard !events.isEmpty else { return nil }
        var walk = ConformanceWalk(caseID, organisation: organisation)
        for event in events { walk.take(event) }
        return walk.result(events, at: moment)
    }
}

/// One pass over a case: the rules, the gates' verdicts, the overrides in use and the trace of activities.
private struct ConformanceWalk {
    private var incident: Case
    private var history: OrganisationHistory
    private let organisationEvents: [RecordedOrganisationEvent]
    private var trace = ActivityTrace()
    private var verdicts = VerdictLedger()
    private var deviations: [Deviation] = []
    private var oddities = Oddities()
    private var actors: [String: CaseHistory.Actor] = [:]

    init(_ caseID: CaseID, organisation: [RecordedOrganisationEvent]) {
        incident = Case(id: caseID)
        history = OrganisationHistory(organisation)
        organisationEvents = organisation
    }

    mutating func take(_ recorded: RecordedEvent) {
        history.advance(to: recorded.sequence)
        let organisation = history.organisation
        let now = max(recorded.time, incident.updated ?? recorded.time)
        let context = DecisionContext(organisation: organisation, actor: recorded.actor, now: now)
        for rule in ConformanceRule.all {
            for finding in rule.atEvent(.init(incident: incident, recorded: recorded, context: context)) {
                deviations.append(deviation(finding, rule, organisation))
            }
        }
        let name = organisation.name(of: recorded.actor)
        if actors[name] == nil {
            actors[name] = .init(name: name, principal: recorded.actor, version: recorded.version)
        }
        verdicts.take(recorded, incident, context)
        oddities.take(recorded, incident)
        incident.apply(recorded.event, recorded.stamp)
        trace.take(recorded, incident, organisation)
    }

    /// The judgement, when all events were taken.
    mutating func result(_ events: [RecordedEvent], at moment: Timestamp) -> ConformanceResult {
        history.advance(to: .max)
        let closed = incident.state == .closed ? incident.enteredAt[.closed] : nil
        let now = min(max(moment, incident.updated ?? moment), closed ?? moment)
        let whole = CaseHistory(
            incident: incident, organisation: history.organisation, events: events, now: now, shown: moment,
            actors: actors.values.sorted { $0.version < $1.version })
        for rule in ConformanceRule.all {
            for finding in rule.atEnd(whole) { deviations.append(deviation(finding, rule, whole.organisation)) }
        }
        deviations += verdicts.deviations(whole, beside: deviations)
        let alignment = Alignment(of: trace.observed.map(\.activity), isFinished: whole.isFinished)
        deviations += alignment.deviations(trace.observed, beside: deviations)
        let standings = verdicts.standings(whole, deviations)
        return ConformanceResult(
            caseID: incident.id, version: incident.version, at: now, isFinished: whole.isFinished,
            verdict: standings.map(\.verdict).max() ?? .pass, gates: standings,
            deviations: deviations.enumerated().sorted {
                ($1.element.severity, $0.element.versions.first ?? .max, $0.offset)
                    < ($0.element.severity, $1.element.versions.first ?? .max, $1.offset)
            }.map(\.element),
            overrides: incident.overrides.overrides.values.filter { $0.approval != nil }.sorted { $0.id < $1.id }
                .map { incident.use(of: $0, whole.organisation) },
            debts: incident.overrides.debts.values.sorted { $0.id < $1.id }, returns: oddities.returns,
            emergencies: oddities.emergencies, lateEntries: oddities.late(incident.policy ?? whole.organisation.policy),
            policyChanges: Oddities.policyChanges(
                organisationEvents, whole.organisation, from: events.first?.sequence ?? 0,
                until: whole.isFinished ? events.last?.sequence ?? .max : .max),
            clockReversals: oddities.clockReversals, trace: trace.observed, alignment: alignment)
    }

    private func deviation(
        _ finding: ConformanceRule.Finding, _ rule: ConformanceRule, _ organisation: Organisation
    ) -> Deviation {
        let override = incident.overrides.overrides.values
            .filter { rule.gates.contains($0.gate) && $0.holds(at: finding.time) }
            .min { $0.id < $1.id }
            .map { incident.use(of: $0, organisation) }
        let gate = finding.isBreach ? override?.gate ?? finding.gate ?? rule.gates.first : nil
        return Deviation(
            rule: rule.id, gate: gate, severity: finding.isBreach ? rule.severity : min(rule.severity, .serious),
            text: finding.text, versions: finding.versions, lostSeconds: finding.lostSeconds,
            override: finding.isBreach ? finding.emergency ?? override : nil)
    }
}

extension Case {
    /// An override with what is owed for it.
    func use(of override: Override, _ organisation: Organisation) -> OverrideUse {
        OverrideUse(
            override, debt: overrides.debts.values.filter { $0.override == override.id }.min { $0.id < $1.id },
            organisation: organisation)
    }
}

extension Alignment {
    /// What the net expects and the trace lacks, where no rule has named it: always named, so that a high figure hides
    /// nothing.
    func deviations(_ trace: [ConformanceResult.Observed], beside others: [Deviation]) -> [Deviation] {
        let displaced = moves.compactMap {
            if case .unexpected(let activity, let place) = $0 { (activity, place) } else { nil }
        }
        let skipped = moves.compactMap { if case .skipped(let activity) = $0 { activity } else { nil } }
        let named = Set(others.flatMap(\.versions))
        let outOfOrder = displaced.filter { !named.contains(trace[$0.1].version) }.map { activity, place in
            Deviation(
                rule: "ORDER", gate: nil, severity: .minor, text: "\(activity.words) came out of order",
                versions: [trace[place].version], lostSeconds: nil, override: nil)
        }
        let lacking = skipped.filter { activity in !displaced.contains { $0.0 == activity } }.map { activity in
            Deviation(
                rule: "ORDER", gate: nil, severity: .minor, text: "\(activity.words) is missing", versions: [],
                lostSeconds: nil, override: nil)
        }
        return outOfOrder + lacking
    }
}
