import EvidenceParsing
import Foundation
import Testing
import Vocabulary

/// systemd's own programs, where they are installed: `apt-get install systemd-journal-remote`.
private enum JournalTools {
    static let writer = "/lib/systemd/systemd-journal-remote"
    static let reader = "/usr/bin/journalctl"

    static var exist: Bool {
        [writer, reader].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
    }

    static func run(_ program: String, _ arguments: [String], _ environment: [String: String] = [:]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = Array(output.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return bytes
    }

    /// Entries of several boots and programs, with long values and such of several lines.
    static func export() -> [UInt8] {
        var bytes: [UInt8] = []
        for number in 0..<400 {
            let boot = number < 200 ? "0123456789abcdef0123456789abcdef" : "fedcba98765432100123456789abcdef"
            let text = """
                __REALTIME_TIMESTAMP=\(1_772_359_200_000_000 + number * 1000)
                __MONOTONIC_TIMESTAMP=\(1_000_000 + number % 200 * 1000)
                _BOOT_ID=\(boot)
                PRIORITY=\(number % 7)
                _HOSTNAME=web1
                SYSLOG_IDENTIFIER=sshd
                SYSLOG_FACILITY=10
                _PID=\(900 + number % 7)
                MESSAGE=Accepted password for asha from 192.0.2.\(number % 50) port 4022 ssh2

                """
            bytes += text.utf8
            if number % 10 == 3 {
                bytes += Array("LONG=\(String(repeating: "lorem ipsum ", count: 50 + number))\n".utf8)
            }
            if number % 10 == 5 {
                let value: [UInt8] = [0x61, 0x07, 0xFF, 0x62]
                bytes +=
                    Array("RAW\n".utf8) + [4, 0, 0, 0, 0, 0, 0, 0] + value + [0x0A] + Array("TWICE=1\nTWICE=2\n".utf8)
            }
            if number % 10 == 4 {
                let value = Array("line one\nline \(number)\n".utf8)
                bytes += Array("LINES\n".utf8) + (0..<8).map { UInt8(truncatingIfNeeded: value.count >> (8 * $0)) }
                bytes += value + [0x0A]
            }
            bytes.append(0x0A)
        }
        return bytes
    }
}

@Suite("Files of the journal by systemd itself")
struct JournalToolTests {
    /// The fields of a record in the order of their names: that of the journal's JSON is any.
    private func sorted(_ record: LogRecord) -> [String] {
        LogText.describe(record).split(separator: "\n").map(String.init).sorted()
    }

    @Test(
        "every entry has the fields that journalctl prints, in its order",
        .enabled(if: JournalTools.exist, "needs systemd-journal-remote and journalctl; skipped where they are absent"),
        arguments: [false, true], [false, true])
    func agreement(isCompact: Bool, isKeyed: Bool) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("journal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (source, file) = (folder.appendingPathComponent("in").path, folder.appendingPathComponent("a.journal").path)
        try Data(JournalTools.export()).write(to: URL(fileURLWithPath: source))
        _ = try JournalTools.run(
            JournalTools.writer, ["--output", file, source],
            ["SYSTEMD_JOURNAL_COMPACT": isCompact ? "1" : "0", "SYSTEMD_JOURNAL_KEYED_HASH": isKeyed ? "1" : "0"])
        let printed = WholeFile(try JournalTools.run(JournalTools.reader, ["--file", file, "--output", "export"]))
        let ours = WholeFile(Array(try Data(contentsOf: URL(fileURLWithPath: file))))

        #expect(ours.format == .journalFile)
        #expect(ours.issues == [])
        #expect(ours.records.count == 400)
        #expect(ours.records.map(LogText.describe) == printed.records.map(LogText.describe))

        let json = WholeFile(try JournalTools.run(JournalTools.reader, ["--file", file, "--output", "json", "--all"]))
        #expect(json.format == .jsonLines)
        #expect(json.issues == [])
        #expect(json.records.map(sorted) == printed.records.map(sorted))
    }
}
