import Foundation
import Synchronization

/// A file that a command writes its result to.
///
/// What was there before stays until all of the new result is on the disk: the bytes go to a file beside it, which
/// takes its place in ``finish()``. A link stays a link. What is no regular file, such as a device or a pipe, is
/// written to as it is, and so is the process's own output.
package final class ResultFile: Sendable {
    /// Where the bytes go.
    private enum Place {
        case ownOutput(Int32)
        /// A device or a pipe.
        case asItIs
        /// A regular file, there or not, behind all links.
        case replaced(String, mode: mode_t)
    }

    /// Who may read a result that was not there before: its owner. It tells of evidence.
    private static let newMode: mode_t = 0o600
    /// As many links as Linux follows itself.
    private static let mostLinks = 40

    private let path: String
    private let descriptor: Int32
    private let isOwn: Bool
    private let target: String?
    /// The file beside the target; nil once it has taken its place.
    private let temporary: Mutex<String?>

    /// - Throws: ``ServiceFailure`` where the file cannot be written. Nothing has changed then.
    package init(_ path: String) throws(ServiceFailure) {
        self.path = path
        switch try Self.place(path) {
        case .ownOutput(let own):
            (descriptor, isOwn, target) = (own, true, nil)
            temporary = Mutex(nil)
        case .asItIs:
            (descriptor, isOwn, target) = (open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY), false, nil)
            temporary = Mutex(nil)
        case .replaced(let target, let mode):
            var name = Array("\(Self.folder(of: target))/.cordon-XXXXXX".utf8CString)
            (descriptor, isOwn, self.target) = (mkstemp(&name), false, target)
            temporary = Mutex(descriptor < 0 ? nil : String(decoding: name.dropLast().map(UInt8.init), as: UTF8.self))
            if descriptor >= 0 { fchmod(descriptor, mode) }
        }
        if descriptor < 0 { throw Self.failure(path, errno) }
    }

    deinit {
        temporary.withLock { if let name = $0 { unlink(name) } }
        if !isOwn, descriptor >= 0 { close(descriptor) }
    }

    /// Finds out whether a file can be written to, before the work whose result it is to hold.
    ///
    /// - Throws: ``ServiceFailure`` where it cannot.
    package static func check(_ path: String) throws(ServiceFailure) { _ = try place(path) }

    /// Writes all bytes after those written before.
    package func write(_ bytes: [UInt8]) throws(ServiceFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw Self.failure(path, errno) }
            rest = rest.dropFirst(written)
        }
    }

    /// Lets the file take its place, once its bytes are on the disk.
    package func finish() throws(ServiceFailure) {
        guard let target, let name = temporary.withLock(\.self) else { return }
        guard fsync(descriptor) == 0, rename(name, target) == 0 else { throw Self.failure(path, errno) }
        temporary.withLock { $0 = nil }
    }

    private static func place(_ path: String) throws(ServiceFailure) -> Place {
        var named = stat()
        guard stat(path, &named) == 0 else {
            guard errno == ENOENT, !path.isEmpty else { throw failure(path, errno) }
            return .replaced(try writable(behindLinks(path), path), mode: newMode)
        }
        for own in [STDOUT_FILENO, STDERR_FILENO] {
            var opened = stat()
            if fstat(own, &opened) == 0, opened.st_dev == named.st_dev, opened.st_ino == named.st_ino {
                return .ownOutput(own)
            }
        }
        guard access(path, W_OK) == 0 else { throw failure(path, errno) }
        switch named.st_mode & S_IFMT {
        case S_IFREG: return .replaced(try writable(behindLinks(path), path), mode: named.st_mode & 0o7777)
        case S_IFDIR: throw failure(path, EISDIR)
        default: return .asItIs
        }
    }

    /// The target itself, where a file can be made beside it.
    private static func writable(_ target: String, _ path: String) throws(ServiceFailure) -> String {
        guard access(folder(of: target), W_OK | X_OK) == 0 else { throw failure(path, errno) }
        return target
    }

    private static func behindLinks(_ path: String) -> String {
        var path = path
        for _ in 0..<mostLinks {
            guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { break }
            path = next.hasPrefix("/") ? next : folder(of: path) + "/" + next
        }
        return path
    }

    private static func folder(of path: String) -> String {
        let folder = (path as NSString).deletingLastPathComponent
        return folder.isEmpty ? "." : folder
    }

    private static func failure(_ path: String, _ number: Int32) -> ServiceFailure {
        ServiceFailure(code: "unwritable", subject: path, cause: String(cString: strerror(number)))
    }
}
