import Foundation

/// Says whether a rule fits a record by reading the rule aloud: no index, no program, no bytes.
struct NaiveEvaluator {
    private let rule: NaiveRule
    /// What fields are called in the record at hand.
    private var names: [String: String] = [:]
    /// The elements of each text of the rule, by modifiers and text: worked out once.
    private var patterns: [String: [[NaiveText.Element]]] = [:]
    private var expressions: [String: Regex<AnyRegexOutput>] = [:]

    init(_ rule: NaiveRule) { self.rule = rule }

    /// Where the records of a log source are found: a channel (nil for any), event codes (none for any), and what fields
    /// are called there.
    struct Route {
        var channel: String?
        var codes: [Int] = []
        var names: [String: String] = [:]
    }

    private static let sysmon = "microsoft-windows-sysmon/operational"

    static let logSources: [(yaml: String, routes: [Route])] = [
        ("{product: windows, service: security}", [Route(channel: "security")]),
        ("{product: windows, service: system}", [Route(channel: "system")]),
        ("{product: windows}", [Route()]),
        ("{product: windows, category: image_load}", [Route(channel: sysmon, codes: [7])]),
        ("{product: windows, category: pipe_created}", [Route(channel: sysmon, codes: [17, 18])]),
        (
            "{product: windows, category: process_creation}",
            [
                Route(channel: sysmon, codes: [1]),
                Route(channel: "security", codes: [4688], names: ["Image": "NewProcessName"]),
            ]
        ),
    ]

    mutating func fits(_ record: NaiveRecord) -> Bool {
        let routes = Self.logSources.first { $0.yaml == rule.logSource }?.routes ?? []
        return routes.contains { route in
            if let channel = route.channel {
                guard record.channel == channel else { return false }
            } else if record.code == nil {
                return false
            }
            guard route.codes.isEmpty || record.code.map(route.codes.contains) == true else { return false }
            names = route.names
            return holds(rule.condition, record)
        }
    }

    private mutating func holds(_ condition: NaiveRule.Condition, _ record: NaiveRecord) -> Bool {
        switch condition {
        case .selection(let place): return holds(rule.selections[place].selection, record)
        case .not(let part): return !holds(part, record)
        case .all(let parts): return parts.filter { holds($0, record) }.count == parts.count
        case .any(let parts): return !parts.filter { holds($0, record) }.isEmpty
        case .some(let count, let prefix):
            let named = rule.selections.filter { $0.name.hasPrefix(prefix) }
            let fitting = named.filter { holds($0.selection, record) }
            return fitting.count >= count ?? named.count
        }
    }

    private mutating func holds(_ selection: NaiveRule.Selection, _ record: NaiveRecord) -> Bool {
        switch selection {
        case .words(let words):
            return words.contains { holds(NaiveRule.Item(field: "", values: [.text($0)]), record) }
        case .maps(let maps): return maps.contains { map in map.allSatisfy { holds($0, record) } }
        }
    }

    private mutating func holds(_ item: NaiveRule.Item, _ record: NaiveRecord) -> Bool {
        let values = item.field.isEmpty ? record.fields.map(\.value) : record.values(names[item.field] ?? item.field)
        if item.modifiers.contains("neq") {
            return !values.isEmpty
                && item.values.allSatisfy { !holds($0, item, values, record) && isComparable($0, item, record) }
        }
        return item.modifiers.contains("all")
            ? item.values.allSatisfy { holds($0, item, values, record) }
            : item.values.contains { holds($0, item, values, record) }
    }

    /// Fields are compared where the other one has a value as well.
    private func isComparable(_ wanted: NaiveRule.Value, _ item: NaiveRule.Item, _ record: NaiveRecord) -> Bool {
        guard item.modifiers.contains("fieldref"), case .text(let name) = wanted else { return true }
        return record.values(names[name] ?? name).contains { $0.text != nil }
    }

    /// Whether one of the record's values is what one value of a rule asks for.
    private mutating func holds(
        _ wanted: NaiveRule.Value, _ item: NaiveRule.Item, _ values: [NaiveRecord.Value], _ record: NaiveRecord
    ) -> Bool {
        if item.modifiers.contains("exists") {
            guard case .bool(let bool) = wanted else { return false }
            return values.isEmpty != bool
        }
        // Nothing at all is null as well.
        if case .null = wanted, values.isEmpty { return !item.modifiers.contains("neq") }
        for value in values where fits(value, wanted, item, record) { return true }
        return false
    }

