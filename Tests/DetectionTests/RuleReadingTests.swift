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
            detection: {selection: {A: 1}, condition: selection}
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
        #expect(problems.map(\.kind) == [.invalid, .unsupported])
        #expect(
            problems.last
                == RuleProblem(
                    file: "f", line: 18, column: 1, kind: .unsupported,
                    message: "correlation rules are not supported yet"))
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
            ("- a", "1:1 a rule must be a map"), ("title: 'x", "1:10 not YAML: found unexpected end of stream"),
            ("title: a\ntitle: b", "1:1 not YAML: the key title stands twice in one map"),
        ])
    func missingParts(text: String, problem: String) {
        #expect(problems(text) == [problem])
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
