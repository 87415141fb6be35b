import CaseLifecycle
package import Storage
package import Vocabulary

/// Brings a store into one file, and back.
package struct BackupService: Sendable {
    /// What a backup holds, for people and programs.
    package struct Summary: Sendable {
        package let publicKey: String
        package let isExercise: Bool
        /// The head of the whole store, and the number of its events.
        package let head: String
        package let events: Int
        package let evidenceFiles: Int
        package let evidenceBytes: Int
        /// SHA-256 of evidence that cases name and that is not there, though nobody destroyed it.
        package let missing: [String]
        /// Whether the private key of the store is there.
        package let hasKey: Bool

        init(_ contents: BackupContents) {
            publicKey = contents.store
            isExercise = contents.isExercise
            head = contents.head.hash
            events = contents.head.count
            evidenceFiles = contents.evidenceFiles
            evidenceBytes = contents.evidenceBytes
            missing = contents.missing.map(\.hex)
            hasKey = contents.hasKey
        }
    }

    let database: CaseDatabase
    let vault: EvidenceVault

    package init(database: CaseDatabase, vault: EvidenceVault) {
        self.database = database
        self.vault = vault
    }

    /// Writes the store into a new file while work goes on.
    ///
    /// - Parameter withKey: Whether the private key goes into it, too.
    /// - Throws: A failure of storage; there is no file then.
    package func backUp(to path: String, withKey: Bool) throws -> Summary {
        Summary(try database.backUp(to: path, vault: vault, withKey: withKey))
    }

    /// Makes a store from a backup in a folder that holds nothing, once everything in the backup was proved.
    ///
    /// That it was is the first new event of the store; of one without its key, as soon as it has that.
    ///
    /// - Parameters:
    ///   - keyFile: The private key, where the backup does not hold it; nil for none.
    ///   - time: Now, by the clock of the server.
    /// - Throws: A failure of storage; there is no store then.
    package static func restore(
        _ path: String, to home: String, keyFile: String?, actor: Principal, at time: Timestamp
    ) throws -> Summary {
        let contents = try StoreRestore.restore(path, to: home, keyFile: keyFile)
        if contents.hasKey {
            let database = try CaseDatabase(home: home, access: .readWriteExisting, actor: actor, at: time)
            defer { try? database.close() }
            try database.write { transaction in
                try transaction.recordRestoration(
                    by: actor, at: try transaction.organisation.effectiveTime(at: time))
            }
        }
        return Summary(contents)
    }
}
