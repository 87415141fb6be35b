import Foundation
import Services

/// Where a command's bytes go: a file the person named, or standard output.
struct OutputFile: Sendable {
    private let file: ResultFile?

    /// - Parameter path: Nil for standard output.
    init(_ path: String?) throws(ServiceFailure) { file = if let path { try ResultFile(path) } else { nil } }

    /// Refuses a file that is read, or that lies in a folder that is: what is written would take its place.
    ///
    /// - Throws: ``ServiceFailure`` of code `unwritable`. A file that is not there yet is none of these.
    static func check(_ path: String?, isNone read: [String]) throws(ServiceFailure) {
        guard let path, let real = realPath(path) else { return }
        for place in read {
            guard let other = realPath(place), real == other || real.hasPrefix(other == "/" ? "/" : other + "/") else {
                continue
            }
            throw ServiceFailure(
                code: "unwritable", subject: path, cause: "it is read, as (part of) \(place): write to another file")
        }
    }

    private static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

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
