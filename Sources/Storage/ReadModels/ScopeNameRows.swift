package import CaseLifecycle
import Foundation
import GRDB
package import Vocabulary

/// The names by which cases know what the intruder holds, as rows: one look finds the cases that share one.
struct ScopeNameRows {
    let database: Database
    /// `main`, or `temp` for a copy to compare with.
    var schema = "main"

    /// Writes the names of one system or account of a case anew.
    func replace(_ target: Target, of incident: Case) throws {
        let kinds: [ScopeName.Kind] = target.kind == .system ? [.system, .address] : [.account]
        for kind in kinds {
            try execute(
                "DELETE FROM \(schema).scope_name WHERE case_number = ? AND kind = ? AND subject = ?",
                [incident.id.number, kind.rawValue, Data(target.name.utf8)])
        }
        try insert(incident.scopeNames(of: target), of: incident.id)
    }

    /// Brings all names of a case up to date. Thousands are as they were: only those that differ are written.
    func replaceAll(of incident: Case) throws {
        let names = incident.scopeNames
        let kept = try Self.names(of: incident.id, in: "\(schema).scope_name", database)
        for name in kept.subtracting(names) {
            try execute(
                "DELETE FROM \(schema).scope_name WHERE case_number = ? AND kind = ? AND subject = ? AND key = ?",
                [incident.id.number, name.kind.rawValue, Data(name.subject.utf8), Data(name.key.utf8)])
        }
        try insert(names.subtracting(kept), of: incident.id)
    }

    /// What can be read of the names of a case.
    private static func names(of id: CaseID, in table: String, _ database: Database) throws -> Set<ScopeName> {
        let rows = try Row.fetchCursor(
            database, sql: "SELECT key, kind, subject, verdict FROM \(table) WHERE case_number = ?",
            arguments: [id.number])
        var names: Set<ScopeName> = []
        while let row = try rows.next() {
            if let key = text(row[0]), let name = name(row, from: 1, key: key) { names.insert(name) }
        }
        return names
    }

    private func insert(_ names: Set<ScopeName>, of id: CaseID) throws {
        for name in names {
            try execute(
                "INSERT OR REPLACE INTO \(schema).scope_name (\(ReadModel.scopeName.columns)) VALUES (?, ?, ?, ?, ?)",
                [
                    id.number, name.kind.rawValue, Data(name.subject.utf8), Data(name.key.utf8), name.verdict.rawValue,
                ])
        }
    }

    private func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// The names of a case that other open cases have, too, with theirs. CROSS JOIN keeps the order: from the names of the
    /// one case to those who share them.
    static let sharedNames = """
        SELECT theirs.case_number, mine.key, mine.kind, mine.subject, mine.verdict,
            theirs.kind, theirs.subject, theirs.verdict
        FROM scope_name AS mine
        CROSS JOIN scope_name AS theirs ON theirs.key = mine.key AND theirs.case_number <> mine.case_number
        CROSS JOIN case_summary ON number = theirs.case_number AND state <> ?
        WHERE mine.case_number = ?
        """

    /// Other open cases that tell of what a case holds, in the order of opening: by evidence, whether this case holds it, too,
    /// or by what people said there.
    ///
    /// - Complexity: Looks up each name of the case once, however many cases there are.
    func otherCases(than id: CaseID) throws -> [OtherCase] {
        let rows = try Row.fetchCursor(
            database, sql: Self.sharedNames, arguments: [CaseState.closed.rawValue, id.number])
        var pairs: [CaseID: [(mine: ScopeName, theirs: ScopeName)]] = [:]
        while let row = try rows.next() {
            guard let number = Int.fromDatabaseValue(row[0]), let key = Self.text(row[1]),
                let mine = Self.name(row, from: 2, key: key), let theirs = Self.name(row, from: 5, key: key)
            else { throw StorageError(.damaged, "scope_name", cause: "cordon admin rebuild") }
            pairs[CaseID(number: number), default: []].append((mine, theirs))
        }
        return pairs.sorted { $0.key < $1.key }.compactMap { OtherCase($0.key, pairs: $0.value) }
    }

    private static func name(_ row: Row, from column: Int, key: String) -> ScopeName? {
        guard let kind = String.fromDatabaseValue(row[column]).flatMap(ScopeName.Kind.init(rawValue:)),
            let subject = text(row[column + 1]),
            let verdict = String.fromDatabaseValue(row[column + 2]).flatMap(SystemVerdict.init(rawValue:))
        else { return nil }
        return ScopeName(kind: kind, subject: subject, key: key, verdict: verdict)
    }

    private static func text(_ value: DatabaseValue) -> String? {
        Data.fromDatabaseValue(value).map { String(decoding: $0, as: UTF8.self) }
    }
}

extension CaseDatabase {
    /// Other open cases that tell of what each of these holds to be the intruder's; see ``OtherCase``.
    ///
    /// - Parameter confirmsList: Whether a list of cases that the journal knows better is an error. A damaged store that
    ///   is only looked at should still show what it can.
    package func otherCases(
        than ids: [CaseID], confirmsList: Bool = false
    ) throws(StorageError) -> [CaseID: [OtherCase]] {
        try read("cases") { database in
            if confirmsList { try CaseSummaryRow.confirmComplete(database) }
            let names = ScopeNameRows(database: database)
            return try ids.reduce(into: [:]) { found, id in found[id] = try names.otherCases(than: id) }
        }
    }
}
