import CaseLifecycle
import Vocabulary

/// A timeline entry and its place among the others.
struct TimelineRow {
    /// Tells the entry from the case's others: `E-12`, `F-3-first`, `F-3-last`, `M-7`.
    let key: String
    /// Decides between entries of the same moment and lane.
    let place: Int
    let entry: TimelineEntry

    /// What a case event says about the responders' acts; nil for what is not an act.
    init?(_ recorded: RecordedEvent) {
        guard let (host, act) = Self.act(recorded.event) else { return nil }
        key = "E-\(recorded.version)"
        place = recorded.version
        let evidence: [EvidenceReference] = []
        entry = TimelineEntry(
            time: recorded.time, lane: .responders, host: host, text: "\(act), by \(recorded.actor)", techniques: [],
            severity: nil, evidence: evidence)
    }

    private init(key: String, place: Int, entry: TimelineEntry) {
        self.key = key
        self.place = place
        self.entry = entry
    }

    /// The moments of a finding: its first record, and its last where that is later. None where no record has a time.
    static func rows(of finding: Finding) -> [TimelineRow] {
        let sighting = finding.sighting
        func row(_ name: String, _ time: Timestamp, _ text: String) -> TimelineRow {
            TimelineRow(
                key: "\(finding.id)-\(name)", place: finding.id.number,
                entry: TimelineEntry(
                    time: time, lane: .adversary, host: sighting.host.isEmpty ? nil : sighting.host, text: text,
                    techniques: sighting.rule.techniques, severity: sighting.rule.level, evidence: sighting.evidence))
        }
        guard let first = sighting.first else { return [] }
        var rows = [row("first", first, sighting.rule.title)]
        if let last = sighting.last, last > first {
            rows.append(row("last", last, "\(sighting.rule.title) (last of \(sighting.count))"))
        }
        return rows
    }

    /// The intruder's steps from system to system.
    static func rows(of movements: [Movement]) -> [TimelineRow] {
        movements.enumerated().map { index, movement in
            let account = movement.account.map { " as \($0)" } ?? ""
            return TimelineRow(
                key: "M-\(index)", place: index,
                entry: TimelineEntry(
                    time: movement.time, lane: .adversary, host: movement.to,
                    text: "\(movement.from) to \(movement.to) by \(movement.method)\(account)",
                    techniques: movement.technique.map { [$0] } ?? [], severity: nil, evidence: movement.evidence))
        }
    }

    private static func act(_ event: CaseEvent) -> (host: String?, text: String)? {
        switch event {
        case .opened(let title): (nil, "Case opened: \(title)")
        case .evidenceSealed(let evidence): (nil, "Evidence sealed: \(evidence.name), SHA-256 \(evidence.id)")
        case .leadAssigned(let person): (nil, "Lead assigned: \(person)")
        case .declared(let criterion): (nil, "Incident declared: \(criterion)")
        case .stateEntered(let state, _): (nil, "State entered: \(state.rawValue)")
        case .returned(let state, let reason): (nil, "Returned to \(state.rawValue): \(reason)")
        case .systemConfirmed(let system, let reason): (system, "Confirmed: \(reason)")
        case .systemCleared(let system, let reason, _): (system, "Cleared: \(reason)")
        case .noteAdded(let text): (nil, "Note: \(text)")
        case .evidenceRead, .findingRecorded, .findingExtended, .scopeDerived: nil
        }
    }
}

/// A timeline entry as the read model keeps it.
struct StoredTimelineEntry: Codable {
    let time: Timestamp
    let lane: TimelineEntry.Lane
    let host: String?
    let text: String
    let techniques: [TechniqueID]
    let severity: Severity?
    let evidence: [EvidenceReference]

    init(_ entry: TimelineEntry) {
        time = entry.time
        lane = entry.lane
        host = entry.host
        text = entry.text
        techniques = entry.techniques
        severity = entry.severity
        evidence = entry.evidence
    }

    var entry: TimelineEntry {
        TimelineEntry(
            time: time, lane: lane, host: host, text: text, techniques: techniques, severity: severity,
            evidence: evidence)
    }
}
