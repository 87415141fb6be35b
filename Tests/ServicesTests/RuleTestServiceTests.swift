import Detection
import Foundation
import Services
import Testing
import Vocabulary

@Suite("Rules tried on events")
struct RuleTestServiceTests {
    static let rule = [
        "title: Login", "id: login", "tags: [attack.t1078]", "logsource: {product: test, service: log}",
        "detection: {selection: {kind: login}, condition: selection}",
    ]
    static let login = #"{"Channel":"log","time":"2026-03-01T10:00:00Z","kind":"login"}"#
    static let other = #"{"Channel":"log","time":"2026-03-01T10:00:00Z","kind":"logoff"}"#

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func failures() async throws -> [String: [String]] {
        let outcomes = try await RuleTestService().test([folder.path])
        return Dictionary(
            uniqueKeysWithValues: outcomes.map { ($0.rule.dropFirst(folder.path.count + 1).description, $0.failures) })
    }

    @Test("each record of the one file must match, and none of the other may")
    func events() async throws {
        for name in ["good", "bad", "alone"] { try folder.write("\(name).yml", lines: Self.rule) }
        try folder.write("good.match.jsonl", lines: [Self.login, Self.login])
        try folder.write("good.nomatch.jsonl", lines: [Self.other])
        try folder.write("bad.match.jsonl", lines: [Self.login, Self.other])
        try folder.write("bad.nomatch.jsonl", lines: [Self.other, Self.login, Self.login])

        #expect(
            try await failures() == [
                "good.yml": [], "alone.yml": [],
                "bad.yml": [
                    "bad.match.jsonl: no match for record 2", "bad.nomatch.jsonl: a match for record 2, 3",
                ],
            ])
        let outcomes = try await RuleTestService().test([folder.path])
        #expect(outcomes.filter(\.isTested).count == 2)
    }

    @Test("a rule that cannot be read fails, and so does a file without a record that must match")
    func unreadable() async throws {
        try folder.write("broken.yml", lines: ["title: x"])
        try folder.write("empty.yml", lines: Self.rule)
        try folder.write("empty.match.jsonl", lines: [])

        let found = try await failures()
        #expect(found["broken.yml"] == ["1:1: the rule has no detection"])
        #expect(found["empty.yml"]?.last == "empty.match.jsonl holds no record")
    }

    @Test("a line that is no event fails its rule")
    func garbage() async throws {
        try folder.write("rule.yml", lines: Self.rule)
        try folder.write("rule.match.jsonl", lines: [Self.login, "not json"])

        let failures = try #require(try await failures()["rule.yml"])
        #expect(failures.count == 1)
        #expect(failures.first?.hasPrefix("rule.match.jsonl: ") == true)
    }

    @Test("of a correlation, the file as a whole is the event")
    func correlation() async throws {
        let correlation = [
            "---", "title: Many", "correlation: {type: event_count, rules: [login], timespan: 1h, condition: {gte: 2}}",
        ]
        try folder.write("many.yml", lines: Self.rule + correlation)
        try folder.write("many.match.jsonl", lines: [Self.login, Self.other, Self.login])
        try folder.write("many.nomatch.jsonl", lines: [Self.login])

        #expect(try await failures() == ["many.yml": []])
    }

    @Test("a record of a file is explained by its number, or by its place where it has none")
    func explanation() async throws {
        let rules = try RuleLibrary.load([try folder.write("r.yml", lines: Self.rule).path], explains: true).rules
        let file = try folder.write("events.jsonl", lines: [Self.login, Self.other, Self.login])
        let explaining = try RecordExplanation(rules, named: "LOGIN")

        #expect(try await explaining.explain(.number(0), of: file).explanations.map(\.matches) == [true])
        #expect(try await explaining.explain(.number(1), of: file).explanations.map(\.matches) == [false])
        let places = [0, Self.login.utf8.count + 1].map { RecordChoice.offset(UInt64($0)) }
        #expect(try await explaining.explain(places[0], of: file).explanations.map(\.matches) == [true])
        #expect(try await explaining.explain(places[1], of: file).explanations.map(\.matches) == [false])
        await #expect(throws: ServiceFailure.self) { try await explaining.explain(.offset(1), of: file) }
        #expect(try explaining.explain(json: Array(Self.login.utf8)).explanations.map(\.matches) == [true])
        await #expect(throws: ServiceFailure.self) { try await explaining.explain(.number(3), of: file) }
        #expect(throws: ServiceFailure.self) { try explaining.explain(json: Array("login".utf8)) }
        // A record without a time is one as well; two are too many, and half of one is too little.
        let untimed = #"{"kind":"login","A":1}"#
        #expect(try explaining.explain(json: Array(untimed.utf8)).records == 1)
        for strange in [untimed + untimed, untimed + " x", String(untimed.dropLast())] {
            #expect(throws: ServiceFailure.self) { try explaining.explain(json: Array(strange.utf8)) }
        }
        #expect(throws: ServiceFailure.self) { try RecordExplanation(rules, named: "logout") }
    }

    @Test("coverage counts rules by technique, and the records that evidence has of their log sources")
    func coverage() async throws {
        let absent = [
            "---", "title: B", "level: high", "tags: [attack.t1078]", "logsource: {product: test, service: none}",
            "detection: {selection: {kind: login}, condition: selection}",
        ]
        let rules = try RuleLibrary.load([try folder.write("r.yml", lines: Self.rule + absent).path]).rules
        let file = try folder.write("events.jsonl", lines: [Self.login, Self.other])
        let coverage = try await RuleCoverageService(width: 1).coverage(of: rules, in: [file])

        #expect(coverage.techniques.map(\.technique.text) == ["T1078"])
        #expect(coverage.techniques.first?.levels == [.informational: 1, .high: 1])
        #expect(coverage.techniques.first?.blindRules == 1)
        #expect(
            coverage.sources.map { "\($0.source.words) \($0.rules) \($0.records ?? -1)" } == [
                "test log 1 2", "test none 1 0",
            ])
        let alone = try await RuleCoverageService(width: 1).coverage(of: rules, in: nil)
        #expect(alone.sources.allSatisfy { $0.records == nil })
    }

    @Test("a mapping with a mistake ends the command, with its place")
    func badMapping() throws {
        let file = try folder.write("map.yml", lines: ["logsources:", "- product: a"])

        let failure = #expect(throws: ServiceFailure.self) { try RuleLibrary.load([], mappings: [file.path]) }
        #expect(failure?.subject == file.path + ":2:3")
    }
}
