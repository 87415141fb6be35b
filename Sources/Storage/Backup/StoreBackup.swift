import Foundation
import GRDB
import Vocabulary

extension CaseDatabase {
    /// Writes everything that the store is into one file, while work goes on: the journal as it stands at one moment, and
    /// the evidence that it names.
    ///
    /// - Parameters:
    ///   - path: A file that is not there yet. It is for its owner only, and is there only when it is whole.
    ///   - withKey: Whether the private key goes into it: whoever has it can then write history in the store's name.
    /// - Returns: What the file holds. Evidence that is not held is no error here.
    /// - Throws: ``StorageError/Code/notEmpty`` where the file is there; ``StorageError/Code/missingKey``;
    ///   ``StorageError/Code/damaged`` where the journal or held evidence is not what was kept: a backup
    ///   of that could not be restored.
    package func backUp(
        to path: String, vault: EvidenceVault, withKey: Bool
    ) throws(StorageError) -> BackupContents {
        if withKey {
            guard let key else { throw StorageError(.missingKey, home) }
            guard key.store == store else { throw StorageError(.wrongKey, home, cause: "the store is \(store)") }
        }
        guard try verifyJournal().isSound else { throw StorageError.changedOutside(.store) }
        let file = try UnfinishedFile(becoming: path)
        let place = file.path
        // Evidence that the journal still names is not destroyed meanwhile.
        let lock = vault.isThere ? try VaultLock(.sealing, of: vault) : nil
        let contents = try StorageError.translating(path) {
            try copyDatabase(to: place)
            let queue = try DatabaseQueue(path: place)
            defer { try? queue.close() }
            return try fill(queue, from: vault, withKey: withKey)
        }
        _ = consume lock
        try file.finish()
        return contents
    }

    /// A copy that is consistent in itself, made on a connection of its own so that nobody waits.
    private func copyDatabase(to path: String) throws {
        let source = try StoreOpening(folder: HomeFolder(path: home), actor: Principal(account: ""), time: .earliest)
            .queueForReading()
        defer { try? source.close() }
        try source.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
    }

    private func fill(
        _ queue: DatabaseQueue, from vault: EvidenceVault, withKey: Bool
    ) throws -> BackupContents {
        try queue.writeWithoutTransaction { database in
            // Until the file takes its place it may be lost as a whole; then it is brought to the disk at once.
            try database.execute(sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF")
            try database.execute(sql: "PRAGMA application_id = \(BackupFile.applicationID)")
            try database.execute(sql: BackupFile.fact)
            try database.execute(sql: BackupFile.block)
        }
        return try queue.write { database in
            let head = try JournalHeads(database: database).confirmed(.store, store: store)
            let named = try NamedEvidence(in: database, store: store)
            let fact = try database.makeStatement(sql: "INSERT INTO backup_fact VALUES (?, ?)")
            if withKey, let key { try fact.execute(arguments: [BackupFile.keyFact, key.text]) }
            let held = named.all.filter(vault.holds)
            let bytes = try held.reduce(0) { try $0 + copy($1, from: vault, into: database) }
            return BackupContents(
                store: store, isExercise: isExercise, head: head, evidenceFiles: held.count, evidenceBytes: bytes,
                missing: named.all.filter { !vault.holds($0) && !named.destroyed.contains($0) }, hasKey: withKey)
        }
    }

    /// - Returns: The size of the file, in bytes.
    private func copy(_ id: EvidenceID, from vault: EvidenceVault, into database: Database) throws -> Int {
        var blocks = try vault.reader(of: id).blocks(of: EvidenceVault.blockSize, verifiesHash: true)
        let statement = try database.cachedStatement(sql: "INSERT INTO evidence_block VALUES (?, ?, ?)")
        var number = 0
        while let block = try blocks.next() {
            try statement.execute(arguments: [id.hex, number, Data(block)])
            number += 1
        }
        // An empty file is evidence, too.
        if number == 0 { try statement.execute(arguments: [id.hex, 0, Data()]) }
        return blocks.offset
    }
}
