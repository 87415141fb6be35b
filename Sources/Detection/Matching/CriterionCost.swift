extension Criterion {
    /// About how much work an answer takes, and how little a failure is to be expected: for choosing what to ask first.
    var cost: Int {
        switch self {
        case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.reduce(0) { $0 + $1.cost }
        // Filters fit few records, so that asking them first decides nothing.
        case .not(let part): 1_000 + part.cost
        case .field(let question): question.test.cost * (question.field == FieldQuestion.everyField ? 10 : 1)
        }
    }
}

extension ValueTest {
    fileprivate var cost: Int {
        switch self {
        case .isNull, .exists, .integer: 1
        case .text(let pattern, _): pattern.parts.first == .anyRun && pattern.parts.last == .anyRun ? 6 : 2
        case .compare, .network, .sameAs: 6
        case .datePart: 20
        case .regex: 50
        case .differs(let inner): inner.cost
        }
    }
}
