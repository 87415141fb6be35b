import Testing
import Vocabulary

@testable import Detection

@Suite("Regular expressions on hostile and long values")
struct RegexLimitTests {
    private func rules(_ patterns: String...) -> RuleSet {
        RuleSet.load(
            patterns.enumerated().map { number, pattern in
                let text = rule("selection: {F|re: '\(pattern)'}").replacing("title: Test", with: "title: R\(number)")
                return RuleSource(name: "f", text: text)
            }
        ).rules
    }

    @Test(
        "long values are searched to their end",
        arguments: [
            ("Invoke-Evil$", "Invoke-Evil", true), ("^x+$", "", true), ("^x+$", "y", false),
            ("^(?:x|y)+z$", "z", true), ("(?:xx|y)*end", "end", true), ("^(x|y)+$", "", true),
            ("x.*y.*z", "yz", true), ("y.*x.*z", "yz", false),
        ])
    func longValues(pattern: String, end: String, isMatch: Bool) {
        let batch = record(["F": .text(String(repeating: "x", count: 600_000) + end)])
        var matcher = rules(pattern).makeMatcher()
        var found = false
        matcher.match(batch) { _ in found = true }

        #expect(found == isMatch)
        #expect(matcher.limitHits == [:])
    }

    @Test("an expression that is given up is counted for its rules, and for no other")
    func countedForRules() {
        let rules = rules("^(a+)+$", "^a", "^(a+)+$")
        let batch = record(["F": .text(String(repeating: "a", count: 5_000) + "!")])
        var matcher = rules.makeMatcher()
        var found: [Int] = []
        for _ in 0..<3 { matcher.match(batch) { found.append($0.rule) } }

        #expect(found == [1, 1, 1])
        #expect(matcher.limitHits == [rules.rules[0].summary: 3, rules.rules[2].summary: 3])
    }

    @Test("an expression that is given up again and again gets less to spend, and still answers what is easy")
    func lessToSpend() throws {
        let regex = try #require(CompiledRegex(RegexSource(pattern: "^(a+)+$"), RegexStack()))
        func matches(_ text: String) -> Bool {
            let bytes = Array(text.utf8)
            return bytes.withUnsafeBufferPointer { regex.matches($0) }
        }
        let runaway = String(repeating: "a", count: 5_000) + "!"
        #expect(regex.steps(forLength: runaway.utf8.count) == DetectionLimits.regexSteps)
        for _ in 0..<DetectionLimits.regexPatience { #expect(!matches(runaway)) }

        #expect(regex.limitHits == DetectionLimits.regexPatience)
        #expect(regex.steps(forLength: runaway.utf8.count) == DetectionLimits.regexStepsAfterwards)
        #expect(!matches(runaway))
        #expect(regex.limitHits == DetectionLimits.regexPatience + 1)
        #expect(matches("aaa"))
    }
}
