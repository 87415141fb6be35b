import Foundation
import GRDB
import Glibc

/// The disk, the database or a key did not cooperate. Made into text at the edge, from these three parts.
package struct StorageError: Error, Hashable, Sendable {
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// No space is left. Nothing was kept of what was under way.
        case diskFull
        /// Another process kept the store locked for longer than ``CaseDatabase/patience``.
        case busy
        case permissionDenied
        case notFound
        /// The folder holds no store.
        case notAStore
        /// Something is to be made where something is already.
        case notEmpty
        /// The file is no backup of a store.
        case notABackup
        /// The folder holds what belongs to a journal with events, a key or evidence, but not the journal.
        case journalGone
        /// Others than its owner may write to the folder, so that nothing in it can be trusted.
        case unsafeHome
        /// The store was made by a newer Cordon.
        case newerStore
        /// The store was opened for reading only.
        case readOnly
        /// What is stored cannot be what was stored.
        case damaged
        /// The store's signing key is not there.
        case missingKey
        /// The signing key belongs to another store.
        case wrongKey
        /// A value that JSON cannot hold, such as a probability that is not a number.
        case unstorable
        /// The evidence is a folder, a device or a pipe.
        case notRegularFile
        /// The evidence changed while it was sealed.
        case changedWhileSealed
        /// Any other fault of the system below.
        case inputOutput
    }

    package let code: Code
    /// What was being worked on: a path, a stream, a case.
    package let subject: String
    /// What the layer below said, for the log.
    package let cause: String

    package init(_ code: Code, _ subject: String, cause: String = "") {
        self.code = code
        self.subject = subject
        self.cause = cause
    }
}

extension StorageError {
    /// The failure behind `errno`.
    init(errno number: CInt, _ subject: String) {
        let code: Code =
            switch number {
            case ENOSPC, EDQUOT: .diskFull
            case EACCES, EPERM: .permissionDenied
            case ENOENT, ENOTDIR: .notFound
            case EROFS: .readOnly
            default: .inputOutput
            }
        self.init(code, subject, cause: String(cString: strerror(number)))
    }

    /// The failure behind any error of the layers below; a ``StorageError`` stays itself.
    init(_ error: any Error, _ subject: String) {
        switch error {
        case let error as StorageError: self = error
        case let error as DatabaseError: self.init(error, subject)
        default: self.init(.inputOutput, subject, cause: String(describing: error))
        }
    }

    private init(_ error: DatabaseError, _ subject: String) {
        let code: Code =
            switch error.resultCode {
            case .SQLITE_FULL: .diskFull
            // The file that SQLite shares between processes could not grow.
            case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: .diskFull
            case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
            // The statements are always the same: where one does not fit, the tables are not those that were made.
            case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_MISMATCH: .damaged
            case .SQLITE_READONLY: .readOnly
            case .SQLITE_PERM, .SQLITE_AUTH: .permissionDenied
            default: .inputOutput
            }
        self.init(code, subject, cause: "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "")")
    }

    /// The journal is not as Cordon left it.
    static func changedOutside(_ stream: JournalStream, at place: String = "") -> StorageError {
        let found = "the journal was changed from outside" + (place.isEmpty ? "" : " at \(place)")
        return StorageError(.damaged, stream.description, cause: "\(found); to see what: cordon journal verify")
    }

    /// Runs `body` and gives every error of the database the shape of a ``StorageError``.
    static func translating<Value>(_ subject: String, _ body: () throws -> Value) throws(StorageError) -> Value {
        do { return try body() } catch { throw StorageError(error, subject) }
    }
}
