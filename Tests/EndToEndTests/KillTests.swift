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
}
