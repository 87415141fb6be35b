import Foundation
import Testing

@Suite("A live run, as its users see it")
struct LiveDetectionTests {
    private static let rules = """
        title: Failed logon
        name: failed
        logsource:
            product: windows
            service: security
        detection:
            selection:
                EventID: 4625
            condition: selection
        ---
        title: Three failures
        correlation:
            type: event_count
            rules:
                - failed
            group-by:
                - TargetUserName
            timespan: 10m
            condition:
                gte: 3
        """

    /// The first of these rules alone.
    private static let rule = String(rules.prefix(upTo: rules.firstRange(of: "---")?.lowerBound ?? rules.endIndex))

    private func failures(_ minutes: ClosedRange<Int>) -> String {
        minutes.map {
            #"{"@timestamp":"2026-03-01T10:0\#($0):00Z","EventID":4625,"Channel":"Security","Computer":"A","#
                + #""TargetUserName":"anna"}"# + "\n"
        }.joined()
    }

    @Test("a record that is cut by the end of the input is taken up when it is fed whole")
    func cut() throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        try Data(Self.rule.utf8).write(to: URL(fileURLWithPath: cordon.path("rules.yml")))
        let arguments = ["detect", "-", "--rules", cordon.path("rules.yml"), "--state", cordon.path("live.state")]
        let whole = failures(1...2)
        let first = try cordon.run(arguments, input: String(whole.dropLast(20)))
        let half = failures(1...1).utf8.count

        #expect(first.errors.contains("state kept behind record 1, byte \(half)"))
        #expect(first.errors.contains("not taken up: \(whole.utf8.count - 20 - half) bytes"))
        let second = try cordon.run(arguments, input: failures(2...2))
        #expect(first.text.contains("10:01:00") && !first.text.contains("10:02:00"))
        #expect(second.text.contains("10:02:00"))
    }

    @Test("matches take the place of nothing that they rest on")
    func overwriting() throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        let folder = cordon.path("logs")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let log = folder + "/a.jsonl"
        try Data(failures(1...2).utf8).write(to: URL(fileURLWithPath: log))
        try Data(Self.rule.utf8).write(to: URL(fileURLWithPath: cordon.path("rules.yml")))
        try FileManager.default.createSymbolicLink(atPath: cordon.path("link.jsonl"), withDestinationPath: log)

        for output in [log, cordon.path("link.jsonl"), cordon.path("rules.yml")] {
            let refused = try cordon.run("detect", folder, "--rules", cordon.path("rules.yml"), "--output", output)
            #expect(refused.status == 1 && refused.errors.contains("it is read, as (part of)"), "\(output)")
        }
        #expect(try String(contentsOfFile: log, encoding: .utf8) == failures(1...2))
        let new = folder + "/matches.jsonl"
        #expect(try cordon.run("detect", log, "--rules", cordon.path("rules.yml"), "--output", new).status == 0)
        #expect(try String(contentsOfFile: new, encoding: .utf8).contains("Failed logon"))
    }

    @Test("what is fed in two runs with a state is told of as in one, and each run says at once where it goes on")
    func state() throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        try Data(Self.rules.utf8).write(to: URL(fileURLWithPath: cordon.path("rules.yml")))
        let arguments = ["detect", "-", "--rules", cordon.path("rules.yml"), "--state", cordon.path("live.state")]
        let later = "{\"@timestamp\":\"2026-03-01T11:00:00Z\",\"EventID\":1}\n"

        let first = try cordon.run(arguments, input: failures(1...2))
        let asked = try cordon.run(arguments, input: "")
        let second = try cordon.run(arguments, input: failures(3...3) + later)

        #expect(!first.errors.contains("going on"))
        let place = "going on behind record 2, byte \(failures(1...2).utf8.count) of what was fed"
        #expect(asked.errors.contains(place) && second.errors.contains(place))
        #expect(!first.text.contains("Three failures") && second.text.contains("Three failures"))
    }
}
