/// Reads what stands between the slashes of a regular expression.
///
/// What the expressions of other programs know and these do not is refused, not taken for text.
struct ExpressionParser {
    private let scalars: [Unicode.Scalar]
    private let column: Int
    private var place = 0
    private var depth = 0
    private var isFixedAtStart = false
    private var isFixedAtEnd = false

    /// Rounds of a counted repetition.
    private static let mostRounds = 255
    private static let special = Set("^$.|?*+(){}[]\\~<>&@#\"".unicodeScalars)
    /// Signs with a meaning in Lucene's own expressions.
    private static let foreign = Set("~<>&@#\"".unicodeScalars)

    struct Expression {
        let node: ExpressionNode
        /// `^` stands at its beginning, `$` at its end.
        let isFixedAtStart: Bool
        let isFixedAtEnd: Bool
    }

    /// - Parameter column: Of the first character, in the query.
    static func parse(_ scalars: [Unicode.Scalar], column: Int) throws(QueryProblem) -> Expression {
        var parser = ExpressionParser(scalars: scalars, column: column)
        parser.isFixedAtStart = parser.take("^")
        let node = try parser.alternatives()
        guard parser.next == nil else { throw parser.problem("this parenthesis closes nothing") }
        return Expression(node: node, isFixedAtStart: parser.isFixedAtStart, isFixedAtEnd: parser.isFixedAtEnd)
    }

    /// Whether a character may be more than itself in an expression.
    static func hasMeaning(_ scalar: Unicode.Scalar) -> Bool { special.contains(scalar) }

    private init(scalars: [Unicode.Scalar], column: Int) {
        self.scalars = scalars
        self.column = column
    }

