import Foundation
import GRDB
package import Vocabulary

extension CaseDatabase {
    /// The evidence of a case, in the order of sealing.
    package func evidence(of id: CaseID, page: Page = Page()) throws(StorageError) -> Paged<EvidenceItem> {
        try read(id.description) { database in
            let coding = CaseEventCoding()
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT sealed, sealed_at, sealed_by, reading FROM evidence_item WHERE case_number = ?
                    ORDER BY version LIMIT ? OFFSET ?
                    """, arguments: [id.number, page.limit, page.offset])
            let items = try rows.map { row in
                let texts = (0..<4).map { String.fromDatabaseValue(row[$0]) }
                guard let sealed = texts[0], let sealedAt = texts[1].flatMap(Timestamp.init(iso8601:)),
                    let sealedBy = texts[2]
                else { throw StorageError(.damaged, "evidence_item", cause: "cordon admin rebuild") }
                return EvidenceItem(
                    sealed: try coding.decode(Data(sealed.utf8)), sealedAt: sealedAt,
                    sealedBy: try coding.decode(Data(sealedBy.utf8)),
                    reading: try texts[3].map { try coding.decode(Data($0.utf8)) })
            }
            return Paged(items: items, total: try Self.count(in: database, .evidenceItem, of: id))
        }
    }

    /// Every evidence file that any case has sealed, each once, in the order of its hash.
    package func sealedEvidence() throws(StorageError) -> [EvidenceID] {
        try read("evidence") { database in
            try String.fetchAll(database, sql: "SELECT DISTINCT sha256 FROM evidence_item ORDER BY sha256")
                .compactMap(EvidenceID.init(hex:))
        }
    }

    /// The findings of a case, in the order of recording.
    ///
    /// - Parameter level: Leaves out what is less serious.
    package func findings(
        of id: CaseID, level: Severity = .informational, page: Page = Page()
    ) throws(StorageError) -> Paged<Finding> {
        try read(id.description) { database in
            let least = Severity.allCases.firstIndex(of: level) ?? 0
            let condition = "FROM finding WHERE case_number = ? AND severity >= ?"
            return Paged(
                items: try Self.bodies(
                    in: database, "SELECT body \(condition) ORDER BY number LIMIT ? OFFSET ?",
                    [id.number, least, page.limit, page.offset]),
                total: try Int.fetchOne(database, sql: "SELECT COUNT(*) \(condition)", arguments: [id.number, least])
                    ?? 0)
        }
    }

    /// The systems of a case, in the order of their names' bytes.
    package func systems(of id: CaseID, page: Page = Page()) throws(StorageError) -> Paged<SystemItem> {
        try read(id.description) { database in
            Paged(
                items: try Self.bodies(
                    in: database, "SELECT body FROM system WHERE case_number = ? ORDER BY name LIMIT ? OFFSET ?",
                    [id.number, page.limit, page.offset]),
                total: try Self.count(in: database, .system, of: id))
        }
    }

    private static func count(in database: Database, _ model: ReadModel, of id: CaseID) throws -> Int {
        let sql = "SELECT COUNT(*) FROM \(model.rawValue) WHERE case_number = ?"
        return try Int.fetchOne(database, sql: sql, arguments: [id.number]) ?? 0
    }
}
