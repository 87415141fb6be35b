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
            Vector("F: [1, 2]", 2, true), Vector("F: 0", "", false),
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
}
