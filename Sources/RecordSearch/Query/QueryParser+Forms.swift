import Vocabulary

/// Terms that have a form of their own: addresses and regular expressions.
extension QueryParser {
    /// Takes what has a form of its own: a regular expression, a network, an address with colons, a range, a comparison. Nil
    /// for any other term.
    mutating func special(in field: SearchField?) throws(QueryProblem) -> Query? {
        let column = reader.column
        if let field, reader.next == ">" || reader.next == "<" { return try comparison(with: field) }
        if let content = try reader.takeExpression() {
            return try query(for: try ExpressionParser.parse(content, column: column + 1), content, column, in: field)
        }
        if reader.isAtRange { return try range(of: field) }
        if let field, Self.isTime(field) { return nil }
        let word = reader.nextWord
        if field == nil, let reference = Self.reference(word) {
            reader.skip(word.unicodeScalars.count)
            return reference
        }
        guard let range = try addresses(TextFolding.fold(word), column: column) else { return nil }
        reader.skip(word.unicodeScalars.count)
        return field.map { .field($0, .addresses(range)) } ?? .anywhere(.addresses(range))
    }

    /// The least digits of a hash that name a file.
    private static let leastHashDigits = 8

    /// A reference such as `4f2a9c01#17`: the beginning of a file's hash, and the number of a record in it.
    private static func reference(_ word: String) -> Query? {
        let parts = word.lowercased().split(separator: "#", omittingEmptySubsequences: false)
        guard parts.count == 2, (leastHashDigits...EvidenceID.digits).contains(parts[0].count),
            parts[0].allSatisfy({ $0.isASCII && $0.isHexDigit }), !parts[1].isEmpty,
            parts[1].allSatisfy({ $0.isASCII && $0.isNumber }), let record = Int(parts[1])
        else { return nil }
        return .reference(hash: String(parts[0]), record: record)
    }

    /// What a network means, or an address with colons: one of IPv4 is looked for as the words that it is.
    private func addresses(_ text: [UInt8], column: Int) throws(QueryProblem) -> AddressRange? {
        if let network = try AddressRange.network(text, column: column) { return network }
        guard text.contains(UInt8(ascii: ":")), let address = NetworkAddress(text) else { return nil }
        return AddressRange(from: address, through: address)
    }

    /// The addresses between two; nil where an end is none.
    func addresses(
        from lower: QueryTerm?, _ includesLower: Bool, to upper: QueryTerm?, _ includesUpper: Bool
    ) throws(QueryProblem) -> AddressRange? {
        let from = lower.flatMap { NetworkAddress($0.folded) }
        let to = upper.flatMap { NetworkAddress($0.folded) }
        guard let known = from ?? to, (lower == nil) == (from == nil), (upper == nil) == (to == nil) else { return nil }
        let column = (lower ?? upper)?.column ?? reader.column
        guard from?.isVersion4 ?? known.isVersion4 == to?.isVersion4 ?? known.isVersion4 else {
            throw QueryProblem(column, "a range of addresses is of IPv4 or of IPv6, not from one to the other")
        }
        let first = from.flatMap { includesLower ? $0 : $0.next } ?? known.first
        let last = to.flatMap { includesUpper ? $0 : $0.previous } ?? known.last
        guard let range = AddressRange(from: first, through: last) else {
            throw QueryProblem(column, "there is no address in this range: write the lesser first")
        }
        return range
    }

    private func query(
        for expression: ExpressionParser.Expression, _ content: [Unicode.Scalar], _ column: Int,
        in field: SearchField?
    ) throws(QueryProblem) -> Query {
        if let field, Self.isTime(field) { throw QueryProblem(column, "a time is no text: write a range") }
        let style = field?.style ?? .words
        var node = expression.node
        // The name itself may stand behind a domain or a folder.
        if let separators = style.separators {
            var set = ByteSet()
            separators.forEach { set.insert($0) }
            let before = ExpressionNode.repetition(.anyCharacter, least: 0, most: nil)
            node = .either([node, .sequence([before, .byte(set), node])])
        }
        guard
            let whole = RegularExpression(
                node, isFixedAtStart: style != .words || expression.isFixedAtStart,
                isFixedAtEnd: style != .words || expression.isFixedAtEnd)
        else { throw QueryProblem(column, "this regular expression is too large: its repetitions are written out") }
        guard let field else { return .anywhere(.expression(whole)) }
        let found = Query.field(field, .expression(whole))
        // A folder such as /tmp/ is written the same.
        guard style != .words, content.allSatisfy({ !ExpressionParser.hasMeaning($0) }) else { return found }
        var path = "/"
        path.unicodeScalars.append(contentsOf: content)
        return .any([found, .field(field, .whole(TextFolding.fold(path + "/")))])
    }
}
