import Vocabulary

extension ConformanceRule {
    /// Times of entry are those of a clock that goes forward.
    static let clock = ConformanceRule(
        id: "CLOCK", statement: "The clock of the server goes forward only.", gates: ["GATE-CLOCK"], severity: .serious,
        atEvent: { moment in
            guard case .clockPutBack(let shown) = moment.recorded.event else { return [] }
            var finding = moment.finding(
                "the clock of the server showed \(shown), after events of as late as \(moment.recorded.time)")
            finding.isBreach = false
            return [finding]
        })
}
