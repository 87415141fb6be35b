/// Walks over the text of a query and takes off terms.
struct QueryReader {
    private let scalars: [Unicode.Scalar]
    private(set) var place = 0

    /// Characters that a backslash takes their meaning from. Before any other one it is itself, so that paths of Windows
    /// can be written as they are.
    private static let escaped = Set("\\\"*?:()[]{} +-!<>&|".unicodeScalars)

    init(_ text: String) throws(QueryProblem) {
        scalars = Array(text.unicodeScalars)
        guard scalars.count <= QueryLimits.length else {
            throw QueryProblem(QueryLimits.length + 1, "a query has at most \(QueryLimits.length) characters")
        }
    }

    /// Of what comes next, from 1.
    var column: Int { place + 1 }

    var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    /// What comes behind the next character.
    var second: Unicode.Scalar? { place + 1 < scalars.count ? scalars[place + 1] : nil }

    mutating func skipSpace() {
        while let scalar = next, scalar.properties.isWhitespace { place += 1 }
    }

    /// Takes the next character if it is the one that is wanted.
    mutating func take(_ wanted: Unicode.Scalar) -> Bool {
        guard next == wanted else { return false }
        place += 1
        return true
    }

    /// Takes an operator such as `AND` if it comes next, as a word of its own.
    mutating func take(operator wanted: String) -> Bool {
        let wanted = Array(wanted.unicodeScalars)
        let end = place + wanted.count
        guard end <= scalars.count, Array(scalars[place..<end]) == wanted else { return false }
        // Signs need no space behind them.
        if wanted[0].properties.isAlphabetic, end < scalars.count, !scalars[end].properties.isWhitespace,
            !"()".unicodeScalars.contains(scalars[end])
        {
            return false
        }
        place = end
        return true
    }

    /// Takes a field's name and its colon; leaves everything as it is where no field is named here.
    mutating func takeField() -> QueryTerm? {
        var reader = self
        guard let first = next, first != "\"", first != ":" else { return nil }
        let term = reader.word(endingAt: ":")
        guard reader.take(":"), !term.units.isEmpty else { return nil }
        self = reader
        return term
    }

    /// Takes a term: a word, or text in quotation marks.
    ///
    /// - Parameter end: A character that ends a word, beside space and parentheses.
    mutating func term(endingAt end: Unicode.Scalar? = nil) throws(QueryProblem) -> QueryTerm {
        next == "\"" ? try quoted() : word(endingAt: end)
    }

    private mutating func word(endingAt end: Unicode.Scalar?) -> QueryTerm {
        var term = QueryTerm(column: column)
        while let scalar = next, !scalar.properties.isWhitespace, scalar != "(", scalar != ")", scalar != end {
            place += 1
            switch scalar {
            case "*": term.units.append(.anything)
            case "?": term.units.append(.oneCharacter)
            case "\\":
                if let escaped = next, Self.escaped.contains(escaped) {
                    place += 1
                    term.units.append(.literal(escaped))
                } else {
                    term.units.append(.literal(scalar))
                }
            default: term.units.append(.literal(scalar))
            }
        }
        return term
    }

    private mutating func quoted() throws(QueryProblem) -> QueryTerm {
        var term = QueryTerm(column: column)
        term.isQuoted = true
        place += 1
        while let scalar = next {
            place += 1
            if scalar == "\"" { return term }
            if scalar == "\\", let escaped = next, escaped == "\"" || escaped == "\\" {
                place += 1
                term.units.append(.literal(escaped))
            } else {
                term.units.append(.literal(scalar))
            }
        }
        throw QueryProblem(term.column, "the quotation mark is not closed")
    }
}
