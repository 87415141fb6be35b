import Foundation
import Services
import Wire

/// Standard output and standard error as plain bytes.
enum StandardOutput {
    /// Writes all bytes to standard output. A reader that went away ends the process, as it does for any filter.
    static func write(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

    /// Writes a line for people to standard error; whatever is in it, it stays one line and cannot move the cursor.
    static func note(_ line: String) { write(Array((PlainText.safe(line) + "\n").utf8), to: STDERR_FILENO) }

    /// Tells of what lies under the paths that were named and is no evidence, so that nothing is left out in silence.
    static func note(notTaken: [FoundEvidence.NotTaken]) {
        for missed in notTaken { note("not taken: \(missed.path): \(missed.reason)") }
    }

    /// Writes over the current line of standard error, for progress on a terminal.
    static func replace(_ line: String) { write(Array("\r\u{1B}[2K\(line)".utf8), to: STDERR_FILENO) }

    /// Empties the current line of standard error.
    static func erase() { replace("") }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let written = Foundation.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written < 0, errno == EINTR { continue }
                guard written > 0 else {
                    let cause = String(cString: strerror(errno))
                    if descriptor == STDOUT_FILENO { note("cordon: unwritable: standard output: \(cause)") }
                    exit(1)
                }
                rest = rest.dropFirst(written)
            }
        }
    }
}
