import Foundation
import GRDB
import Glibc

/// The one file of a backup: a SQLite database with the store's own tables, the blocks of its evidence, and facts about
/// itself.
enum BackupFile {
    /// Tells a backup from any other database; "CRDB".
    static let applicationID = 0x4352_4442

    /// The name of the fact that holds the private key.
    static let keyFact = "key"

    static let fact = "CREATE TABLE backup_fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID"

    /// Evidence in blocks of ``EvidenceVault/blockSize``, since SQLite holds no more than a gigabyte in one place.
    static let block = """
        CREATE TABLE evidence_block (
            sha256 TEXT NOT NULL, number INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (sha256, number)
        ) STRICT
        """

    /// Opens a backup for reading.
    ///
    /// Nothing in the file is trusted to be what it says. Each table that is read must have been made by the very
    /// statement that makes it here, so that no view or computed column can run in its place.
    ///
    /// - Throws: ``StorageError/Code/notABackup``, or a fault of the system.
    static func open(_ path: String) throws(StorageError) -> DatabaseQueue {
        let status = try OpenFile(path, O_RDONLY | O_NONBLOCK).status()
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw StorageError(.notABackup, path, cause: "no regular file")
        }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA trusted_schema = OFF") }
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.read { database in
                guard try Int.fetchOne(database, sql: "PRAGMA application_id") == applicationID else {
                    throw StorageError(.notABackup, path, cause: "another kind of database")
                }
                for (name, sql) in [
                    ("event", Schema.event), ("head", Schema.head), ("backup_fact", fact), ("evidence_block", block),
                ] {
                    let made = try String.fetchAll(
                        database, sql: "SELECT type || ' ' || sql FROM sqlite_master WHERE name = ?", arguments: [name])
                    guard made == ["table \(sql)"] else {
                        throw StorageError(.notABackup, path, cause: "its table \(name) was made in another way")
                    }
                }
            }
            return queue
        } catch let error as StorageError { throw error } catch {
            throw StorageError(.notABackup, path, cause: String(describing: error))
        }
    }
}

/// A file that is being written beside the place where it will be: it takes that place when it is whole, or is gone.
struct UnfinishedFile: ~Copyable {
    /// Where it is written meanwhile.
    let path: String
    private let final: String

    /// - Throws: ``StorageError/Code/notEmpty`` where something is at the place already: a backup replaces none.
    init(becoming path: String) throws(StorageError) {
        guard access(path, F_OK) != 0 else { throw StorageError(.notEmpty, path, cause: "a backup replaces no file") }
        let temporary = "\(path).unfinished-\(UUID().uuidString)"
        _ = try OpenFile(temporary, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
        final = path
        self.path = temporary
    }

    deinit { unlink(path) }

    func finish() throws(StorageError) {
        try OpenFile(path, O_RDONLY).synchronise()
        // Unlike a rename, a link cannot replace what has come there since.
        guard link(path, final) == 0 else { throw StorageError(errno: errno, final) }
        let folder = final.lastIndex(of: "/").map { String(final[..<$0]) } ?? "."
        try DurableFile.synchroniseFolder(folder.isEmpty ? "/" : folder)
    }
}
