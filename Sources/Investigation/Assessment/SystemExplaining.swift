import Vocabulary

/// Says of suspects why they are: each reason that ``SystemScoring`` weighed, and what would be left without it.
struct SystemExplaining {
    /// More systems than that are explained by nobody one by one.
    private static let mostSystems = 500
    /// Records of one factor that are shown.
    private static let shownRecords = 3
    /// Reasons of one system that are taken away one by one.
    private static let mostReasons = 100

    let facts: CaseFacts
    let movements: [MovementFinder.Found]

    /// Of the suspects, the surest first.
    func explanations(of systems: [SystemAssessment]) -> [SystemExplanation] {
        let findings = Dictionary(grouping: facts.findings, by: \.host)
        let into = Dictionary(grouping: movements, by: \.movement.to)
        let from = Dictionary(grouping: movements, by: \.movement.from)
        return systems.filter { $0.verdict != .unknown }
            .sorted { ($1.confidence, $0.name) < ($0.confidence, $1.name) }.prefix(Self.mostSystems)
            .map { system in
                let reasons = SystemScoring.Reasons(
                    findings: findings[system.name] ?? [], into: into[system.name] ?? [], from: from[system.name] ?? [])
                return explanation(of: system.name, reasons)
            }
    }

    private func explanation(of name: String, _ reasons: SystemScoring.Reasons) -> SystemExplanation {
        let factors = reasons.weighed.prefix(Self.mostReasons).map { finding, weight in
            let rule = finding.sighting.rule
            let times = finding.sighting.count > 1 ? ", \(finding.sighting.count) times" : ""
            return SystemExplanation.Factor(
                text: "\(rule.level.rawValue) rule: \(rule.title)\(times)", weight: weight,
                without: reasons.without(rule: rule.id).confidence,
                evidence: Array(finding.sighting.evidence.prefix(Self.shownRecords)))
        }
        let moved = [
            reasons.arrival.map { factor($0, "reached from \($0.movement.from)", SystemWeight.movedInto, reasons) },
            reasons.departure.map { factor($0, "left to \($0.movement.to)", SystemWeight.movedFrom, reasons) },
        ].compactMap(\.self)
        let weightiest = (factors + moved).filter { $0.weight > 0 }
            .sorted { ($1.weight, $0.text) < ($0.weight, $1.text) }
        return SystemExplanation(
            name: name, factors: Array(weightiest.prefix(SystemExplanation.keptFactors)),
            keystone: keystone(of: reasons))
    }

    private func factor(
        _ found: MovementFinder.Found, _ words: String, _ share: Double, _ reasons: SystemScoring.Reasons
    ) -> SystemExplanation.Factor {
        SystemExplanation.Factor(
            text: "\(words) by \(found.movement.method)", weight: found.movement.confidence * share,
            without: reasons.without(found.movement).confidence,
            evidence: Array(found.movement.evidence.prefix(Self.shownRecords)))
    }

    /// The record that most rests on: what stands on it alone falls with it.
    private func keystone(of reasons: SystemScoring.Reasons) -> SystemExplanation.Keystone? {
        let alone =
            reasons.weighed.prefix(Self.mostReasons).compactMap { $0.finding.onlyRecord }
            + (reasons.into + reasons.from).prefix(Self.mostReasons).compactMap { $0.onlyRecord }
        return Set(alone).sorted()
            .map { SystemExplanation.Keystone(record: $0, without: reasons.without(record: $0).confidence) }
            .min { $0.without < $1.without }
            .flatMap { $0.without < reasons.confidence ? $0 : nil }
    }
}

extension CaseFacts.HostFinding {
    /// The record that it rests on, where it is one alone.
    fileprivate var onlyRecord: EvidenceReference? {
        sighting.count == 1 && sighting.evidence.count == 1 ? sighting.evidence.first : nil
    }
}

extension MovementFinder.Found {
    /// The record that it rests on, where it is one alone.
    fileprivate var onlyRecord: EvidenceReference? {
        movement.evidence.count == 1 ? movement.evidence.first : nil
    }
}

extension SystemScoring.Reasons {
    fileprivate func without(rule id: String) -> Self {
        Self(findings: findings.filter { $0.sighting.rule.id != id }, into: into, from: from)
    }

    fileprivate func without(_ movement: Movement) -> Self {
        Self(
            findings: findings, into: into.filter { $0.movement != movement },
            from: from.filter { $0.movement != movement })
    }

    fileprivate func without(record: EvidenceReference) -> Self {
        Self(
            findings: findings.filter { $0.onlyRecord != record }, into: into.filter { $0.onlyRecord != record },
            from: from.filter { $0.onlyRecord != record })
    }
}
