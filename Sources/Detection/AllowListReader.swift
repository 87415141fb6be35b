import Vocabulary

/// Reads a document of an ``AllowList``.
enum AllowListReader {
    private static let keys: Set<String> = ["rule", "fields", "reason", "owner", "expires"]

    static func read(_ document: SigmaNode, file: String) throws(RuleFault) -> [AllowList.Entry] {
        guard let list = document["allow"], let items = list.items else {
            throw RuleFault(
                place: document["allow"]?.place ?? document.place, message: "an allow-list has a list of 'allow'")
        }
        var entries: [AllowList.Entry] = []
        for item in items { entries.append(try entry(item, file: file)) }
        return entries
    }

    private static func entry(_ node: SigmaNode, file: String) throws(RuleFault) -> AllowList.Entry {
        guard let pairs = node.pairs else { throw RuleFault(place: node.place, message: "an entry must be a map") }
        if let other = pairs.first(where: { !keys.contains($0.key.text) }) {
            throw RuleFault(place: other.key.place, message: "'\(other.key.text)' is no part of an entry")
        }
        return AllowList.Entry(
            rule: try text("rule", of: node), reason: try text("reason", of: node), owner: try text("owner", of: node),
            expires: try expiry(of: node), place: "\(file):\(node.place.line):\(node.place.column)",
            criterion: try criterion(of: node))
    }

    private static func text(_ key: String, of node: SigmaNode) throws(RuleFault) -> String {
        guard let value = node[key] else { throw RuleFault(place: node.place, message: "the entry has no \(key)") }
        guard let text = value.string, !text.isEmpty else {
            throw RuleFault(place: value.place, message: "'\(key)' must be text")
        }
        return text
    }

    /// A day, at whose beginning (UTC) the entry ends, or a moment.
    private static func expiry(of node: SigmaNode) throws(RuleFault) -> Timestamp {
        let text = try text("expires", of: node)
        guard let moment = CivilTime.read(text).flatMap({ $0.civil.moment(offsetInMinutes: $0.offsetInMinutes ?? 0) })
        else {
            throw RuleFault(
                place: node["expires"]?.place ?? node.place, message: "'expires' takes a day, as in 2027-01-31")
        }
        return moment
    }

    private static func criterion(of node: SigmaNode) throws(RuleFault) -> Criterion? {
        guard let fields = node["fields"] else { return nil }
        guard fields.pairs != nil || fields.items != nil else {
            throw RuleFault(place: fields.place, message: "'fields' takes a selection, as rules have them")
        }
        return try SelectionReader.read(fields)
    }
}
