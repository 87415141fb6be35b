import CaseLifecycle
import Foundation
import GRDB
import Vocabulary

/// Writes what events say into the read models.
///
/// Each row follows from the case after its events and from the events' own time and actor, never from what the table
/// held before, so that the rows are the same however the events were grouped when they were appended.
struct Projection {
    let database: Database
    /// `main`, or `temp` for a copy to compare with.
    let schema: String
    private let coding = CaseEventCoding()

    init(database: Database, schema: String = "main") {
        self.database = database
        self.schema = schema
    }

    /// Brings the rows of a case up to date.
    ///
    /// - Parameters:
    ///   - events: What was appended.
    ///   - incident: The case after them.
    ///   - opened: When the case's first event was appended.
    func apply(_ events: [RecordedEvent], to incident: Case, opened: Timestamp) throws {
        guard let last = events.last else { return }
        var findings: Set<FindingID> = []
        var systems: Set<String> = []
        var named: Set<Target> = []
        var namesChanged = false
        for recorded in events {
            switch recorded.event {
            case .evidenceSealed(let sealed):
                // What was destroyed and is found again stands in one row, as it does in the case.
                if incident.custody.items[sealed.id]?.formerDestructions.isEmpty == false {
                    try execute(
                        "DELETE FROM \(schema).evidence_item WHERE case_number = ? AND sha256 = ?",
                        [incident.id.number, sealed.id.hex])
                }
                try write(sealed, recorded, reading: incident.readings[sealed.id], incident.id)
            case .evidenceRead(let reading):
                try write(incident.readings[reading.evidence] ?? reading, incident.id)
            case .findingRecorded(let finding): findings.insert(finding.id)
            case .findingExtended(let id, _): findings.insert(id)
            case .scopeDerived(let assessment):
                systems.formUnion(assessment.systems.map(\.name))
                namesChanged = true
            case .systemConfirmed(let name, _), .systemCleared(let name, _, _):
                systems.insert(name)
                named.insert(.system(name))
            case .scope(let event):
                if let name = event.system { systems.insert(name) }
                if case .judged(let target, _, _, _) = event { named.insert(target) }
                if case .commandChannelNamed = event { namesChanged = true }
            default: break
            }
        }
        for id in findings.sorted() where incident.findings.indices.contains(id.number - 1) {
            try write(incident.findings[id.number - 1], incident.id)
        }
        for name in systems.sorted() {
            if let standing = incident.systems[name] {
                try write(SystemItem(name: name, standing: standing), incident.id)
            }
        }
        let names = ScopeNameRows(database: database, schema: schema)
        if namesChanged {
            try names.replaceAll(of: incident)
        } else {
            for target in named { try names.replace(target, of: incident) }
        }
        let summary = CaseSummaryRow(CaseSummary(incident, opened: opened, updated: last.time))
        try execute(
            "INSERT OR REPLACE INTO \(schema).case_summary (\(ReadModel.caseSummary.columns)) VALUES "
                + "(\(databaseQuestionMarks(count: CaseSummaryRow.width)))", summary.arguments)
    }

    private func write(
        _ sealed: SealedEvidence, _ recorded: RecordedEvent, reading: EvidenceReading?, _ id: CaseID
    ) throws {
        try execute(
            """
            INSERT OR REPLACE INTO \(schema).evidence_item (\(ReadModel.evidenceItem.columns))
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id.number, recorded.version, sealed.id.hex, recorded.time.text(digits: 7), try text(recorded.actor),
                try text(sealed), try reading.map { try text($0) },
            ])
    }

    private func write(_ reading: EvidenceReading, _ id: CaseID) throws {
        try execute(
            "UPDATE \(schema).evidence_item SET reading = ? WHERE case_number = ? AND sha256 = ?",
            [try text(reading), id.number, reading.evidence.hex])
    }

    private func write(_ finding: Finding, _ id: CaseID) throws {
        let severity = Severity.allCases.firstIndex(of: finding.sighting.rule.level) ?? 0
        try execute(
            "INSERT OR REPLACE INTO \(schema).finding (\(ReadModel.finding.columns)) VALUES (?, ?, ?, ?, ?)",
            [id.number, finding.id.number, severity, Data(finding.sighting.host.utf8), try text(finding)])
    }

    private func write(_ system: SystemItem, _ id: CaseID) throws {
        try execute(
            "INSERT OR REPLACE INTO \(schema).system (\(ReadModel.system.columns)) VALUES (?, ?, ?, ?)",
            [id.number, Data(system.name.utf8), system.verdict.rawValue, try text(system)])
    }

    private func text(_ value: some Encodable) throws -> String {
        String(decoding: try coding.encode(value), as: UTF8.self)
    }

    private func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
