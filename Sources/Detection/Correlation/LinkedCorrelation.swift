/// A correlation whose references are followed.
struct LinkedCorrelation {
    /// Of one rule below an input, where the fields are in the values that its matches carry.
    struct Fields: Hashable, Sendable {
        var group: [Int] = []
        var values: [Int] = []
    }

    let correlation: SigmaCorrelation
    /// The nodes it takes its matches from: places of rules and, counted on from the last of these, of correlations.
    let inputs: [Int]
    /// Whether its own matches are shown.
    var isShown = true
    /// For each input, the fields of each rule that is below it.
    var fields: [[Int: Fields]] = []
}
