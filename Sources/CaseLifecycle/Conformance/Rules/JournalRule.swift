import Vocabulary

extension ConformanceRule {
    /// absence(journal edits): what the journal keeps is whole and in its order.
    static let journal = ConformanceRule(
        id: "JOURNAL", statement: "Every event of the case is there, once and in its order.",
        gates: ["GATE-JOURNAL"], severity: .fatal,
        atEnd: { history in
            let outOfPlace = history.events.enumerated().filter { place, event in
                event.version != place + 1
                    || place > 0 && event.sequence <= history.events[place - 1].sequence
            }
            guard let first = outOfPlace.first?.element else { return [] }
            return [
                Finding(
                    text: "\(outOfPlace.count) events do not stand where they were appended",
                    versions: [first.version], time: first.time)
            ]
        })
}
