/// What a correlation works out of the matches in its span of time.
enum Measure: Hashable, Sendable {
    /// How many records there are (`event_count`).
    case events
    /// How many different values there are (`value_count`); of several fields, how many combinations.
    case values
    /// How many of its rules match (`temporal`).
    case rules
    /// How many of its rules match one after the other, in the order in which they are listed (`temporal_ordered`).
    case order
    /// Which of its rules match and which do not, as a condition in words says (`temporal` with such a condition).
    case expression(Criterion)
    case sum
    case average
    /// The value below which so many percent of the values lie (`value_percentile`, and `value_median` with 50).
    case percentile(Double)
    /// How many percent of the matches have the same value (`value_percentile` that names no percentile).
    case share

    /// Whether it is made of numbers.
    var isNumeric: Bool {
        switch self {
        case .sum, .average, .percentile: true
        case .events, .values, .rules, .order, .expression, .share: false
        }
    }

    /// Whether it never shrinks when there is more, as long as numbers are not negative.
    var grows: Bool {
        switch self {
        case .events, .values, .rules, .order, .sum: true
        case .expression(let criterion): !criterion.hasNegation
        case .average, .percentile, .share: false
        }
    }
}

extension Criterion {
    /// Whether it can stop to hold when more becomes true.
    fileprivate var hasNegation: Bool {
        switch self {
        case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.contains(where: \.hasNegation)
        case .not: true
        case .field: false
        }
    }

    /// Whether it holds where the answers to its questions are known.
    func holds(_ answer: (FieldQuestion) -> Bool) -> Bool {
        switch self {
        case .all(let parts): parts.allSatisfy { $0.holds(answer) }
        case .any(let parts): parts.contains { $0.holds(answer) }
        case .atLeast(let count, let parts): parts.count { $0.holds(answer) } >= count
        case .not(let part): !part.holds(answer)
        case .field(let question): answer(question)
        }
    }
}
