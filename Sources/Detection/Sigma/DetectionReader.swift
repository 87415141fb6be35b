/// Reads what a rule looks for: its selections, and the conditions over them.
enum DetectionReader {
    /// What was read.
    struct Detection {
        let criterion: Criterion
        var aggregation: Aggregation?
        var notices: [RuleFault] = []
    }

    static func read(_ document: SigmaNode) throws(RuleFault) -> Detection {
        guard let node = document["detection"] else {
            throw RuleFault(place: document.place, message: "the rule has no detection")
        }
        guard let pairs = node.pairs else { throw RuleFault(place: node.place, message: "'detection' must be a map") }
        let selections = try selections(pairs.filter { $0.key.text != "condition" && $0.key.text != "timeframe" })
        guard let condition = node["condition"] else {
            throw RuleFault(place: node.place, message: "the detection has no condition")
        }
        guard !selections.isEmpty else { throw RuleFault(place: node.place, message: "the detection has no selection") }
        if let parts = AggregationReader.split(condition) {
            let aggregation = try AggregationReader.read(
                parts.behind, timeframe: node["timeframe"], selections: selections)
            let notice = RuleFault(
                place: parts.behind.place, kind: .warning,
                message: "aggregation in conditions is of Sigma 1: read as the correlation \(aggregation.words)")
            return Detection(
                criterion: try ConditionParser.parse(parts.before, selections: selections), aggregation: aggregation,
                notices: [notice])
        }
        guard let several = condition.items else {
            return Detection(criterion: try ConditionParser.parse(condition, selections: selections))
        }
        guard !several.isEmpty else { throw RuleFault(place: condition.place, message: "the condition is empty") }
        var parts: [Criterion] = []
        for item in several {
            if let aggregation = AggregationReader.split(item) {
                throw RuleFault(
                    place: aggregation.behind.place, kind: .unsupported,
                    message: "aggregation in one of several conditions: write a rule for each, and correlations")
            }
            parts.append(try ConditionParser.parse(item, selections: selections))
        }
        return Detection(criterion: parts.count == 1 ? parts[0] : .any(parts))
    }

    /// The search identifiers of a detection or filter.
    static func selections(
        _ pairs: [(key: SigmaNode, value: SigmaNode)]
    ) throws(RuleFault) -> [(name: String, criterion: Criterion)] {
        var selections: [(name: String, criterion: Criterion)] = []
        for (key, value) in pairs { selections.append((key.text, try SelectionReader.read(value))) }
        return selections
    }
}
