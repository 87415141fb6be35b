import Vocabulary

/// Steps of taking evidence in that belong together, gathered into one entry of the timeline.
struct Intake {
    private var events: [RecordedEvent] = []

    /// Whether an event belongs to the steps gathered so far: the same hand, without a long pause.
    func continues(with event: RecordedEvent) -> Bool {
        guard let last = events.last else { return true }
        return last.actor == event.actor && event.time.seconds(since: last.time) <= Timeline.intakePauseInSeconds
    }

    mutating func add(_ event: RecordedEvent) { events.append(event) }

    /// One entry at the time of the first step, or none; begins anew.
    mutating func finish() -> [TimelineEntry] {
        defer { events = [] }
        guard let first = events.first else { return [] }
        return [
            TimelineEntry(
                time: first.time, lane: .responders, kind: .action, host: nil,
                text: "\(parts.joined(separator: "; ")), by \(first.actor)", techniques: [], severity: nil, evidence: []
            )
        ]
    }

    private var parts: [String] {
        let sealed = events.compactMap {
            if case .evidenceSealed(let evidence) = $0.event { evidence.name } else { nil }
        }
        let again = events.count { if case .evidenceMetAgain = $0.event { true } else { false } }
        let missed = events.reduce(0) { if case .evidenceMissed(let files) = $1.event { $0 + files.count } else { $0 } }
        let records = events.reduce(into: (files: 0, records: 0)) { sum, event in
            let readings: [EvidenceReading] =
                switch event.event {
                case .evidenceRead(let reading): [reading]
                case .entriesRead(_, let entries): entries.compactMap(\.reading)
                default: []
                }
            sum.files += readings.count
            sum.records = readings.reduce(sum.records) { $0.addingReportingOverflow($1.records).partialValue }
        }
        let recorded = events.count { if case .findingRecorded = $0.event { true } else { false } }
        let extended = events.count { if case .findingExtended = $0.event { true } else { false } }
        let derived = events.contains { if case .scopeDerived = $0.event { true } else { false } }
        var parts: [String] = []
        if let name = sealed.first {
            parts.append(sealed.count == 1 ? "Evidence sealed: \(name)" : "Evidence sealed: \(sealed.count) files")
        }
        if missed > 0 { parts.append("Could not take in \(counted(missed, "file"))") }
        if again > 0 { parts.append("Met again in another place: \(counted(again, "file")) that the case held") }
        if records.files > 0 {
            parts.append("Evidence read: \(records.records) records in \(counted(records.files, "file"))")
        }
        if recorded > 0 { parts.append("Recorded: \(counted(recorded, "finding"))") }
        if extended > 0 { parts.append("Extended: \(counted(extended, "finding"))") }
        if derived { parts.append("Scope derived from the evidence") }
        return parts
    }

    private func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
