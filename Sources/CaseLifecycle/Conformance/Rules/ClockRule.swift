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
            case .clockSet(let seconds):
                words =
                    "the clock of the server \(seconds < 0 ? "stayed behind" : "went ahead of") what the machine counted "
                    + "since the event before, by \(abs(seconds)) s: it was set, or the machine stood still"
            default: return []
            }
            var finding = moment.finding(words)
            finding.isBreach = false
            return [finding]
        },
        atEnd: { history in
            guard let last = history.events.last, history.shown < last.time.advanced(bySeconds: -60) else { return [] }
            var finding = Finding(
                text: "the clock of the server shows \(history.shown), before the last event of \(last.time)",
                versions: [last.version], time: last.time)
            finding.isBreach = false
            return [finding]
        })
}
