package import Vocabulary

/// What simple methods make of the same evidence: what an investigation is measured against, and never what it says.
package enum SimpleMethod: String, CaseIterable, Sendable {
    /// Whatever any logon, connection or ticket reaches, back in time from grave findings and forward again.
    case allEdges = "all edges"
    /// The same over remote execution and remote desktops alone.
    case executionEdges = "execution edges only"
    /// Computers by the number of grave findings on them.
    case alertCount = "alert count"

    /// - Returns: Systems that the method takes for compromised, as probable; movements; and candidates for the first
    ///   system, the best first. Empty where no file held records.
    package func assess(_ observations: consuming CaseObservations, findings: [FindingSighting]) -> ScopeAssessment {
        var scope = ScopeAssessment()
        guard let all = observations.settled() else { return scope }
        let facts = CaseFacts(all, findings: findings)
        let alerts = facts.findings.filter { $0.sighting.rule.level >= .high && !$0.host.isEmpty }
        if self == .alertCount {
            let counts = alerts.reduce(into: [:]) { $0[$1.host, default: 0] += $1.sighting.count }
            let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
            Self.name(ranked, in: &scope, roots: ranked)
            return scope
        }
        let edges = edges(facts)
        let (roots, reached) = Self.reach(edges, from: alerts)
        Self.name(reached.sorted(), in: &scope, roots: roots)
        scope.movements = edges.filter { reached.contains($0.from) && reached.contains($0.to) }
        return scope
    }

    private func edges(_ facts: CaseFacts) -> [Movement] {
        let evidence = facts.evidence
        let traces = NetworkTraces(evidence)
        let edges =
            self == .allEdges
            ? traces.all
            : ActionFinder(evidence, traces).actions().filter {
                $0.kind == .targetExecution || $0.method == .remoteDesktop
            }
        return edges.compactMap { edge in
            guard edge.source.isHost, edge.source.name != edge.target else { return nil }
            return Movement(
                time: edge.time, from: evidence.entities.text(of: edge.source),
                to: evidence.entities.names[Int(edge.target)],
                account: evidence.entities.account(edge.account)?.description, method: edge.method.name,
                technique: edge.method.techniques.first, confidence: 1, evidence: [evidence.records[edge.record]])
        }
        .sorted { ($0.time, $0.from, $0.to) < ($1.time, $1.from, $1.to) }
    }

    /// Back from the findings to where nothing earlier leads in, and forward from there.
    private static func reach(
        _ edges: [Movement], from alerts: [CaseFacts.HostFinding]
    ) -> (roots: [String], reached: Set<String>) {
        var latest: [String: Timestamp] = [:]
        for alert in alerts {
            guard let time = alert.sighting.last else { continue }
            latest[alert.host] = max(latest[alert.host] ?? time, time)
        }
        var first: [String: Timestamp] = alerts.reduce(into: [:]) { firsts, alert in
            guard let time = alert.sighting.first else { return }
            firsts[alert.host] = min(firsts[alert.host] ?? time, time)
        }
        for edge in edges.reversed() {
            guard let until = latest[edge.to], edge.time <= until else { continue }
            latest[edge.from] = max(latest[edge.from] ?? edge.time, edge.time)
            first[edge.from] = edge.time
        }
        let roots = first.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
        var since = Dictionary(
            uniqueKeysWithValues: roots.prefix(1).compactMap { root in first[root].map { (root, $0) } })
        for edge in edges {
            guard let start = since[edge.from], edge.time >= start, since[edge.to] == nil else { continue }
            since[edge.to] = edge.time
        }
        return (roots, Set(since.keys).union(alerts.map(\.host)))
    }

    private static func name(_ hosts: [String], in scope: inout ScopeAssessment, roots: [String]) {
        scope.systems = hosts.map { host in
            var system = SystemAssessment(name: host, presence: .collected)
            (system.verdict, system.confidence) = (.probable, SystemScoring.probable)
            return system
        }
        scope.patientZero = roots.map {
            RootCandidate(host: $0, confidence: 1, enteredFrom: nil, time: nil, reasons: [], evidence: [])
        }
    }
}
