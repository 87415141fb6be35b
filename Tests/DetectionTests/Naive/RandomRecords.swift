extension RandomRules {
    /// A record with some of what one of the rules asks for, and some of what none does.
    mutating func record(near rules: [NaiveRule]) -> NaiveRecord {
        let rule = pick(rules)
        let route = pick(NaiveEvaluator.logSources.first { $0.yaml == rule.logSource }?.routes ?? [])
        let channels = ["Security", "System", "Microsoft-Windows-Sysmon/Operational", "Application"]
        let channel = chance(5, of: 6) ? route.channel ?? pick(channels) : pick(channels)
        let code = chance(4, of: 6) ? route.codes.first ?? pick(Self.codes) : pick(Self.codes)
        var fields: [(name: String, stored: Stored)] = []
        for (_, selection) in rule.selections where chance(4, of: 5) {
            guard case .maps(let maps) = selection else {
                if case .words(let words) = selection { fields.append(("Text", stored(sample(pick(words), [])))) }
                continue
            }
            for item in pick(maps) where item.field != "EventID" && chance(7, of: 8) {
                let name = item.field.isEmpty ? "Text" : route.names[item.field] ?? item.field
                let several = item.modifiers.contains("all") ? item.values : [pick(item.values)]
                if case .null = several[0] {
                    if chance(1, of: 2) { fields.append((name, pick([.null, .wide(""), .text("")]))) }
                    continue
                }
                // All of several texts can stand in one value.
                let texts = several.map { text(for: $0, item) }
                fields.append((name, stored(texts.joined())))
                if chance(1, of: 10) { fields.append((name, stored(pick(Self.words)))) }
            }
        }
        if chance(1, of: 3) { fields.append((pick(Self.names), stored(pick(Self.words)))) }
        var common: Stored? = .number(UInt32(code))
        if chance(1, of: 5) { common = .wide(String(code)) }
        if chance(1, of: 10) { common = nil }
        return NaiveRecord(fields, code: common, channel: chance(1, of: 8) ? channel.uppercased() : channel)
    }

    private mutating func text(for value: NaiveRule.Value, _ item: NaiveRule.Item) -> String {
        let parts = ["minute", "hour", "day", "week", "month", "year"]
        if item.modifiers.contains(where: parts.contains) { return pick(Self.dates.keys.sorted()) }
        switch value {
        case .integer(let number):
            return pick([String(number), String(number + 1), "0x" + String(abs(number), radix: 16), "+5"])
        case .decimal(let number): return pick([String(number), "1.50", "2"])
        case .bool, .null: return pick(Self.words)
        case .text(let text):
            if item.modifiers.contains("re") {
                return pick(Self.expressions.first { $0.pattern == text }?.texts ?? [text])
            }
            if item.modifiers.contains("cidr") { return pick(Self.networks.first { $0.0 == text }?.1 ?? [text]) }
            if item.modifiers.contains("fieldref") { return pick(["one", "one", "One", "xonex"]) }
            return sample(text, item.modifiers)
        }
    }

    /// A text that has what is asked for, or nearly.
    private mutating func sample(_ text: String, _ modifiers: [String]) -> String {
        var sample = ""
        for element in pick(NaiveText.encoded(text, modifiers)) {
            switch element {
            case .character(let one): sample.unicodeScalars.append(one)
            case .anyRun: sample += pick(["", "x", "abc\\"])
            case .anyOne: sample += pick(["y", "é", "😀"])
            case .anyDash: sample += pick(["-", "/", "\u{2013}", "\u{2014}", "\u{2015}"])
            }
        }
        let scraps = ["", "", "x", "é ", " -", "C:\\", "powershel", String(repeating: "ab", count: 20)]
        switch Int.random(in: 0..<14, using: &random) {
        case 0: sample = String(sample.dropFirst())
        case 1: sample = String(sample.dropLast())
        case 2: sample = sample.uppercased()
        case 3: sample = sample.lowercased()
        // Characters that fold to others.
        case 4: sample = String(sample.map { $0 == "k" ? "\u{212A}" : $0 == "s" ? "ſ" : $0 })
        case 5: return pick(scraps) + sample + pick(scraps)
        default: break
        }
        if modifiers.contains("contains") { return pick(scraps) + sample + pick(scraps) }
        if modifiers.contains("endswith") { return pick(scraps) + sample }
        return modifiers.contains("startswith") ? sample + pick(scraps) : sample
    }

    private mutating func stored(_ text: String) -> Stored {
        switch Int.random(in: 0..<16, using: &random) {
        case 0: return .null
        case 1: return .bool(chance(1, of: 2))
        default: break
        }
        if let number = UInt32(text) { return pick([.number(number), .text(text), .wide(text)]) }
        if text.hasPrefix("0x"), let number = UInt32(text.dropFirst(2), radix: 16) {
            return pick([.hex(number), .text(text)])
        }
        return chance(1, of: 2) ? .wide(text) : .text(text)
    }
}
