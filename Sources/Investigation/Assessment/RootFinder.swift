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
    /// What is left of a candidate that explains none of the other compromised computers.
    private static let explainsNothing = 0.3
    /// What a computer counts that shows later signs and to which no movement is seen: most likely the record of the one
    /// that led there is missing. Of an earlier one nothing is explained, for then there were two intrusions.
    private static let hiddenStep = 0.75
    /// Candidates whose movements are followed; the rest are too weak to come first.
    private static let followed = 50

    /// Candidates, most likely first.
    func roots() -> [RootCandidate] {
        let compromised = systems.filter { $0.confidence >= MovementFinder.standsAlone }
        let into = Dictionary(grouping: movements, by: \.movement.to)
        let from = Dictionary(grouping: movements, by: \.movement.from)
        let starts = Dictionary(
            uniqueKeysWithValues: compromised.map { system in
                (system.name, start(of: system, from: from[system.name] ?? []))
            })
        var candidates = compromised.filter { $0.verdict != .unknown }.compactMap { system in
            candidate(
                system, start: starts[system.name] ?? nil, into: into[system.name] ?? [], from: from[system.name] ?? [])
        }.sorted(by: inOrder)
        // Where an intrusion began, the movements lead on to the rest of it.
        for index in candidates.indices {
            let share =
                index < Self.followed ? share(of: compromised, startingAt: starts, explainedBy: candidates[index]) : 0
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

    /// The first that is seen of an intruder on a computer.
    private func start(of system: SystemAssessment, from: [MovementFinder.Found]) -> Timestamp? {
        [system.firstCompromise, from.first?.movement.time].compactMap(\.self).min()
    }

    private func candidate(
        _ system: SystemAssessment, start: Timestamp?, into: [MovementFinder.Found], from: [MovementFinder.Found]
    ) -> RootCandidate? {
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

    /// How much of the compromised computers is explained where one of them was the first: in full what its movements
    /// lead to, in part what shows signs only later.
    private func share(
        of compromised: [SystemAssessment], startingAt starts: [String: Timestamp?], explainedBy root: RootCandidate
    ) -> Double {
        guard compromised.count > 1 else { return 1 }
        var reached: [String: (weight: Double, time: Timestamp)] = [:]
        if let start = root.time {
            for system in compromised {
                guard let time = starts[system.name] ?? nil, time >= start else { continue }
                reached[system.name] = (Self.hiddenStep, time)
            }
            reached[root.host] = (1, start)
        }
        for movement in movements.map(\.movement) {
            let time = movement.time.advanced(bySeconds: MovementWindow.twoComputers)
            guard let from = reached[movement.from], time >= from.time else { continue }
            if let known = reached[movement.to], known.weight >= from.weight { continue }
            reached[movement.to] = (from.weight, movement.time)
        }
        let all = compromised.reduce(0) { $0 + $1.confidence }
        return compromised.reduce(0) { sum, system in
            sum + system.confidence * (system.name == root.host ? 1 : reached[system.name]?.weight ?? 0)
        } / all
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
