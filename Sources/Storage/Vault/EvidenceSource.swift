import Glibc

/// A file being sealed, watched for change from the first byte read to the last.
struct EvidenceSource: ~Copyable {
    private let path: String
    private let file: OpenFile
    private let before: stat

    /// - Throws: ``StorageError/Code/notRegularFile`` for a folder, a device, a pipe or a socket.
    init(_ path: String) throws(StorageError) {
        // A pipe without a writer must not keep us waiting, and a terminal must not become ours.
        let file = try Self.open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
        let before = try file.status()
        guard before.st_mode & S_IFMT == S_IFREG else { throw StorageError(.notRegularFile, path) }
        self.path = path
        self.file = file
        self.before = before
    }

    func read(at offset: Int, count: Int) throws(StorageError) -> [UInt8] {
        try file.read(at: offset, count: count)
    }

    /// Makes a new file share the blocks of this one; false where the file system cannot do that.
    func clone(to incoming: borrowing IncomingFile) -> Bool { incoming.clone(file) }

    /// - Parameter size: Number of bytes read.
    /// - Throws: ``StorageError/Code/changedWhileSealed`` where the file, or what its path names, is not what it was.
    func confirmUnchanged(size: Int) throws(StorageError) {
        let after = try file.status()
        var named = stat()
        guard stat(path, &named) == 0 else {
            throw StorageError(.changedWhileSealed, path, cause: "the path names nothing any more")
        }
        guard size == Int(before.st_size), Self.same(before, after), Self.same(before, named) else {
            throw StorageError(.changedWhileSealed, path, cause: "\(size) bytes read of \(before.st_size)")
        }
    }

    /// Opens without leaving a trace in the file's time of access, where the system lets us: only its owner may.
    private static func open(_ path: String, _ flags: CInt) throws(StorageError) -> OpenFile {
        do { return try OpenFile(path, flags | noAccessTime) } catch {
            guard error.code == .permissionDenied else { throw error }
            return try OpenFile(path, flags)
        }
    }

    private static func same(_ one: stat, _ other: stat) -> Bool {
        one.st_size == other.st_size && one.st_ino == other.st_ino && one.st_dev == other.st_dev
            && one.st_mtim.tv_sec == other.st_mtim.tv_sec && one.st_mtim.tv_nsec == other.st_mtim.tv_nsec
            && one.st_ctim.tv_sec == other.st_ctim.tv_sec && one.st_ctim.tv_nsec == other.st_ctim.tv_nsec
    }

    /// Linux's O_NOATIME, which the C library shows only to GNU sources.
    private static let noAccessTime: CInt = 0o1_000_000
}
