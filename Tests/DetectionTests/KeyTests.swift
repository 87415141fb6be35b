import Testing
import Vocabulary

@testable import Detection

@Suite("Keys of rules")
struct KeyTests {
    /// One rule for each way to ask a question, with conditions that turn it round and join it with others.
    private static let selections = [
        "{A: one}", "{A: [two, x]}", "{A|contains: [powershell, ab, abc]}", "{A|contains|all: [alpha, beta]}",
        "{A|startswith: ['C:\\Windows\\', hk, 'http']}", "{A|endswith: ['\\cmd.exe', '.ps1', e]}", "{A: '*'}",
        "{A: ''}", "{A: null}", "{A|exists: true}", "{A|exists: false}", "{A: 5}", "{A|gt: 5}",
        "{A|re: '^[a-c]+$'}", "{A|cidr: 10.0.0.0/8}", "{A|fieldref: B}", "{A|neq: one}", "{A: 'po*er?hell*'}",
        "{A|contains: 'pow*hell'}", "{A|contains|cased: PowerShell}", "{A|cased: One}", "{A|contains: straße}",
        "{A|contains: кириллица}", "{A|contains: [skkk, KELVIN]}", "{A|contains|windash: ' -enc'}",
        "{A|re: ['k+elvin', '(?i)(foo|ba[rz]qux)\\s.*end', 'a|b']}",
        "{A|startswith: abcdefghij, B|endswith: zyxwvutsrq}", "[mimikatz, sekurlsa]", "['*alpha*beta*']", "['f-']",
        "{A|contains: '\u{FFFD}'}", "{A|base64offset|contains: secret}", "{A|contains: [abcd, abcde, abcdef, abcdefg]}",
    ]
    private static let conditions = [
        "selection", "not selection", "selection and other", "selection or other", "selection and not other",
        "1 of *", "all of *", "other and (selection or third)", "2 of (selection, other, third)",
    ]

    private static func written() throws -> [SigmaRule] {
        var rules: [SigmaRule] = []
        for (number, selection) in selections.enumerated() {
            for condition in conditions {
                let body = """
                    selection: \(selection)
                    other: \(selections[(number * 7 + 3) % selections.count])
                    third: \(selections[(number * 5 + 1) % selections.count])
                    """
                for document in SigmaDocuments.read(RuleSource(name: "f", text: rule(body, condition: condition))) {
                    // A condition that is not of the language is left out.
                    if let read = try? SigmaRule.read(document.get(), file: "f") { rules.append(read) }
                }
            }
        }
        return rules
    }

    private static func starter() throws -> [SigmaRule] {
        var rules: [SigmaRule] = []
        for file in StarterRuleList.files {
            let source = RuleSource(name: file.name, text: String(decoding: file.bytes, as: UTF8.self))
            for document in SigmaDocuments.read(source) {
                // Correlations are no rules that are looked for in records; that each file loads is another test.
                guard let rule = try? SigmaRule.read(document.get(), file: file.name) else { continue }
                rules.append(rule)
            }
        }
        return rules
    }

