import Vocabulary

/// Reads a correlation (Sigma 2.1, "Correlation rules").
struct CorrelationReader {
    private let document: SigmaNode
    private let section: SigmaNode
    private let type: CorrelationType

    /// The types of the specification, those that only say that a condition in words follows, and the median.
    private enum CorrelationType: String {
        case eventCount = "event_count"
        case valueCount = "value_count"
        case temporal
        case temporalOrdered = "temporal_ordered"
        case temporalExtended = "temporal_extended"
        case sum = "value_sum"
        case average = "value_avg"
        case percentile = "value_percentile"
        case median = "value_median"

        var isTemporal: Bool { self == .temporal || self == .temporalOrdered || self == .temporalExtended }
    }

    static func read(_ document: SigmaNode, file: String) throws(RuleFault) -> SigmaCorrelation {
        try CorrelationReader(document).correlation(file: file)
    }

    private init(_ document: SigmaNode) throws(RuleFault) {
        guard let section = document["correlation"], section.pairs != nil else {
            throw RuleFault(
                place: document["correlation"]?.place ?? document.place, message: "'correlation' must be a map")
        }
        guard let type = section["type"] else {
            throw RuleFault(place: section.place, message: "the correlation has no type")
        }
        guard let known = CorrelationType(rawValue: type.text) else {
            throw RuleFault(place: type.place, message: "'\(type.text)' is not a type of correlation")
        }
        self.document = document
        self.section = section
        self.type = known
    }

    private func correlation(file: String) throws(RuleFault) -> SigmaCorrelation {
        guard let timespan = section["timespan"] ?? section["timeframe"] else {
            throw RuleFault(place: section.place, message: "the correlation has no timespan")
        }
        let names = try names()
        let (condition, measure) = try condition(over: names)
        let fields = try valueFields()
        return SigmaCorrelation(
            summary: try SigmaRule.summary(of: document, file: file), name: try SigmaRule.text("name", of: document),
            place: document.place, idPlace: document["id"]?.place, inputs: names.map { .named($0.name, $0.place) },
            measure: measure, condition: condition, valueFields: fields,
            groupBy: try Self.texts("group-by", of: section),
            aliases: try aliases(), span: try Timespan.ticks(timespan), generates: try generates(),
            doubts: doubts(condition, measure, inputs: names.count))
    }

    // MARK: Rules

    private func names() throws(RuleFault) -> [(name: String, place: SourcePlace)] {
        guard let node = section["rules"] else {
            // A condition in words names its rules itself.
            guard type.isTemporal, let condition = section["condition"], condition.string != nil else {
                throw RuleFault(place: section.place, message: "the correlation names no rules")
            }
            return ConditionParser.names(in: condition)
        }
        var names: [(name: String, place: SourcePlace)] = []
        for item in node.items ?? [node] {
            guard let name = item.string, !name.isEmpty else {
                throw RuleFault(place: item.place, message: "a rule is named by its id or name")
            }
            // In an order, what comes once more is another step.
            guard type == .temporalOrdered || !names.contains(where: { $0.name == name }) else {
                throw RuleFault(place: item.place, message: "'\(name)' is named twice")
            }
            names.append((name, item.place))
        }
        guard !names.isEmpty, names.count <= DetectionLimits.rulesPerCorrelation else {
            throw RuleFault(
                place: node.place, message: "a correlation names 1 to \(DetectionLimits.rulesPerCorrelation) rules")
        }
        return names
    }

    private func aliases() throws(RuleFault) -> [String: [String: String]] {
        guard let node = section["aliases"] else { return [:] }
        guard let pairs = node.pairs else { throw RuleFault(place: node.place, message: "'aliases' must be a map") }
        var aliases: [String: [String: String]] = [:]
        for (alias, mapping) in pairs {
            guard let fields = mapping.pairs else {
                throw RuleFault(place: mapping.place, message: "an alias has a field for each rule")
            }
            for (rule, field) in fields {
                guard let name = field.string, !name.isEmpty else {
                    throw RuleFault(place: field.place, message: "an alias stands for the name of a field")
                }
                aliases[FieldKey.compact(alias.text), default: [:]][rule.text] = FieldKey.compact(name)
            }
        }
        return aliases
    }

    /// The specification has it beside the correlation, its tools inside of it.
    private func generates() throws(RuleFault) -> Bool {
        guard let node = section["generate"] ?? document["generate"] else { return false }
        guard case .bool(let generates) = node.content else {
            throw RuleFault(place: node.place, message: "'generate' takes true or false")
        }
        return generates
    }

    // MARK: Condition

    private func condition(
        over names: [(name: String, place: SourcePlace)]
    ) throws(RuleFault) -> (CountCondition, Measure) {
        guard let node = section["condition"] else {
            guard type == .temporal || type == .temporalOrdered else {
                throw RuleFault(place: section.place, message: "the correlation has no condition")
            }
            return (CountCondition(atLeast: names.count), type == .temporal ? .rules : .order)
        }
        if node.pairs == nil { return (CountCondition(atLeast: 1), try expression(node, over: names)) }
        guard type != .temporalExtended else {
            throw RuleFault(place: node.place, message: "this type has a condition in words, as in: a and not b")
        }
        let condition = try bounds(node)
        let measure = try measure(node)
        if measure == .values || measure == .events { try checkReach(condition, node) }
        return (condition, measure)
    }

    /// Comparisons that no number fulfils: `{gt: 5, lt: 2}`, or more rules than there are.
    private func doubts(_ condition: CountCondition, _ measure: Measure, inputs: Int) -> [RuleFault] {
        strangeKeys + neverMet(condition, measure, inputs: inputs)
    }

