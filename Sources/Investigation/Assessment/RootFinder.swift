import Vocabulary

/// Finds where the intrusion began: compromised computers that nothing earlier leads into, as far as it is known.
struct RootFinder {
    let facts: CaseFacts
    let movements: [MovementFinder.Found]
    let systems: [SystemAssessment]

    private struct Step {
        let found: MovementFinder.Found
        /// The computer it came from, the address otherwise.
        var from: String

        var movement: Movement { found.movement }
        /// Told by the account alone, and not by the address.
        var isPresumed: Bool { from != movement.from }
        var confidence: Double { movement.confidence * (isPresumed ? RootFinder.hiddenStep : 1) }
    }

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
    /// An address of no known computer may be that of one here, too.
    private static let strangeEntry = 0.9
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
        let steps = likelySteps()
        let into = Dictionary(grouping: steps, by: \.movement.to)
        let from = Dictionary(grouping: steps, by: \.from)
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
                index < Self.followed
                ? share(of: compromised, startingAt: starts, along: steps, explainedBy: candidates[index]) : 0
            candidates[index].confidence *= Self.explainsNothing + (1 - Self.explainsNothing) * share
        }
        return candidates.sorted(by: inOrder)
    }

    /// Steps as they most likely were: those from an address that no computer is known by come from the one that the same
    /// account had just come to, where that is the only one whose own address is not known either.
    private func likelySteps() -> [Step] {
        var arrivals: [String: TimeLine<String>] = [:]
        return movements.map { found in
            let movement = found.movement
            var step = Step(found: found, from: movement.from)
            guard let account = movement.account.flatMap({ AccountName(user: $0) }) else { return step }
            if let address = NetworkAddress(movement.from), !address.isPublic {
                let since = movement.time.advanced(bySeconds: -MovementWindow.goingOn)
                let places = Set(arrivals[account.user]?.between(since, movement.time, within: 0) ?? [])
                    .subtracting([movement.to])
                if places.count == 1, let place = places.first { step.from = place }
            }
            if facts.directory.entries[movement.to]?.addresses.isEmpty ?? true {
                arrivals[account.user, default: TimeLine()].append(movement.to, at: movement.time)
            }
            return step
        }
    }

    /// The best first; between equals the earliest.
    private func inOrder(_ left: RootCandidate, _ right: RootCandidate) -> Bool {
        (right.confidence, left.time?.ticks ?? .max, left.host) < (
            left.confidence, right.time?.ticks ?? .max, right.host
        )
    }

    /// The first that is seen of an intruder on a computer.
    private func start(of system: SystemAssessment, from: [Step]) -> Timestamp? {
        [system.firstCompromise, from.first?.movement.time].compactMap(\.self).min()
    }

    private func candidate(
        _ system: SystemAssessment, start: Timestamp?, into: [Step], from: [Step]
    ) -> RootCandidate? {
        let earlier = into.filter { step in
            step.from != Party.unknownName && NetworkAddress(step.from) == nil
                && (start.map { step.movement.time <= $0 } ?? true)
        }
        let reached = earlier.map(\.confidence).max() ?? 0
        var confidence = system.confidence * (1 - Self.reached * reached)
        var reasons =
            reached == 0 ? ["no earlier movement leads into it"] : ["only weak signs of an earlier movement into it"]
        let known = entry(of: system, into)
        let entry = known ?? strangeAddress(into, until: start)
        if let entry { reasons.append(entry.reason) }
        if known == nil { confidence *= entry == nil ? Self.withoutEntry : Self.strangeEntry }
        if from.isEmpty {
            if !movements.isEmpty { confidence *= Self.withoutSteps }
        } else {
            let targets = Set(from.filter { !$0.isPresumed }.map(\.movement.to)).sorted()
            if !targets.isEmpty {
                reasons.append("movements lead from it to \(targets.prefix(5).joined(separator: ", "))")
            }
            if let step = from.first(where: \.isPresumed)?.movement {
                reasons.append(
                    "the account that came to it goes on to \(step.to) from \(step.from), most likely its address")
            }
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
        _ into: [Step], until start: Timestamp?
    ) -> (from: String, reason: String, evidence: [EvidenceReference])? {
        let first = into.first { step in
            NetworkAddress(step.from) != nil && (start.map { step.movement.time <= $0 } ?? true)
        }?.movement
        guard let first else { return nil }
        return (
            first.from, "reached by \(first.method) from \(first.from), which is no computer that is known",
            first.evidence
        )
    }

    /// How much of the compromised computers is explained where one of them was the first: in full what its movements
    /// lead to, in part what shows signs only later.
    private func share(
        of compromised: [SystemAssessment], startingAt starts: [String: Timestamp?], along steps: [Step],
        explainedBy root: RootCandidate
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
        for step in steps {
            let movement = step.movement
            let time = movement.time.advanced(bySeconds: MovementWindow.twoComputers)
            guard let from = reached[step.from], time >= from.time else { continue }
            let weight = step.isPresumed ? min(from.weight, Self.hiddenStep) : from.weight
            if let known = reached[movement.to], known.weight >= weight { continue }
            reached[movement.to] = (weight, movement.time)
        }
        let all = compromised.reduce(0) { $0 + $1.confidence }
        return compromised.reduce(0) { sum, system in
            sum + system.confidence * (system.name == root.host ? 1 : reached[system.name]?.weight ?? 0)
        } / all
    }

    private func entry(
        of system: SystemAssessment, _ into: [Step]
    ) -> (from: String, reason: String, evidence: [EvidenceReference])? {
        if let outside = into.first(where: \.found.isFromOutside)?.movement {
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
