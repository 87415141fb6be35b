/// Reads a condition, `selection and not 1 of filter_*`, over the selections of a rule.
///
/// From loosest to tightest: `or`, `and`, `not`, `x of`, brackets.
struct ConditionParser {
    private struct Token {
        let text: String
        let place: SourcePlace
    }

    private let selections: [String]
    private var tokens: [Token]
    private let end: SourcePlace

    /// - Parameter selections: In the rule's order.
    static func parse(
        _ node: SigmaNode, selections: [(name: String, criterion: Criterion)]
    ) throws(RuleFault) -> Criterion {
        try condition(node, selections: selections.map(\.name)).criterion(selections)
    }

    /// - Parameter selections: Their names, in the rule's order.
    static func condition(_ node: SigmaNode, selections: [String]) throws(RuleFault) -> Condition {
        guard case .text = node.content else {
            throw RuleFault(place: node.place, message: "the condition must be text")
        }
        var parser = ConditionParser(node, selections: selections)
        let condition = try parser.either(depth: 0)
        if let extra = parser.tokens.last {
            throw RuleFault(place: extra.place, message: "'\(extra.text)' is not expected here")
        }
        return condition
    }

    /// The words of a condition that are no operators, each once, in their order.
    static func names(in node: SigmaNode) -> [(name: String, place: SourcePlace)] {
        var names: [(name: String, place: SourcePlace)] = []
        for token in ConditionParser(node, selections: []).tokens.reversed() {
            guard !["and", "or", "not", "(", ")"].contains(token.text.lowercased()) else { continue }
            if !names.contains(where: { $0.name == token.text }) { names.append((token.text, token.place)) }
        }
        return names
    }

    /// The tokens are kept in reverse, so that taking the next one is cheap.
    private init(_ node: SigmaNode, selections: [String]) {
        self.selections = selections
        var tokens: [Token] = []
        var place = node.place
        var word = ""
        var wordPlace = place
        func endWord() {
            if !word.isEmpty { tokens.append(Token(text: word, place: wordPlace)) }
            word = ""
        }
        for scalar in node.text.unicodeScalars {
            switch scalar {
            case " ", "\t", "\n", "\r": endWord()
            case "(", ")", "|":
                endWord()
                tokens.append(Token(text: String(scalar), place: place))
            default:
                if word.isEmpty { wordPlace = place }
                word.unicodeScalars.append(scalar)
            }
            place.column += 1
        }
        endWord()
        end = place
        self.tokens = tokens.reversed()
    }

    private mutating func either(depth: Int) throws(RuleFault) -> Condition {
        var parts = [try both(depth: depth)]
        while takeWord("or") { parts.append(try both(depth: depth)) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func both(depth: Int) throws(RuleFault) -> Condition {
        var parts = [try single(depth: depth)]
        while takeWord("and") { parts.append(try single(depth: depth)) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func single(depth: Int) throws(RuleFault) -> Condition {
        guard let token = tokens.popLast() else {
            throw RuleFault(place: end, message: "the condition ends where a selection is expected")
        }
        guard depth < DetectionLimits.conditionDepth else {
            throw RuleFault(place: token.place, message: "the condition is nested too deeply")
        }
        switch token.text.lowercased() {
        case "(":
            let inner = try either(depth: depth + 1)
            guard takeWord(")") else { throw RuleFault(place: token.place, message: "this bracket is never closed") }
            return inner
        case "not": return .not(try single(depth: depth + 1))
        case ")", "and", "or", "of", "them":
            throw RuleFault(place: token.place, message: "'\(token.text)' is not expected here")
        default:
            return takeWord("of") ? try quantified(token) : try selection(token)
        }
    }

    private mutating func quantified(_ quantity: Token) throws(RuleFault) -> Condition {
        guard let pattern = tokens.popLast() else {
            throw RuleFault(place: end, message: "'of' needs 'them' or a name")
        }
        let isThem = pattern.text.lowercased() == "them"
        let chosen = selections.indices.filter {
            isThem ? !selections[$0].hasPrefix("_") : Self.matches(selections[$0], pattern.text)
        }
        guard !chosen.isEmpty else {
            throw RuleFault(place: pattern.place, message: "no selection is called '\(pattern.text)'")
        }
        let parts = chosen.map(Condition.selection)
        switch quantity.text.lowercased() {
        case "all": return .all(parts)
        case "any", "1": return .any(parts)
        default:
            guard let count = Int(quantity.text), count > 0 else {
                throw RuleFault(place: quantity.place, message: "'\(quantity.text) of' is not understood")
            }
            return .atLeast(count, parts)
        }
    }

    private func selection(_ token: Token) throws(RuleFault) -> Condition {
        guard let found = selections.firstIndex(of: token.text) else {
            throw RuleFault(place: token.place, message: "no selection is called '\(token.text)'")
        }
        return .selection(found)
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard tokens.last?.text.lowercased() == word else { return false }
        tokens.removeLast()
        return true
    }

    /// Whether a name fits a pattern in which `*` stands for any text.
    private static func matches(_ name: String, _ pattern: String) -> Bool {
        let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard pieces.count > 1, let first = pieces.first, let last = pieces.last else { return name == pattern }
        guard name.hasPrefix(first), name.hasSuffix(last), name.count >= first.count + last.count else { return false }
        var rest = name.dropFirst(first.count).dropLast(last.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let found = rest.firstRange(of: piece) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }
}
