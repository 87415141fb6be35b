import Foundation
import Testing
import Vocabulary

@testable import Detection

/// One line of a table: an item of a selection, the value of field `F`, and whether they fit.
struct Vector: CustomTestStringConvertible, Sendable {
    let item: String
    let value: Stored
    let fits: Bool

    init(_ item: String, _ value: Stored, _ fits: Bool) {
        self.item = item
        self.value = value
        self.fits = fits
    }

    var testDescription: String { "\(item) on \(value)" }

    var answer: Bool {
        DetectionTests.fits(rule("selection:\n    \(item)"), record(["F": value]))
    }
}

@Suite("Values of a selection")
struct ValueTests {
    @Test(
        "text is compared whole and without regard to case",
        arguments: [
            Vector("F: abc", "ABC", true), Vector("F: ABC", "abc", true), Vector("F: abc", "abcd", false),
            Vector("F: abc", .wide("aBc"), true), Vector("F: 'größe'", "GRÖSSE", false),
            Vector("F: 'GRÖßE'", "größe", true), Vector("F: 'ΟΔΟΣ'", "οδος", true), Vector("F: 'Ж'", .wide("ж"), true),
            Vector("F: 'ſ'", "S", true), Vector("F: 'ı'", "i", false), Vector("F: 'é'", "E", false),
        ])
    func wholeText(vector: Vector) { #expect(vector.answer == vector.fits) }

    @Test(
        "wildcards stand for characters, and a backslash takes that meaning away",
        arguments: [
            Vector("F: 'a*c'", "abbbc", true), Vector("F: 'a*c'", "ac", true), Vector("F: 'a?c'", "ac", false),
            Vector("F: 'a?c'", "abc", true), Vector("F: 'a?c'", "aßc", true),
            Vector("F: 'a?c'", .wide("a\u{1F600}c"), true),
            Vector("F: 'a??c'", "aßc", false), Vector(#"F: 'a\*c'"#, "a*c", true), Vector(#"F: 'a\*c'"#, "abc", false),
            Vector(#"F: 'a\?c'"#, "a?c", true), Vector(#"F: 'a\?c'"#, "abc", false),
            Vector(#"F: 'C:\Windows\cmd.exe'"#, #"C:\Windows\cmd.exe"#, true), Vector(#"F: 'a\\b'"#, #"a\b"#, true),
            Vector(#"F: 'a\\*'"#, #"a\xyz"#, true), Vector(#"F: 'a\\*'"#, "a*", false),
            Vector(#"F: 'a\\\*'"#, #"a\*"#, true), Vector(#"F: 'a\\\*'"#, #"a\b"#, false),
            Vector(#"F: '\\\\srv'"#, #"\\srv"#, true), Vector(#"F: '\\\srv'"#, #"\\srv"#, true),
            Vector("F: '*'", "", true), Vector("F: '*'", "x", true), Vector("F: '*'", .null, false),
            Vector("F: 'a*b*c'", "a1b2b3c", true), Vector("F: 'a*b*c'", "a1b2b3d", false),
            Vector("F: '*a?'", "aaab", true), Vector("F: '?'", "", false),
        ])
    func wildcards(vector: Vector) { #expect(vector.answer == vector.fits) }

    @Test(
        "contains, startswith and endswith take wildcards and escapes, too",
        arguments: [
            Vector("F|contains: b", "aBc", true), Vector("F|contains: d", "abc", false),
            Vector("F|startswith: ab", "ABC", true), Vector("F|startswith: bc", "abc", false),
            Vector("F|endswith: bc", "aBC", true), Vector("F|endswith: ab", "abc", false),
            Vector("F|endswith: '1?'", "Windows 10", true), Vector("F|endswith: '8???'", "x80211", false),
            Vector("F|endswith: '8???'", "x8021", true), Vector("F|startswith: '0?1'", "0x1410", true),
            Vector("F|endswith: 'b*d'", "abcd", true), Vector("F|endswith: 'b*d'", "abcde", false),
            Vector("F|contains: 'a*c'", "xabcx", true), Vector(#"F|contains: 'a\*c'"#, "xa*cx", true),
            Vector(#"F|endswith: '\\*'"#, #"a\b"#, true), Vector("F|contains: ''", "x", true),
            Vector("F|startswith|endswith: b", "abc", true), Vector("F|contains: 80", "port 8080", true),
            Vector("F|endswith: abcdefgh", "abcdefgh", true), Vector("F|endswith: xbcdefgh", "abcdefgh", false),
        ])
    func placed(vector: Vector) { #expect(vector.answer == vector.fits) }

    @Test(
        "a number fits however the record writes it",
        arguments: [
            Vector("F: 3389", 3389, true), Vector("F: 3389", "3389", true), Vector("F: '3389'", 3389, true),
            Vector("F: 3389", .wide("3389"), true), Vector("F: 23", .hex(23), true),
            Vector("F: '0x17'", .hex(23), true),
            Vector("F: '0X17'", "0x17", true), Vector("F: 0x17", "23", true), Vector("F: 3389", "33890", false),
            Vector("F: 3389", "x", false), Vector("F: -5", "-5", true), Vector("F: 1.5", "1.5", true),
            Vector("F: [1, 2]", 2, true), Vector("F: 0", "", false), Vector("F: 10", "10.0", true),
            Vector("F: 10", "1e1", true), Vector("F: 10", "10.5", false), Vector("F: 1.5", "15e-1", true),
            Vector("F: 18446744073709551615", "18446744073709551614", false),
            Vector("F: 18446744073709551615", "18446744073709551615", true),
            Vector("F: 18446744073709551615", "0xffffffffffffffff", true),
            Vector("F: 0xFFFFFFFFFFFFFFFF", "18446744073709551615", true),
            Vector("F|gt: 9007199254740992", "9007199254740993", true),
            Vector("F|gt: 9007199254740993", "9007199254740993", false),
            Vector("F|gt: 4294967295", "0xffffffffffffffff", true), Vector("F|lt: 0.5", "-9223372036854775809", true),
            Vector("F|gte: 10.5", "10", false), Vector("F|lte: 10.5", "10", true),
            Vector("F: 1000000000000000000", "1e18", true), Vector("F|gt: 1", "0x", false),
            Vector("F: 1", "+-1", false),
        ])
    func numbers(vector: Vector) { #expect(vector.answer == vector.fits) }

    @Test(
        "a truth value fits its name",
        arguments: [
            Vector("F: 'true'", true, true), Vector("F: true", true, true), Vector("F: true", "True", true),
            Vector("F: 'false'", false, true), Vector("F: true", false, false), Vector("F: 'yes'", true, false),
        ])
    func bools(vector: Vector) { #expect(vector.answer == vector.fits) }

    @Test(
        "null is a missing field or no value; empty text of an event log is no value, of JSON it is text",
        arguments: [
            Vector("F: null", .null, true), Vector("F:", .null, true), Vector("F: null", "", false),
            Vector("F: null", .wide(""), true), Vector("F: null", "x", false), Vector("G: null", "x", true),
            Vector("F: ''", "", true), Vector("F: ''", .wide(""), true), Vector("F: ''", .null, true),
            Vector("F: ''", "x", false), Vector("G: ''", "x", false), Vector("F: ['', 'a']", .null, true),
        ])
    func nulls(vector: Vector) { #expect(vector.answer == vector.fits) }

    @Test(
        "a list of values means any, with |all every one",
        arguments: [
            Vector("F|contains: [a, x]", "abc", true), Vector("F|contains: [y, x]", "abc", false),
            Vector("F|contains|all: [a, c]", "abc", true), Vector("F|contains|all: [a, x]", "abc", false),
            Vector("F|all|contains: [a, c]", "abc", true), Vector("F: [abc, 'x*']", "xyz", true),
        ])
    func lists(vector: Vector) { #expect(vector.answer == vector.fits) }

    @Test(
        "wildcards take time in proportion to the text, whatever they meet",
        arguments: [
            (String(repeating: "?", count: 2_000) + "x", "a", false),
            (String(repeating: "a", count: 4_000) + "?b", "a", false),
            (String(repeating: "?", count: 2_000) + "x", "aé", false), ("*a?a?a?b*c", "a", false),
        ])
    func hostileWildcards(pattern: String, unit: String, fits: Bool) {
        let text = String(repeating: unit, count: 250_000 / unit.utf8.count)
        let matched = Vector("F|contains: '\(pattern)'", .text(text), fits)
        let ended = Vector(
            "F|contains: '\(pattern)'", .text(text + pattern.replacing("?", with: "z").replacing("*", with: "")), true)

        // What this thread computes, whatever else the machine does meanwhile.
        let before = Self.threadSeconds
        #expect(matched.answer == fits)
        #expect(ended.answer)
        #expect(Self.threadSeconds - before < 20)
    }

    private static var threadSeconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec
    }

    @Test("both ways of matching wildcards agree on random texts")
    func automaton() {
        var random = SplitMix(seed: 7)
        func pick(_ choices: [String]) -> String { choices[Int(random.next() % UInt64(choices.count))] }
        var matches = 0
        for _ in 0..<25_000 {
            let length = Int(random.next() % 7)
            var text = (0..<length * 3).map { _ in pick(["a", "b", "é", "-", "/", "–", "―"]) }.joined()
            let value = (0..<length + 1).map { _ in pick(["a", "b", "é", "?", "*", "-", "a?"]) }.joined()
            if random.next() % 3 == 0 { text += String(repeating: "a", count: 70) }
            let long = random.next() % 4 == 0 ? value + String(repeating: "a?", count: 40) : value
            let pattern = WildcardPattern(SigmaPattern(sigma: long).withInterchangeableDashes(), folds: true)
            let (one, other) = Array(text.utf8).withUnsafeBufferPointer { bytes in
                (pattern.matches(bytes), pattern.codes.withUnsafeBufferPointer { WildcardAutomaton($0).matches(bytes) })
            }
            #expect(one == other, "\(long) on \(text)")
            if one { matches += 1 }
        }
        #expect(matches > 1_000)
    }

    @Test("a value with wildcards inside has a longest length, plain text has none")
    func longestWildcards() {
        let long = String(repeating: "a", count: DetectionLimits.wildcardBytes)
        #expect(problems(rule("selection: {F: '\(long)'}")).isEmpty)
        #expect(problems(rule("selection: {F|contains: '\(long)b'}")).isEmpty)
        #expect(
            problems(rule("selection: {F|contains: '\(long)?b'}"))
                == ["4:29 a value with wildcards inside has at most 4096 bytes"])
    }
}

/// Steele, Lea and Flood's generator: the same numbers on every machine.
private struct SplitMix {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
