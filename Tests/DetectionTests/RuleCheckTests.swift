import Testing

@testable import Detection

@Suite("Doubts about rules")
struct RuleCheckTests {
    @Test("a selection that no condition asks for is told")
    func unusedSelection() {
        #expect(
            problems(rule("selection: {F: a}\nother: {F: b}"))
                == ["5:5 no condition asks for the selection 'other'"])
        #expect(problems(rule("selection: {F: a}\nother: {F: b}", condition: "1 of them")).isEmpty)
        #expect(problems(rule("selection: {F: a}\nother: {F: b}", condition: "[selection, other]")).isEmpty)
    }

    @Test(
        "tags of ATT&CK that do not exist are told; all others are free",
        arguments: [
            ("attack.t1059", nil), ("attack.t1059.001", nil), ("attack.execution", nil),
            ("attack.lateral_movement", nil),
            ("attack.g0016", nil), ("attack.s0154", nil), ("attack.ds0009", nil), ("cve.2021-44228", nil),
            ("attack.t9999", "'attack.t9999' is no technique of ATT&CK"),
            ("attack.t1086", "'attack.t1086' was replaced by T1059.001"),
            ("attack.sneaking", "'attack.sneaking' is no tactic or technique of ATT&CK"),
        ] as [(String, String?)])
    func tags(tag: String, problem: String?) {
        #expect(problems(rule("selection: {F: a}") + "\ntags: [\(tag)]") == (problem.map { ["6:8 " + $0] } ?? []))
    }

    @Test("a field that no record of the log source has is told")
    func unknownField() {
        let source = "{product: windows, category: process_creation}"
        #expect(
            problems(rule("selection: {CommandLine: a, Comandline|contains: b}", logSource: source))
                == ["4:33 records of process_creation have no field 'Comandline'"])
        #expect(problems(rule("selection: {Image: a, EventID: 1, hashes: c}", logSource: source)).isEmpty)
        #expect(problems(rule("selection: {Anything: a}")).isEmpty)
    }

    @Test(
        "a condition that asks for something and for its opposite is told",
        arguments: [
            ("a: {F: x}", "a and not a", "'a' and for its opposite"),
            ("a: {F: x}\nb: {F: x, G: y}", "b and not a", "'a' and for its opposite"),
            ("a: {F|re: [x, y], H: z}\nb: {F|re: [x, y]}", "a and not b", "'b' and for its opposite"),
            ("a: {F: x}\nb: {F: y}", "a and b", "'F' to be 'x', and for what that cannot be"),
            ("a: {F: [x, y]}\nb: {F: [z, '5']}", "all of them", "'F' to be 'x', and for what that cannot be"),
            (
                "a: {EventID: 1, F: x}\nb: {EventID: [2, 3]}", "a and b",
                "'EventID' to be '1', and for what that cannot be"
            ),
            ("a: {F: abc}\nb: {F|contains: b}", "a and not b", "'F' to be 'abc', and for what that cannot be"),
            ("a: {F: abc}\nb: {F|startswith: x}", "a and b", "'F' to be 'abc', and for what that cannot be"),
            ("a: {F: x}\nb1: {F: y}\nb2: {F: z, G: a}", "a and 1 of b*", "'F' to be 'x', and for what that cannot be"),
            ("a: {F|all: [x, y]}", "a", "'F' to be 'x', and for what that cannot be"),
            ("a: {F|gt: 10, F|lt: 5}", "a", "'F' to be two things that exclude each other"),
            ("a: {F|gt: 5}\nb: {F|lte: 5}", "a and b", "'F' to be two things that exclude each other"),
            (
                "a: {F|startswith: abc}\nb: {F|startswith: XYZ}", "a and b",
                "'F' to be two things that exclude each other"
            ),
            ("a: {F|minute: 99}", "a", "F has a minute that is 99"),
            ("a: {F|hour: [24, 25]}", "a", "F has a hour that is 24"),
            ("a: {F|week|gt: 53, G: x}", "a", "F has a week that is greater than 53"),
            ("a: {F|month|lt: 1}", "a", "F has a month that is less than 1"),
            ("a: {F|day: 1.5}", "a", "F has a day that is 1.5"),
            ("a: {F|hour|gte: 20, F|hour|lt: 6}", "a", "'F' to be two things that exclude each other"),
            (
                "a: {F|endswith: '*.exe'}\nb: {F|endswith: .dll}", "a and b",
                "'F' to be two things that exclude each other"
            ),
        ])
    func contradictions(selections: String, condition: String, reason: String) {
        let line = 4 + selections.split(separator: "\n").count
        #expect(
            problems(rule(selections, condition: condition)).map {
                $0.split(separator: " ", maxSplits: 1).map(String.init)
            }
                == [["\(line):16", "the condition can never hold: it asks for \(reason)"]])
    }

    @Test(
        "what a record can meet is not told",
        arguments: [
            ("a: {F|minute: [99, 59]}", "a"), ("a: {F|week|gte: 53, F|hour|lte: 0}", "a"),
            ("a: {F: x}\nb: {F|minute: 99}", "a and not b"), ("a: {F|hour|gt: 20, F|day|lt: 6}", "a"),
            ("a: {F|exists: [true, true]}", "a"),
            ("a: {F: x}\nb: {F: y}", "a or b"), ("a: {F: [x, y]}\nb: {F: y}", "a and not b"),
            ("a: {F: x}\nb: {F: y}", "a and not b"), ("a: {F: abc}\nb: {F|contains: b}", "a and b"),
            ("a: {F: '5'}\nb: {F: 5}", "a and b"), ("a: {F|cased: x}\nb: {F: X}", "a and b"),
            ("a: {F|re: x}\nb: {F: y}", "a and b"), ("a: {F|contains|all: [x, y]}", "a"),
            ("a: {F|gte: 5, F|lte: 5}", "a"), ("a: {F|startswith: ab, F|endswith: ba}", "a"),
            ("a: {F|startswith: ab}\nb: {F|startswith: ABC}", "a and b"), ("a: {F|gt: 10}\nb: {F|lt: 5}", "a or b"),
            ("a: {Data: x}\nb: {Data: y}", "a and b"), ("a: {F: x}\nb: {F: y, G: z}", "a and not b"),
            ("a: {F: null}\nb: {F: x}", "a or b"), ("a: [x, y]\nb: [z]", "a and b"),
        ])
    func noContradictions(selections: String, condition: String) {
        #expect(problems(rule(selections, condition: condition)).isEmpty)
    }

    @Test("what stands in a correlation and means nothing there is told with its place")
    func strangeKeys() {
        func told(_ section: String) -> [String] {
            let text = kinds("a") + "\n---\n" + correlation(section)
            return RuleSet.load([RuleSource(name: "f", text: text)]).problems.map(\.message)
        }
        let rest = "type: event_count, rules: [a], timespan: 1m, condition: {gte: 2}"
        #expect(told("\(rest), group_by: [u]") == ["a correlation has no 'group_by': it is not looked at"])
        #expect(told("\(rest), group-by: [u], generate: true, aliases: {}") == [])
    }

    @Test(
        "bounds of a correlation that no number meets are told; those that one meets are not",
        arguments: [
            ("event_count", "{gt: 5, lt: 2}", false), ("event_count", "{gt: 5, lt: 6}", false),
            ("event_count", "{gt: 5, lt: 7}", true), ("event_count", "{gte: 2, lte: 3, neq: 2}", true),
            ("event_count", "{gte: 2, lte: 2, neq: 2}", false), ("event_count", "{lt: 1}", false),
            ("event_count", "{eq: 2.5}", false), ("event_count", "{eq: 2, gt: 2}", false),
            ("temporal", "{gt: 1}", false), ("temporal", "{eq: 1}", true), ("event_count", "{gte: 1}", true),
            ("value_sum", "{field: n, gt: 5, lt: 6}", true), ("value_avg", "{field: n, gt: 6, lt: 5}", false),
            ("value_percentile", "{field: n, gt: 100}", false), ("value_sum", "{field: n, lt: 0}", true),
        ])
    func bounds(type: String, condition: String, canHold: Bool) {
        let text =
            kinds("a") + "\n---\n"
            + correlation("type: \(type), rules: [a], timespan: 1m, condition: \(condition)")
        let problems = RuleSet.load([RuleSource(name: "f", text: text)]).problems
        let unchecked = RuleSet.load([RuleSource(name: "f", text: text)], checks: false)

        #expect(problems.map(\.leavesRuleOut) == (canHold ? [] : [false]))
        #expect(problems.allSatisfy { $0.message.hasPrefix("the condition can never hold") })
        #expect(unchecked.problems == [])
        #expect(unchecked.rules.correlations.count == 1)
    }
}
