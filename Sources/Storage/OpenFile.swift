import CShims
import Glibc

/// A file that is closed when its owner lets go of it.
struct OpenFile: ~Copyable, Sendable {
    let descriptor: CInt
    private let path: String

    init(_ path: String, _ flags: CInt, mode: mode_t = 0) throws(StorageError) {
        descriptor = open(path, flags | O_CLOEXEC, mode)
        self.path = path
        guard descriptor >= 0 else { throw StorageError(errno: errno, path) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Reads up to `count` bytes at `offset`; fewer only at the end of the file.
    func read(at offset: Int, count: Int) throws(StorageError) -> [UInt8] {
        var failure: CInt = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, filled in
            while filled < count, let base = buffer.baseAddress {
                let result = pread(descriptor, base + filled, count - filled, offset + filled)
                if result < 0 && errno == EINTR { continue }
                if result < 0 { failure = errno }
                if result <= 0 { break }
                filled += result
            }
        }
        guard failure == 0 else { throw StorageError(errno: failure, path) }
        return bytes
    }

    func write(_ bytes: [UInt8]) throws(StorageError) {
        var failure: CInt = 0
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count, let base = buffer.baseAddress {
                let result = Glibc.write(descriptor, base + done, buffer.count - done)
                if result < 0 && errno == EINTR { continue }
                if result < 0 {
                    failure = errno
                    break
                }
                done += result
            }
        }
        guard failure == 0 else { throw StorageError(errno: failure, path) }
    }

    /// Returns once the bytes are on the disk.
    func synchronise() throws(StorageError) {
        guard fsync(descriptor) == 0 else { throw StorageError(errno: errno, path) }
    }

    /// Lets the disk begin with what was written so far, so that ``synchronise()`` has less to wait for.
    func beginSynchronising() { file_begin_sync(descriptor) }

    /// Returns once everything written to the file's file system is on the disk.
    func synchroniseFileSystem() throws(StorageError) {
        guard file_system_sync(descriptor) else { throw StorageError(errno: errno, path) }
    }

    func status() throws(StorageError) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw StorageError(errno: errno, path) }
        return status
    }
}
