/// What a condition says, over the selections of its rule by their places.
indirect enum Condition: Sendable {
    case all([Condition])
    case any([Condition])
    case atLeast(Int, [Condition])
    case not(Condition)
    case selection(Int)

    /// The condition with what the selections ask for in their places.
    func criterion(_ selections: [(name: String, criterion: Criterion)]) -> Criterion {
        switch self {
        case .all(let parts): .all(parts.map { $0.criterion(selections) })
        case .any(let parts): .any(parts.map { $0.criterion(selections) })
        case .atLeast(let count, let parts): .atLeast(count, parts.map { $0.criterion(selections) })
        case .not(let part): .not(part.criterion(selections))
        case .selection(let place): selections[place].criterion
        }
    }

    /// The selections that it depends on.
    var mentioned: Set<Int> {
        switch self {
        case .all(let parts), .any(let parts), .atLeast(_, let parts):
            parts.reduce(into: []) { $0.formUnion($1.mentioned) }
        case .not(let part): part.mentioned
        case .selection(let place): [place]
        }
    }
}

/// What the matches of a rule are made of, as its author wrote it down.
struct DetectionOutline: Sendable {
    var selections: [(name: String, criterion: Criterion)]
    /// One of these must hold.
    var conditions: [Condition]

    var criterion: Criterion {
        let parts = conditions.map { $0.criterion(selections) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }
}
