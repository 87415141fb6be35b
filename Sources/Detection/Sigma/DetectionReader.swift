/// Reads what a rule looks for: its selections, and the conditions over them.
enum DetectionReader {
    /// What was read.
    struct Detection {
        let outline: DetectionOutline
        var aggregation: Aggregation?
        var notices: [RuleFault] = []
    }

    /// - Parameter checks: Whether it is worked out which selections are unused and which conditions can never hold. It takes
    ///   a sixth of the time in which a command reads thousands of rules.
    static func read(_ document: SigmaNode, checks: Bool) throws(RuleFault) -> Detection {
        guard let node = document["detection"] else {
            throw RuleFault(place: document.place, message: "the rule has no detection")
        }
        guard let pairs = node.pairs else { throw RuleFault(place: node.place, message: "'detection' must be a map") }
        let searches = pairs.filter { $0.key.text != "condition" && $0.key.text != "timeframe" }
        let selections = try selections(searches)
        guard let condition = node["condition"] else {
            throw RuleFault(place: node.place, message: "the detection has no condition")
        }
        guard !selections.isEmpty else { throw RuleFault(place: node.place, message: "the detection has no selection") }
        let names = selections.map(\.name)
        if let parts = AggregationReader.split(condition) {
            let aggregation = try AggregationReader.read(
                parts.behind, timeframe: node["timeframe"], selections: selections)
            let notice = RuleFault(
                place: parts.behind.place, kind: .warning,
                message: "aggregation in conditions is of Sigma 1: read as the correlation \(aggregation.words)")
            let before = try ConditionParser.condition(parts.before, selections: names)
            return Detection(
                outline: DetectionOutline(selections: selections, conditions: [before]), aggregation: aggregation,
                notices: [notice])
        }
        let items = condition.items ?? [condition]
        guard !items.isEmpty else { throw RuleFault(place: condition.place, message: "the condition is empty") }
        var conditions: [Condition] = []
        var impossible: [RuleFault] = []
        let check = ContradictionCheck(selections)
        for item in items {
            if let aggregation = AggregationReader.split(item) {
                throw RuleFault(
                    place: aggregation.behind.place, kind: .unsupported,
                    message: "aggregation in one of several conditions: write a rule for each, and correlations")
            }
            let condition = try ConditionParser.condition(item, selections: names)
            conditions.append(condition)
            if checks, let reason = check.reason(against: condition) {
                impossible.append(
                    RuleFault(
                        place: item.place, kind: .warning, message: "the condition can never hold: it asks \(reason)"))
            }
        }
        return Detection(
            outline: DetectionOutline(selections: selections, conditions: conditions),
            notices: checks ? unused(searches.map(\.key), conditions) + impossible : [])
    }

    /// Selections that no condition names: most likely one was meant to.
    private static func unused(_ names: [SigmaNode], _ conditions: [Condition]) -> [RuleFault] {
        let mentioned = conditions.reduce(into: Set<Int>()) { $0.formUnion($1.mentioned) }
        return names.enumerated().filter { !mentioned.contains($0.offset) }.map { _, name in
            RuleFault(
                place: name.place, kind: .warning, message: "no condition asks for the selection '\(name.text)'")
        }
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
