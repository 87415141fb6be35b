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
}
