import CaseLifecycle
import Foundation
import GRDB
import Glibc
import Vocabulary

/// Makes a home from a backup.
///
/// Only events, signed heads, evidence and the key are taken from the file; all else is made anew. Every hash, link and
/// signature of the journal and the hash of every evidence file are confirmed before the home takes its place, and no
/// store is ever replaced: an older backup cannot be put over a newer history.
package struct StoreRestore {
    /// - Parameters:
    ///   - path: The backup.
    ///   - home: A folder that is not there, or holds nothing.
    ///   - keyFile: The store's private key, where the backup does not hold it; nil for none. Without a key the store
    ///     can be looked at, verified and backed up, and is worked on once its key is put there.
    /// - Throws: ``StorageError/Code/notEmpty``, ``StorageError/Code/notABackup``, ``StorageError/Code/damaged``,
    ///   ``StorageError/Code/wrongKey``, or a fault of the system. There is no home then.
    package static func restore(
        _ path: String, to home: String, keyFile: String? = nil
    ) throws(StorageError) -> BackupContents {
        let home = HomeFolder(path: home.count > 1 && home.hasSuffix("/") ? String(home.dropLast()) : home)
        try confirmFree(home)
        let source = try BackupFile.open(path)
        let work = HomeFolder(path: "\(home.path).restoring-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(atPath: work.path) }
        let contents = try StorageError.translating(path) {
            defer { try? source.close() }
            return try source.read { try StoreRestore(backup: $0, path: path, home: work).run(keyFile: keyFile) }
        }
        try DurableFile.synchroniseFolder(work.path)
        // A folder without anything in it is replaced; should anything have come there since, this fails.
        unlink(home.lock)
        guard rename(work.path, home.path) == 0 else { throw StorageError(errno: errno, home.path) }
        return contents
    }

    private let backup: Database
    private let path: String
    private let home: HomeFolder

    private static func confirmFree(_ home: HomeFolder) throws(StorageError) {
        guard access(home.path, F_OK) == 0 else { return }
        do { try home.confirmEmpty() } catch {
            guard error.code == .notEmpty else { throw error }
            throw StorageError(
                .notEmpty, home.path,
                cause: "a backup never replaces what is there: name another folder, or move this one away first")
        }
    }

    private func run(keyFile: String?) throws -> BackupContents {
        try HomeFolder.makeFolder(home.path, mode: 0o700)
        _ = try OpenFile(home.database, O_RDWR | O_CREAT, mode: 0o600)
        let pool = try DatabasePool(path: home.database)
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        try Schema.migrator.migrate(pool)
        let (store, named) = try pool.write { database in
            try copyJournal(into: database)
            let store = try StoreOpening.founding(of: database).store
            guard !store.isEmpty else { throw damaged("its journal does not begin with a store") }
            try ReadModelRebuild.replace(in: database)
            return (store, try NamedEvidence(in: database, store: store))
        }
        try pool.close()
        try StoreKey.publish(store, in: home)
        let head = try confirmJournal()
        let vault = try EvidenceVault(home: home.path)
        let held = try takeEvidence(named.all, into: vault)
        let key = try key(of: store, keyFile: keyFile)
        try key?.keep(in: home)
        let restored = try CaseDatabase(
            home: home.path, access: .readOnly, actor: Principal(account: ""), at: .earliest)
        defer { try? restored.close() }
        return BackupContents(
            store: store, isExercise: restored.isExercise, head: head, evidenceFiles: held.count,
            evidenceBytes: held.values.reduce(0, +),
            missing: named.all.filter { held[$0] == nil && !named.destroyed.contains($0) }, hasKey: key != nil)
    }

    private func damaged(_ cause: String) -> StorageError { StorageError(.damaged, path, cause: cause) }

    private func copyJournal(into database: Database) throws {
        let event = try database.makeStatement(sql: "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        var last = 0
        try CaseJournal(database: backup).forEachRow(of: .store) { row in
            // A damaged file may hand over the same rows for ever.
            guard row.sequence == last + 1, let line = row.line else { throw damaged("event \(last + 1)") }
            last += 1
            try event.execute(arguments: [
                line.sequence, line.stream.description, line.version, line.time.text(digits: 7), line.actorText,
                line.previous, line.previousInStore, row.hashText, String(decoding: line.event, as: UTF8.self),
            ])
            return true
        }
        let head = try database.makeStatement(sql: "INSERT INTO head VALUES (?, ?, ?, ?)")
        let rows = try Row.fetchCursor(backup, sql: "SELECT stream, count, hash, signature FROM head ORDER BY stream")
        while let row = try rows.next() {
            guard let stream = String.fromDatabaseValue(row[0]), let count = Int.fromDatabaseValue(row[1]),
                let hash = String.fromDatabaseValue(row[2]), let signature = String.fromDatabaseValue(row[3])
            else { throw damaged("a head") }
            try head.execute(arguments: [stream, count, hash, signature])
        }
        try database.execute(sql: "INSERT INTO restoration VALUES (?)", arguments: [last])
    }

    /// - Returns: The head of the whole store.
    private func confirmJournal() throws -> JournalHead {
        let database = try CaseDatabase(
            home: home.path, access: .readOnly, actor: Principal(account: ""), at: .earliest)
        defer { try? database.close() }
        let found = try database.verifyJournal()
        guard let problem = found.problems.first else { return JournalHead(count: found.events, hash: found.head) }
        throw damaged("the journal in it is not sound: \(problem.kind.rawValue), event \(problem.line ?? 0)")
    }

    /// - Returns: The size of each file taken, in bytes.
    private func takeEvidence(_ named: [EvidenceID], into vault: EvidenceVault) throws -> [EvidenceID: Int] {
        var sizes: [EvidenceID: Int] = [:]
        for id in named {
            let rows = try Row.fetchCursor(
                backup, sql: "SELECT number, bytes FROM evidence_block WHERE sha256 = ? ORDER BY number",
                arguments: [id.hex])
            guard var row = try rows.next() else { continue }
            var size = 0
            var number = 0
            var isDone = false
            try vault.takeBack(id) {
                guard !isDone else { return nil }
                guard Int.fromDatabaseValue(row[0]) == number, let bytes = Data.fromDatabaseValue(row[1]),
                    bytes.count <= EvidenceVault.blockSize
                else { throw damaged("evidence \(id), block \(number)") }
                size += bytes.count
                number += 1
                if let next = try rows.next() { row = next } else { isDone = true }
                return [UInt8](bytes)
            }
            sizes[id] = size
        }
        return sizes
    }

    /// The key that the backup holds, or else the file.
    private func key(of store: String, keyFile: String?) throws -> StoreKey? {
        let text = try String.fetchOne(
            backup, sql: "SELECT value FROM backup_fact WHERE name = ?", arguments: [BackupFile.keyFact])
        let key: StoreKey?
        if let keyFile {
            key = try StoreKey.read(file: keyFile)
        } else if let text {
            guard let found = StoreKey(text: text) else { throw damaged("its key is none") }
            key = found
        } else {
            key = nil
        }
        guard key == nil || key?.store == store else {
            throw StorageError(.wrongKey, keyFile ?? path, cause: "the store is \(store)")
        }
        return key
    }
}