    @Test("a rule is found by its key wherever it is found without", arguments: [1, 2, 3, 4])
    func keysChangeNothing(seed: UInt64) throws {
        var random = SeededNumbers(seed)
        for rules in [try Self.written(), try Self.starter()] {
            let keyed = RuleSet(rules, skippedCount: 0)
            let plain = RuleSet(rules, skippedCount: 0, usesKeys: false)
            var keyedMatcher = keyed.makeMatcher()
            var plainMatcher = plain.makeMatcher()
            var matches = 0
            for _ in 0..<800 {
                let batch = MadeRecord.near(plain, &random)
                var found: [Int] = []
                keyedMatcher.match(batch) { found.append($0.rule) }
                var expected: [Int] = []
                plainMatcher.match(batch) { expected.append($0.rule) }
                #expect(
                    found == expected, "\(batch.records.map { $0.fields.map { "\($0.name.name)=\($0.value.text)" } })")
                matches += found.count
            }
            #expect(matches > 40)
        }
    }

    @Test("records of more sources than are kept ready are matched all the same")
    func manySources() {
        let texts = (0..<1_100).map { rule("selection: {EventID: \($0), A: x}") }
        let rules = RuleSet.load(texts.map { RuleSource(name: "f", text: $0) }).rules
        var matcher = rules.makeMatcher()
        var found: [Int] = []
        for code in 0..<1_100 {
            matcher.match(record(["A": "x"], code: .number(UInt32(code)))) { found.append($0.rule) }
        }

        #expect(found == Array(0..<1_100))
    }

    @Test("of the parts that must all hold, the one that few records have is the key")
    func bestKey() throws {
        let texts =
            [rule("selection: {Image|endswith: '\\cmd.exe', CommandLine|contains: rareword}")]
            + (0..<40).map { rule("selection: {Image|endswith: '\\cmd.exe', B: x\($0)}") }
        let rules = RuleSet.load(texts.map { RuleSource(name: "f", text: $0) }).rules
        let key = try #require(rules.keys[0])

        #expect(key.parts.map(\.bytes) == [Array("rareword".utf8)])
    }

    @Test(
        "of a regular expression, only texts that it cannot do without are taken",
        arguments: [
            ("(?i)foo.*barbaz", ["barbaz"]), ("abc?d", ["ab"]), ("ab+c", ["ab"]), ("abc|DEFG", ["abc", "defg"]),
            ("a(?:bcd|efg)h", ["bcd", "efg"]), ("x(bcd)?y", ["x"]), ("[abc]]def", ["]def"]), ("[]abc]def", ["def"]),
            (#"\\cmd\.exe"#, [#"\cmd.exe"#]), ("(a|b*)", nil), ("a|", nil), (#"\Qa*b\E"#, nil), ("(?x)a b", nil),
            ("(?!abc)", nil), ("(?i:abc)", nil), ("[[:alpha:]]abc", nil), ("a{2}bc", ["bc"]), ("(abc){0,3}", nil),
            ("(abc){1,3}", ["abc"]), (#"\x41bc"#, nil), ("abc)", nil), ("(abc", nil), ("^abc$", ["abc"]),
            ("aéb", ["a"]),
            (#"\dabc\sde"#, ["abc"]), ("(*UCP)abc", nil),
        ])
    func expressions(pattern: String, texts: [String]?) {
        #expect(RegexLiterals.necessary(for: pattern)?.map { String(decoding: $0, as: UTF8.self) } == texts)
    }

    @Test(
        "a rule that can hold for a record that has nothing has no key",
        arguments: ["{A: null}", "{A|exists: false}", "[{A: x}, {B: null}]"])
    func noKey(selection: String) {
        let rules = RuleSet.load([RuleSource(name: "f", text: rule("selection: \(selection)"))]).rules

        #expect(rules.keys.map { $0 == nil } == [true])
    }
}

/// Numbers that are the same in each run.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0xD1B5_4A32_D192_ED03 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Records that are, or nearly are, what a rule asks for.
private enum MadeRecord {
    private static let channels = [
        "Security", "Security", "System", "Microsoft-Windows-Sysmon/Operational", "Application",
        "Microsoft-Windows-PowerShell/Operational", "Windows PowerShell", "auditd", "other",
    ]
    private static let codes: [UInt32] = [1, 1, 1, 3, 4688, 4104, 7045, 4624, 11, 13, 400, 4103, 1102]

    static func near(_ rules: RuleSet, _ random: inout SeededNumbers) -> RecordBatch {
        let program = rules.program
        var builder = RecordBatchBuilder()
        builder.beginRecord(position: 0, number: 1)
        func add(_ name: String, _ value: Stored) {
            let (encoding, bytes) = value.encoded
            builder.append(builder.intern(FieldName(name, path: [.element(name)])), encoding, bytes)
        }
        let hasCode = Int.random(in: 0..<8, using: &random) > 0
        let code = codes.randomElement(using: &random) ?? 1
        if hasCode {
            add("EventID", .number(code))
            builder.mark(.eventCode)
        }
        let channel = channels.randomElement(using: &random) ?? ""
        add("Channel", .wide(channel))
        builder.mark(.channel)
        let candidates = rules.index.candidates(
            CandidateIndex.Source(
                channel: rules.index.name(channel), provider: .absent, hasCode: hasCode,
                code: hasCode ? rules.index.knownCode(Int64(code)) : nil))
        let number =
            candidates.randomElement(using: &random).map { Int($0) }
            ?? program.variants.indices.randomElement(using: &random)
        let root = Int(program.variants[number ?? 0].root)
        for node in program.nodes[root..<Int(program.nodes[root].end)] where node.kind == .test {
            let test = program.tests[Int(node.argument)]
            // Some values are missing, some names have two, and words can stand in any field.
            for _ in 0..<[0, 1, 1, 1, 2][Int.random(in: 0..<5, using: &random)] {
                let name = Int(test.field) == FieldQuestion.everyFieldNumber ? "Text" : program.fields[Int(test.field)]
                add(name, value(for: test, program, &random))
            }
        }
        builder.endRecord()
        return builder.finish()
    }

    private static func value(
        for test: RuleProgram.Test, _ program: RuleProgram, _ random: inout SeededNumbers
    ) -> Stored {
        switch Int.random(in: 0..<20, using: &random) {
        case 0: return .null
        case 1: return .number(UInt32.random(in: 0..<10, using: &random))
        case 2: return .hex(0xABC_DEF)
        case 3: return .bool(Bool.random(using: &random))
        default: break
        }
        var text = ""
        switch test.kind {
        case .equals, .startsWith, .endsWith, .contains, .pattern:
            let count = test.kind == .pattern ? 1 : Int(test.count)
            let literal = program.literals[Int(test.first) + Int.random(in: 0..<max(1, count), using: &random)]
            let range = Int(literal.start)..<Int(literal.start) + Int(literal.length)
            text = String(decoding: program.literalBytes[range], as: UTF8.self)
        default:
            text =
                ["abc", "5", "10.1.2.3", "KELVIN", "xx foo end", "barqux  END", "2026-11-23T08:00:00Z", ""]
                .randomElement(using: &random) ?? ""
        }
        text = changed(text, test.kind, &random)
        return Bool.random(using: &random) ? .wide(text) : .text(text)
    }

    private static func changed(
        _ text: String, _ kind: RuleProgram.Test.Kind, _ random: inout SeededNumbers
    ) -> String {
        let scraps = [
            "", "x", "é ", " -", "C:\\", "powershel", "mimikat", "\u{1F600}", String(repeating: "ab", count: 40),
        ]
        let before = scraps.randomElement(using: &random) ?? ""
        let behind = scraps.randomElement(using: &random) ?? ""
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return String(text.dropFirst())
        case 1: return String(text.dropLast())
        case 2: return text + text
        case 3: return before + text + text + behind
        case 4: return text.uppercased()
        // Characters that fold to others.
        case 5: return String(text.map { $0 == "k" ? "\u{212A}" : $0 == "s" ? "ſ" : $0 })
        case 6: return before + text.uppercased() + behind
        default: break
        }
        switch kind {
        case .startsWith: return text + behind
        case .endsWith: return before + text
        case .contains, .pattern: return before + text + behind
        default: return text
        }
    }
}
