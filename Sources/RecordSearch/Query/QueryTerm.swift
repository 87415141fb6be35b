/// A piece of text in a query, with what was written to be taken literally told from wildcards.
struct QueryTerm {
    enum Unit: Equatable {
        case literal(Unicode.Scalar)
        case oneCharacter
        case anything

        /// Whether it may be part of a number such as `0.8`.
        var isOfNumber: Bool {
            if case .literal(let scalar) = self { scalar == "." || ("0"..."9").contains(scalar) } else { false }
        }
    }

    var units: [Unit] = []
    /// Stood in quotation marks, where nothing is a wildcard.
    var isQuoted = false
    /// Where it begins, from 1.
    let column: Int
    /// The sign at its end that asks for likeness or weight in Lucene's language.
    var sign: (scalar: Unicode.Scalar, column: Int)?

    init(column: Int) { self.column = column }

    var text: String {
        var text = ""
        for unit in units {
            switch unit {
            case .literal(let scalar): text.unicodeScalars.append(scalar)
            case .oneCharacter: text += "?"
            case .anything: text += "*"
            }
        }
        return text
    }

    var folded: [UInt8] { TextFolding.fold(text) }

    var words: [[UInt8]] { TextFolding.words(of: folded) }

    /// A single star that was not escaped.
    var isStar: Bool { units == [.anything] }

    var wildcardCount: Int {
        units.count { if case .literal = $0 { false } else { true } }
    }

    /// The parts for a ``Wildcard``.
    var parts: [Wildcard.Part] {
        var parts: [Wildcard.Part] = []
        var literal = ""
        func takeLiteral() {
            parts += TextFolding.fold(literal).map { .byte($0) }
            literal = ""
        }
        for unit in units {
            switch unit {
            case .literal(let scalar): literal.unicodeScalars.append(scalar)
            case .oneCharacter:
                takeLiteral()
                parts.append(.oneCharacter)
            case .anything:
                takeLiteral()
                parts.append(.anything)
            }
        }
        takeLiteral()
        return parts
    }
}
