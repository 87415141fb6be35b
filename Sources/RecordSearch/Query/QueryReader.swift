/// Walks over the text of a query and takes off terms.
struct QueryReader {
    private let scalars: [Unicode.Scalar]
    private(set) var place = 0

    /// Characters that a backslash takes their meaning from. Before any other one it is itself, so that paths of Windows
    /// can be written as they are.
    private static let escaped = Set("\\\"*?:()[]{} +-!<>&|~^/='".unicodeScalars)

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
        let term = next == "\"" ? try quoted() : word(endingAt: end)
        if let sign = term.sign { throw Self.problem(sign.scalar, sign.column) }
        try refuseSign()
        return term
    }

    /// Refuses a sign of Lucene's language right behind what has been taken.
    func refuseSign() throws(QueryProblem) {
        if let next, next == "~" || next == "^" { throw Self.problem(next, column, isBehindWord: false) }
    }

    private static func problem(
        _ sign: Unicode.Scalar, _ column: Int, isBehindWord: Bool = true
    ) -> QueryProblem {
        if sign == "^" {
            return QueryProblem(
                column, "weights (^) are not known, since hits come by time; leave it out, or write \\^")
        }
        return isBehindWord
            ? QueryProblem(
                column, "likeness (~) is not known; write * or ? where letters may differ, or \\~ for the sign")
            : QueryProblem(column, "words at a distance (~) are not known; join them with AND")
    }

    // MARK: Looking ahead

    /// What comes next up to a space or a parenthesis, as it is written.
    var nextWord: String {
        var text = ""
        for scalar in scalars[place...] {
            if scalar.properties.isWhitespace || scalar == "(" || scalar == ")" { break }
            text.unicodeScalars.append(scalar)
        }
        return text
    }

    /// Takes so many characters.
    mutating func skip(_ count: Int) { place += count }

    /// Whether `[from TO` comes next.
    var isAtRange: Bool {
        guard next == "[" || next == "{" else { return false }
        var reader = self
        reader.place += 1
        reader.skipSpace()
        guard let lower = try? reader.term(endingAt: "]"), !lower.units.isEmpty else { return false }
        reader.skipSpace()
        return reader.take(operator: "TO")
    }

    /// Takes a regular expression with its slashes, and gives what is between them; leaves everything as it is where
    /// something else comes next, such as the path of a file.
    ///
    /// - Throws: Where it is written like an expression, and its slashes are not where they should be.
    mutating func takeExpression() throws(QueryProblem) -> [Unicode.Scalar]? {
        guard next == "/" else { return nil }
        var end = place + 1
        while end < scalars.count, scalars[end] != "/" { end += scalars[end] == "\\" ? 2 : 1 }
        let isClosed = end < scalars.count && end > place + 1
        let behind = end + 1 < scalars.count ? scalars[end + 1] : " "
        if isClosed, behind.properties.isWhitespace || "()~^".unicodeScalars.contains(behind) {
            let content = Array(scalars[(place + 1)..<end])
            place = end + 1
            try refuseSign()
            return content
        }
        let word = nextWord
        guard Self.marks.contains(where: { word.contains($0) }) else { return nil }
        throw QueryProblem(
            column,
            "a regular expression is written /like[0-9]+this/, without letters behind it, and \\/ for a slash in it; put a path in quotation marks"
        )
    }

    /// What paths do not have, and expressions mostly do.
    private static let marks = [".*", ".+", ".?", "[", "|", "\\d", "\\w", "\\s", "$"]

    private mutating func word(endingAt end: Unicode.Scalar?) -> QueryTerm {
        var term = QueryTerm(column: column)
        var sign: (scalar: Unicode.Scalar, column: Int, unit: Int)?
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
            default:
                if scalar == "~" || scalar == "^", !term.units.isEmpty {
                    sign = (scalar, place, term.units.count)
                }
                term.units.append(.literal(scalar))
            }
        }
        // A sign with nothing but a number behind it.
        if let sign, term.units[(sign.unit + 1)...].allSatisfy(\.isOfNumber) { term.sign = (sign.scalar, sign.column) }
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
