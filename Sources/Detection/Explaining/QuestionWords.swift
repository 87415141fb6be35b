extension FieldQuestion {
    /// The question for people: `CommandLine contains 'whoami'`.
    var words: String { (field == Self.everyField ? "any field" : field) + " " + test.words }
}

extension ValueTest {
    var words: String {
        switch self {
        case .text(let pattern, let cased): pattern.words + (cased ? ", in this case of letters" : "")
        case .integer(let number): "is \(number)"
        case .isNull: "is missing or has no value"
        case .exists(let wanted): wanted ? "is there" : "is missing"
        case .regex(let source): "fits the expression /\(source.pattern)/\(source.flags)"
        case .network(let range): "is an address of \(range)"
        case .compare(let comparison, let bound): "\(comparison.words) \(bound)"
        case .sameAs(let field, let before, let behind, let cased):
            "\(Self.relation(before, behind)) the value of \(field)" + (cased ? ", in this case of letters" : "")
        case .datePart(let part, let comparison, let bound):
            "has a \(part.rawValue) that \(comparison.words) \(Self.number(bound))"
        case .differs(let inner): "is there, and not so that it \(inner.words)"
        }
    }

    private static func number(_ bound: Double) -> String { Int64(exactly: bound)?.description ?? bound.description }

    fileprivate static func relation(_ before: Bool, _ behind: Bool) -> String {
        switch (before, behind) {
        case (false, false): "is"
        case (false, true): "starts with"
        case (true, false): "ends with"
        case (true, true): "contains"
        }
    }
}

extension RegexSource {
    fileprivate var flags: String {
        (ignoresCase ? "i" : "") + (anchorsMatchLines ? "m" : "") + (dotMatchesNewlines ? "s" : "")
    }
}

extension Comparison {
    fileprivate var words: String {
        switch self {
        case .less: "is less than"
        case .lessOrEqual: "is at most"
        case .greater: "is greater than"
        case .greaterOrEqual: "is at least"
        case .equal: "is"
        case .different: "is not"
        }
    }
}

extension SigmaPattern {
    /// `contains 'a'` where the wildcards say no more than that, else the pattern itself.
    fileprivate var words: String {
        var inner = parts[...]
        let before = inner.first == .anyRun
        if before { inner = inner.dropFirst() }
        let behind = inner.last == .anyRun
        if behind { inner = inner.dropLast() }
        if inner.isEmpty { return before ? "has any value" : "is empty" }
        var text = ""
        var isPlain = true
        for part in inner {
            switch part {
            case .literal(let literal): text += literal
            case .anyRun: (text, isPlain) = (text + "*", false)
            case .anyOne: (text, isPlain) = (text + "?", false)
            // One stands for all of them.
            case .anyDash: text += "-"
            }
        }
        return ValueTest.relation(before, behind) + (isPlain ? " '\(text)'" : " what fits '\(text)'")
    }
}