    private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
        guard next == wanted else { return false }
        place += 1
        return true
    }

    private func problem(_ message: String) -> QueryProblem { QueryProblem(column + place, message) }

    private mutating func alternatives() throws(QueryProblem) -> ExpressionNode {
        var parts = [try sequence()]
        while take("|") { parts.append(try sequence()) }
        guard parts.count > 1 else { return parts[0] }
        if isFixedAtStart || isFixedAtEnd, depth == 0 {
            throw problem("put alternatives between ^ and $ in parentheses: ^(a|b)$")
        }
        return .either(parts)
    }

    private mutating func sequence() throws(QueryProblem) -> ExpressionNode {
        var parts: [ExpressionNode] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            if scalar == "$", depth == 0, place + 1 == scalars.count {
                place += 1
                isFixedAtEnd = true
                break
            }
            parts.append(try repeated(try item()))
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func item() throws(QueryProblem) -> ExpressionNode {
        guard let scalar = next else { return .nothing }
        switch scalar {
        case "(": return try group()
        case "[": return try characters()
        case ".":
            place += 1
            return .anyCharacter
        case "\\": return try escaped()
        case "^", "$":
            throw problem("\(scalar) stands only at the beginning or the end; write \\\(scalar) for the sign itself")
        case "?", "*", "+", "{": throw problem("\(scalar) has nothing to repeat; write \\\(scalar) for the sign itself")
        case "}", "]": throw problem("\(scalar) closes nothing; write \\\(scalar) for the sign itself")
        case let sign where Self.foreign.contains(sign):
            throw problem("\(sign) has no meaning of its own here; write \\\(sign) for the sign itself")
        default:
            place += 1
            return .literal(TextFolding.fold(String(scalar)))
        }
    }

    private mutating func group() throws(QueryProblem) -> ExpressionNode {
        let start = place
        place += 1
        if take("?") {
            guard take(":") else { throw problem("looking ahead, looking behind and names of groups are not known") }
        }
        depth += 1
        defer { depth -= 1 }
        guard depth <= QueryLimits.depth else {
            throw problem("groups stand in each other at most \(QueryLimits.depth) deep")
        }
        let node = try alternatives()
        guard take(")") else { throw QueryProblem(column + start, "the parenthesis is not closed") }
        return node
    }

    // MARK: Repetitions

    private mutating func repeated(_ node: ExpressionNode) throws(QueryProblem) -> ExpressionNode {
        let result: ExpressionNode
        switch next {
        case "?":
            place += 1
            result = .repetition(node, least: 0, most: 1)
        case "*":
            place += 1
            result = .repetition(node, least: 0, most: nil)
        case "+":
            place += 1
            result = .repetition(node, least: 1, most: nil)
        case "{": result = try counted(node)
        default: return node
        }
        if let next, "?*+{".unicodeScalars.contains(next) {
            throw problem("one repetition behind another is not known; leave it out, or use parentheses")
        }
        return result
    }

    private mutating func counted(_ node: ExpressionNode) throws(QueryProblem) -> ExpressionNode {
        let start = place
        place += 1
        let least = number()
        var most = least
        if take(",") { most = number() }
        let isOpen = scalars[place - 1] == ","
        guard let least, take("}"), isOpen || most != nil else {
            throw QueryProblem(column + start, "a repetition is written {3}, {3,} or {3,5}; write \\{ for the sign")
        }
        guard max(least, most ?? 0) <= Self.mostRounds, most.map({ $0 >= least }) ?? true else {
            throw QueryProblem(
                column + start, "a repetition has at most \(Self.mostRounds) rounds, the lesser number first")
        }
        return .repetition(node, least: least, most: isOpen ? nil : most)
    }

    private mutating func number() -> Int? {
        var digits = ""
        while let scalar = next, ("0"..."9").contains(scalar), digits.count < 5 {
            digits.unicodeScalars.append(scalar)
            place += 1
        }
        return Int(digits)
    }

    // MARK: Characters

    private mutating func escaped() throws(QueryProblem) -> ExpressionNode {
        place += 1
        guard let scalar = next else { throw problem("a character is missing behind the backslash") }
        if let (set, isNegated) = Self.sets[scalar] {
            place += 1
            return isNegated ? .either([.byte(set.complement), .beyondASCII]) : .byte(set)
        }
        let literal = try literalBehindBackslash(scalar)
        place += 1
        return .literal(TextFolding.fold(String(literal)))
    }

    private func literalBehindBackslash(_ scalar: Unicode.Scalar) throws(QueryProblem) -> Unicode.Scalar {
        switch scalar {
        case "t": return "\t"
        case "n": return "\n"
        case "r": return "\r"
        default:
            let isLetter = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            guard !isLetter else {
                throw problem(
                    "\\\(scalar) is not known; \\d, \\w, \\s, \\D, \\W, \\S are, and \\\\ for a backslash")
            }
            return scalar
        }
    }

    private static let sets: [Unicode.Scalar: (ByteSet, isNegated: Bool)] = {
        let digits = ByteSet(UInt8(ascii: "0")...UInt8(ascii: "9"))
        var letters = ByteSet(UInt8(ascii: "a")...UInt8(ascii: "z"))
        letters.formUnion(digits)
        letters.insert(UInt8(ascii: "_"))
        var spaces = ByteSet(9...13)
        spaces.insert(UInt8(ascii: " "))
        return [
            "d": (digits, false), "D": (digits, true), "w": (letters, false), "W": (letters, true),
            "s": (spaces, false), "S": (spaces, true),
        ]
    }()

    /// `[a-z_]`, `[^"]`
    private mutating func characters() throws(QueryProblem) -> ExpressionNode {
        let start = place
        place += 1
        let isNegated = take("^")
        var set = ByteSet()
        var others: [ExpressionNode] = []
        var isEmpty = true
        while let scalar = next, scalar != "]" || isEmpty {
            if scalar == "]" { throw problem("a set of characters is empty; write \\] for the sign") }
            isEmpty = false
            if scalar == "\\", place + 1 < scalars.count, let (known, isNegated) = Self.sets[scalars[place + 1]] {
                guard !isNegated else { throw problem("\\\(scalars[place + 1]) does not stand in a set") }
                set.formUnion(known)
                place += 2
                continue
            }
            let first = try member()
            var last = first
            if next == "-", place + 1 < scalars.count, scalars[place + 1] != "]" {
                place += 1
                last = try member()
            }
            guard first.isASCII, last.isASCII, first <= last else {
                guard first == last, !isNegated else {
                    throw problem("ranges and sets with ^ hold letters of ASCII, the lesser first")
                }
                others.append(.literal(TextFolding.fold(String(first))))
                continue
            }
            for byte in UInt8(first.value)...UInt8(last.value) {
                // Texts are in lower case.
                set.insert(byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte)
            }
        }
        guard take("]") else { throw QueryProblem(column + start, "the bracket is not closed") }
        if isNegated { return .either([.byte(set.complement), .beyondASCII]) }
        return others.isEmpty ? .byte(set) : .either([.byte(set)] + others)
    }

    private mutating func member() throws(QueryProblem) -> Unicode.Scalar {
        guard let scalar = next else { throw problem("the bracket is not closed") }
        guard scalar == "\\" else {
            place += 1
            return scalar
        }
        place += 1
        guard let behind = next else { throw problem("a character is missing behind the backslash") }
        let literal = try literalBehindBackslash(behind)
        place += 1
        return literal
    }
}
