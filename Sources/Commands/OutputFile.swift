import Foundation
import Services

/// Where a command's bytes go: a file the person named, or standard output.
struct OutputFile: Sendable {
    private let file: ResultFile?

    /// - Parameter path: Nil for standard output.
    init(_ path: String?) throws(ServiceFailure) { file = if let path { try ResultFile(path) } else { nil } }

    func write(_ bytes: [UInt8]) throws(ServiceFailure) {
        if let file { try file.write(bytes) } else { StandardOutput.write(bytes) }
    }

    /// Lets the file take its place, once everything is written.
    func finish() throws(ServiceFailure) { try file?.finish() }
}

/// The most memory the process has held.
enum PeakMemory {
    static var megabytes: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss / 1024
    }
}
