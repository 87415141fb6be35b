import CaseLifecycle
import Crypto
import Foundation
import GRDB
import Vocabulary

/// Cases as they were after many events, so that loading one need not begin at the first.
///
/// A snapshot follows from the journal and can be thrown away at any time. It is believed only when the store's key
/// signed it, it is of the form and the fold of this release, and the journal has the event that it names, with the hash
/// that it names. Whatever does not fit is as good as absent: the case is then folded from its first event.
struct CaseSnapshots {
    /// Raise it with every change of ``Case``, of its parts, or of what an event does to them: what was folded by another
    /// release is not what this one would make of the same events. A test holds snapshots of kept stores against it.
    static let format = 26

    /// How many events a case takes on before the first one is made: to fold so many takes as long as to read a snapshot.
    static let interval = 500
    /// To fold more takes too long for somebody who waits for a command.
    private static let longestInterval = 2_000

    /// How many events a case takes on before a new one is made. A snapshot is the whole case: of a long one they are made
    /// less often, for a folder of thousands of files is thousands of events in a row.
    static func interval(after version: Int) -> Int { min(max(interval, version / 4), longestInterval) }

    static let table = "snapshot"

    static func table(in schema: String) -> String {
        """
        CREATE TABLE IF NOT EXISTS \(schema).\(table) (
            case_number INTEGER PRIMARY KEY, version INTEGER NOT NULL, hash TEXT NOT NULL, format INTEGER NOT NULL,
            body BLOB NOT NULL, signature TEXT NOT NULL
        ) STRICT;
        """
    }

    let database: Database
    /// The store's public key.
    let store: String

    /// A case, and the row of the journal that it was folded up to.
    struct Found {
        let loaded: LoadedCase
        let last: JournalRow
    }

    /// The snapshot of a case; nil where there is none that can be believed.
    func find(_ id: CaseID) throws -> Found? {
        guard try database.tableExists(Self.table),
            let row = try? Row.fetchOne(
                database,
                sql: "SELECT version, hash, body, signature FROM snapshot WHERE case_number = ? AND format = ?",
                arguments: [id.number, Self.format]),
            let version = Int.fromDatabaseValue(row[0]), let hash = String.fromDatabaseValue(row[1]),
            let body = Data.fromDatabaseValue(row[2]), let signature = String.fromDatabaseValue(row[3]),
            StoreKey.isValid(signature, over: signedBytes(id, version, hash, body), store: store),
            let last = try CaseJournal(database: database).row(version, of: .ofCase(id)), last.hashText == hash,
            last.line?.hash == hash, let loaded = try? Self.read(body), loaded.incident.id == id,
            loaded.incident.version == version
        else { return nil }
        return Found(loaded: loaded, last: last)
    }

    /// Keeps a case as it stands at the end of its journal, in place of the snapshot before.
    func keep(_ loaded: LoadedCase, at head: JournalHead, key: StoreKey) throws {
        var packed = loaded
        packed.incident.pack()
        let body = Data(try CompactWriter.write(packed))
        let id = loaded.incident.id
        try database.execute(sql: Self.table(in: "main"))
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO snapshot (case_number, version, hash, format, body, signature)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            id.number, head.count, head.hash, Self.format, body,
            try key.sign(signedBytes(id, head.count, head.hash, body)),
        ])
    }

    /// What is most of a large case is read by threads of their own.
    static func read(_ body: Data) throws -> LoadedCase {
        var loaded = try CompactReader.read(
            LoadedCase.self, from: [UInt8](body),
            ahead: [
                CompactAhead(["incident", "scope"], ScopeAssessment.self),
                CompactAhead(["incident", "findings"], [Finding].self),
                CompactAhead(["incident", "systems"], [String: SystemStanding].self),
                CompactAhead(["incident", "plans"], PlanBook.self),
            ])
        loaded.incident.unpack()
        return loaded
    }

    private func signedBytes(_ id: CaseID, _ version: Int, _ hash: String, _ body: Data) -> [UInt8] {
        let digest = Hexadecimal.text(SHA256.hash(data: body))
        return Array(
            "{\"store\":\"\(store)\",\"snapshot\":\"\(id)\",\"version\":\(version),\"hash\":\"\(hash)\",\"format\":\(Self.format),\"sha256\":\"\(digest)\"}"
                .utf8)
    }
}
