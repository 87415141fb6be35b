/// Reads queries: `OR` binds least, then `AND` and terms side by side, then `NOT`.
struct QueryParser {
    var reader: QueryReader
    private var clauses = 0
    private var depth = 0

    static func parse(_ text: String) throws(QueryProblem) -> Query {
        var parser = QueryParser(reader: try QueryReader(text))
        parser.reader.skipSpace()
        guard parser.reader.next != nil else { return .everything }
        let query = try parser.alternatives(in: nil)
        guard parser.reader.next == nil else {
            throw QueryProblem(parser.reader.column, "this parenthesis closes nothing")
        }
        return query
    }

    private init(reader: QueryReader) { self.reader = reader }

    // MARK: Groups

    /// - Parameter field: What terms without a field are about, within `field:( .. )`.
    private mutating func alternatives(in field: SearchField?) throws(QueryProblem) -> Query {
        var parts = [try sequence(in: field)]
        while takeOperator("OR", "||") {
            guard !isAtEndOfGroup() else { throw QueryProblem(reader.column, "OR needs something on its right") }
            parts.append(try sequence(in: field))
        }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func sequence(in field: SearchField?) throws(QueryProblem) -> Query {
        var parts: [Query] = []
        while !isAtEndOfGroup() {
            if parts.isEmpty {
                for (word, sign) in [("AND", "&&"), ("OR", "||")] {
                    let column = reader.column
                    if takeOperator(word, sign) { throw QueryProblem(column, "\(word) needs something on its left") }
                }
            } else {
                var ahead = self
                if ahead.takeOperator("OR", "||") { break }
                if takeOperator("AND", "&&"), isAtEndOfGroup() {
                    throw QueryProblem(reader.column, "AND needs something on its right")
                }
            }
            parts.append(try part(in: field))
        }
        guard let first = parts.first else { throw QueryProblem(reader.column, "something to look for is missing") }
        return parts.count == 1 ? first : .all(parts)
    }

    private mutating func part(in field: SearchField?) throws(QueryProblem) -> Query {
        reader.skipSpace()
        let column = reader.column
        depth += 1
        defer { depth -= 1 }
        guard depth <= QueryLimits.depth else {
            throw QueryProblem(column, "groups and NOTs stand in each other at most \(QueryLimits.depth) deep")
        }
        if takeOperator("NOT", "!") || reader.take("-") {
            guard !isAtEndOfGroup() else { throw QueryProblem(column, "what must not be there is missing") }
            return .not(try part(in: field))
        }
        _ = reader.take("+")
        if reader.take("(") { return try group(from: column, in: field) }
        clauses += 1
        guard clauses <= QueryLimits.clauses else {
            throw QueryProblem(column, "a query has at most \(QueryLimits.clauses) terms")
        }
        if let special = try special(in: field) { return special }
        if field == nil, let name = reader.takeField() { return try value(of: name) }
        let term = try reader.term()
        guard !term.units.isEmpty || term.isQuoted else {
            throw QueryProblem(column, "something to look for is missing")
        }
        if let field { return try query(for: term, in: field) }
        return try query(for: term)
    }

    private mutating func group(from column: Int, in field: SearchField?) throws(QueryProblem) -> Query {
        guard !isAtEndOfGroup() else { throw QueryProblem(reader.column, "something to look for is missing") }
        let query = try alternatives(in: field)
        reader.skipSpace()
        guard reader.take(")") else { throw QueryProblem(column, "the parenthesis is not closed") }
        try reader.refuseSign()
        return query
    }

    private mutating func takeOperator(_ word: String, _ sign: String) -> Bool {
        reader.skipSpace()
        return reader.take(operator: word) || reader.take(operator: sign)
    }

    private mutating func isAtEndOfGroup() -> Bool {
        reader.skipSpace()
        return reader.next == nil || reader.next == ")"
    }

    // MARK: Fields

    private mutating func value(of name: QueryTerm) throws(QueryProblem) -> Query {
        if name.isStar, reader.nextWord == "*" {
            reader.skip(1)
            return .everything
        }
        if name.wildcardCount > 0 { throw QueryProblem(name.column, "the name of a field has no wildcards") }
        try refuseLostQuotes(name)
        reader.skipSpace()
        let column = reader.column
        if name.text == "_exists_" {
            let term = try reader.term()
            guard !term.units.isEmpty else { throw QueryProblem(column, "the name of a field is missing") }
            return Self.isTime(SearchField(term.text)) ? .time(.always) : .exists(SearchField(term.text))
        }
        let field = SearchField(name.text)
        switch reader.next {
        case "(":
            _ = reader.take("(")
            return try group(from: column, in: field)
        case "[", "{": return try range(of: field)
        default: break
        }
        if let special = try special(in: field) { return special }
        let term = try reader.term()
        guard !term.units.isEmpty || term.isQuoted else {
            throw QueryProblem(column, "the value of \(name.text) is missing")
        }
        return try query(for: term, in: field)
    }

    /// Paths, addresses of the web and times of day look like a field with its value.
    private func refuseLostQuotes(_ name: QueryTerm) throws(QueryProblem) {
        let isDrive = name.units.count == 1 && (reader.next == "\\" || reader.next == "/")
        let isLink = reader.next == "/" && reader.second == "/"
        let isNumber = name.text.utf8.allSatisfy { (48...57).contains($0) }
        guard isDrive || isLink || isNumber else { return }
        throw QueryProblem(name.column, "put text that holds a colon in quotation marks")
    }

    static func isTime(_ field: SearchField) -> Bool { field.isTime }

    /// - Parameter field: Nil for addresses anywhere.
    mutating func range(of field: SearchField?) throws(QueryProblem) -> Query {
        let start = reader.column
        let includesLower = reader.next == "["
        _ = reader.take("[") || reader.take("{")
        reader.skipSpace()
        let lower = try reader.term(endingAt: "]")
        reader.skipSpace()
        guard !lower.units.isEmpty, reader.take(operator: "TO") else {
            throw QueryProblem(
                start, "a range is written [from TO to]; put other text with brackets in quotation marks")
        }
        reader.skipSpace()
        let upper = try boundary()
        reader.skipSpace()
        let includesUpper = reader.next == "]"
        guard !upper.units.isEmpty, reader.take("]") || reader.take("}") else {
            throw QueryProblem(start, "the range is not closed with ] or }")
        }
        try reader.refuseSign()
        return try range(
            of: field, lower: lower.isStar ? nil : lower, includesLower, upper: upper.isStar ? nil : upper,
            includesUpper)
    }

    /// The upper end of a range, which either bracket closes.
    private mutating func boundary() throws(QueryProblem) -> QueryTerm {
        var other = reader
        let square = try reader.term(endingAt: "]")
        let curly = try other.term(endingAt: "}")
        guard curly.units.count < square.units.count else { return square }
        reader = other
        return curly
    }

    mutating func comparison(with field: SearchField) throws(QueryProblem) -> Query {
        let isGreater = reader.next == ">"
        _ = reader.take(">") || reader.take("<")
        let isIncluded = reader.take("=")
        let column = reader.column
        let term = try reader.term()
        guard !term.units.isEmpty else { throw QueryProblem(column, "a value to compare with is missing") }
        return try isGreater
            ? range(of: field, lower: term, isIncluded, upper: nil, true)
            : range(of: field, lower: nil, true, upper: term, isIncluded)
    }

    private func range(
        of field: SearchField?, lower: QueryTerm?, _ includesLower: Bool, upper: QueryTerm?, _ includesUpper: Bool
    ) throws(QueryProblem) -> Query {
        for case let end? in [lower, upper] where !end.isQuoted && end.wildcardCount > 0 {
            throw QueryProblem(end.column, "an end of a range has no wildcards; a star alone is no end")
        }
        if let addresses = try addresses(from: lower, includesLower, to: upper, includesUpper) {
            return field.map { .field($0, .addresses(addresses)) } ?? .anywhere(.addresses(addresses))
        }
        guard let field else {
            throw QueryProblem(
                (lower ?? upper)?.column ?? reader.column,
                "only addresses are looked for in a range without a field; write field:[from TO to]")
        }
        guard Self.isTime(field) else {
            let values = ValueRange(
                lower: lower.map { .init(text: $0.folded, isIncluded: includesLower) },
                upper: upper.map { .init(text: $0.folded, isIncluded: includesUpper) })
            if values.isEmpty { throw Self.emptyRange(lower) }
            return .field(field, .range(values))
        }
        let from = try lower.map { term throws(QueryProblem) in try Self.span(of: term) }
        let to = try upper.map { term throws(QueryProblem) in try Self.span(of: term) }
        let first = from.map { includesLower ? $0.lower : $0.upper } ?? 0
        let end = to.map { includesUpper ? $0.upper : $0.lower } ?? .max
        if lower != nil, upper != nil, end <= first { throw Self.emptyRange(lower) }
        return .time(TimeSpan(lower: first, upper: end))
    }

    private static func emptyRange(_ lower: QueryTerm?) -> QueryProblem {
        QueryProblem(lower?.column ?? 1, "nothing lies in this range: write the lesser first; { and } leave out an end")
    }

    private static func span(of term: QueryTerm) throws(QueryProblem) -> TimeSpan {
        guard let span = TimeText.span(of: term.text) else {
            throw QueryProblem(
                term.column, "not a time; write it as 2026-03-01, 2026-03-01T10:00 or 2026-03-01T10:00:00Z")
        }
        return span
    }

    // MARK: Terms

    private func query(for term: QueryTerm) throws(QueryProblem) -> Query {
        if term.isStar { return .everything }
        if !term.isQuoted, let wildcard = try wildcard(term) {
            return .anywhere(wildcard.fitsWord ? .word(wildcard) : .wildcard(Self.within(wildcard)))
        }
        let words = term.words
        guard !words.isEmpty else {
            throw QueryProblem(term.column, "text without a letter or digit is found only in a field: name it")
        }
        return .anywhere(.words(words))
    }

    private func query(for term: QueryTerm, in field: SearchField) throws(QueryProblem) -> Query {
        if Self.isTime(field) { return .time(term.isStar ? .always : try Self.span(of: term)) }
        if term.isStar { return .exists(field) }
        if !term.isQuoted, let wildcard = try wildcard(term) { return query(for: wildcard, in: field) }
        if field.isAddress, !term.isQuoted, let address = NetworkAddress(term.folded),
            let range = AddressRange(from: address, through: address)
        {
            return .field(field, .addresses(range))
        }
        let words = term.words
        if term.isQuoted { return .field(field, words.isEmpty ? .whole(term.folded) : .words(words)) }
        switch field.style {
        case .words where !words.isEmpty: return .field(field, .words(words))
        case .whole, .words: return .field(field, .whole(term.folded))
        case .name(let form): return .field(field, .name(term.folded, form))
        }
    }

    private func query(for wildcard: Wildcard, in field: SearchField) -> Query {
        switch field.style {
        case .whole, .name(.host): return .field(field, .wildcard(wildcard))
        case .words: return .field(field, wildcard.fitsWord ? .word(wildcard) : .wildcard(Self.within(wildcard)))
        case .name(.account), .name(.path):
            // The name itself may stand behind a domain or a folder.
            let behind = (field.style.separators ?? []).map {
                Query.field(field, .wildcard(Wildcard([.anything, .byte($0)] + wildcard.parts)))
            }
            return .any([.field(field, .wildcard(wildcard))] + behind)
        }
    }

    /// Nil for a term without wildcards.
    private func wildcard(_ term: QueryTerm) throws(QueryProblem) -> Wildcard? {
        guard term.wildcardCount > 0 else { return nil }
        guard term.wildcardCount <= QueryLimits.wildcards else {
            throw QueryProblem(term.column, "a term has at most \(QueryLimits.wildcards) wildcards")
        }
        return Wildcard(term.parts)
    }

    private static func within(_ wildcard: Wildcard) -> Wildcard {
        Wildcard([.anything] + wildcard.parts + [.anything])
    }
}
