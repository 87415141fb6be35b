import Testing
import Vocabulary

@testable import Detection

@Suite("Reading correlations, filters and Sigma 1")
struct CorrelationReadingTests {
    @Test(
        "what is wrong with a correlation is said with its place",
        arguments: [
            ("rules: [a], timespan: 1m", "4:14 the correlation has no type"),
            ("type: count, rules: [a], timespan: 1m", "4:21 'count' is not a type of correlation"),
            ("type: temporal, rules: [a]", "4:14 the correlation has no timespan"),
            ("type: temporal, timespan: 1m", "4:14 the correlation names no rules"),
            ("type: temporal, rules: [], timespan: 1m", "4:38 a correlation names 1 to 64 rules"),
            ("type: temporal, rules: [a, a], timespan: 1m", "4:42 'a' is named twice"),
            ("type: temporal, rules: [[a]], timespan: 1m", "4:39 a rule is named by its id or name"),
            ("type: temporal, rules: [nope], timespan: 1m", "4:39 no rule that can be used has the id or name 'nope'"),
            (
                "type: temporal, rules: [a], timespan: 1x",
                "4:53 '1x' is no span of time: write a number and one of s, m, h, d, w, M, y, as in 90m"
            ),
            ("type: event_count, rules: [a], timespan: 1m", "4:14 the correlation has no condition"),
            (
                "type: event_count, rules: [a], timespan: 1m, condition: {}",
                "4:71 the condition compares with nothing: add gt, gte, lt, lte, eq or neq"
            ),
            (
                "type: event_count, rules: [a], timespan: 1m, condition: {over: 1}",
                "4:72 'over' is no part of this condition"
            ),
            ("type: event_count, rules: [a], timespan: 1m, condition: {gt: x}", "4:76 a number is needed here"),
            (
                "type: event_count, rules: [a], timespan: 1m, condition: {gt: 100001}",
                "4:71 at most 100000 matches of one group are counted at a time"
            ),
            (
                "type: event_count, rules: [a], timespan: 1m, condition: a",
                "4:71 the condition of this type must be a map, as in {gte: 10}"
            ),
            ("type: value_count, rules: [a], timespan: 1m, condition: {gt: 1}", "4:71 the condition names no field"),
            (
                "type: value_sum, rules: [a], timespan: 1m, condition: {field: [x, y], gt: 1}",
                "4:69 only values of one field can be worked out"
            ),
            (
                "type: value_avg, rules: [a], timespan: 1m, condition: {field: x, gt: 1, percentile: 5}",
                "4:99 'percentile' goes with value_percentile only"
            ),
            (
                "type: value_percentile, rules: [a], timespan: 1m, condition: {field: x, gt: 1, percentile: 101}",
                "4:106 a percentile is from 0 to 100"
            ),
            ("type: temporal, timespan: 1m, condition: a and", "4:61 the condition ends where a selection is expected"),
            ("type: temporal, timespan: 1m, condition: not a", "4:56 the condition holds where nothing happens at all"),
            (
                "type: temporal, rules: [a, b], timespan: 1m, condition: a",
                "4:42 the condition does not say what 'b' is for"
            ),
            (
                "type: temporal_ordered, timespan: 1m, condition: a and b",
                "4:64 a condition in words knows no order: make the ordered part a correlation of its own"
            ),
            (
                "type: temporal_extended, rules: [a], timespan: 1m, condition: {gt: 1}",
                "4:77 this type has a condition in words, as in: a and not b"
            ),
            ("type: temporal, rules: [a], timespan: 1m, group-by: {}", "4:67 'group-by' takes names of fields"),
            ("type: temporal, rules: [a], timespan: 1m, generate: 7", "4:67 'generate' takes true or false"),
            ("type: temporal, rules: [a], timespan: 1m, aliases: [x]", "4:66 'aliases' must be a map"),
            (
                "type: temporal, rules: [a], timespan: 1m, aliases: {x: y}",
                "4:70 an alias has a field for each rule"
            ),
            (
                "type: temporal, rules: [a], timespan: 1m, aliases: {x: {q: y}}",
                "1:1 the alias 'x' names 'q', which is none of the rules"
            ),
        ])
    func problemPlaces(section: String, problem: String) {
        let text = correlation(section) + "\n---\n" + kinds("a", "b")
        #expect(problems(text) == [problem])
    }

