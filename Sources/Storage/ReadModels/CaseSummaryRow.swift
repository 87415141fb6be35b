import CaseLifecycle
import Foundation
import GRDB
import Vocabulary

/// A ``CaseSummary`` as a row. Ten thousand of them are read for one look at the queue, so each value has a column.
struct CaseSummaryRow {
    /// Number of columns.
    static let width = ReadModel.caseSummary.columns.split(separator: ",").count

    let summary: CaseSummary

    init(_ summary: CaseSummary) { self.summary = summary }

    /// The values in the order of the columns.
    var arguments: StatementArguments {
        [
            summary.id.number, summary.queuePlace, summary.state.rawValue, summary.lead.map { Data($0.utf8) },
            summary.priority, Data(summary.title.utf8), summary.criterion.map { Data($0.utf8) },
            summary.stateSince.ticks, summary.version, summary.opened.ticks, summary.updated.ticks, summary.evidence,
            summary.records, summary.issues, summary.findings, summary.systems, summary.confirmedSystems,
            summary.openDebts, summary.openTasks,
        ]
    }

    /// The rows that a clause chooses and orders.
    static func fetch(
        _ database: Database, _ clause: String, _ arguments: StatementArguments
    ) throws -> [CaseSummary] {
        let sql = "SELECT \(ReadModel.caseSummary.columns) FROM case_summary \(clause)"
        let rows = try Row.fetchCursor(database, sql: sql, arguments: arguments)
        var summaries: [CaseSummary] = []
        while let row = try rows.next() { summaries.append(try read(row)) }
        return summaries
    }

    /// Refuses where the journal knows of cases, or of events of them, that the rows do not: a list that lacks some would be
    /// believed.
    static func confirmComplete(_ database: Database) throws {
        let differing = try String.fetchOne(
            database,
            sql: """
                SELECT stream FROM head LEFT JOIN case_summary ON number = CAST(substr(stream, 3) AS INTEGER)
                WHERE stream GLOB 'C-*' AND version IS NOT count
                UNION ALL
                SELECT 'C-' || number FROM case_summary
                WHERE NOT EXISTS (SELECT 1 FROM head WHERE stream = 'C-' || number) LIMIT 1
                """)
        guard let differing else { return }
        throw StorageError(
            .damaged, "the list of cases",
            cause:
                "it is not what the journal says of \(differing); to make it anew from the journal: cordon admin rebuild"
        )
    }

    /// A stretch of the queue.
    static func queue(
        _ database: Database, _ filter: CaseFilter, offset: Int, limit: Int?
    ) throws -> Paged<CaseSummary> {
        var conditions: [String] = []
        var arguments: StatementArguments = []
        if let state = filter.state {
            conditions.append("state = ?")
            arguments += [state.rawValue]
        }
        if let lead = filter.lead {
            conditions.append("lead = ?")
            arguments += [Data(lead.utf8)]
        }
        if filter.isOpen {
            conditions.append("state <> ?")
            arguments += [CaseState.closed.rawValue]
        }
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let total = try Int.fetchOne(
            database, sql: "SELECT COUNT(*) FROM case_summary \(condition)", arguments: arguments)
        return Paged(
            items: try fetch(
                database, "\(condition) ORDER BY place, number LIMIT ? OFFSET ?",
                arguments + [limit.map { max(0, $0) } ?? -1, offset]),
            total: total ?? 0)
    }

    private static func read(_ row: Row) throws -> CaseSummary {
        func number(_ column: Int) -> Int? { Int.fromDatabaseValue(row[column]) }
        func text(_ column: Int) -> String? {
            Data.fromDatabaseValue(row[column]).map { String(decoding: $0, as: UTF8.self) }
        }
        func moment(_ column: Int) -> Timestamp? {
            Int64.fromDatabaseValue(row[column]).flatMap(Timestamp.init(ticks:))
        }
        let counts = [8, 11, 12, 13, 14, 15, 16, 17, 18].compactMap(number)
        guard let id = number(0), let state = String.fromDatabaseValue(row[2]).flatMap(CaseState.init(rawValue:)),
            let title = text(5), let since = moment(7), let opened = moment(9), let updated = moment(10),
            counts.count == 9
        else { throw StorageError(.damaged, "case_summary", cause: "cordon admin rebuild") }
        return CaseSummary(
            id: CaseID(number: id), title: title, state: state, stateSince: since, lead: text(3), criterion: text(6),
            priority: number(4), version: counts[0], opened: opened, updated: updated, evidence: counts[1],
            records: counts[2], issues: counts[3], findings: counts[4], systems: counts[5],
            confirmedSystems: counts[6], openDebts: counts[7], openTasks: counts[8])
    }
}
