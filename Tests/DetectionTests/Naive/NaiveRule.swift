/// A rule as plain data: it can be written down for the engine and be read by the naive evaluator alike.
struct NaiveRule {
    enum Value {
        case text(String)
        case integer(Int)
        case decimal(Double)
        case bool(Bool)
        case null
    }

    /// A field with modifiers and its values; of no field where the name is empty.
    struct Item {
        var field: String
        var modifiers: [String] = []
        var values: [Value]
    }

    enum Selection {
        /// One of the maps, all items of it.
        case maps([[Item]])
        /// One of the words, in any field.
        case words([String])
    }

    indirect enum Condition {
        case selection(Int)
        case not(Condition)
        case all([Condition])
        case any([Condition])
        /// `count of prefix*`, or of `them` where the prefix is empty; nil for all.
        case some(Int?, prefix: String)
    }

    let logSource: String
    let selections: [(name: String, selection: Selection)]
    let condition: Condition

    /// The rule as its author would write it.
    func yaml(title: String) -> String {
        var lines = ["title: \(title)", "logsource: \(logSource)", "detection:"]
        for (name, selection) in selections {
            lines.append("    \(name):")
            switch selection {
            case .words(let words): lines += words.map { "        - \(Self.quoted($0))" }
            case .maps(let maps):
                for map in maps {
                    for (place, item) in map.enumerated() {
                        let key = ([item.field] + item.modifiers).joined(separator: "|")
                        let start = maps.count == 1 ? "        " : place == 0 ? "      - " : "        "
                        guard item.values.count != 1 else {
                            lines.append("\(start)\(Self.quoted(key)): \(Self.written(item.values[0]))")
                            continue
                        }
                        lines.append("\(start)\(Self.quoted(key)):")
                        lines += item.values.map { "            - \(Self.written($0))" }
                    }
                }
            }
        }
        lines.append("    condition: \(written(condition, below: 0))")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

    private static func written(_ value: Value) -> String {
        switch value {
        case .text(let text): quoted(text)
        case .integer(let number): String(number)
        case .decimal(let number): String(number)
        case .bool(let bool): String(bool)
        case .null: "null"
        }
    }

    /// With no more brackets than needed: `not` binds before `and`, and that before `or`.
    private func written(_ condition: Condition, below level: Int) -> String {
        switch condition {
        case .selection(let place): return selections[place].name
        case .some(let count, let prefix):
            return "\(count.map(String.init) ?? "all") of \(prefix.isEmpty ? "them" : prefix + "*")"
        case .not(let part): return "not " + written(part, below: 3)
        case .all(let parts): return joined(parts, " and ", 2, level)
        case .any(let parts): return joined(parts, " or ", 1, level)
        }
    }

    private func joined(_ parts: [Condition], _ word: String, _ own: Int, _ level: Int) -> String {
        let text = parts.map { written($0, below: own) }.joined(separator: word)
        return own < level ? "(\(text))" : text
    }
}