    @Test("rules are named by id in either case, by name or, where they have no id, by title, in files of any order")
    func references() {
        let text = """
            title: By id
            id: 0E95725D-7320-415D-80F7-004DA920FC11
            logsource: {product: test, service: log}
            detection: {s: {A: 1}, condition: s}
            """
        let sources = [
            correlation("type: temporal, rules: [0e95725d-7320-415d-80f7-004da920fc11, a, By title], timespan: 1m"),
            text,
            kinds("a"),
            text.replacing("By id", with: "By title").replacing("id: 0E95725D-7320-415D-80F7-004DA920FC11\n", with: ""),
        ]
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
            let (rules, problems) = RuleSet.load(order.map { RuleSource(name: "\($0).yml", text: sources[$0]) })
            #expect(problems == [])
            #expect(rules.correlations.count == 1)
        }
    }

    @Test("correlations that go round in a circle are problems, each by name; others are loaded")
    func circle() {
        let text =
            ["x": "y", "y": "z", "z": "x", "s": "s"].sorted { $0.key < $1.key }.map { name, other in
                correlation("type: event_count, rules: [\(other)], timespan: 1m, condition: {gt: 1}", title: name)
            } + [kinds("a"), correlation("type: temporal, rules: [a], timespan: 1m")]
        let (rules, problems) = RuleSet.load([RuleSource(name: "f", text: text.joined(separator: "\n---\n"))])

        #expect(rules.correlations.map(\.summary.title) == ["C"])
        #expect(problems.count == 4)
        #expect(problems.count { $0.message.contains("they go round in a circle") } == 2)
    }

    @Test("two rules of one name cannot be told apart")
    func ambiguous() {
        let text = [kinds("a"), kinds("a"), correlation("type: temporal, rules: [a], timespan: 1m")]
        #expect(
            problems(text.joined(separator: "\n---\n")).map {
                $0.split(separator: " ").dropFirst().joined(separator: " ")
            }
                == ["more than one rule has the id or name 'a'"])
    }

    @Test("rules that correlations are made of are not shown by themselves, unless one of these generates them")
    func shown() {
        func shown(_ more: String) -> [Bool] {
            let text = kinds("a", "b") + "\n---\n" + correlation("type: temporal, rules: [a], timespan: 1m\(more)")
            return RuleSet.load([RuleSource(name: "f", text: text)]).rules.rules.map(\.isShown)
        }
        let other = "}\n---\ntitle: D\ncorrelation: {type: temporal, rules: [a], timespan: 1m, generate: true"

        #expect(shown("") == [false, true])
        #expect(shown(", generate: true") == [true, true])
        #expect(shown("}\ngenerate: true\nother: {") == [true, true])
        #expect(shown(other) == [true, true])
    }

    @Test("a correlation that cannot be used hides no rule")
    func brokenHidesNothing() {
        let text = kinds("a") + "\n---\n" + correlation("type: temporal, rules: [a, nope], timespan: 1m")
        #expect(RuleSet.load([RuleSource(name: "f", text: text)]).rules.rules.map(\.isShown) == [true])
    }

    @Test(
        "spans of time in all units",
        arguments: [
            ("1s", 1), ("90m", 5_400), ("2h", 7_200), ("1d", 86_400), ("1w", 604_800), ("1M", 2_629_746),
            ("1y", 31_556_952),
        ])
    func spans(text: String, seconds: Int64) {
        let rules = RuleSet.load([
            RuleSource(
                name: "f", text: kinds("a") + "\n---\n" + correlation("type: temporal, rules: [a], timespan: \(text)"))
        ]).rules
        #expect(rules.correlations.map(\.span) == [seconds * Timestamp.ticksPerSecond])
    }

    // MARK: Filters

    private func filtered(_ filter: String, by selection: String = "{A: 1, U: adm_x}") -> [String] {
        let rules = ["x", "y"].map { id in
            "title: \(id)\nid: \(id)\nname: n\(id)\nlogsource: {product: windows, service: security}\n"
                + "detection: {s: {A: 1}, condition: s}"
        }
        let text = (["title: F\nlogsource: {product: windows}\nfilter: {\(filter)}"] + rules).joined(
            separator: "\n---\n")
        let (set, problems) = RuleSet.load([RuleSource(name: "f", text: text)])
        guard problems.isEmpty else { return problems.map { "\($0.line):\($0.column) \($0.message)" } }
        return set.titles(in: record(["A": 1, "U": "adm_x"])) + ["|"] + set.titles(in: record(["A": 1, "U": "eve"]))
    }

    @Test(
        "a filter takes away what it describes, whether it says what goes or what stays",
        arguments: ["sel", "not sel", "1 of s*", "not 1 of s*"])
    func filter(condition: String) {
        #expect(filtered("rules: [x], sel: {U|startswith: adm_}, condition: \(condition)") == ["y", "|", "x", "y"])
    }

    @Test("a filter is for rules by id or name, or for all of its log source")
    func filterRules() {
        let rest = "sel: {U|startswith: adm_}, condition: sel"
        #expect(filtered("rules: [nx, Y], \(rest)") == ["|", "x", "y"])
        #expect(filtered("rules: any, \(rest)") == ["|", "x", "y"])
        #expect(filtered("rules: x, \(rest)") == ["y", "|", "x", "y"])
    }

    @Test(
        "what is wrong with a filter is said with its place",
        arguments: [
            ("sel: {A: 1}, condition: sel", "3:9 the filter names no rules: name some, or 'any'"),
            ("rules: [x], condition: sel", "3:9 the filter has no selection"),
            ("rules: [x], sel: {A: 1}", "3:9 the filter has no condition"),
            ("rules: [q], sel: {A: 1}, condition: sel", "3:18 no rule has the id or name 'q'"),
            ("rules: [[x]], sel: {A: 1}, condition: sel", "3:18 a rule is named by its id or name"),
        ])
    func filterProblems(filter: String, problem: String) {
        #expect(filtered(filter) == [problem])
    }

    @Test("a filter of another log source than its rule is a warning, and changes nothing")
    func filterElsewhere() {
        let text =
            "title: F\nlogsource: {product: linux}\nfilter: {rules: [x], s: {A: 1}, condition: s}\n---\n"
            + "title: Test\nid: x\nlogsource: {product: windows, service: security}\ndetection: {s: {A: 1}, condition: s}"
        let (rules, problems) = RuleSet.load([RuleSource(name: "f", text: text)])

        #expect(problems.map(\.description) == ["f:3:18: the rule 'x' is of another log source than the filter"])
        #expect(problems.map(\.kind) == [.warning])
        #expect(rules.titles(in: record(["A": 1])) == ["Test"])
    }

    // MARK: Sigma 1

    @Test("action: global is part of the rules that follow, until reset; repeat is the rule before with changes")
    func actions() {
        let text = """
            action: global
            title: G
            logsource: {product: windows, service: security}
            detection: {condition: s}
            ---
            detection: {s: {A: 1}}
            ---
            title: H
            detection: {s: {A: 2}}
            ---
            action: repeat
            detection: {s: {B: 3}}
            ---
            action: reset
            ---
            title: I
            detection: {s: {A: 4}, condition: s}
            """
        let (rules, problems) = RuleSet.load([RuleSource(name: "f", text: text)])

        #expect(rules.rules.map(\.summary.title) == ["G", "H", "H"])
        #expect(rules.titles(in: record(["A": 1])) == ["G"])
        #expect(rules.titles(in: record(["A": 2, "B": 3])) == ["H", "H"])
        #expect(
            problems.map(\.description) == [
                "f:1:9: 'action: global' is of Sigma 1: read as whole rules",
                "f:11:9: 'action: repeat' is of Sigma 1: read as whole rules",
                "f:14:9: 'action: reset' is of Sigma 1: read as whole rules",
                "f:16:1: the rule has no logsource",
            ])
    }

    @Test("a rule beside action: reset is read; a part that no rule follows is told")
    func resetWithRule() {
        let text = """
            action: global
            title: G
            ---
            action: reset
            \(rule("selection: {A: 4}"))
            ---
            action: repeat
            title: Again
            ---
            action: global
            title: Last
            """
        let (rules, problems) = RuleSet.load([RuleSource(name: "f", text: text)])

        #expect(rules.titles(in: record(["A": 4])) == ["Test", "Again"])
        #expect(
            problems.map { "\($0.line) \($0.message)" }.filter { !$0.contains("is of Sigma 1") } == [
                "1 no rule follows this 'action: global', and so it is part of none",
                "14 no rule follows this 'action: global', and so it is part of none",
            ])
    }

    @Test("a filter that names a correlation is told that filters are for rules")
    func filterOfCorrelation() {
        let filter = """
            title: F
            logsource: {product: test, service: log}
            filter: {rules: [C, nope], selection: {u: x}, condition: not selection}
            """
        let text = [
            kinds("a"), correlation("type: event_count,\nrules: [a],\ntimespan: 1m,\ncondition: {gte: 1}"), filter,
        ].joined(separator: "\n---\n")

        #expect(
            problems(text).map { String($0.drop { $0 != " " }.dropFirst()) } == [
                "'C' is a correlation: filters are for the rules that it is made of",
                "no rule has the id or name 'nope'",
            ])
    }

    private func old(_ condition: String, timeframe: String = "timeframe: 1m", _ happenings: [Happening]) -> [String] {
        let text = """
            title: Old
            logsource: {product: test, service: log}
            detection:
              a: {Kind: a}
              b: {Kind: b}
              \(timeframe)
              condition: \(condition)
            """
        let (rules, problems) = RuleSet.load([RuleSource(name: "f", text: text)])
        let found = Timeline.findings(rules, Timeline.occurrences(rules, in: Timeline.batches(happenings)))
            .map { Timeline.words($0, rules) }
        #expect(rules.rules.allSatisfy { !$0.isShown })
        return problems.map { "\($0.line):\($0.column) \($0.message)" } + found
    }

    @Test(
        "aggregations of Sigma 1 are read as correlations, with a notice",
        arguments: [
            ("a | count() > 2", "event_count", "Old 0..2 at 2: 3 records, 3.0"),
            ("a | count() by u > 2", "event_count", "Old u=x 0..2 at 2: 3 records, 3.0"),
            ("a | count(v) by u>=3", "value_count", "Old u=x 0..2 at 2: 3 records, 3.0"),
            ("a | count(v) by u, w = 3", "value_count", "Old u=x w=z 0..2 at 2: 3 records, 3.0"),
            ("a | sum(v) by u > 5", "value_sum", "Old u=x 0..2 at 2: 3 records, 6.0"),
            ("a | avg(v) by u == 2", "value_avg", "Old u=x 0..2 at 2: 3 records, 2.0"),
            ("a | min(v) by u < 2", "value_percentile", "Old u=x 0..2 at 2: 3 records, 1.0"),
            ("a | max(v) by u >= 3", "value_percentile", "Old u=x 0..2 at 2: 3 records, 3.0"),
            ("a | near b", "temporal", "Old 0..3 at 3: 4 records, 1.0"),
        ])
    func aggregations(condition: String, type: String, found: String) {
        let happenings = [1, 2, 3].map {
            Happening($0 - 1, ["Kind": "a", "u": "x", "w": "z", "v": .number(UInt32($0))])
        }
        let all = old(condition, happenings + [Happening(3, ["Kind": "b", "u": "y"])])

        #expect(all == ["7:18 aggregation in conditions is of Sigma 1: read as the correlation \(type)", found])
    }

    @Test("near and not: nothing of the other selection within the timeframe")
    func nearNot() {
        let a = Happening(0, ["Kind": "a"])
        #expect(old("a | near not b", [a]).count == 2)
        #expect(old("a | near not b", [a, Happening(30, ["Kind": "b"])]).count == 1)
    }

    @Test(
        "an aggregation that cannot be read says why",
        arguments: [
            ("a | count() by u", "7:30 a comparison is expected here, as in > 5"),
            ("a | count() > x", "7:28 a number is needed here"),
            ("a | first(v) > 1", "7:18 'first' is not a function of Sigma 1"),
            ("a | sum() > 1", "7:18 'sum' takes the name of a field"),
            ("a | count(v > 1", "7:29 this bracket is never closed"),
            ("a | count() > 1 by u", "7:30 'by' is not expected here"),
            ("a | near c", "7:23 no selection is called 'c'"),
            ("a | near b within 5m", "7:22 'near' is only read with names of selections"),
        ])
    func badAggregations(condition: String, problem: String) {
        #expect(old(condition, []) == [problem])
    }

    @Test("an aggregation without a timeframe, and one of several, are not read")
    func unreadAggregations() {
        #expect(
            old("a | count() > 1", timeframe: "c: {A: 1}", []) == [
                "7:18 no 'timeframe' says in what time this is to happen: add one, or write a correlation"
            ])
        #expect(
            old("[a, a | count() > 1]", []) == [
                "7:22 aggregation in one of several conditions: write a rule for each, and correlations"
            ])
    }
}
