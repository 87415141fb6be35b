import Foundation
import Testing

@Suite("A process killed at any moment", .serialized)
struct KillTests {
    /// Moments tried; `make bench` tries 50.
    static let moments = ProcessInfo.processInfo.environment["CORDON_KILLS"].flatMap { Int($0) } ?? 6

    @Test("leaves a journal that verifies and holds every acknowledged event")
    func killDuringInvestigation() throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        let sample = try cordon.sample()
        let started = ContinuousClock.now
        #expect(try cordon.run("investigate", sample, "--home", cordon.path("whole")).status == 0)
        let whole = started.duration(to: .now) / .milliseconds(1)

        var acknowledgements = 0
        for moment in 0..<Self.moments {
            let home = cordon.path("home-\(moment)")
            let log = cordon.folder.appendingPathComponent("log-\(moment)")
            try Data().write(to: log)
            let process = Process()
            process.executableURL = Cordon.executable
            process.arguments = ["investigate", sample, "--home", home, "--verbose"]
            process.standardError = try FileHandle(forWritingTo: log)
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            usleep(UInt32(Double.random(in: 0...whole) * 1000))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()

            let acknowledged = try String(contentsOf: log, encoding: .utf8).split(
                separator: "\n", omittingEmptySubsequences: true
            )
            .compactMap { line in line.firstMatch(of: #/^C-1 version ([0-9]+): /#).flatMap { Int($0.1) } }.max()
            guard let acknowledged else {
                // Nothing was promised; a store half made must still be one that can be used.
                #expect(try cordon.run("case", "open", "--title", "after", "--home", home).status == 0)
                continue
            }
            acknowledgements += 1
            let verified = try cordon.run("journal", "verify", "--home", home)
            #expect(verified.status == 0, "\(verified.text) \(verified.errors)")
            let shown = try cordon.run("case", "show", "C-1", "--home", home, "--format", "json").object()
            #expect(shown["version"] as? Int ?? 0 >= acknowledged)
            let doctor = try cordon.run("admin", "doctor", "--home", home)
            #expect(doctor.status == 0, "\(doctor.text)")
            let resumed = try cordon.run("evidence", "add", "C-1", sample, "--home", home, "--format", "json")
            let whole = try cordon.run("case", "show", "C-1", "--home", cordon.path("whole"), "--format", "json")
                .object()
            #expect(try resumed.object()["records"] as? Int == whole["records"] as? Int)
            // What the ended run left in the vault now belongs to the case.
            let healed = try cordon.run("admin", "doctor", "--home", home)
            #expect(healed.status == 0 && !healed.text.contains("held for no case"), "\(healed.text)")
        }
        print("killed at \(Self.moments) moments, \(acknowledgements) of them after an acknowledgement")
    }

    @Test("leaves an index that can be searched, and that the next run makes whole")
    func killDuringIndexing() throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        let log = cordon.path("logons.jsonl")
        let lines = (0..<60_000).map { number in
            #"{"@timestamp":"2026-03-01T10:10:00Z","EventID":4624,"Channel":"Security","Computer":"WS\#(number % 9)","#
                + #""TargetUserName":"user\#(number % 50)","IpAddress":"10.0.\#(number % 250).\#(number % 199)","n":\#(number)}"#
        }
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: log))
        let started = ContinuousClock.now
        #expect(try cordon.run("investigate", log, "--home", cordon.path("whole")).status == 0)
        let whole = started.duration(to: .now) / .milliseconds(1)

        for moment in 0..<Self.moments {
            let home = cordon.path("home-\(moment)")
            let process = Process()
            process.executableURL = Cordon.executable
            process.arguments = ["investigate", log, "--home", home]
            process.standardError = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            // The later part of a run, where segments are written.
            usleep(UInt32(Double.random(in: 0.3 * whole...whole) * 1000))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            // Nothing may have been promised yet.
            guard try cordon.run("case", "show", "C-1", "--home", home).status == 0 else { continue }

            let search = try cordon.run("evidence", "search", "user7", "--count", "--home", home)
            #expect(search.status == 0, "\(search.errors)")
            let resumed = try cordon.run("evidence", "add", "C-1", log, "--home", home)
            #expect(resumed.status == 0, "\(resumed.errors)")
            let found = try cordon.run("evidence", "search", "user7", "--count", "--home", home)
            #expect(found.text.trimmingCharacters(in: .whitespacesAndNewlines) == "1200", "\(found.errors)")
            let doctor = try cordon.run("admin", "doctor", "--home", home)
            #expect(doctor.status == 0, "\(doctor.text)")
        }
    }
}
