import Vocabulary

extension Case {
    /// How many lines a suggestion has at most; what is left out is counted.
    private static let suggestedLines = 50

    /// What the case itself says in answer to a question of the review, for people to go on from; nil where it says
    /// nothing. It is no answer.
    ///
    /// - Parameter conformance: Whether the procedure was followed, in words: what the case cannot say of itself.
    package func suggestion(for question: ReviewQuestion, conformance: String? = nil) -> String? {
        switch question {
        case .whatHappened: Self.lines(chronology.map { "\($0.text(digits: 0)) \($1)" })
        case .performance: conformance
        case .neededSooner: Self.lines(foundLate)
        case .inhibitedRecovery:
            loopBacks == 0 ? nil : "The case went back to an earlier state \(loopBacks) times. See its timeline."
        case .indicators: Self.lines(signs)
        case .nextTime, .sharing, .correctiveActions, .resources: nil
        }
    }

    private static func lines(_ lines: [String]) -> String? {
        guard !lines.isEmpty else { return nil }
        let left = lines.count - suggestedLines
        return (lines.prefix(suggestedLines) + (left > 0 ? ["and \(left) more"] : [])).joined(separator: "\n")
    }

    private var chronology: [(Timestamp, String)] {
        var entries: [(Timestamp, String)] = []
        for (name, standing) in systems where standing.verdict == .confirmed {
            if let time = standing.assessment?.firstCompromise { entries.append((time, "\(name) compromised")) }
        }
        for movement in scope.movements {
            entries.append((movement.time, "from \(movement.from) to \(movement.to) by \(movement.method)"))
        }
        if let declaredAt { entries.append((declaredAt, "incident declared")) }
        for (state, time) in enteredAt where state > .declared { entries.append((time, "\(state.rawValue) entered")) }
        return entries.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    }

    /// What came to hand, and what became known, only after containment had begun.
    private var foundLate: [String] {
        guard let begun = enteredAt[.containment] else { return [] }
        let sealed = custody.items.values.filter { $0.began.time > begun }.map { ($0.began.time, $0.sealed.name) }
            .sorted { $0 < $1 }.map { "\($0.text(digits: 0)) \($1) sealed, after containment had begun" }
        return sealed + confirmedLate(begun)
    }

    private func confirmedLate(_ begun: Timestamp) -> [String] {
        systems.compactMap { name, standing -> (Timestamp, String)? in
            guard let time = standing.confirmedAt, time > begun else { return nil }
            return (time, name)
        }.sorted { $0 < $1 }.map { "\($0.text(digits: 0)) \($1) confirmed, after containment had begun" }
    }

    private var signs: [String] {
        let rules = Set(findings.map(\.sighting.rule.title)).sorted().map { "rule: \($0)" }
        let channels = commandChannels.map { "command channel: \($0.address)" }
        let hashes = Set(scope.tools.flatMap(\.hashes)).sorted().map { "hash: \($0)" }
        return rules + channels + hashes
    }
}
