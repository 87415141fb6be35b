import EvidenceParsing
import Foundation
import Storage
import Synchronization

/// A container as it lies, or sealed, for reading at any place.
final class ContainerFile: ContainerSource {
    private enum Bytes {
        case file(FileHandle)
        case sealed(EvidenceReader)
    }

    let size: UInt64?
    private let bytes: Bytes

    init(_ reader: EvidenceReader) {
        bytes = .sealed(reader)
        size = UInt64(reader.size)
    }

    init(_ handle: FileHandle, _ path: String) throws(ServiceFailure) {
        var status = stat()
        guard fstat(handle.fileDescriptor, &status) == 0 else { throw ServiceFailure(unreadable: path) }
        bytes = .file(handle)
        size = UInt64(clamping: status.st_size)
    }

    func read(at offset: UInt64, count: Int) throws -> [UInt8] {
        switch bytes {
        case .sealed(let reader): return try reader.read(at: Int(clamping: offset), count: count)
        case .file(let handle): return try FileBytes.read(handle.fileDescriptor, at: offset, count: count)
        }
    }
}

/// Room on the disk, for a container inside of another and for what does not fit into memory: a file without a name, gone
/// with whoever holds it.
final class UnnamedFile: ContainerRoom, Sendable {
    private let descriptor: Int32
    private let folder: String
    private let written = Mutex<UInt64>(0)

    init(in folder: String) throws {
        var path = Array("\(folder)/.cordon-XXXXXX".utf8CString)
        descriptor = mkstemp(&path)
        self.folder = folder
        guard descriptor >= 0 else { throw ServiceFailure(unreadable: folder) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(path)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    var size: UInt64? { written.withLock(\.self) }

    func append(_ bytes: [UInt8]) throws {
        try written.withLock { written in
            var done = 0
            while done < bytes.count {
                let count = bytes.withUnsafeBytes {
                    write(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done)
                }
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { throw ServiceFailure(unreadable: folder) }
                done += count
            }
            written += UInt64(bytes.count)
        }
    }

    func read(at offset: UInt64, count: Int) throws -> [UInt8] {
        try FileBytes.read(descriptor, at: offset, count: count)
    }
}

private enum FileBytes {
    static func read(_ descriptor: Int32, at offset: UInt64, count: Int) throws -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, filled in
            var result = 0
            repeat {
                result = pread(descriptor, buffer.baseAddress, buffer.count, off_t(clamping: offset))
            } while result < 0 && errno == EINTR
            if result < 0 { failure = errno }
            filled = max(0, result)
        }
        guard failure == 0 else {
            throw ServiceFailure(code: "unreadable", subject: "", cause: String(cString: strerror(failure)))
        }
        return bytes
    }
}

extension ServiceFailure {
    /// What `errno` says of a path.
    init(unreadable path: String) {
        self.init(code: "unreadable", subject: path, cause: String(cString: strerror(errno)))
    }
}
