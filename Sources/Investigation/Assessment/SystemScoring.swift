import AttackKnowledge
import Vocabulary

/// How much findings and movements say about a computer. Fixed and written out, so that a verdict can be checked by hand.
enum SystemWeight {
    /// Probability that the computer is compromised, given one match of a rule of that level and nothing else.
    static func of(_ level: Severity) -> Double {
        switch level {
        case .critical: 0.7
        case .high: 0.45
        case .medium: 0.15
        case .low: 0.03
        case .informational: 0
        }
    }

    /// Each of several lesser matches of different techniques in one session: two are as telling as a grave one.
    static let joined = 0.3
    /// A further rule for a technique that is already counted says half as much, the next half of that.
    static let repeated = 0.5
    /// A rule for one of ``witnessed`` says mostly something about another computer.
    static let witness = 0.3
    /// Of a movement's confidence, for the computer it leads to and the one it comes from.
    static let movedInto = 0.85
    static let movedFrom = 0.7

    /// Techniques whose traces are written by the computer that is asked, not by the one that asks.
    static let witnessed: Set<String> = ["T1110", "T1558", "T1207", "T1021", "T1187"]
}

/// Gives every computer its verdict.
struct SystemScoring {
    let facts: CaseFacts
    let movements: [MovementFinder.Found]

    /// What speaks for the compromise of one computer.
    struct Reasons {
        let findings: [CaseFacts.HostFinding]
        let into: [MovementFinder.Found]
        let from: [MovementFinder.Found]

        /// The surest movement that leads to the computer, and the surest that leads on.
        var arrival: MovementFinder.Found? { into.max { $0.movement.confidence < $1.movement.confidence } }
        var departure: MovementFinder.Found? { from.max { $0.movement.confidence < $1.movement.confidence } }

        /// Each rule with its weight.
        var weighed: [(finding: CaseFacts.HostFinding, weight: Double)] { SystemScoring.weighed(findings) }

        /// Probability of compromise, 0 to 1.
        var confidence: Double {
            let moved = [
                (arrival?.movement.confidence ?? 0) * SystemWeight.movedInto,
                (departure?.movement.confidence ?? 0) * SystemWeight.movedFrom,
            ]
            return min(noisyOr(weighed.map(\.weight) + moved.filter { $0 > 0 }), MovementWeight.most)
        }
    }

    static let confirmed = 0.9
    static let probable = 0.7
    static let possible = 0.3

    /// All computers, in order of their names.
    func systems() -> [SystemAssessment] {
        let findings = Dictionary(grouping: facts.findings, by: \.host)
        let into = Dictionary(grouping: movements, by: \.movement.to)
        let from = Dictionary(grouping: movements, by: \.movement.from)
        // A sensor may know a computer by its address alone.
        let sensed = into.keys.filter { facts.directory.entries[$0] == nil }
        return (sensed.isEmpty ? facts.directory.names : (facts.directory.names + sensed).sorted()).map { name in
            assess(name, findings[name] ?? [], into: into[name] ?? [], from: from[name] ?? [])
        }
    }

    private func assess(
        _ name: String, _ findings: [CaseFacts.HostFinding], into: [MovementFinder.Found],
        from: [MovementFinder.Found]
    ) -> SystemAssessment {
        let entry = facts.directory.entries[name]
        var system = SystemAssessment(name: name, presence: entry?.presence ?? .referenced)
        system.records = entry?.records ?? 0
        system.mentions = entry?.mentions ?? 0
        // Names differ in case from log to log; one of each is enough to tell.
        let aliases = (entry?.aliases ?? []).filter { $0 != name }
        system.aliases =
            aliases.count < 2
            ? Array(aliases)
            : Dictionary(grouping: aliases, by: MachineName.folded).values.compactMap { $0.max() }.sorted()
        system.addresses = (entry?.addresses ?? []).sorted()
        system.confidence = Reasons(findings: findings, into: into, from: from).confidence
        let ranOnIt = into.contains { $0.hasExecution && $0.movement.confidence >= MovementFinder.standsAlone }
        system.verdict = verdict(system.confidence, isSeen: ranOnIt || findings.contains(where: isExecution))
        guard system.verdict != .unknown else {
            system.evidence = entry?.mention.map { [$0] } ?? []
            return system
        }
        let grave = findings.filter(\.isGrave)
        let first = into.first { $0.movement.confidence >= Self.possible }?.movement
        // Who moves on from a system is on it by then.
        let left = from.first { $0.movement.confidence >= Self.possible }?.movement.time
        system.firstCompromise = (grave.map(\.sighting.first) + [first?.time, left]).compactMap(\.self).min()
        // Who comes later is not how it was reached.
        if let first, let start = system.firstCompromise,
            first.time.seconds(since: start) <= Double(MovementWindow.twoComputers)
        {
            system.reachedFrom = first.from == Party.unknownName ? nil : first.from
            system.method = first.method
        }
        system.evidence = evidence(findings, into + from)
        return system
    }

    /// The weight of each rule on a computer: distinct techniques count in full, repetitions less.
    private static func weighed(
        _ findings: [CaseFacts.HostFinding]
    ) -> [(finding: CaseFacts.HostFinding, weight: Double)] {
        var timesSeen: [String: Int] = [:]
        var rules: Set<String> = []
        let gravest = findings.sorted {
            ($1.sighting.rule.level, $0.sighting.rule.id) < ($0.sighting.rule.level, $1.sighting.rule.id)
        }
        return gravest.compactMap { finding in
            let rule = finding.sighting.rule
            guard rules.insert(rule.id).inserted else { return nil }
            let technique = rule.techniques.first?.parent.text ?? rule.id
            let repetitions = timesSeen[technique, default: 0]
            timesSeen[technique] = repetitions + 1
            var weight = finding.isJoined ? SystemWeight.joined : SystemWeight.of(rule.level)
            for _ in 0..<min(repetitions, 10) { weight *= SystemWeight.repeated }
            if SystemWeight.witnessed.contains(technique) { weight *= SystemWeight.witness }
            return (finding, weight)
        }
    }

    /// A grave finding on a record of something that ran.
    private func isExecution(_ finding: CaseFacts.HostFinding) -> Bool {
        finding.isGrave
            && (finding.sighting.evidence.contains { facts.processes[$0] != nil }
                || finding.sighting.rule.tags.contains { Tactic(tag: $0) == .execution })
    }

    private func verdict(_ confidence: Double, isSeen: Bool) -> SystemVerdict {
        switch confidence {
        case Self.confirmed... where isSeen: .confirmed
        case Self.probable...: .probable
        case Self.possible...: .possible
        default: .unknown
        }
    }

    /// A few records of each reason, so that every reason is shown.
    private func evidence(
        _ findings: [CaseFacts.HostFinding], _ movements: [MovementFinder.Found]
    ) -> [EvidenceReference] {
        let gravest = findings.sorted {
            ($1.sighting.rule.level, $0.sighting.rule.id) < ($0.sighting.rule.level, $1.sighting.rule.id)
        }
        let parts = gravest.map(\.sighting.evidence) + movements.map(\.movement.evidence)
        let share = max(1, keptEvidence / max(1, parts.count))
        return parts.prefix(keptEvidence).flatMap { $0.prefix(share) }.asEvidence
    }
}
