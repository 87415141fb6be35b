import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// What the case holds, and through whose hands it came.
    static func evidence(_ material: ReportMaterial) -> ReportSection {
        let incident = material.incident
        guard !incident.evidence.isEmpty else {
            return ReportSection(.evidence, "Evidence", [.paragraph("No evidence was taken in.")] + missed(material))
        }
        let rows = incident.evidence.map { sealed -> [ReportCell] in
            let reading = incident.readings[sealed.id]
            let sealing = material.sealing(of: sealed.id)
            return [
                .text("\(words: material.label(of: sealed.id))"),
                .lines([.value(sealed.name, otherwise: "no name"), .code(sealed.id.hex)]), .number(sealed.bytes),
                reading.map { .text($0.formatWords) } ?? .absent("not read"),
                reading.map { .number($0.records) } ?? .absent("not read"),
                reading.map { .number($0.issueCount) } ?? .absent("not read"),
                .lines(
                    [
                        .value(sealing?.actor.description, otherwise: "by whom is not recorded"),
                        .time(sealing?.time, otherwise: "when is not recorded"),
                        sealed.origin.isEmpty
                            ? .absent("from where is not recorded") : .text("from \(value: sealed.origin)"),
                    ] + owner(sealed.host, sealed.hostSource) + otherPlaces(incident.otherPlaces(of: sealed.id))),
            ]
        }
        return ReportSection(
            .evidence, "Evidence",
            [.paragraph("Each file is kept as it came, under the SHA-256 of its bytes.")]
                + material.table(
                    caption: "Evidence in the order of sealing",
                    columns: ["Label", "Name and SHA-256", "Bytes", "Format", "Records", "Issues", "Sealed"], rows: rows
                ) + missed(material) + entries(material) + accounts(material))
    }

    /// What was brought and could not be taken in: nothing in the report speaks of it.
    private static func missed(_ material: ReportMaterial) -> [ReportBlock] {
        let files = material.incident.missedFiles
        guard !files.isEmpty else { return [] }
        let rows = files.map { file -> [ReportCell] in [.text("\(value: file.origin)"), .text("\(value: file.reason)")]
        }
        return material.table(
            caption: "Brought as evidence and not taken in: nothing in this report speaks of it",
            columns: ["Where it lies", "Why"], rows: rows)
    }

    /// Where else the same bytes were met; they are counted once.
    private static func otherPlaces(_ places: [EvidencePlace]) -> [ReportCell] {
        places.prefix(placesShown).flatMap { place in
            [.text("the same bytes from \(value: place.origin)")] + owner(place.host, place.hostSource)
        }
            + (places.count > placesShown
                ? [.text("and from \(places.count - placesShown, "place") more")] : [])
    }

    /// Files that whole collections have in common, such as empty ones, would fill pages.
    private static let placesShown = 20

    /// Whose a file is, and who said so.
    private static func owner(_ host: String?, _ source: String?) -> [ReportCell] {
        guard let host else { return [] }
        guard let source else { return [.text("of \(value: host), as said with it")] }
        return [.text("of \(value: host), by \(value: source)")]
    }

    /// Where the bytes and records of each file went.
    private static func accounts(_ material: ReportMaterial) -> [ReportBlock] {
        let rows = material.incident.everyReading.compactMap { reading -> [ReportCell]? in
            guard let account = reading.account, !reading.format.isContainer else { return nil }
            return [
                .text("\(words: material.label(of: reading.evidence))"), .number(account.bytes),
                .number(account.recordBytes), .number(account.skippedBytes), .number(account.otherBytes),
                .number(account.recordsRead), .number(account.recordsSkipped),
                .time(account.first, otherwise: "none"), .time(account.last, otherwise: "none"),
            ]
        }
        guard !rows.isEmpty else { return [] }
        return material.table(
            caption:
                "Where the bytes went: records, what was skipped with an issue, and headers, separators and free space",
            columns: [
                "Label", "Bytes", "Of records", "Skipped", "Other", "Records read", "Skipped records", "First", "Last",
            ], rows: rows)
    }

    /// The files inside of containers, each evidence of its own.
    private static func entries(_ material: ReportMaterial) -> [ReportBlock] {
        let rows = material.incident.evidence.flatMap { sealed in
            (material.incident.entries[sealed.id] ?? []).map { entry -> [ReportCell] in
                let reading = entry.reading
                return [
                    .text(reading.map { "\(words: material.label(of: $0.evidence))" } ?? "-"),
                    .text("\(words: material.label(of: sealed.id))"),
                    .lines(
                        [
                            .value(entry.name, otherwise: "no name"),
                            .code(reading?.evidence.hex, otherwise: "none of its bytes could be had"),
                        ] + owner(entry.host, entry.hostSource)), .number(entry.bytes),
                    reading.map { .text($0.formatWords) } ?? .absent("not read"),
                    reading.map { .number($0.records) } ?? .absent("not read"),
                    entry.problem.map { .text("\(words: $0.words)") } ?? .absent("nothing"),
                ]
            }
        }
        guard !rows.isEmpty else { return [] }
        return material.table(
            caption: "Files inside of containers, which are kept in their containers only",
            columns: ["Label", "In", "Name and SHA-256", "Bytes", "Format", "Records", "Not read"], rows: rows)
    }

    /// What could not be read.
    static func issues(_ material: ReportMaterial) -> ReportSection {
        let incident = material.incident
        let readings = incident.everyReading
        let total = readings.reduce(0) { $0.addingReportingOverflow($1.issueCount).partialValue }
        let rows = readings.flatMap { reading in
            reading.issues.map { issue -> [ReportCell] in
                [
                    .text("\(words: material.label(of: reading.evidence))"), .text(issue.kind.words),
                    // Offsets of up to 16 EB fit no Int.
                    .text("\(words: String(issue.offset))"), .value(issue.detail, otherwise: "no detail"),
                ]
            }
        }
        guard !rows.isEmpty || total > 0 else {
            return ReportSection(.issues, "Parse issues", [.paragraph("None: everything of a known format was read.")])
        }
        let shown = min(rows.count, ReportLimits.rows)
        var blocks: [ReportBlock] = [
            .paragraph(
                "\(total, "issue") \(total == 1 ? "was" : "were") met; \(shown) \(shown == 1 ? "is" : "are") listed.")
        ]
        if !rows.isEmpty {
            blocks += material.table(
                caption: "Damage met in evidence", columns: ["Evidence", "Kind", "Offset in bytes", "What"], rows: rows)
        }
        return ReportSection(.issues, "Parse issues", blocks)
    }

    /// The full form of every citation, so that a claim leads to its record.
    static func references(citedIn sections: [ReportSection], of material: ReportMaterial) -> ReportSection {
        let sealed = material.incident.evidence.map { ($0.id, $0.name) }
        let entries = material.incident.evidence.flatMap { container in
            (material.incident.entries[container.id] ?? []).compactMap { entry in
                entry.reading.map { ($0.evidence, "\(container.name)!/\(entry.name)") }
            }
        }
        let names = Dictionary(sealed + entries, uniquingKeysWith: { first, _ in first })
        let citations = Set(sections.flatMap(\.blocks).flatMap(\.citations)).sorted {
            ($0.file ?? .max, $0.reference) < ($1.file ?? .max, $1.reference)
        }
        guard !citations.isEmpty else {
            return ReportSection(.references, "Evidence references", [.paragraph("No record is cited.")])
        }
        return ReportSection(
            .references, "Evidence references",
            [
                .paragraph(
                    "E1#17 is record 17, counted from 0, of evidence E1. The full reference names the file by its SHA-256."
                ),
                .table(
                    ReportTable(
                        caption: "Records cited in this report", columns: ["Citation", "Full reference", "File"],
                        rows: citations.map { citation in
                            [
                                .reference(citation), .code(citation.reference.description),
                                .value(names[citation.reference.evidence], otherwise: "not held by this case"),
                            ]
                        })),
            ])
    }
}

