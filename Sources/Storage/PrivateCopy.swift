import Foundation

/// A copy of a database for one who may not write beside the original, as SQLite must even to read one in WAL mode.
///
/// The copy is seen by nobody else, and is gone as soon as whoever opened it lets go of it.
struct PrivateCopy: ~Copyable {
    private let folder = FileManager.default.temporaryDirectory.path + "/cordon-\(UUID().uuidString)"

    var database: String { folder + "/cordon.sqlite" }

    /// - Throws: A fault of the system, such as no room among the temporary files.
    init(of database: String) throws(StorageError) {
        let manager = FileManager.default
        try HomeFolder.makeFolder(folder, mode: 0o700)
        let path = self.database
        // The journal of what is not yet in the database first: what is checkpointed in between is then in both.
        for suffix in ["-wal", ""] where suffix.isEmpty || manager.fileExists(atPath: database + suffix) {
            try StorageError.translating(database) {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: database + suffix), options: .alwaysMapped)
                try bytes.write(to: URL(fileURLWithPath: path + suffix))
            }
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }
}
