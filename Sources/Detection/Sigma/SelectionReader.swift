/// Reads one search identifier of a detection: a map, a list of maps, or a list of keywords.
enum SelectionReader {
    static func read(_ node: SigmaNode) throws(RuleFault) -> Criterion {
        switch node.content {
        case .map(let pairs): return try map(pairs, at: node.place)
        case .list(let items):
            guard !items.isEmpty else { throw RuleFault(place: node.place, message: "the selection is empty") }
            var parts: [Criterion] = []
            for item in items {
                if let pairs = item.pairs {
                    parts.append(try map(pairs, at: item.place))
                } else {
                    parts.append(try ItemReader.keyword(item))
                }
            }
            return parts.count == 1 ? parts[0] : .any(parts)
        case .text, .integer, .decimal, .bool: return try ItemReader.keyword(node)
        case .null: throw RuleFault(place: node.place, message: "the selection is empty")
        }
    }

    private static func map(
        _ pairs: [(key: SigmaNode, value: SigmaNode)], at place: SourcePlace
    ) throws(RuleFault) -> Criterion {
        guard !pairs.isEmpty else { throw RuleFault(place: place, message: "the selection is empty") }
        var parts: [Criterion] = []
        for (key, value) in pairs { parts.append(try ItemReader.read(key, value)) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }
}
