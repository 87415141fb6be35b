import Vocabulary

/// A correlation as read, before its references are followed.
struct SigmaCorrelation {
    /// What it takes its matches from.
    enum Input {
        /// A rule or correlation by its id or name.
        case named(String, SourcePlace)
        /// A rule that was made of the same document, by its place among the rules that were read, and what the document
        /// calls it.
        case rule(Int, String)

        /// What it is called in the correlation.
        var name: String {
            switch self {
            case .named(let name, _), .rule(_, let name): name
            }
        }
    }

    let summary: RuleSummary
    let name: String?
    /// Where it stands in its file.
    let place: SourcePlace
    let idPlace: SourcePlace?
    var inputs: [Input]
    let measure: Measure
    let condition: CountCondition
    /// The fields whose values are counted, added up and so on.
    var valueFields: [String] = []
    var groupBy: [String] = []
    /// Of each alias, the field it stands for, by the name or id of a rule.
    var aliases: [String: [String: String]] = [:]
    /// In ticks.
    let span: Int64
    /// Whether its rules are shown by themselves, too.
    var generates = false
    /// What is worth telling the author of, though the correlation can be used.
    var doubts: [RuleFault] = []
}
