import Vocabulary

/// Finds where the intrusion began: compromised computers that nothing earlier leads into, as far as it is known.
struct RootFinder {
    let facts: CaseFacts
    let movements: [MovementFinder.Found]
    let systems: [SystemAssessment]

    // Programs whose children tell how somebody got in.
    private static let entryParents: [(programs: Set<String>, means: String)] = [
        (
            [
                "winword.exe", "excel.exe", "powerpnt.exe", "outlook.exe", "onenote.exe", "mspub.exe", "eqnedt32.exe",
                "acrord32.exe",
            ], "phishing document"
        ),
        (
            ["w3wp.exe", "httpd.exe", "nginx.exe", "tomcat.exe", "php-cgi.exe", "sqlservr.exe"],
            "exploited server program"
        ),
    ]
    // Techniques by which an intruder enters, in the words of the report.
    private static let entryTechniques: [(id: String, means: String)] = [
        ("T1566", "phishing"), ("T1190", "exploited public service"), ("T1189", "drive-by download"),
        ("T1091", "removable media"), ("T1195", "supply chain"),
    ]

    // How far the reasons raise a candidate. Judgement: a known way in says more than a way out.
    private static let withoutEntry = 0.8
    private static let withoutSteps = 0.7
    /// How much of a movement into it counts against a computer; and what is left at least of a candidate.
    private static let reached = 0.9
    private static let least = 0.25

    /// Candidates, most likely first.
    func roots() -> [RootCandidate] {
        systems.filter { $0.verdict != .unknown && $0.confidence >= MovementFinder.standsAlone }
            .compactMap(candidate)
            .sorted {
                // The best first; between equals the earliest.
                ($1.confidence, $0.time?.ticks ?? .max, $0.host) < ($0.confidence, $1.time?.ticks ?? .max, $1.host)
            }
    }

    private func candidate(_ system: SystemAssessment) -> RootCandidate? {
        let into = movements.filter { $0.movement.to == system.name }
        let from = movements.filter { $0.movement.from == system.name }
        let start = [system.firstCompromise, from.first?.movement.time].compactMap(\.self).min()
        let earlier = into.filter { found in
            !found.isFromOutside && found.movement.from != Party.unknownName
                && (start.map { found.movement.time <= $0 } ?? true)
        }
        let reached = earlier.map(\.movement.confidence).max() ?? 0
        var confidence = system.confidence * (1 - Self.reached * reached)
        var reasons =
            reached == 0 ? ["no earlier movement leads into it"] : ["only weak signs of an earlier movement into it"]
        let entry = entry(of: system, into)
        if let entry { reasons.append(entry.reason) } else { confidence *= Self.withoutEntry }
        if from.isEmpty {
            if !movements.isEmpty { confidence *= Self.withoutSteps }
        } else {
            let targets = Set(from.map(\.movement.to)).sorted()
            reasons.append("movements lead from it to \(targets.prefix(5).joined(separator: ", "))")
        }
        guard confidence >= Self.least else { return nil }
        if let first = system.firstCompromise { reasons.append("first sign of compromise at \(first)") }
        if system.presence == .referenced { reasons.append("its own logs are not held") }
        return RootCandidate(
            host: system.name, confidence: confidence, enteredFrom: entry?.from, time: start, reasons: reasons,
            evidence: ((entry?.evidence ?? []) + system.evidence).asEvidence)
    }

    private func entry(
        of system: SystemAssessment, _ into: [MovementFinder.Found]
    ) -> (from: String, reason: String, evidence: [EvidenceReference])? {
        if let outside = into.first(where: \.isFromOutside)?.movement {
            return (outside.from, "entered by \(outside.method) from \(outside.from)", outside.evidence)
        }
        let findings = facts.findings.filter { $0.host == system.name && $0.sighting.rule.level >= .medium }
        for (programs, means) in Self.entryParents {
            for reference in findings.flatMap(\.sighting.evidence) {
                guard let parent = facts.processes[reference]?.act.parent, programs.contains(ImagePath.base(parent))
                else {
                    continue
                }
                return (means, "\(ImagePath.base(parent)) started a suspicious program", [reference])
            }
        }
        for (id, means) in Self.entryTechniques {
            for finding in findings where finding.sighting.rule.techniques.contains(where: { $0.parent.text == id }) {
                return (means, "rule \u{201C}\(finding.sighting.rule.title)\u{201D}", finding.sighting.evidence)
            }
        }
        return nil
    }
}
