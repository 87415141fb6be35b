import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// Adversary and responders in one order of time.
    static func timeline(_ material: ReportMaterial) -> ReportSection {
        let adversary = chosen(material.timeline, lane: .adversary)
        let responders = chosen(material.timeline, lane: .responders)
        // Both lanes keep the order of the whole, so that entries of the same moment stay as they were.
        let places = Set(adversary.places + responders.places)
        let entries = material.timeline.enumerated().filter { places.contains($0.offset) }.map(\.element)
        guard !entries.isEmpty else {
            return ReportSection(.timeline, "Timeline", [.paragraph("Nothing has a time that can be read.")])
        }
        var blocks: [ReportBlock] = []
        if adversary.leftOut + responders.leftOut > 0 {
            blocks.append(
                .notice(
                    ReportNotice(
                        .note,
                        "Left out: \(adversary.leftOut) entries of the adversary, \(responders.leftOut) of the responders",
                        [
                            """
                            The timeline shows at most \(ReportLimits.timelineEntriesPerLane) entries of either. Steps \
                            between systems come first, then findings by severity, then the earlier before the later.
                            """
                        ])))
        }
        blocks.append(
            .table(
                ReportTable(
                    caption: "What happened and what was done about it, in UTC",
                    columns: ["Time", "Who", "System", "What", "Severity", "Techniques", "Evidence"],
                    rows: entries.map { row($0, material) })))
        return ReportSection(.timeline, "Timeline", blocks)
    }

    private static func chosen(_ entries: [TimelineEntry], lane: TimelineEntry.Lane) -> (places: [Int], leftOut: Int) {
        let all = entries.enumerated().filter { $0.element.lane == lane }
        let ranked = all.sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
        let kept = ranked.prefix(ReportLimits.timelineEntriesPerLane).map(\.offset)
        return (kept, all.count - kept.count)
    }

    /// A step has no severity and outranks every finding; entries come in the order of time already.
    private static func rank(_ entry: TimelineEntry) -> Int {
        guard let severity = entry.severity else { return 0 }
        return Severity.allCases.count - severity.place + 1
    }

    /// The lane, and for what responders did whether it is a fact, an action, a decision, a communication or an opinion.
    private static func who(_ entry: TimelineEntry) -> ReportCell {
        entry.lane == .adversary
            ? .lane(entry.lane) : .lines([.lane(entry.lane), .text("\(words: entry.kind.rawValue)")])
    }

    private static func what(_ entry: TimelineEntry) -> ReportCell {
        guard let entered = entry.enteredAt else { return .text(ReportText(value: entry.text)) }
        return .lines([
            .text(ReportText(value: entry.text)),
            .text(entry.isLate ? "entered late, on \(entered)" : "entered on \(entered)"),
        ])
    }

    private static func row(_ entry: TimelineEntry, _ material: ReportMaterial) -> [ReportCell] {
        let isAdversary = entry.lane == .adversary
        return [
            .time(entry.time), who(entry), .value(entry.host, otherwise: isAdversary ? "not named" : "—"),
            what(entry), entry.severity.map { .severity($0) } ?? .absent("—"),
            entry.techniques.isEmpty
                ? .absent("—") : .text(entry.techniques.map { "\(words: $0.text)" as ReportText }.joined()),
            isAdversary ? material.cite(entry.evidence) : .absent("journal"),
        ]
    }
}