extension ReportBlock {
    /// The citations in a table; other blocks cite nothing.
    var citations: [Citation] {
        guard case .table(let table) = self else { return [] }
        return table.rows.joined().flatMap { cell -> [Citation] in
            if case .citations(let citations) = cell { citations.shown } else { [] }
        }
    }
}

extension EvidenceReading {
    /// What it is; of what was not read also why.
    fileprivate var formatWords: ReportText {
        switch unread {
        case .text(let line): "not recognised: text whose lines have no known form; begins with \(value: line)"
        case .held: "\(words: unread?.words ?? "")"
        case let unread?: "not recognised: \(words: unread.words)"
        case nil: format.words
        }
    }
}

extension EvidenceFormat {
    var words: ReportText {
        switch self {
        case .evtx: "EVTX"
        case .jsonLines: "JSON lines"
        case .json: "JSON"
        case .csv: "CSV"
        case .zeek: "Zeek"
        case .w3c: "W3C extended log"
        case .windowsXML: "Windows events as XML"
        case .syslog: "syslog"
        case .journalExport: "journal export"
        case .journalFile: "journal of systemd"
        case .auditd: "auditd log"
        case .webLog: "web server log"
        case .applianceLog: "appliance log"
        case .containerLog: "log of a container"
        case .dhcpServer: "log of a DHCP server"
        case .shellHistory: "shell history"
        case .loginRecords: "login records (utmp)"
        case .lastLog: "lastlog"
        case .gzip, .bzip2, .xz, .zstd, .zip, .tar, .sevenZip: "container (\(words: rawValue))"
        case .unknown: "not recognised"
        }
    }
}

extension ParseIssue.Kind {
    var words: ReportText {
        switch self {
        case .damagedHeader: "damaged header"
        case .badChecksum: "bad checksum"
        case .damagedRecord: "damaged record"
        case .truncated: "truncated"
        case .limit: "limit reached"
        case .badTime: "time not readable"
        case .unknownLine: "line of another kind"
        case .notRead: "not read"
        }
    }
}
