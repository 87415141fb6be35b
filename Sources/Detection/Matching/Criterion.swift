/// What a rule asks of a record: questions about single fields, joined by logic.
indirect enum Criterion: Hashable, Sendable {
    case all([Criterion])
    case any([Criterion])
    case atLeast(Int, [Criterion])
    case not(Criterion)
    case field(FieldQuestion)
}

/// One question about one field. Where a record has several values of that name, one that fits is enough.
struct FieldQuestion: Hashable, Sendable {
    /// The name as the rule has it, without blanks; ``everyField`` asks all values of the record.
    let field: String
    let test: ValueTest

    static let everyField = ""
    /// Its number among the rule fields of every program.
    static let everyFieldNumber = 0
}

/// What is asked of a value.
enum ValueTest: Hashable, Sendable {
    /// The whole text fits the pattern.
    case text(SigmaPattern, cased: Bool)
    /// The value is this number, however it is written.
    case integer(Int64)
    /// The field is missing or has no value.
    case isNull
    /// The field is in the record (or is not), whatever its value.
    case exists(Bool)
    case regex(RegexSource)
    case network(NetworkRange)
    case compare(Comparison, ExactNumber)
    /// The value fits the text of another field of the record, with `*` before or behind that.
    case sameAs(field: String, before: Bool, behind: Bool, cased: Bool)
    /// A part of the date that the value states, compared.
    case datePart(DatePart, Comparison, Double)
    /// The field is there, and no value passes the inner test.
    indirect case differs(ValueTest)
}

/// A regular expression as the rule has it.
struct RegexSource: Hashable, Sendable {
    var pattern: String
    var ignoresCase = false
    var anchorsMatchLines = false
    var dotMatchesNewlines = false
}

extension Criterion {
    /// The criterion with fields renamed or questions rewritten.
    func mapQuestions(_ change: (FieldQuestion) -> Criterion) -> Criterion {
        switch self {
        case .all(let parts): .all(parts.map { $0.mapQuestions(change) })
        case .any(let parts): .any(parts.map { $0.mapQuestions(change) })
        case .atLeast(let count, let parts): .atLeast(count, parts.map { $0.mapQuestions(change) })
        case .not(let part): .not(part.mapQuestions(change))
        case .field(let question): change(question)
        }
    }

    /// The event codes of which the record must have one for the criterion to hold; nil where any code will do.
    var necessaryEventCodes: Set<Int64>? {
        switch self {
        case .all(let parts):
            let known = parts.compactMap(\.necessaryEventCodes)
            guard let first = known.first else { return nil }
            return known.dropFirst().reduce(first) { $0.intersection($1) }
        case .any(let parts), .atLeast(1, let parts):
            var union: Set<Int64> = []
            for part in parts {
                guard let codes = part.necessaryEventCodes else { return nil }
                union.formUnion(codes)
            }
            return union
        case .atLeast, .not: return nil
        case .field(let question):
            guard question.field == "EventID" else { return nil }
            switch question.test {
            case .integer(let code): return [code]
            case .text(let pattern, _): return pattern.literal.flatMap { Int64($0) }.map { [$0] }
            default: return nil
            }
        }
    }
}
