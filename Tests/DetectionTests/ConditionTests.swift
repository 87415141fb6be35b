import Testing
import Vocabulary

@testable import Detection

@Suite("Conditions")
struct ConditionTests {
    /// Selections that fit: sel_a, sel_b, other, _hidden_yes. That do not: sel_c, filter_x, _hidden.
    private let detection = """
        sel_a: {A: 1}
        sel_b: {B: 2}
        sel_c: {C: 0}
        other: {A: 1, B: 2}
        filter_x: {A: 9}
        _hidden: {A: 9}
        """
    private let batch = record(["A": 1, "B": 2, "C": 3])

    @Test(
        "conditions follow the grammar",
        arguments: [
            ("sel_a", true), ("sel_c", false), ("not sel_c", true), ("sel_a and sel_b", true),
            ("sel_a and sel_c", false),
            ("sel_c or sel_a", true), ("sel_a or sel_c and sel_c", true), ("(sel_a or sel_c) and sel_c", false),
            ("not sel_c and sel_a", true), ("not (sel_c or sel_a)", false), ("not not sel_a", true),
            ("1 of them", true), ("all of them", false), ("any of sel_*", true), ("1 of sel_*", true),
            ("all of sel_*", false), ("all of *_a", true), ("1 of filter_*", false),
            ("sel_a and not 1 of filter_*", true),
            ("2 of sel_*", true), ("3 of sel_*", false), ("all of s*_a", true), ("1 of sel_a", true),
            ("SEL_A or sel_a", false), ("sel_a AND NOT filter_x", true), ("(sel_a)and(sel_b)", true),
            ("1 of sel_* and other and not filter_x", true), ("not 1 of sel_*", false), ("all of _hid*", false),
        ])
    func grammar(condition: String, holds: Bool) {
        #expect(fits(rule(detection, condition: condition), batch) == holds)
    }

    @Test("names that begin with an underscore are not among 'them'")
    func hiddenSelections() {
        let detection = "yes: {A: 1}\n_no: {A: 9}"

        #expect(fits(rule(detection, condition: "all of them"), batch))
    }

    @Test("of several conditions, one is enough")
    func severalConditions() {
        #expect(fits(rule(detection, condition: "[sel_c, sel_a]"), batch))
        #expect(!fits(rule(detection, condition: "[sel_c, filter_x]"), batch))
    }

    @Test(
        "a condition that cannot be read is a problem with a place",
        arguments: [
            ("sel_a and", "10:25 the condition ends where a selection is expected"),
            ("sel_a sel_b", "10:22 'sel_b' is not expected here"), ("(sel_a", "10:16 this bracket is never closed"),
            ("nosuch", "10:16 no selection is called 'nosuch'"), ("1 of x*", "10:21 no selection is called 'x*'"),
            ("x of them", "10:16 'x of' is not understood"), ("sel_a and or", "10:26 'or' is not expected here"),
            (
                "sel_a | count() > 5",
                "10:24 no 'timeframe' says in what time this is to happen: add one, or write a correlation"
            ),
            (String(repeating: "(", count: 100) + "sel_a", "10:80 the condition is nested too deeply"),
        ])
    func unreadable(condition: String, problem: String) {
        #expect(problems(rule(detection, condition: condition)) == [problem])
    }
}
