import Testing
import Vocabulary

@testable import Detection

@Suite("Modifiers")
struct ModifierTests {
    @Test(
        "re searches with the case of the pattern; flags i, m and s change that",
        arguments: [
            Vector("F|re: 'b.d'", "abcd", true), Vector("F|re: 'B.d'", "abcd", false),
            Vector("F|re|i: 'B.d'", "abcd", true),
            Vector("F|re: '^b'", "abc", false), Vector("F|re: '^a.*c$'", "abc", true),
            Vector("F|re: '^b'", "a\nb", false),
            Vector("F|re|m: '^b'", "a\nb", true), Vector("F|re: 'a.b'", "a\nb", false),
            Vector("F|re|s: 'a.b'", "a\nb", true),
            Vector("F|re|i|s: 'A.B'", "a\nb", true), Vector("F|re: '(?i)B{1,2}$'", "abb", true),
            Vector(#"F|re: '\d{3}\\x'"#, #"123\x"#, true), Vector("F|re: 'ö'", .wide("schön"), true),
            Vector("F|re: ['x', 'b']", "abc", true), Vector("F|re|contains: 'b'", "abc", true),
            Vector("F|re: '^$'", "", true),
        ])
    func regex(vector: Vector) { #expect(vector.answer == vector.fits) }

    @Test("an expression that runs away does not match, and comes to an end")
    func runawayRegex() {
        let text = String(repeating: "a", count: 5_000) + "!"
        // Tried in every way it takes longer than anybody waits for a test.
        #expect(!Vector("F|re: '^(a+)+$'", .text(text), true).answer)
    }

    @Test(
        "cidr takes addresses of both families; an IPv4 address inside IPv6 is itself",
        arguments: [
            Vector("F|cidr: 10.0.0.0/8", "10.200.3.4", true), Vector("F|cidr: 10.0.0.0/8", "11.0.0.1", false),
            Vector("F|cidr: 192.168.1.128/25", "192.168.1.127", false), Vector("F|cidr: 0.0.0.0/0", "8.8.8.8", true),
            Vector("F|cidr: 10.0.0.0/8", "::ffff:10.1.2.3", true), Vector("F|cidr: 10.0.0.0/8", "a10.0.0.1", false),
            Vector("F|cidr: '::1/128'", "::1", true), Vector("F|cidr: 'fe80::/10'", "fe80::1%4", true),
            Vector("F|cidr: 'fe80::/10'", "2001:db8::1", false), Vector("F|cidr: '::1/128'", "0:0:0:0:0:0:0:1", true),
            Vector("F|cidr: 'fc00::/7'", "10.0.0.1", false),
            Vector("F|cidr: [127.0.0.0/8, '::1/128']", "127.0.0.1", true),
            Vector("F|cidr: '2001:db8::/32'", "2001:db8:0:0::", true), Vector("F|cidr: 10.0.0.0/8", "-", false),
            Vector("F|cidr: '::/0'", "2001:db8::1", true), Vector("F|cidr: '::/0'", "::", true),
            Vector("F|cidr: '::/96'", "::7", true), Vector("F|cidr: '::/128'", "::1", false),
            Vector("F|cidr: '::/128'", "::", true), Vector("F|cidr: '::/0'", ":::", false),
            Vector("F|cidr: '::ffff:10.0.0.0/104'", "10.1.2.3", true),
            Vector("F|cidr: '::ffff:10.0.0.0/104'", "11.1.2.3", false),
            Vector("F|cidr: '::/0'", "2001:+db8::1", false),
        ])
    func cidr(vector: Vector) { #expect(vector.answer == vector.fits) }

    @Test(
        "exists asks for the field, not for its value",
        arguments: [
            Vector("F|exists: true", "x", true), Vector("F|exists: true", .null, true),
            Vector("F|exists: true", "", true),
            Vector("F|exists: false", "x", false), Vector("G|exists: true", "x", false),
            Vector("G|exists: false", "x", true), Vector("F|exists: yes", "x", true),
            Vector("F|exists: No", "x", false), Vector("G|exists: OFF", "x", true), Vector("F|exists: on", "x", true),
        ])
    func exists(vector: Vector) { #expect(vector.answer == vector.fits) }

    @Test(
        "an object is there, and has no value of its own",
        arguments: [
            ("A|exists: true", true), ("A|exists: false", false), ("A: null", false), ("A|neq: x", true),
            ("A.B|exists: true", true), ("A.B: null", false), ("A.B.C: 1", true), ("A: 1", false), ("A: '*'", false),
            ("A.B.C|exists: false", false), ("A.B.X|exists: true", false), ("A.Bx|exists: true", false),
            ("X.A|exists: true", false), ("X: null", true), ("X|neq: x", false), ("A|neq: null", true),
        ])
    func objects(item: String, isFit: Bool) throws {
        let text = rule("selection: {\(item)}")
        let batch = record(["A.B.C": "1", "D": "2"])
        #expect(fits(text, batch) == isFit)
        #expect(try explanation(text, batch).matches == isFit)

        // Another record of the same names does not have the object, and one behind it has.
        var matcher = RuleSet.load([RuleSource(name: "f", text: text)]).rules.makeMatcher()
        var found: [Int] = []
        let fields: [[String]] = [["D"], ["A.B.C"]]
        var builder = RecordBatchBuilder()
        for (number, names) in fields.enumerated() {
            builder.beginRecord(position: UInt64(number), number: UInt64(number))
            builder.append(builder.intern(FieldName("Channel", path: [])), .utf8, "Security".utf8)
            builder.mark(.channel)
            for name in names { builder.append(builder.intern(FieldName(name, path: [])), .utf8, "1".utf8) }
            builder.endRecord()
        }
        let both = builder.finish()
        matcher.match(both) { found.append($0.record.index) }
        #expect(found.contains(1) == isFit)
        #expect(
            found.contains(0) == (item.hasSuffix("null") && !item.contains("neq") || item.hasSuffix("exists: false")))
    }

    @Test("a match on an object shows what stands in it")
    func objectShown() {
        let rules = RuleSet.load([RuleSource(name: "f", text: rule("selection: {A|exists: true}"))]).rules
        var matcher = rules.makeMatcher()
        var matches: [RuleMatch] = []
        matcher.match(record(["A.B": "1"])) { matches.append($0) }

        #expect(matches.map { matcher.matchedFields(of: $0) } == [["A.B": "1"]])
    }

    @Test(
        "fieldref with neq compares where both fields have a value",
        arguments: [
            ("A|fieldref|neq: B", true), ("A|fieldref|neq: A", false), ("A|fieldref|neq: C", false),
            ("A|fieldref|neq: N", false), ("C|fieldref|neq: A", false),
        ])
    func differentFields(item: String, isFit: Bool) {
        #expect(fits(rule("selection: {\(item)}"), record(["A": "x", "B": "y", "N": .null])) == isFit)
    }

    @Test(
        "windash makes five dashes the same, whichever the rule or the record has",
        arguments: [
            Vector("F|contains|windash: ' /accepteula'", "x -accepteula", true),
            Vector("F|contains|windash: ' -enc '", "x /enc y", true),
            Vector("F|windash|contains: ' -enc '", .wide("x \u{2013}enc y"), true),
            Vector("F|contains|windash: ' -enc '", "x \u{2014}enc y", true),
            Vector("F|contains|windash: ' \u{2015}enc '", "x -enc y", true),
            Vector("F|contains|windash: ' -a -b'", "x /a -b", true),
            Vector("F|contains|windash: ' -enc '", "x +enc y", false),
            Vector("F|windash: '-x*'", "/xyz", true), Vector("F|contains: ' -enc '", "x /enc y", false),
        ])
    func windash(vector: Vector) { #expect(vector.answer == vector.fits) }

    @Test(
        "base64, base64offset and the UTF-16 forms look for encoded text",
        arguments: [
            Vector("F|base64: foobar", "Zm9vYmFy", true), Vector("F|base64|contains: fo", "xZm8=x", true),
            Vector("F|windash|base64offset|contains: ' -enc '", "eCAtZW5jIHl6", true),
            Vector("F|windash|base64offset|contains: ' -enc '", "eHkgL2VuYyB5eg==", true),
            Vector("F|windash|base64offset|contains: ' -enc '", "YWIg4oCTZW5jIHl6", true),
            Vector("F|windash|base64offset|contains: ' -enc '", "eCArZW5jIHl6", false),
            Vector("F|windash|wide|base64offset|contains: ' -enc '", "eAAgAC8AZQBuAGMAIAB5AA==", true),
            Vector("F|windash|base64: '-enc'", "L2VuYw==", true),
            Vector("F|base64offset|contains: foobar", "ZABmb29iYXI=", true),
            Vector("F|base64offset|contains: foobar", "eGZvb2Jhcng=", true),
            Vector("F|base64offset|contains: foobar", "eHhmb29iYXJ4eA==", true),
            Vector("F|base64offset|contains: foobar", "Zm9vYmFyeA==", true),
            Vector("F|base64offset|contains: foobar", "Zm9vYmF6", false),
            Vector("F|wide|base64offset|contains: foo", "ZgBvAG8A", true),
            Vector("F|utf16le|base64|contains: foo", "ZgBvAG8A", true),
            Vector("F|utf16be|base64: foo", "AGYAbwBv", true),
            Vector("F|utf16|base64: foo", "//5mAG8AbwA=", true), Vector("F|wide|contains: ab", "xa\u{0}b\u{0}x", true),
            Vector(#"F|base64: 'a\*b'"#, "YSpi", true),
        ])
    func encodings(vector: Vector) { #expect(vector.answer == vector.fits) }

    @Test(
        "cased keeps the difference of upper and lower case",
        arguments: [
            Vector("F|cased: Abc", "Abc", true), Vector("F|cased: Abc", "abc", false),
            Vector("F|contains|cased: Bc", "aBcd", true), Vector("F|contains|cased: Bc", "abcd", false),
            Vector("F|endswith|cased: 'B?d'", "aBcd", true), Vector("F|cased: 'A*'", "abc", false),
        ])
    func cased(vector: Vector) { #expect(vector.answer == vector.fits) }

    @Test(
        "lt, lte, gt and gte compare numbers",
        arguments: [
            Vector("F|lt: 10", 9, true), Vector("F|lt: 10", 10, false), Vector("F|lte: 10", "10", true),
            Vector("F|gt: 10", "10.5", true), Vector("F|gt: 10", 10, false), Vector("F|gte: 1.5", "1.5", true),
            Vector("F|gte: 10", "ten", false), Vector("F|gt: 15", .hex(16), true), Vector("G|lt: 10", 1, false),
        ])
    func comparisons(vector: Vector) { #expect(vector.answer == vector.fits) }

    @Test(
        "neq asks for a field that has none of the values",
        arguments: [
            Vector("F|neq: a", "b", true), Vector("F|neq: a", "A", false), Vector("F|neq: [a, b]", "b", false),
            Vector("F|neq: [a, b]", "c", true), Vector("F|neq: 5", "6", true), Vector("G|neq: a", "b", false),
            Vector("F|contains|neq: a", "xay", false), Vector("F|re|neq: '^a'", "ba", true),
            Vector("F|base64offset|contains|neq: secret", "eHNlY3JldA==", false),
            Vector("F|base64offset|contains|neq: secret", "eHNlY3JlNA==", true),
        ])
    func differs(vector: Vector) { #expect(vector.answer == vector.fits) }

    @Test(
        "parts of a date are numbers",
        arguments: [
            Vector("F|hour: 23", "2026-03-01T23:59:07Z", true), Vector("F|minute: 59", "2026-03-01 23:59:07", true),
            Vector("F|day: 1", "2026-03-01", true), Vector("F|month|gte: 4", "2026-03-01", false),
            Vector("F|year: 2026", "2026-03-01", true), Vector("F|week: 53", "2027-01-01", true),
            Vector("F|week: 1", "2024-12-30", true), Vector("F|hour|lt: 6", "yesterday", false),
        ])
    func dateParts(vector: Vector) { #expect(vector.answer == vector.fits) }

    @Test("fieldref compares two fields of the record, where both are there")
    func fieldReferences() {
        let batch = record(["A": "Host1", "B": .wide("host1"), "C": "xhost1.local"])
        let items = [
            "A|fieldref: B", "A|fieldref: C", "C|fieldref|contains: A", "C|fieldref|startswith: A", "A|fieldref: D",
            "A|fieldref|cased: B", "A|fieldref|neq: C",
        ]

        #expect(
            items.map { fits(rule("selection:\n    \($0)"), batch) } == [true, false, true, false, false, false, true])
    }

    @Test(
        "what is no network, and what cannot be encoded, is told",
        arguments: [
            ("F|cidr: 10.0.0.0/+8", "'10.0.0.0/+8' is not a network in CIDR notation"),
            ("F|cidr: '::ffff:10.0.0.0/129'", "'::ffff:10.0.0.0/129' is not a network in CIDR notation"),
            (
                "F|windash|base64: '-a -b -c -d -e'",
                "a value with more than 4 dashes cannot be encoded with each of the dashes that 'windash' stands for"
            ),
            (
                "F|" + String(repeating: "base64offset|", count: 14) + "contains: abc",
                "encoded so often, the value is longer than 1048576 bytes"
            ),
            (
                "F|" + String(repeating: "wide|", count: 30) + "contains: abc",
                "encoded so often, the value is longer than 1048576 bytes"
            ),
            ("F|windash|base64: '-a*'", "a value with wildcards cannot be encoded"),
        ])
    func refused(item: String, problem: String) {
        #expect(
            problems(rule("selection:\n    \(item)")).map { $0.split(separator: " ", maxSplits: 1)[1] } == [
                problem[...]
            ])
    }
}
