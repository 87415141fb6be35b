/// Makes rules of everything that the language has, and records that nearly are what they ask for.
struct RandomRules {
    var random: SeededNumbers

    static let names = ["A", "B", "C", "Image", "CommandLine", "New Value", "NewValue", "a", "Hashes"]
    static let words = [
        "one", "two", "powershell", "-enc", " /c ", "mimikatz", "C:\\Windows\\System32\\cmd.exe", "\\cmd.exe", ".ps1",
        "straße", "кириллица", "Kelvin", "ﬁ", "İ", "ab", "abc", "abcd", "abcdefgh", "x", "a*b", "po?er", "*\\temp\\*",
        "\\*literal", "back\\\\slash", "http://", "\u{FFFD}", "😀", "", "*", "?", "true", "5", "0x1f", "ssss", "10",
        "a b", "'quoted'", "–dash", "%%1904",
    ]
    /// Patterns with texts of which some fit; each means the same to both engines.
    static let expressions: [(pattern: String, texts: [String])] = [
        ("^[a-c]+$", ["abc", "abcd", "cab"]), (#"\+.*\+.*\+"#, ["a+b+c+d", "+\n+\n+", "++", "+++"]),
        ("a.*b", ["a\nb", "xa..b", "ba"]), (#"\{.*\}.*\{"#, ["{x}{", "}{}", "{\n}{"]),
        ("x{2,3}y", ["xy", "xxy", "xxxxy"]),
        ("(foo|ba[rz])[0-9]", ["foo1", "bar", "BAZ7", "baz7"]),
        ("power.*shell", ["powershell", "power\nshell", "POWERSHELL"]),
        ("^end", ["end", "the\nend", "END"]), (#"`.*?`"#, ["``", "`", "`\n`"]),
        ("kel?vin", ["kevin", "kelvin", "klvin"]),
        (#"\\cmd\.exe"#, ["\\cmd.exe", "\\cmdxexe", "\\CMD.EXE"]), ("a|b", ["xbx", "c"]), ("a.b", ["a\nb", "a b"]),
    ]
    static let networks = [
        ("10.0.0.0/8", ["10.1.2.3", "11.0.0.1"]), ("192.168.1.64/26", ["192.168.1.65", "192.168.1.63"]),
        ("fe80::/10", ["fe80::1", "fec0::1"]), ("2001:db8::/33", ["2001:db8:7fff::", "2001:db8:8000::"]),
    ]
    /// Dates with what is in them, worked out by hand.
    static let dates: [String: [String: Int]] = [
        "2026-11-23T08:05:00Z": ["minute": 5, "hour": 8, "day": 23, "week": 48, "month": 11, "year": 2026],
        "2021-01-03 23:59:58": ["minute": 59, "hour": 23, "day": 3, "week": 53, "month": 1, "year": 2021],
        "2020-02-29T00:00:00+02:00": ["minute": 0, "hour": 0, "day": 29, "week": 9, "month": 2, "year": 2020],
    ]
    static let codes = [1, 7, 17, 18, 4624, 4688, 7045]

    init(seed: UInt64) { random = SeededNumbers(seed) }

    mutating func chance(_ part: Int, of all: Int) -> Bool { Int.random(in: 0..<all, using: &random) < part }

    mutating func pick<Element>(_ list: [Element]) -> Element { list[Int.random(in: 0..<list.count, using: &random)] }

    // MARK: Rules

    mutating func rule() -> NaiveRule {
        let prefixes = ["sel", "sel", "flt"]
        let count = Int.random(in: 1...4, using: &random)
        let selections = (0..<count).map { number in (name: "\(pick(prefixes))\(number)", selection: selection()) }
        let names = selections.map(\.name)
        return NaiveRule(
            logSource: pick(NaiveEvaluator.logSources).yaml, selections: selections,
            condition: condition(names, depth: 0))
    }

    private mutating func condition(_ names: [String], depth: Int) -> NaiveRule.Condition {
        let sort = Int.random(in: 0..<(depth > 2 ? 4 : 8), using: &random)
        switch sort {
        case 3:
            let prefix = pick(["", "sel", "flt"])
            guard names.contains(where: { $0.hasPrefix(prefix) }) else { return .some(1, prefix: "") }
            return .some(chance(1, of: 2) ? 1 : nil, prefix: prefix)
        case 4: return .not(condition(names, depth: depth + 1))
        case 5: return .all((0..<2).map { _ in condition(names, depth: depth + 1) })
        case 6: return .any((0..<2).map { _ in condition(names, depth: depth + 1) })
        case 7: return .all([.selection(0), .not(condition(names, depth: depth + 1))])
        default: return .selection(Int.random(in: 0..<names.count, using: &random))
        }
    }

    private mutating func selection() -> NaiveRule.Selection {
        if chance(1, of: 10) {
            let long = Self.words.filter { $0.count > 1 && !$0.allSatisfy { "*?".contains($0) } }
            return .words((0..<Int.random(in: 1...3, using: &random)).map { _ in pick(long) })
        }
        return .maps((0..<pick([1, 1, 1, 2])).map { _ in items() })
    }

    private mutating func items() -> [NaiveRule.Item] {
        var items: [NaiveRule.Item] = []
        // A key can stand in a map only once.
        var keys: Set<String> = []
        for _ in 0..<pick([1, 1, 2, 3]) {
            let item = item()
            if keys.insert(([item.field] + item.modifiers).joined(separator: "|")).inserted { items.append(item) }
        }
        return items
    }

    private mutating func item() -> NaiveRule.Item {
        if chance(1, of: 6) { return .init(field: "EventID", values: codeValues()) }
        var item = NaiveRule.Item(field: pick(Self.names), values: [])
        let count = pick([1, 1, 2, 4])
        switch Int.random(in: 0..<20, using: &random) {
        case 0: item.values = [.null]
        case 1: (item.modifiers, item.values) = (["exists"], [.bool(chance(1, of: 2))])
        case 2: item.values = [pick([.integer(5), .integer(31), .integer(-1), .decimal(1.5), .integer(0)])]
        case 3:
            (item.modifiers, item.values) = ([pick(["lt", "lte", "gt", "gte"])], [pick([.integer(5), .decimal(1.5)])])
        case 4:
            item.modifiers = ["re"] + pick([[], ["i"], ["s"], ["m"], ["i", "s"]])
            item.values = (0..<pick([1, 2])).map { _ in .text(pick(Self.expressions).pattern) }
        case 5: (item.modifiers, item.values) = (["cidr"], [.text(pick(Self.networks).0)])
        case 6:
            item.modifiers = ["fieldref"] + pick([[], ["startswith"], ["endswith"], ["contains"], ["cased"]])
            item.values = [.text(pick(Self.names))]
        case 7:
            let date = pick(Array(Self.dates.values.sorted { ($0["year"] ?? 0) < ($1["year"] ?? 0) }))
            let part = pick(["minute", "hour", "day", "week", "month", "year"])
            item.modifiers = [part] + pick([[], ["gt"], ["lte"]])
            item.values = [.integer(date[part] ?? 0)]
        case 8:
            item.modifiers = pick([
                ["base64"], ["base64offset"], ["base64offset", "contains"], ["wide", "base64offset", "contains"],
                ["wide"],
                ["utf16", "base64"], ["utf16be"], ["base64", "startswith"],
            ])
            item.values = [.text(pick(["secret", "IEX (New-Object", "cmd", "ä"]))]
        default:
            item.modifiers =
                pick([[], [], ["windash"]]) + pick([[], ["contains"], ["startswith"], ["endswith"], ["contains"]])
                + pick([[], [], [], ["cased"]]) + (count > 1 && chance(1, of: 3) ? ["all"] : [])
            item.values = (0..<count).map { _ in .text(pick(Self.words)) }
            if item.modifiers.isEmpty, chance(1, of: 8) { item.values.append(.null) }
        }
        if chance(1, of: 12), !["exists", "re"].contains(item.modifiers.first) { item.modifiers.append("neq") }
        if item.field != "", chance(1, of: 30), item.modifiers.contains("contains"), !item.modifiers.contains("neq") {
            item.field = ""
        }
        return item
    }

    private mutating func codeValues() -> [NaiveRule.Value] {
        (0..<pick([1, 2])).map { _ in
            let code = pick(Self.codes)
            return chance(1, of: 4) ? .text(String(code)) : .integer(code)
        }
    }
}
