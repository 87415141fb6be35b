import CShims
import Dispatch
import Foundation
import Glibc
import Synchronization

/// A file on its way into the vault: seen by nobody until it is whole, gone when its owner lets go of it.
///
/// It is locked as long as it is written, so that another run can tell what was abandoned from what is under way.
struct IncomingFile: ~Copyable, Sendable {
    private let path: String
    private let file: OpenFile

    static func makeFolder(in vault: String) throws(StorageError) {
        try HomeFolder.makeFolder(folder(of: vault), mode: 0o700)
    }

    init(in vault: String) throws(StorageError) {
        while true {
            let path = "\(Self.folder(of: vault))/\(UUID().uuidString)"
            let file = try OpenFile(path, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
            // Between its making and its locking, another run may have held it for abandoned.
            if flock(file.descriptor, LOCK_EX | LOCK_NB) == 0, try file.status().st_nlink == 1 {
                self.path = path
                self.file = file
                return
            }
        }
    }

    deinit { unlink(path) }

    /// Takes the blocks of another file for its own; false where the file system cannot do that.
    func clone(_ other: borrowing OpenFile) -> Bool { file_clone(file.descriptor, other.descriptor) }

    func read(at offset: Int, count: Int) throws(StorageError) -> [UInt8] { try file.read(at: offset, count: count) }

    func write(_ block: [UInt8]) throws(StorageError) { try file.write(block) }

    /// Writes a block, and on another processor, where one is free, does something else with it.
    func write(_ block: [UInt8], alongside work: @Sendable () -> Void) throws(StorageError) {
        let failure = Mutex<StorageError?>(nil)
        DispatchQueue.concurrentPerform(iterations: 2) { part in
            if part == 0 { return work() }
            do throws(StorageError) { try file.write(block) } catch { failure.withLock { $0 = error } }
        }
        if let failure = failure.withLock(\.self) { throw failure }
        // The disk has its time while the rest is read.
        file.beginSynchronising()
    }

    /// Keeps everybody from writing to it.
    func protect() throws(StorageError) {
        guard fchmod(file.descriptor, 0o400) == 0 else { throw StorageError(errno: errno, path) }
    }

    /// Returns once the bytes are on the disk.
    func synchronise() throws(StorageError) { try file.synchronise() }

    /// Gives the file its final name. It is protected and on the disk by then.
    ///
    /// - Returns: False where a file of that name is already there; that file is left alone.
    func publish(as name: String) throws(StorageError) -> Bool {
        // Unlike a rename, a link cannot replace what is there.
        if link(path, name) == 0 {
            // At once: the change of a file's names counts as a change of the file, and what is recorded next says that it
            // was whole at that time.
            unlink(path)
            return true
        }
        guard errno == EEXIST else { throw StorageError(errno: errno, name) }
        return false
    }

    /// Removes what runs left behind that did not live to finish.
    static func removeAbandoned(in vault: String) throws(StorageError) {
        let folder = folder(of: vault)
        let names = try StorageError.translating(folder) { try FileManager.default.contentsOfDirectory(atPath: folder) }
        for name in names {
            let path = "\(folder)/\(name)"
            // Gone already, or not ours to remove: neither keeps the vault from working.
            guard let file = try? OpenFile(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK) else { continue }
            if flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
        }
    }

    static let folderName = "incoming"

    private static func folder(of vault: String) -> String { "\(vault)/\(folderName)" }
}
