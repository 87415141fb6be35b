import Testing
import Vocabulary

@testable import Detection

@Suite("Mapping of log sources")
struct MappingTests {
    private func read(_ text: String) -> (mapping: LogSourceMapping, problems: [RuleProblem]) {
        LogSourceMapping.read([RuleSource(name: "map.yml", text: text)])
    }

    private func titles(_ rule: String, _ mapping: String, _ batch: RecordBatch) -> [String] {
        let read = read(mapping)
        #expect(read.problems.isEmpty)
        return RuleSet.load([RuleSource(name: "test.yml", text: rule)], mapping: read.mapping).rules.titles(in: batch)
    }

    private let started = rule(
        "selection: {Image|endswith: '\\x.exe', IntegrityLevel: High}",
        logSource: "{product: windows, category: process_creation}")

    private let ecs = """
        logsources:
          - logsource: {product: windows, category: process_creation}
            fields: [process.executable]
            mapping:
              Image: process.executable
              IntegrityLevel: {name: level, values: {high: h}}
        """

    @Test("records of a shape that a mapping describes are of its source, under its names and values")
    func newRoute() {
        let batch = record(["process.executable": "C:\\x.exe", "level": "H"], channel: nil, code: nil)

        #expect(titles(started, ecs, batch) == ["Test"])
        #expect(fits(started, batch) == false)
    }

    @Test("event codes of a shape are asked of records that have a code")
    func codesOfShape() {
        let mapping = ecs.replacing("mapping:", with: "eventcodes: [1]\n    mapping:")
        func titles(_ code: Stored?) -> [String] {
            self.titles(
                started, mapping,
                record(
                    ["process.executable": "C:\\x.exe", "level": "H"], channel: nil, code: code))
        }

        #expect(titles(1) == ["Test"])
        #expect(titles("1") == ["Test"])
        #expect(titles(nil) == ["Test"])
        #expect(titles(2) == [])
    }

    @Test("what is built in stays, unless an entry replaces it")
    func builtIn() {
        let sysmon = record(
            ["Image": "C:\\x.exe", "IntegrityLevel": "High"], channel: "Microsoft-Windows-Sysmon/Operational")

        #expect(titles(started, ecs, sysmon) == ["Test"])
        #expect(titles(started, ecs + "\n    replace: true", sysmon) == [])
    }

    @Test("names alone are for the records that are known of the source")
    func namesAlone() {
        let mapping = """
            logsources:
              - logsource: {product: windows}
                mapping: {Image: exe}
            """
        let batch = record(
            ["exe": "C:\\x.exe", "IntegrityLevel": "High"], channel: "Microsoft-Windows-Sysmon/Operational")

        #expect(titles(started, mapping, batch) == ["Test"])
    }

    @Test("channels, providers and event codes tell records of new sources")
    func newSource() {
        let mapping = """
            logsources:
              - logsource: {product: windows, service: shop}
                channels: Shop/Operational
                eventcodes: [7]
            """
        let text = rule("selection: {F: a}", logSource: "{product: windows, service: shop}")

        #expect(titles(text, mapping, record(["F": "a"], channel: "Shop/Operational", code: 7)) == ["Test"])
        #expect(titles(text, mapping, record(["F": "a"], channel: "Shop/Operational", code: 8)) == [])
        let loaded = RuleSet.load([RuleSource(name: "test.yml", text: text)], mapping: read(mapping).mapping)
        #expect(loaded.problems.isEmpty)
    }

    @Test(
        "what is wrong with a mapping is said with its place",
        arguments: [
            ("a: 1", "1:1 a mapping file has a list of 'logsources'"),
            ("logsources: []\nx: 1", "2:1 'x' is no part of a mapping file"),
            ("logsources:\n- product: x", "2:3 'product' is no part of an entry"),
            ("logsources:\n- mapping: {A: b}", "2:3 the entry has no logsource"),
            (
                "logsources:\n- logsource: {product: x}",
                "2:3 the entry does not say how its records are told: add channels, providers or fields"
            ),
            ("logsources:\n- logsource: {product: x}\n  channels: [[a]]", "3:14 'channels' takes names"),
            ("logsources:\n- logsource: {product: x}\n  eventcodes: a", "3:15 'eventcodes' takes whole numbers"),
            (
                "logsources:\n- logsource: {product: x}\n  mapping: {A: [b]}",
                "3:16 a field stands for the name it has, or {name: .., values: ..}"
            ),
            (
                "logsources:\n- logsource: {product: x}\n  channels: a\n  replace: 1",
                "4:12 'replace' takes true or false"
            ),
        ])
    func problems(text: String, problem: String) {
        #expect(read(text).problems.map { "\($0.line):\($0.column) \($0.message)" } == [problem])
    }
}
