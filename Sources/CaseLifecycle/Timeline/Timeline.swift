import Vocabulary

/// A case in the order of time: what the adversary did beside what the responders did.
package enum Timeline {
    /// Steps of taking evidence in that follow each other within this many seconds are one entry: a folder of a
    /// hundred logs is one thing that a responder did. A longer pause means that somebody came back with more.
    static let intakePauseInSeconds = 600.0

    /// Every entry, earliest first; at the same moment the adversary's come first.
    ///
    /// The adversary's lane holds each finding at the time of its first record, each movement, and the first sign of
    /// compromise of systems that no movement leads to. What has no readable time is left out. The responders' lane
    /// holds the recorded events, where sealing, reading, findings and derived scope that follow each other closely by
    /// the same hand are one entry. An event that says when it happened stands at that moment, and beside it when it was
    /// entered.
    ///
    /// - Parameter events: The events of the case, in their order.
    package static func entries(of incident: Case, events: [RecordedEvent]) -> [TimelineEntry] {
        let entries = adversary(incident) + responders(events, policy: incident.policy ?? Policy())
        return entries.enumerated()
            .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
            .map(\.element)
    }

    private static func adversary(_ incident: Case) -> [TimelineEntry] {
        let reached = Set(incident.scope.movements.map(\.to))
        let entries = incident.scope.systems.compactMap { system -> TimelineEntry? in
            guard let time = system.firstCompromise, !reached.contains(system.name) else { return nil }
            let how = system.method.map { ": \($0)" } ?? ""
            return TimelineEntry(
                time: time, lane: .adversary, host: system.name, text: "First sign of compromise\(how)", techniques: [],
                severity: nil, evidence: system.evidence)
        }
        let movements = incident.scope.movements.map { movement in
            let account = movement.account.map { " as \($0)" } ?? ""
            return TimelineEntry(
                time: movement.time, lane: .adversary, host: movement.to,
                text: "Reached from \(movement.from)\(account): \(movement.method)",
                techniques: movement.technique.map { [$0] } ?? [], severity: nil, evidence: movement.evidence)
        }
        let findings = incident.findings.compactMap { finding -> TimelineEntry? in
            let sighting = finding.sighting
            guard let time = sighting.first else { return nil }
            let times = sighting.count > 1 ? " (\(sighting.count) times)" : ""
            return TimelineEntry(
                time: time, lane: .adversary, host: sighting.host.isEmpty ? nil : sighting.host,
                text: "\(finding.id): \(sighting.rule.title)\(times)", techniques: sighting.rule.techniques,
                severity: sighting.rule.level, evidence: sighting.evidence)
        }
        return entries + movements + findings
    }

    private static func responders(_ events: [RecordedEvent], policy: Policy) -> [TimelineEntry] {
        var entries: [TimelineEntry] = []
        var intake = Intake()
        for event in events {
            let words = event.event.words
            if words.kind != .intake {
                entries += intake.finish()
                let happened = words.happenedAt ?? event.time
                entries.append(
                    TimelineEntry(
                        time: happened, lane: .responders, kind: words.kind, host: words.host,
                        text: "\(words.line), by \(event.actor)", techniques: [], severity: nil, evidence: [],
                        enteredAt: happened == event.time ? nil : event.time,
                        isLate: policy.isLate(happened: happened, entered: event.time)))
            } else {
                if !intake.continues(with: event) { entries += intake.finish() }
                intake.add(event)
            }
        }
        return entries + intake.finish()
    }
}
