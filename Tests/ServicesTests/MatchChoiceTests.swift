import Detection
import Foundation
import Services
import Synchronization
import Testing
import Vocabulary

@Suite("Which matches are shown")
struct MatchChoiceTests {
    static let rules = RuleSet.load(
        [
            RuleSource(
                name: "rules.yml",
                text: """
                    title: Login
                    id: login
                    level: low
                    tags: [attack.initial_access, attack.t1078.002]
                    logsource: {product: test, service: log}
                    detection: {selection: {kind: login}, condition: selection}
                    ---
                    title: Tool
                    id: tool
                    level: high
                    tags: [attack.execution]
                    logsource: {product: test, service: log}
                    detection: {selection: {kind|contains: tool}, condition: selection}
                    ---
                    title: Many
                    level: critical
                    correlation: {type: event_count, rules: [login], timespan: 1h, condition: {gte: 2}, generate: true}
                    """)
        ], explains: true
    ).rules

    static let lines = [
        #"{"Channel":"log","time":"2026-03-01T10:00:00Z","Computer":"A","kind":"login"}"#,
        #"{"Channel":"log","time":"2026-03-01T10:10:00Z","Computer":"A","kind":"login"}"#,
        #"{"Channel":"log","time":"2026-03-01T10:20:00Z","Computer":"B","kind":"login"}"#,
        #"{"Channel":"log","time":"2026-03-02T10:00:00Z","Computer":"A","kind":"a tool"}"#,
        #"{"Channel":"log","Computer":"A","kind":"a tool"}"#,
    ]

    let folder: TemporaryFolder
    let file: EvidenceFile

    init() throws {
        folder = try TemporaryFolder()
        file = try folder.write("events.jsonl", lines: Self.lines)
    }

    private func detect(
        _ choice: MatchChoice, collapses: Bool = false, explains: Bool = false
    ) async throws -> (shown: [String], summary: DetectionService.Summary) {
        let shown = Mutex<[String]>([])
        let summary = try await DetectionService(rules: Self.rules, width: 2, choice: choice, explains: explains)
            .detect(
                [file],
                render: { match, bytes in
                    let why =
                        match.explanation.map {
                            ": \($0.selections.joined(separator: ",")): "
                                + $0.highlights.map(\.test).joined(separator: ",")
                        } ?? ""
                    bytes += Array("\(match.rule.title)\(why)\n".utf8)
                },
                renderCorrelation: { match, bytes in bytes += Array("\(match.rule.title)\n".utf8) },
                renderCount: collapses
                    ? { count, bytes in
                        bytes.removeLast()
                        let times = [count.first, count.last].compactMap { $0?.description.prefix(16) }
                        bytes += Array(" \(count.count) \(times.joined(separator: " "))\n".utf8)
                    } : nil,
                write: { bytes in
                    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
                    shown.withLock { $0 += lines }
                })
        return (shown.withLock { $0 }, summary)
    }

    @Test("rules are chosen by level, by tag or one below it, and by id or title")
    func chosenRules() async throws {
        func shown(_ change: (inout MatchChoice) -> Void) async throws -> [String] {
            var choice = MatchChoice()
            change(&choice)
            return try await detect(choice).shown
        }

        #expect(try await shown { _ in } == ["Login", "Login", "Login", "Tool", "Tool", "Many"])
        #expect(try await shown { $0.level = .high } == ["Tool", "Tool", "Many"])
        #expect(try await shown { $0.tags = ["attack.T1078"] } == ["Login", "Login", "Login"])
        #expect(try await shown { $0.tags = ["attack.initial-access", "attack.x"] } == ["Login", "Login", "Login"])
        #expect(try await shown { $0.tags = ["attack.t107"] } == [])
        #expect(try await shown { $0.rules = ["TOOL", "many"] } == ["Tool", "Tool", "Many"])
    }

    @Test("a range of time has both of its ends, and what is outside or without a time is counted")
    func range() async throws {
        var choice = MatchChoice()
        choice.from = Timestamp(iso8601: "2026-03-01T10:10:00Z")
        choice.to = Timestamp(iso8601: "2026-03-01T10:20:00Z")
        let found = try await detect(choice)

        #expect(found.shown == ["Login", "Login", "Many"])
        #expect(found.summary.leftOut == MatchesLeftOut(allowed: 0, outsideRange: 3))
        #expect(found.summary.levels == [.low: 2, .critical: 1])
    }

    @Test("what is known to be harmless is left out and counted, correlations included")
    func allowed() async throws {
        var choice = MatchChoice()
        let list = """
            allow:
              - {rule: login, fields: {Computer: a}, reason: r, owner: o, expires: 2030-01-01}
              - {rule: many, reason: r, owner: o, expires: 2030-01-01}
            """
        let file = try folder.write("allow.yml", lines: [list])
        choice.allowed = try RuleLibrary.allowList([file.path], at: .earliest)
        let found = try await detect(choice)

        #expect(found.shown == ["Login", "Tool", "Tool"])
        #expect(found.summary.leftOut == MatchesLeftOut(allowed: 3, outsideRange: 0))
    }

    @Test("an allow-list with a mistake ends the command, with its place")
    func badList() throws {
        let file = try folder.write("allow.yml", lines: ["allow:", "- rule: a"])

        let failure = #expect(throws: ServiceFailure.self) { try RuleLibrary.allowList([file.path], at: .earliest) }
        #expect(failure?.subject == file.path + ":2:3")
    }

    @Test("matches of one rule on one computer with the same values are shown once and counted")
    func collapsed() async throws {
        let found = try await detect(MatchChoice(), collapses: true)

        #expect(
            found.shown == [
                "Login 2 2026-03-01T10:00 2026-03-01T10:10", "Login 1 2026-03-01T10:20 2026-03-01T10:20",
                "Tool 2 2026-03-02T10:00 2026-03-02T10:00", "Many",
            ])
        #expect(found.summary.matches == 6)
        #expect(found.summary.collapsed == 3)
    }

    @Test("why a record matches is told where that is asked")
    func explained() async throws {
        var choice = MatchChoice()
        choice.level = .high
        let found = try await detect(choice, explains: true)

        #expect(found.shown.first == "Tool: selection: kind contains 'tool'")
    }
}
