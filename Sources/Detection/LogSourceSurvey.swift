import Vocabulary

extension RuleSet {
    /// A rule for each log source that these rules ask for, which fits every record of it: to find out which of them
    /// evidence has. In the order in which rules name them first.
    ///
    /// - Returns: The rules, whose titles are the sources in words, and for each how many of these rules ask for it.
    package func logSourceSurvey() -> (sources: RuleSet, ruleCounts: [Int]) {
        var places: [LogSource: Int] = [:]
        var sources: [LogSource] = []
        var counts: [Int] = []
        for rule in rules where !rule.isPart {
            if let place = places[rule.logSource] {
                counts[place] += 1
            } else {
                places[rule.logSource] = sources.count
                sources.append(rule.logSource)
                counts.append(1)
            }
        }
        let read = sources.map { SigmaRule(everythingOf: $0) }
        return (RuleSet(read, skippedCount: 0, table: table), counts)
    }
}

extension SigmaRule {
    fileprivate init(everythingOf source: LogSource) {
        let words = source.words
        self.init(
            summary: RuleSummary(id: words, title: words, level: .informational, tags: [], source: ""),
            logSource: source, criterion: .all([]), outline: DetectionOutline(selections: [], conditions: []),
            idPlace: nil, doubts: [])
    }
}

extension LogSource {
    /// The source for people: `windows process_creation`.
    package var words: String { [product, category, service].compactMap(\.self).joined(separator: " ") }
}
