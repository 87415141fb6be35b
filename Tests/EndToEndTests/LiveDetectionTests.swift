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

    private func failures(_ minutes: ClosedRange<Int>) -> String {
        minutes.map {
            #"{"@timestamp":"2026-03-01T10:0\#($0):00Z","EventID":4625,"Channel":"Security","Computer":"A","#
                + #""TargetUserName":"anna"}"# + "\n"
        }.joined()
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