    private mutating func fits(
        _ value: NaiveRecord.Value, _ wanted: NaiveRule.Value, _ item: NaiveRule.Item, _ record: NaiveRecord
    ) -> Bool {
        switch wanted {
        case .null: return value.text == nil || value.isBlank
        case .integer(let number): return compare(value, Double(number), item)
        case .decimal(let number): return compare(value, number, item)
        case .bool(let bool): return fits(value, text: String(bool), item)
        case .text(let text):
            if item.modifiers.contains("re") { return finds(value, text, item) }
            if item.modifiers.contains("cidr") { return value.text.map { NaiveNetwork(text).has($0) } ?? false }
            guard item.modifiers.contains("fieldref") else { return fits(value, text: text, item) }
            return record.values(names[text] ?? text).contains { other in
                guard value.text != nil, other.text != nil else { return false }
                let elements = (item.modifiers.contains("cased") ? other.plain : other.folded)
                    .map(NaiveText.Element.character)
                return fits(value, elements, item)
            }
        }
    }

    private func compare(_ value: NaiveRecord.Value, _ wanted: Double, _ item: NaiveRule.Item) -> Bool {
        guard let text = value.text else { return false }
        var number = Self.number(text)
        let parts = ["minute", "hour", "day", "week", "month", "year"]
        if let part = item.modifiers.first(where: parts.contains) {
            number = RandomRules.dates[text]?[part].map(Double.init)
        }
        guard let number else { return false }
        for modifier in item.modifiers {
            switch modifier {
            case "lt": return number < wanted
            case "lte": return number <= wanted
            case "gt": return number > wanted
            case "gte": return number >= wanted
            default: break
            }
        }
        return number == wanted
    }

    private static func number(_ text: String) -> Double? {
        if text.lowercased().hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16).map(Double.init) }
        guard text.allSatisfy({ "0123456789+-.eE".contains($0) }) else { return nil }
        return Int(text).map(Double.init) ?? Double(text)
    }

    private mutating func fits(_ value: NaiveRecord.Value, text: String, _ item: NaiveRule.Item) -> Bool {
        let key = (item.modifiers + [text]).joined(separator: "|")
        var found = patterns[key]
        if found == nil {
            found = NaiveText.encoded(text, item.modifiers).map { elements in
                guard !item.modifiers.contains("cased") else { return elements }
                return elements.map {
                    if case .character(let one) = $0 { .character(NaiveText.folded(one)) } else { $0 }
                }
            }
            patterns[key] = found
        }
        return (found ?? []).contains { fits(value, $0, item) }
    }

    private func fits(_ value: NaiveRecord.Value, _ elements: [NaiveText.Element], _ item: NaiveRule.Item) -> Bool {
        let has = item.modifiers.contains
        let isAnywhere = has("contains") || item.field.isEmpty
        // A piece of Base64 is a piece wherever it is looked for.
        let isPiece = has("base64offset") && !has("startswith") && !has("endswith")
        var elements = elements
        if isAnywhere || isPiece || has("endswith") { elements.insert(.anyRun, at: 0) }
        if isAnywhere || isPiece || has("startswith") { elements.append(.anyRun) }
        // No value is the empty text, and no other.
        guard value.text != nil else { return elements.isEmpty }
        return NaiveText.fits(elements[...], (has("cased") ? value.plain : value.folded)[...])
    }

    private mutating func finds(_ value: NaiveRecord.Value, _ pattern: String, _ item: NaiveRule.Item) -> Bool {
        guard var text = value.text else { return false }
        // The standard library knows fewer letters that differ in nothing but case than Unicode does.
        if item.modifiers.contains("i") { text = String(String.UnicodeScalarView(value.folded)) }
        let key = (item.modifiers + [pattern]).joined(separator: "|")
        if expressions[key] == nil {
            expressions[key] = (try? Regex(pattern))?.matchingSemantics(.unicodeScalar)
                .ignoresCase(item.modifiers.contains("i")).anchorsMatchLineEndings(item.modifiers.contains("m"))
                .dotMatchesNewlines(item.modifiers.contains("s"))
        }
        guard let expression = expressions[key] else { return false }
        return text.firstMatch(of: expression) != nil
    }
}

/// A network, compared bit by bit.
struct NaiveNetwork {
    private let bits: [Bool]
    private let length: Int

    init(_ text: String) {
        let parts = text.split(separator: "/")
        bits = Self.bits(String(parts[0])) ?? []
        length = parts.count > 1 ? Int(parts[1]) ?? 0 : bits.count
    }

    func has(_ address: String) -> Bool {
        guard let other = Self.bits(address), other.count == bits.count else { return false }
        return bits.prefix(length) == other.prefix(length)
    }

    private static func bits(_ text: String) -> [Bool]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = inet_pton(AF_INET, text, &bytes) == 1 ? 4 : inet_pton(AF_INET6, text, &bytes) == 1 ? 16 : 0
        guard count > 0 else { return nil }
        return bytes.prefix(count).flatMap { byte in (0..<8).map { byte >> (7 - UInt8($0)) & 1 == 1 } }
    }
}
