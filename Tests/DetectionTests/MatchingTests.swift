import Testing
import Vocabulary

@testable import Detection

@Suite("Matching")
struct MatchingTests {
    @Test("the index by event code changes nothing but speed")
    func indexIsSound() throws {
        let selections = [
            "{EventID: 1}", "{EventID: '2'}", "{EventID: [1, 3]}", "{EventID|neq: 1}", "{EventID: '*'}",
            "{EventID|lt: 3}",
            "[{EventID: 1, A: x}, {A: x}]", "[{EventID: 1}, {EventID: 4}]", "{EventID|all: [1, 2]}",
            "{EventID|startswith: 1}",
            "{EventID: null}", "{A: x}",
        ]
        let conditions = ["selection", "not selection", "selection and selection", "1 of sel*"]
        let texts = selections.flatMap { selection in
            conditions.map { rule("selection: \(selection)", condition: $0) }
        }
        var rules: [SigmaRule] = []
        for text in texts {
            for document in SigmaDocuments.read(RuleSource(name: "f", text: text)) {
                rules.append(try SigmaRule.read(document.get(), file: "f"))
            }
        }
        let indexed = RuleSet(rules, skippedCount: 0)
        let plain = RuleSet(rules, skippedCount: 0, usesEventCodes: false)
        func found(_ rules: RuleSet, _ batch: RecordBatch) -> [Int] {
            var found: [Int] = []
            var matcher = rules.makeMatcher()
            matcher.match(batch) { found.append($0.rule) }
            return found
        }

        for code: Stored? in [1, 2, "3", .hex(4), 17, .text("x"), nil] {
            let batch = record(["A": "x"], code: code)
            #expect(found(indexed, batch) == found(plain, batch))
        }
    }

    @Test("a matcher keeps up with catalogues that grow or change between batches")
    func catalogues() {
        let rules = RuleSet.load([RuleSource(name: "f", text: rule("selection: {B: x}"))]).rules
        var matcher = rules.makeMatcher()
        var count = 0
        for batch in [record(["A": "x"]), record(["A": "x", "B": "x"]), record(["B": "x"]), record(["C": "x"])] {
            matcher.match(batch) { _ in count += 1 }
        }

        #expect(count == 2)
    }

    @Test("a rule that fits a record in two ways is found once")
    func foundOnce() {
        let text = rule("selection: {A: x}", logSource: "{product: linux, service: auditd}")

        #expect(
            fits(
                text,
                record(
                    ["A": "x", "type": "SYSCALL", "auid": "1", "syscall": "2"], channel: "auditd", provider: "auditd",
                    code: nil)))
    }

    @Test("a keyword does not reach from one value into the next")
    func keywordsStayInside() {
        let batch = record(["A": "one", "B": "two"])

        #expect(!fits(rule("selection: [onetwo]"), batch))
        #expect(!fits(rule("selection: ['one*two']"), batch))
        #expect(fits(rule("selection: [one]"), batch))
    }

    @Test("a match names the fields that led to it, with their values as stored")
    func matchedFields() {
        let text = rule(
            """
            selection: {Image|endswith: '\\a.exe', ProcessId: 5, Gone: null}
            other: [{CommandLine|contains: [x, y]}, {Nope: 1}]
            filter: {User: z}
            words: [KEY]
            """, condition: "selection and 1 of other* and not filter and words")
        let rules = RuleSet.load([RuleSource(name: "f", text: text)]).rules
        let batch = record([
            "Image": #"C:\A.exe"#, "ProcessId": 5, "CommandLine": "a Y b", "User": "u", "Text": "the key", "Rest": "r",
        ])
        var matcher = rules.makeMatcher()
        var matches: [RuleMatch] = []
        matcher.match(batch) { matches.append($0) }
        let shown = matches.map { matcher.matchedFields(of: $0) }

        #expect(shown == [["Image": #"C:\A.exe"#, "ProcessId": "5", "CommandLine": "a Y b", "Text": "the key"]])
    }

    @Test("values of any encoding and damage are matched or not, never fatal")
    func damagedValues() {
        var builder = RecordBatchBuilder()
        let encodings: [ValueEncoding] = [
            .null, .utf8, .utf16, .windows1252, .int8, .uint64, .float64, .bool, .binary, .guid, .fileTime, .systemTime,
            .sid,
            .hex64, .numberText,
        ]
        let field = builder.intern(FieldName("F", path: []))
        let channel = builder.intern(FieldName("Channel", path: []))
        for encoding in encodings {
            for bytes: [UInt8] in [[], [0xFF], [0xD8, 0x00, 0xD8], Array(repeating: 0x80, count: 40)] {
                builder.beginRecord(position: 0, number: 0)
                builder.append(channel, .utf8, "Security".utf8)
                builder.mark(.channel)
                builder.append(field, encoding, bytes)
                builder.endRecord()
            }
        }
        let items = [
            "F|contains: abc", "F|re: '.*x'", "F|cidr: '::/0'", "F: 5", "F|gt: 5", "F|hour: 3", "F|cased: A",
            "F|fieldref: F", "F: 'a?*b'",
        ]
        let sources = items.map { RuleSource(name: "f", text: rule("selection:\n    \($0)")) }
        let batch = builder.finish()
        var matcher = RuleSet.load(sources).rules.makeMatcher()
        var records = Set<Int>()
        matcher.match(batch) { records.insert($0.record.index) }

        // Each value but null is the same as itself.
        #expect(records.isSuperset(of: 4..<batch.count))
    }
}
