import Testing
import Vocabulary

@testable import Detection

@Suite("Explanation")
struct ExplanationTests {
    /// A step and its parts as lines, `+` for what holds.
    private func lines(_ step: RuleExplanation.Step, _ depth: Int = 0) -> [String] {
        let mark = String(repeating: "  ", count: depth) + (step.holds ? "+ " : "- ")
        let values = step.values.map { value in
            let range = value.range.map { " \($0.lowerBound)-\($0.upperBound)" } ?? ""
            return " [\(value.field)=\(value.text)\(value.fits ? " fits" : "")\(range)]"
        }
        let name = step.kind == .field ? "" : step.kind.rawValue + (step.words.isEmpty ? "" : " ")
        return [mark + name + step.words + values.joined()] + step.parts.flatMap { lines($0, depth + 1) }
    }

    private let text = rule(
        """
        selection:
            CommandLine|contains:
                - whoami
                - ' /ALL'
            Code: 5
        filter_admin:
            User: admin
        spare: [nothing]
        """, condition: "selection and not 1 of filter_*")

    @Test("the condition is a tree, in which every part is asked and every value is shown with what fits")
    func tree() throws {
        let explained = try explanation(text, record(["CommandLine": "cmd /c dir /all", "Code": 7, "User": "Admin"]))

        #expect(
            lines(explained.condition) == [
                "- all", "  - selection selection", "    - all", "      + any",
                "        - CommandLine contains 'whoami' [CommandLine=cmd /c dir /all]",
                "        + CommandLine contains ' /ALL' [CommandLine=cmd /c dir /all fits 10-15]",
                "      - Code is 5 [Code=7]", "  - not", "    + any", "      + selection filter_admin",
                "        + User is 'admin' [User=Admin fits 0-5]",
            ])
        #expect(explained.fitsLogSource && !explained.matches)
    }

    @Test("what made a rule match is told by selection and place; what must not hold is left out")
    func highlights() throws {
        let explained = try explanation(text, record(["CommandLine": "ütf WHOAMI", "Code": 5]))

        #expect(explained.matches)
        #expect(explained.selections == ["selection"])
        #expect(
            explained.highlights.map { "\($0.selection): \($0.test) \($0.value.range ?? 0..<0)" } == [
                "selection: CommandLine contains 'whoami' 5..<11", "selection: Code is 5 0..<1",
            ])
    }

    @Test("a record of another log source is told so, and the rule is explained all the same")
    func otherSource() throws {
        let explained = try explanation(
            text, record(["CommandLine": "whoami", "Code": 5], channel: "System", provider: "P", code: 4))

        #expect(!explained.fitsLogSource && !explained.matches && explained.condition.holds)
        #expect(explained.routes.map(\.words) == ["channel Security"])
        #expect(explained.recordSource == "channel System, provider P, event code 4")
    }

    @Test("fields have the names of the records: NewProcessName in a 4688")
    func mappedFields() throws {
        let text = rule(
            "selection: {Image|endswith: '\\x.exe'}", logSource: "{product: windows, category: process_creation}")
        let explained = try explanation(text, record(["NewProcessName": "C:\\x.exe"], code: 4688))

        #expect(explained.matches)
        #expect(explained.highlights.map(\.test) == ["NewProcessName ends with '\\x.exe'"])
        #expect(explained.routes.map(\.fits) == [false, true])
    }

    @Test("filters are parts of the condition, by their titles")
    func filters() throws {
        let filter = """
            title: Known good
            logsource: {product: windows}
            filter:
              rules: any
              selection: {User: admin}
              condition: not selection
            """
        let explained = try explanation(
            text + "\n---\n" + filter, record(["CommandLine": "whoami", "Code": 5, "User": "root"]))

        #expect(explained.condition.parts.last?.words == "Known good")
        #expect(explained.condition.parts.last?.kind == .filter)
        #expect(explained.matches)
    }

    @Test(
        "what of a value fits is told for every kind of question",
        arguments: [
            ("F: 'b*d'", "bcd", 0..<3), ("F|contains: 'b?d'", "abcde", 1..<4), ("F|endswith: d", "abcd", 3..<4),
            ("F|startswith: AB", "abcd", 0..<2), ("F|contains: 'a*c'", "xaybzc", 1..<6), ("F|re: 'b+'", "abbc", 1..<3),
            ("F|cidr: 10.0.0.0/8", "10.1.2.3", 0..<8), ("F|gt: 5", "17", 0..<2),
            ("F|windash|contains: ' -x'", "a /x", 1..<4), ("F|cased|contains: B", "bB", 1..<2),
        ])
    func ranges(item: String, value: String, range: Range<Int>) throws {
        let explained = try explanation(rule("selection: {\(item)}"), record(["F": .text(value)]))

        #expect(explained.highlights.map(\.value.range) == [range])
    }

    @Test("each of the rules that an aggregation of Sigma 1 is made of is explained by what it asks for itself")
    func neighbours() throws {
        let text = rule("a: {F: a}\nb: {F: b}\ntimeframe: 5m", condition: "a | near b")
        let rules = RuleSet.load([RuleSource(name: "f", text: text)], explains: true).rules
        let explainer = RuleExplainer(rules)
        let batch = record(["F": "b"])

        #expect(rules.rules.indices.map { explainer.explain($0, batch[0])?.matches } == [false, true])
    }

    @Test(
        "whether a question holds is what matching says",
        arguments: [
            "F|exists: true", "F|exists: false", "G: null", "F: null", "F|neq: a", "F|neq: abc", "F|fieldref: H",
            "F|re: '^a'", "F|all|contains: [a, b, z]", "F|hour: 3", "'|all': [abc, x]", "F: ''", "F|base64: x",
        ])
    func agrees(item: String) throws {
        let batch = record(["F": "abc", "H": "ABC", "X": "x"])
        let text = rule("selection:\n    \(item)")

        #expect(try explanation(text, batch).matches == fits(text, batch))
    }
}
