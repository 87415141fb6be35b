import Testing
import Vocabulary

@testable import Detection

@Suite("Reading rules")
struct RuleReadingTests {
    @Test("a rule keeps what its author says of it")
    func summary() {
        let text = """
            title: T
            id: 1b2c
            level: high
            tags: [attack.execution, attack.t1059.001]
            logsource: {product: Windows, category: process_creation}
            detection: {selection: {Image: 1}, condition: selection}
            """
        let (rules, problems) = RuleSet.load([RuleSource(name: "a/b.yml", text: text)])

        #expect(problems == [])
        #expect(
            rules.rules.map(\.summary) == [
                RuleSummary(
                    id: "1b2c", title: "T", level: .high, tags: ["attack.execution", "attack.t1059.001"],
                    source: "a/b.yml")
            ])
        #expect(rules.rules.map(\.logSource) == [LogSource(product: "windows", category: "process_creation")])
    }

    @Test("each document of a file is loaded or left out by itself")
    func documents() {
        let good = rule("selection: {A: 1}")
        let text =
            "---\n" + good + "\n---\ntitle: [\n---\r\n" + good
            + "\n---\n# nothing\n---\ncorrelation: {type: event_count}\n"
        let (rules, problems) = RuleSet.load([RuleSource(name: "f", text: text)])

        #expect(rules.rules.count == 2)
        #expect(rules.skippedCount == 2)
        #expect(problems.map(\.kind) == [.invalid, .invalid])
        #expect(
            problems.last
                == RuleProblem(
                    file: "f", line: 18, column: 14, message: "the correlation has no timespan"))
    }

    @Test(
        "what is wrong with a rule is said with its place",
        arguments: [
            ("selection: {A|nope: 1}", "4:19 unknown modifier 'nope'"),
            ("selection:\n    A|contains|nope: 1", "5:20 unknown modifier 'nope'"),
            (
                "selection: {A|expand: '%x%'}",
                "4:19 placeholders ('expand') have no values here; write the values into the rule"
            ),
            ("selection: {A|i: x}", "4:19 the modifier 'i' needs 're' before it"),
            ("selection: {A|re: '(x'}", "4:23 bad regular expression: missing closing parenthesis, at character 3"),
            ("selection: {A|cidr: 10.0.0.0/40}", "4:25 '10.0.0.0/40' is not a network in CIDR notation"),
            ("selection: {A|exists: maybe}", "4:27 'exists' takes true or false"),
            ("selection: {A|exists: [true, false]}", "4:27 'exists' takes true or false, not both"),
            ("selection: {A|lt: x}", "4:23 a number is needed here"),
            ("selection: {A|contains: null}", "4:29 null does not go with these modifiers"),
            ("selection: {A: {B: 1}}", "4:20 a map cannot be the value of a field"),
            ("selection: {A: [[1]]}", "4:21 a list cannot stand in a list of values"),
            ("selection: {A: []}", "4:20 the list of values is empty"),
            ("selection: []", "4:16 the selection is empty"),
            ("selection: {}", "4:16 the selection is empty"),
            ("selection: [null]", "4:17 a keyword must be a string or a number"),
            (
                "selection: {A|contains|base64: x}",
                "4:28 'base64' must stand before 'contains', 'startswith' or 'endswith'"
            ),
            ("selection: {A|base64: 'x*'}", "4:27 a value with wildcards cannot be encoded"),
            ("selection: {A|re|cidr: x}", "4:22 the modifier 'cidr' does not go with the one before it"),
            ("selection: {A|contains|cidr: x}", "4:17 these modifiers do not go together"),
        ])
    func problemPlaces(detection: String, problem: String) {
        #expect(problems(rule(detection)) == [problem])
    }

    @Test(
        "a rule without its necessary parts is left out",
        arguments: [
            ("logsource: {product: x}\ndetection: {s: {A: 1}, condition: s}", "1:1 the rule has no title"),
            ("title: T\ndetection: {s: {A: 1}, condition: s}", "1:1 the rule has no logsource"),
            (
                "title: T\nlogsource: {definition: x}\ndetection: {s: {A: 1}, condition: s}",
                "2:12 'logsource' names no category, product or service"
            ),
            ("title: T\nlogsource: {product: x}", "1:1 the rule has no detection"),
            ("title: T\nlogsource: {product: x}\ndetection: {s: {A: 1}}", "3:12 the detection has no condition"),
            ("title: T\nlogsource: {product: x}\ndetection: {condition: s}", "3:12 the detection has no selection"),
            (
                "title: T\nlevel: loud\nlogsource: {product: x}\ndetection: {s: {A: 1}, condition: s}",
                "2:8 'loud' is not a level"
            ),
            ("title: [T]\nlogsource: {product: x}\ndetection: {s: {A: 1}, condition: s}", "1:8 'title' must be text"),
            ("- a", "1:1 a rule must be a map"), ("", "1:1 the file holds no rule"),
            ("# a\n---\n", "1:1 the file holds no rule"),
            ("title: 'x", "1:10 not YAML: found unexpected end of stream"),
            ("title: a\ntitle: b", "1:1 not YAML: the key title stands twice in one map"),
        ])
    func missingParts(text: String, problem: String) {
        #expect(problems(text) == [problem])
    }

    @Test(
        "a byte order mark before a document is no part of it",
        arguments: [
            "\u{FEFF}", "\u{FEFF}---\n", "\u{FEFF}---\r\n", "\u{FEFF}# words\r\n---\r\n", "# words\n\u{FEFF}---\n",
            "\u{FEFF}\r\n",
        ])
    func byteOrderMark(before: String) {
        let rule = rule("selection: {A: 1}")
        for text in [before + rule, before + rule.split(separator: "\n").joined(separator: "\r\n")] {
            #expect(problems(text) == [])
            #expect(fits(text, record(["A": 1])))
        }
    }

    @Test("a log source of Windows that nothing is known of is doubtful, and its rule is loaded")
    func unknownLogSources() {
        func doubts(_ logSource: String) -> [String] {
            let text = rule("selection: {Image: 1}", logSource: logSource)
            let (rules, problems) = RuleSet.load([RuleSource(name: "f", text: text)])
            #expect(rules.rules.count == 1)
            #expect(rules.skippedCount == 0)
            #expect(problems.allSatisfy { $0.kind == .warning && !$0.leavesRuleOut })
            return problems.map(\.description)
        }

        #expect(
            doubts("{product: windows, category: process_creatoin}") == [
                "f:2:41: no Windows event is known for the category 'process_creatoin': the rule will hardly match anything"
            ])
        #expect(
            doubts("{product: Windows, service: secrity}") == [
                "f:2:40: no Windows event is known for the service 'secrity': the rule will hardly match anything"
            ])
        #expect(
            doubts("{product: windows, service: system, category: process_creation}") == [
                "f:2:12: no Windows event is known for the category 'process_creation' of the service 'system': "
                    + "the rule will hardly match anything"
            ])
        for logSource in [
            "{product: windows}", "{product: windows, category: dns_query}", "{product: windows, service: sysmon}",
            "{product: windows, service: Microsoft-Windows-Own/Operational}", "{category: process_creatoin}",
            "{product: linux, category: own}", "{product: windows, service: sysmon, category: process_creation}",
        ] {
            #expect(doubts(logSource) == [])
        }
    }

    @Test("of two rules with one id both are loaded, and the later is told of the earlier")
    func sameID() {
        func text(_ id: String) -> String { "\(id)\n" + rule("selection: {A: 1}") }
        let (rules, problems) = RuleSet.load([
            RuleSource(name: "a", text: text("id: 1B2C")), RuleSource(name: "b", text: text("# nothing")),
            RuleSource(name: "c", text: text("# nothing") + "\n---\n" + text("id:  1b2c")),
        ])

        #expect(rules.rules.count == 4)
        #expect(rules.skippedCount == 0)
        #expect(
            problems == [
                RuleProblem(
                    file: "c", line: 8, column: 6, kind: .warning,
                    message: "the id '1b2c' is that of a rule in a as well")
            ])
    }

    @Test("maps take up the keys that '<<' names, and their own come first")
    func mergeKeys() {
        let text = rule(
            """
            base: &base {A: 1, B: 1}
            other: &other {B: 2, C: 2}
            selection:
                <<: [*base, *other]
                A: 3
            nested:
                <<: {<<: *other, D: 4}
            """)
        func fits(_ selection: String, _ fields: KeyValuePairs<String, Stored>) -> Bool {
            DetectionTests.fits(text.replacing("condition: selection", with: "condition: \(selection)"), record(fields))
        }

        #expect(fits("selection", ["A": 3, "B": 1, "C": 2]))
        #expect(!fits("selection", ["A": 1, "B": 1, "C": 2]))
        #expect(!fits("selection", ["A": 3, "B": 2, "C": 2]))
        #expect(!fits("selection", ["A": 3, "B": 1]))
        #expect(fits("nested", ["B": 2, "C": 2, "D": 4]))
        #expect(!fits("nested", ["B": 2, "D": 4]))
        #expect(problems(rule("selection: {'<<': {A: 1}}")) == ["4:23 a map cannot be the value of a field"])
    }

    @Test("anchors that multiply and endless nesting are refused, not followed")
    func hostileYAML() {
        let lines = (1..<12).map { level in
            "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",") + "]"
        }
        let multiplying = (["a0: &a0 [x,x,x,x,x,x,x,x,x]"] + lines).joined(separator: "\n")
        let nested = "title: " + String(repeating: "[", count: 100_000)

        #expect(
            RuleSet.load([RuleSource(name: "f", text: multiplying)]).problems.map(\.message) == [
                "the document has too many values"
            ])
        #expect(RuleSet.load([RuleSource(name: "f", text: nested)]).rules.rules.isEmpty)
    }
}
