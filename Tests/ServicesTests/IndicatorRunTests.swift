import CaseLifecycle
import Detection
import Foundation
import Services
import Synchronization
import Testing
import Vocabulary

@Suite("Evidence swept for indicators")
struct IndicatorRunTests {
    private static let lines = [
        #"{"Channel":"log","time":"2026-03-01T10:00:00Z","Computer":"A","query":"www.evil.com"}"#,
        #"{"Channel":"log","time":"2026-03-02T10:00:00Z","Computer":"B","query":"evil.com","from":"203.0.113.7"}"#,
        #"{"Channel":"log","time":"2026-03-03T10:00:00Z","Computer":"B","query":"notevil.com"}"#,
    ]

    private let folder: TemporaryFolder
    private let file: EvidenceFile

    init() throws {
        folder = try TemporaryFolder()
        file = try folder.write("events.jsonl", lines: Self.lines)
    }

    private func rules() throws -> RuleSet {
        let list = try folder.write(
            "bad.csv", lines: ["value,level,comment", "evil.com,critical,C2", "203.0.113.0/24,low,", "10.0.0.1,low,"])
        var rules = RuleSet.load([]).rules
        rules.indicators = try IndicatorLibrary.load([list.path], at: .earliest)?.indicators
        return rules
    }

    private func detect(_ choice: MatchChoice) async throws -> (shown: [String], summary: DetectionService.Summary) {
        let rules = try rules()
        let shown = Mutex<[String]>([])
        let summary = try await DetectionService(rules: rules, width: 1, choice: choice)
            .detect(
                [file],
                render: { match, bytes in
                    let fields = match.fields.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " ")
                    bytes += Array("\(match.rule.id) \(match.rule.level) \(fields)\n".utf8)
                },
                write: { bytes in
                    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
                    shown.withLock { $0 += lines }
                })
        return (shown.withLock { $0 }, summary)
    }

    @Test("hits are shown as matches are, and chosen and counted like them")
    func chosen() async throws {
        let all = [
            "indicator:domain:evil.com critical query=www.evil.com",
            "indicator:domain:evil.com critical query=evil.com",
            "indicator:network:203.0.113.0/24 low from=203.0.113.7",
        ]
        var choice = MatchChoice()
        let found = try await detect(choice)
        #expect(found.shown == all)
        #expect(found.summary.levels == [.critical: 2, .low: 1])

        choice.level = .high
        #expect(try await detect(choice).shown == Array(all[..<2]))

        choice.rules = ["INDICATOR:domain:evil.com"]
        choice.from = Timestamp(iso8601: "2026-03-02T00:00:00Z")
        let later = try await detect(choice)
        #expect(later.shown == [all[1]])
        #expect(later.summary.leftOut == MatchesLeftOut(allowed: 0, outsideRange: 1))
    }

    @Test("hits that are known to be harmless are left out")
    func allowed() async throws {
        let list = """
            allow:
              - {rule: 'indicator:domain:evil.com', fields: {Computer: B}, reason: r, owner: o, expires: 2030-01-01}
            """
        var choice = MatchChoice()
        choice.allowed = try RuleLibrary.allowList([try folder.write("allow.yml", lines: [list]).path], at: .earliest)
        let found = try await detect(choice)

        #expect(found.shown.count == 2)
        #expect(found.summary.leftOut == MatchesLeftOut(allowed: 1, outsideRange: 0))
    }

    @Test("in a case, an indicator is a finding for each host")
    func findings() async throws {
        let store = try Store()
        _ = try store.cases().open(title: "t")
        let incident = try await store.investigation(width: 1).investigate(
            [file], in: .first, rules: try rules(), host: nil, progress: { _ in })

        #expect(
            Set(incident.findings.map { "\($0.sighting.rule.id) \($0.sighting.host) \($0.sighting.count)" }) == [
                "indicator:domain:evil.com A 1", "indicator:domain:evil.com B 1",
                "indicator:network:203.0.113.0/24 B 1",
            ])
    }

    @Test("lists without one indicator end the command")
    func nothing() throws {
        let list = try folder.write("bad.txt", lines: ["# nothing", "10.0.0.1"])

        let failure = #expect(throws: ServiceFailure.self) { try IndicatorLibrary.load([list.path], at: .earliest) }
        #expect(failure?.code == "no-indicators")
        #expect(try IndicatorLibrary.load([], at: .earliest)?.indicators.count == nil)
    }
}
