import Foundation
import Services

/// Where a command's bytes go: a file the person named, or standard output.
struct OutputFile: Sendable {
    private let handle: FileHandle?

    /// - Parameter path: Nil for standard output. An existing file is replaced.
    init(_ path: String?) throws(ServiceFailure) {
        guard let path else {
            handle = nil
            return
        }
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else {
            throw ServiceFailure(code: "unwritable", subject: path, cause: String(cString: strerror(errno)))
        }
        self.handle = handle
    }

    func write(_ bytes: [UInt8]) throws {
        if let handle { try handle.write(contentsOf: bytes) } else { StandardOutput.write(bytes) }
    }
}

/// The most memory the process has held.
enum PeakMemory {
    static var megabytes: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss / 1024
    }
}
