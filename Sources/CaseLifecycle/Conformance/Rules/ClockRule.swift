import Vocabulary

extension ConformanceRule {
    /// Times of entry are those of a clock that nobody sets.
    static let clock = ConformanceRule(
        id: "CLOCK", statement: "The clock of the server is not set while a case is worked on.", gates: ["GATE-CLOCK"],
        severity: .serious,
        atEvent: { moment in
            let words: String
            switch moment.recorded.event {
            case .clockPutBack(let shown):
                words = "the clock of the server showed \(shown), after events of as late as \(moment.recorded.time)"
            case .clockPutForward(let seconds):
                words =
                    "the clock of the server went ahead by \(seconds) s since the event before, which the machine did not "
                    + "count: it was set, or the machine stood still"
            default: return []
            }
            var finding = moment.finding(words)
            finding.isBreach = false
            return [finding]
        })
}