    /// What stands in the section and means nothing there: with `group_by` for `group-by` all matches are one group.
    private var strangeKeys: [RuleFault] {
        (section.pairs ?? []).map(\.0).filter { !Self.keys.contains($0.text) }.map { key in
            let message = "a correlation has no '\(key.text)': it is not looked at"
            return RuleFault(place: key.place, kind: .warning, message: message)
        }
    }

    private static let keys: Set = [
        "type", "rules", "group-by", "timespan", "timeframe", "condition", "aliases", "generate", "field",
    ]

    private func neverMet(_ condition: CountCondition, _ measure: Measure, inputs: Int) -> [RuleFault] {
        guard let node = section["condition"], node.pairs != nil else { return [] }
        let canHold =
            switch measure {
            // A span of time begins with a match.
            case .events, .values: condition.canHold(in: 1...Double.infinity, isWhole: true)
            case .rules, .order: condition.canHold(in: 1...Double(inputs), isWhole: true)
            case .share: condition.canHold(in: 0...100, isWhole: false)
            case .sum, .average, .percentile, .expression:
                condition.canHold(in: -Double.infinity...Double.infinity, isWhole: false)
            }
        guard !canHold else { return [] }
        return [
            RuleFault(
                place: node.place, kind: .warning,
                message: "the condition can never hold: no number that can be reached is as it asks")
        ]
    }

    /// Counts beyond what a window holds would never be reached.
    private func checkReach(_ condition: CountCondition, _ node: SigmaNode) throws(RuleFault) {
        guard condition.largest <= Double(DetectionLimits.matchesPerWindow) else {
            throw RuleFault(
                place: node.place, kind: .unsupported,
                message: "at most \(DetectionLimits.matchesPerWindow) matches of one group are counted at a time")
        }
    }

    private func expression(
        _ node: SigmaNode, over names: [(name: String, place: SourcePlace)]
    ) throws(RuleFault) -> Measure {
        guard type.isTemporal else {
            throw RuleFault(place: node.place, message: "the condition of this type must be a map, as in {gte: 10}")
        }
        guard type != .temporalOrdered else {
            throw RuleFault(
                place: node.place, kind: .unsupported,
                message: "a condition in words knows no order: make the ordered part a correlation of its own")
        }
        let mentioned = Set(ConditionParser.names(in: node).map(\.name))
        if !mentioned.contains("of"), let spare = names.first(where: { !mentioned.contains($0.name) }) {
            throw RuleFault(place: spare.place, message: "the condition does not say what '\(spare.name)' is for")
        }
        // That a rule matches is asked like the presence of a field.
        let rules = names.map { ($0.name, Criterion.field(.init(field: $0.name, test: .exists(true)))) }
        let criterion = try ConditionParser.parse(node, selections: rules)
        guard !criterion.holds({ _ in false }) else {
            throw RuleFault(place: node.place, message: "the condition holds where nothing happens at all")
        }
        return .expression(criterion)
    }

    private func bounds(_ node: SigmaNode) throws(RuleFault) -> CountCondition {
        var bounds: [CountCondition.Bound] = []
        for (key, value) in node.pairs ?? [] where key.text != "field" && key.text != "percentile" {
            guard let relation = Comparison(rawValue: key.text) else {
                throw RuleFault(place: key.place, message: "'\(key.text)' is no part of this condition")
            }
            bounds.append(.init(relation: relation, number: try ItemReader.number(value)))
        }
        guard !bounds.isEmpty else {
            throw RuleFault(
                place: node.place, message: "the condition compares with nothing: add gt, gte, lt, lte, eq or neq")
        }
        return CountCondition(bounds)
    }

    private func measure(_ node: SigmaNode) throws(RuleFault) -> Measure {
        if let percentile = node["percentile"], type != .percentile {
            throw RuleFault(place: percentile.place, message: "'percentile' goes with value_percentile only")
        }
        switch type {
        case .eventCount: return .events
        case .temporal, .temporalExtended: return .rules
        case .temporalOrdered: return .order
        case .valueCount: return .values
        case .sum: return .sum
        case .average: return .average
        case .median: return .percentile(50)
        case .percentile:
            guard let node = node["percentile"] else { return .share }
            let percent = try ItemReader.number(node)
            guard (0...100).contains(percent) else {
                throw RuleFault(place: node.place, message: "a percentile is from 0 to 100")
            }
            return .percentile(percent)
        }
    }

    private func valueFields() throws(RuleFault) -> [String] {
        guard let condition = section["condition"], condition.pairs != nil else { return [] }
        let fields = try Self.texts("field", of: condition)
        switch type {
        case .eventCount, .temporal, .temporalOrdered, .temporalExtended: return []
        case .valueCount, .percentile, .sum, .average, .median:
            guard !fields.isEmpty else {
                throw RuleFault(place: condition.place, message: "the condition names no field")
            }
            guard fields.count == 1 || type == .valueCount else {
                throw RuleFault(place: condition.place, message: "only values of one field can be worked out")
            }
            return fields
        }
    }

    /// Names of fields: one, or a list.
    private static func texts(_ key: String, of node: SigmaNode) throws(RuleFault) -> [String] {
        guard let value = node[key] else { return [] }
        if case .null = value.content { return [] }
        var texts: [String] = []
        for item in value.items ?? [value] {
            guard let text = item.string, !text.isEmpty else {
                throw RuleFault(place: item.place, message: "'\(key)' takes names of fields")
            }
            if !texts.contains(FieldKey.compact(text)) { texts.append(FieldKey.compact(text)) }
        }
        return texts
    }
}
