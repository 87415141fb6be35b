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
    /// What is left of a candidate from which nothing leads to the rest of many compromised computers.
    private static let explainsNothing = 0.3
    /// Candidates whose movements are followed; the rest are too weak to come first.
    private static let followed = 50

    /// Candidates, most likely first.
    func roots() -> [RootCandidate] {
        let compromised = Set(systems.filter { $0.confidence >= MovementFinder.standsAlone }.map(\.name))
        var candidates = systems.filter { $0.verdict != .unknown && $0.confidence >= MovementFinder.standsAlone }
            .compactMap(candidate).sorted(by: inOrder)
        // Where an intrusion began, the movements lead on to the rest of it.
        for index in candidates.indices {
            let share = index < Self.followed ? share(of: compromised, reachedFrom: candidates[index]) : 0
            candidates[index].confidence *= Self.explainsNothing + (1 - Self.explainsNothing) * share
        }
        return candidates.sorted(by: inOrder)
    }

    /// The best first; between equals the earliest.
    private func inOrder(_ left: RootCandidate, _ right: RootCandidate) -> Bool {
        (right.confidence, left.time?.ticks ?? .max, left.host) < (
            left.confidence, right.time?.ticks ?? .max, right.host
        )
    }

    private func candidate(_ system: SystemAssessment) -> RootCandidate? {
        let into = movements.filter { $0.movement.to == system.name }
        let from = movements.filter { $0.movement.from == system.name }
        let start = [system.firstCompromise, from.first?.movement.time].compactMap(\.self).min()
        let earlier = into.filter { found in
            !found.isFromOutside && found.movement.from != Party.unknownName
                && NetworkAddress(found.movement.from) == nil && (start.map { found.movement.time <= $0 } ?? true)
        }
        let reached = earlier.map(\.movement.confidence).max() ?? 0
        var confidence = system.confidence * (1 - Self.reached * reached)
        var reasons =
            reached == 0 ? ["no earlier movement leads into it"] : ["only weak signs of an earlier movement into it"]
        let entry = entry(of: system, into) ?? strangeAddress(into, until: start)
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

    /// An address that no computer is known to use, as those of tunnels and of machines that nobody manages: the way in,
    /// as far as the evidence goes.
    private func strangeAddress(
        _ into: [MovementFinder.Found], until start: Timestamp?
    ) -> (from: String, reason: String, evidence: [EvidenceReference])? {
        let first = into.map(\.movement).first { movement in
            NetworkAddress(movement.from) != nil && (start.map { movement.time <= $0 } ?? true)
        }
        guard let first else { return nil }
        return (
            first.from, "reached by \(first.method) from \(first.from), which is no computer that is known",
            first.evidence
        )
    }

    /// How many of the compromised computers the movements lead to from one of them, itself included.
    private func share(of compromised: Set<String>, reachedFrom root: RootCandidate) -> Double {
        guard compromised.count > 1 else { return 1 }
        var since: [String: Timestamp] = [:]
        since[root.host] = root.time
        for movement in movements.map(\.movement) {
            let time = movement.time.advanced(bySeconds: MovementWindow.twoComputers)
            guard let from = since[movement.from], time >= from, since[movement.to] == nil else { continue }
            since[movement.to] = movement.time
        }
        return Double(compromised.count { since[$0] != nil || $0 == root.host }) / Double(compromised.count)
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
