/// What a condition of Sigma 1 makes of matches behind its pipe, said as a correlation.
struct Aggregation: Sendable {
    /// One thing that must, or must not, happen near the matches.
    struct Neighbour: Sendable {
        let name: String
        let criterion: Criterion
    }

    let measure: Measure
    let condition: CountCondition
    var valueFields: [String] = []
    var groupBy: [String] = []
    /// In ticks.
    let span: Int64
    /// What else is looked for, where the aggregation is `near`; known to ``Measure/expression(_:)`` by these names.
    var neighbours: [Neighbour] = []

    /// What the matches themselves are called beside neighbours. No selection has a name with a blank.
    static let matches = "the matches"

    /// The type of the correlation, for people.
    var words: String {
        switch measure {
        case .events: "event_count"
        case .values: "value_count"
        case .rules, .expression: "temporal"
        case .order: "temporal_ordered"
        case .sum: "value_sum"
        case .average: "value_avg"
        case .percentile, .share: "value_percentile"
        }
    }
}
