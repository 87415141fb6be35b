/// Reads aggregations of Sigma 1: `| count(field) by group > 5` and `| near selection and not other`.
struct AggregationReader {
    private var tokens: [(text: String, place: SourcePlace)]
    private let end: SourcePlace
    private let span: Int64

    /// The parts of a condition before and behind its pipe; nil where it has none.
    static func split(_ node: SigmaNode) -> (before: SigmaNode, behind: SigmaNode)? {
        guard case .text = node.content, let pipe = node.text.firstIndex(of: "|") else { return nil }
        let before = String(node.text[..<pipe])
        let behind = node.text[node.text.index(after: pipe)...].drop { $0 == " " }
        let column = node.place.column + node.text.unicodeScalars.count - behind.unicodeScalars.count
        return (
            SigmaNode(place: node.place, content: .text, text: before),
            SigmaNode(place: .init(line: node.place.line, column: column), content: .text, text: String(behind))
        )
    }

    static func read(
        _ node: SigmaNode, timeframe: SigmaNode?, selections: [(name: String, criterion: Criterion)]
    ) throws(RuleFault) -> Aggregation {
        guard let timeframe else {
            throw RuleFault(
                place: node.place, kind: .unsupported,
                message: "no 'timeframe' says in what time this is to happen: add one, or write a correlation")
        }
        var reader = AggregationReader(node, span: try Timespan.ticks(timeframe))
        return reader.take("near") ? try near(node, reader.span, selections) : try reader.function()
    }

    private init(_ node: SigmaNode, span: Int64) {
        enum Kind { case blank, bracket, sign, word }
        var tokens: [(text: String, place: SourcePlace)] = []
        var place = node.place
        var last = Kind.blank
        for scalar in node.text.unicodeScalars {
            let kind: Kind =
                switch scalar {
                case " ", "\t", "\n", "\r": .blank
                case "(", ")", ",": .bracket
                case "<", ">", "=", "!": .sign
                default: .word
                }
            if kind == last, kind == .sign || kind == .word {
                tokens[tokens.count - 1].text.unicodeScalars.append(scalar)
            } else if kind != .blank {
                tokens.append((String(scalar), place))
            }
            last = kind
            place.column += 1
        }
        self.tokens = tokens.reversed()
        self.span = span
        end = place
    }

    // MARK: count, min, max, avg, sum

    private mutating func function() throws(RuleFault) -> Aggregation {
        let name = try next("a function is expected here: count, min, max, avg, sum or near")
        let function = name.text.lowercased()
        let (field, groups) = try arguments()
        let bound = try bound()
        if let extra = tokens.last {
            throw RuleFault(place: extra.place, message: "'\(extra.text)' is not expected here")
        }
        let measure: Measure
        switch function {
        case "count": measure = field == nil ? .events : .values
        case "sum": measure = .sum
        case "avg": measure = .average
        case "min": measure = .percentile(0)
        case "max": measure = .percentile(100)
        default: throw RuleFault(place: name.place, message: "'\(name.text)' is not a function of Sigma 1")
        }
        guard field != nil || measure == .events else {
            throw RuleFault(place: name.place, message: "'\(name.text)' takes the name of a field")
        }
        return Aggregation(
            measure: measure, condition: CountCondition([bound]), valueFields: field.map { [$0] } ?? [],
            groupBy: groups, span: span)
    }

    private mutating func arguments() throws(RuleFault) -> (field: String?, groups: [String]) {
        var field: String?
        if take("(") {
            if !take(")") {
                field = FieldKey.compact(try next("the name of a field is expected here").text)
                guard take(")") else { throw RuleFault(place: end, message: "this bracket is never closed") }
            }
        }
        var groups: [String] = []
        if take("by") {
            repeat {
                groups.append(FieldKey.compact(try next("the name of a field is expected here").text))
            } while take(",")
        }
        return (field, groups)
    }

    private mutating func bound() throws(RuleFault) -> CountCondition.Bound {
        let sign = try next("a comparison is expected here, as in > 5")
        let relations: [String: Comparison] = [
            ">": .greater, ">=": .greaterOrEqual, "<": .less, "<=": .lessOrEqual, "=": .equal, "==": .equal,
            "!=": .different,
        ]
        guard let relation = relations[sign.text] else {
            throw RuleFault(place: sign.place, message: "'\(sign.text)' is no comparison")
        }
        let number = try next("a number is needed here")
        guard let value = Double(number.text), value.isFinite else {
            throw RuleFault(place: number.place, message: "a number is needed here")
        }
        return .init(relation: relation, number: value)
    }

    private mutating func next(_ expected: String) throws(RuleFault) -> (text: String, place: SourcePlace) {
        guard let token = tokens.popLast() else { throw RuleFault(place: end, message: expected) }
        return token
    }

    private mutating func take(_ word: String) -> Bool {
        guard tokens.last?.text.lowercased() == word else { return false }
        tokens.removeLast()
        return true
    }

    // MARK: near

    private static func near(
        _ node: SigmaNode, _ span: Int64, _ selections: [(name: String, criterion: Criterion)]
    ) throws(RuleFault) -> Aggregation {
        // The word itself is cut off, with its place kept.
        let rest = node.text.drop { $0 != " " }
        let place = SourcePlace(
            line: node.place.line,
            column: node.place.column + node.text.unicodeScalars.count - rest.unicodeScalars.count)
        let words = SigmaNode(place: place, content: .text, text: String(rest))
        let names = Set(ConditionParser.names(in: words).map(\.name))
        if names.contains("within") || names.contains("by") {
            throw RuleFault(place: place, kind: .unsupported, message: "'near' is only read with names of selections")
        }
        let present = selections.map { ($0.name, Criterion.field(.init(field: $0.name, test: .exists(true)))) }
        let others = try ConditionParser.parse(words, selections: present)
        let matches = Criterion.field(.init(field: Aggregation.matches, test: .exists(true)))
        let asked = others.questionFields
        return Aggregation(
            measure: .expression(.all([matches, others])), condition: CountCondition(atLeast: 1), span: span,
            neighbours: selections.filter { asked.contains($0.name) }.map {
                .init(name: $0.name, criterion: $0.criterion)
            })
    }
}

extension Criterion {
    /// The fields that are asked for.
    fileprivate var questionFields: Set<String> {
        switch self {
        case .all(let parts), .any(let parts), .atLeast(_, let parts):
            parts.reduce(into: []) { $0.formUnion($1.questionFields) }
        case .not(let part): part.questionFields
        case .field(let question): [question.field]
        }
    }
}
