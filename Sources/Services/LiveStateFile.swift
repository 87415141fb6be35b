import Detection
import Foundation

/// The file in which a live run keeps what it must know to go on later.
///
/// It is written whole and takes the place of the one before when it is on the disk. One run at a time uses it.
package final class LiveStateFile {
    private static let mark = Array("cordon live state 1\n".utf8)
    /// 400,000 matches at most are held, of some 300 bytes each, and as many wait; what is much larger is something else.
    private static let largest = 1 << 30

    let path: String
    private let lock: Int32

    /// - Throws: ``ServiceFailure`` where the file cannot be written, or another run uses it.
    package init(_ path: String) throws(ServiceFailure) {
        self.path = path
        var named = stat()
        if stat(path, &named) == 0, named.st_mode & S_IFMT != S_IFREG {
            throw ServiceFailure(code: "unwritable", subject: path, cause: "a state is kept in a regular file")
        }
        try ResultFile.check(path)
        lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard lock >= 0 else {
            throw ServiceFailure(code: "unwritable", subject: path + ".lock", cause: String(cString: strerror(errno)))
        }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            throw ServiceFailure(code: "state-in-use", subject: path, cause: "another run keeps its state there")
        }
    }

    deinit { if lock >= 0 { close(lock) } }

    /// What was kept last; nil where nothing was.
    func read() throws(ServiceFailure) -> [UInt8]? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let handle = FileHandle(forReadingAtPath: path),
            let data = try? handle.read(upToCount: Self.largest + 1) ?? Data()
        else {
            throw ServiceFailure(code: "unreadable", subject: path, cause: "the file cannot be read")
        }
        let bytes = [UInt8](data)
        let size = MemoryLayout<UInt64>.size
        guard bytes.count <= Self.largest, bytes.count >= Self.mark.count + size, bytes.starts(with: Self.mark) else {
            throw damaged
        }
        let content = Array(bytes[(Self.mark.count + size)...])
        let sum = bytes.withUnsafeBytes {
            UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: Self.mark.count, as: UInt64.self))
        }
        guard sum == Self.sum(content) else { throw damaged }
        return content
    }

    /// Keeps bytes in place of those kept before.
    func write(_ content: [UInt8]) throws(ServiceFailure) {
        let file = try ResultFile(path)
        try file.write(Self.mark + withUnsafeBytes(of: Self.sum(content).littleEndian, Array.init))
        try file.write(content)
        try file.finish()
    }

    var damaged: ServiceFailure {
        ServiceFailure(
            code: "damaged-state", subject: path,
            cause: "it is no state of a live run, or not all of one: remove it to begin anew")
    }

    /// FNV-1a with 64 bits, against disks that lose bytes; whoever can write the file can write anything there.
    private static func sum(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
