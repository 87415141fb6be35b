import CaseLifecycle
import Vocabulary

/// A dossier with what several sections need of it worked out once.
struct ReportMaterial {
    /// A system and what the case holds of it.
    struct System {
        let name: String
        let standing: SystemStanding
        var verdict: SystemVerdict { standing.verdict }
        var firstCompromise: Timestamp? { standing.assessment?.firstCompromise }
        /// Orders systems by time, those without one last.
        var ticksOrLast: Int64 { firstCompromise?.ticks ?? .max }
        /// Suspected or confirmed: part of what happened.
        var isTouched: Bool { verdict == .confirmed || verdict.isSuspected }
    }

    let dossier: CaseDossier
    let timeline: [TimelineEntry]
    /// Worst verdict first, then in the order in which they were compromised, then by name.
    let systems: [System]
    /// Whether the process was followed; nil where the dossier holds no events.
    let conformance: ConformanceResult?
    private let fileNumbers: [EvidenceID: Int]
    private let sealings: [EvidenceID: RecordedEvent]

    var incident: Case { dossier.incident }
    var context: DecisionContext { dossier.context }

    init(_ dossier: CaseDossier) {
        self.dossier = dossier
        conformance = Conformance.check(
            dossier.incident.id, events: dossier.events, organisation: dossier.organisationEvents,
            at: dossier.generatedAt)
        timeline = Timeline.entries(of: dossier.incident, events: dossier.events)
        systems = dossier.incident.systems.map { System(name: $0.key, standing: $0.value) }.sorted { left, right in
            if left.verdict != right.verdict { return left.verdict.reportOrder < right.verdict.reportOrder }
            return (left.ticksOrLast, left.name) < (right.ticksOrLast, right.name)
        }
        let sealed = dossier.incident.evidence
        // Files inside of containers are cited like others; their numbers follow.
        let entries = sealed.flatMap { dossier.incident.entries[$0.id] ?? [] }.compactMap(\.reading?.evidence)
        fileNumbers = Dictionary(
            (sealed.map(\.id) + entries).enumerated().map { ($0.element, $0.offset + 1) }, uniquingKeysWith: min)
        sealings = dossier.events.reduce(into: [:]) { sealings, event in
            if case .evidenceSealed(let sealed) = event.event, sealings[sealed.id] == nil {
                sealings[sealed.id] = event
            }
        }
    }

    /// The event in which a piece of evidence was sealed; nil where the dossier does not hold it.
    func sealing(of evidence: EvidenceID) -> RecordedEvent? { sealings[evidence] }

    /// The name by which people know somebody.
    func name(of actor: Principal) -> String { dossier.organisation.name(of: actor) }

    /// Who did something, and when.
    func who(_ stamp: Stamp) -> ReportCell { .text("\(value: name(of: stamp.actor)), \(stamp.time)") }

    /// How a file is cited, `E3`.
    func label(of evidence: EvidenceID) -> String { fileNumbers[evidence].map { "E\($0)" } ?? "not held" }

    /// The first few of the records that support a claim.
    func cite(_ references: [EvidenceReference], total: Int? = nil) -> ReportCell {
        guard !references.isEmpty else { return .absent("none recorded") }
        return .citations(
            Citations(
                shown: references.prefix(ReportLimits.citations).map { Citation($0, file: fileNumbers[$0.evidence]) },
                total: max(total ?? 0, references.count)))
    }

    /// Names under one another, as many as fit.
    func names(_ names: [String], otherwise absent: String) -> ReportCell {
        guard !names.isEmpty else { return .absent(absent) }
        var lines = names.prefix(ReportLimits.names).map { ReportCell.text(ReportText(value: $0)) }
        if names.count > lines.count { lines.append(.text("and \(names.count - lines.count) more")) }
        return lines.count == 1 ? lines[0] : .lines(lines)
    }

    /// A table of at most ``ReportLimits/rows`` rows, and the count of those that did not fit.
    func table(caption: ReportText, columns: [String], rows: [[ReportCell]]) -> [ReportBlock] {
        let table = ReportBlock.table(
            ReportTable(caption: caption, columns: columns, rows: Array(rows.prefix(ReportLimits.rows))))
        guard rows.count > ReportLimits.rows else { return [table] }
        return [
            table,
            .notice(ReportNotice(.note, "\(rows.count - ReportLimits.rows) more rows are not shown.", [])),
        ]
    }
}

extension SystemVerdict {
    /// Worst first.
    var reportOrder: Int {
        switch self {
        case .confirmed: 0
        case .probable: 1
        case .possible: 2
        case .unknown: 3
        case .cleared: 4
        case .outOfScope: 5
        }
    }

    var words: String { self == .outOfScope ? "out of scope" : rawValue }
}

extension ReportCell {
    static func time(_ moment: Timestamp?, otherwise absent: String) -> ReportCell {
        moment.map { .time($0) } ?? .absent(absent)
    }

    static func value(_ text: String?, otherwise absent: String) -> ReportCell {
        text.flatMap { $0.isEmpty ? nil : .text(ReportText(value: $0)) } ?? .absent(absent)
    }

    static func code(_ text: String?, otherwise absent: String) -> ReportCell {
        text.flatMap { $0.isEmpty ? nil : .code($0) } ?? .absent(absent)
    }
}
