import Vocabulary

extension Correlator {
    /// Writes down all that it knows, so that another one goes on as if it were this one.
    package func encode(to state: inout StateWriter, of rules: RuleSet) {
        state.add(now)
        state.add(bursts)
        state.add(stages.count)
        for (stage, key) in zip(stages, rules.keysOfState.correlations) {
            state.add(key)
            state.add(stage.correlation.summary.title)
            let start = state.reserve()
            stage.encode(to: &state)
            state.fill(start)
        }
    }

    /// Takes up what another one knew.
    ///
    /// - Returns: The titles of correlations whose state is of no use, since they, or rules that they are made of, are not
    ///   what they were, or are no more.
    /// - Throws: ``DamagedState``; then it must not be used any more.
    package mutating func decode(from state: inout StateReader, of rules: RuleSet) throws(DamagedState) -> [String] {
        now = try state.ticks()
        bursts = try state.tally()
        let places = Dictionary(
            rules.keysOfState.correlations.enumerated().map { ($0.element, $0.offset) }
        ) { first, _ in first }
        var known: Set<Int> = []
        var left: [String] = []
        for _ in 0..<(try state.count(elementSize: 20)) {
            let key = try state.number(UInt64.self)
            let title = try state.text()
            let length = try state.count(elementSize: 1)
            guard let place = places[key] else {
                left.append(title)
                try state.skip(length)
                continue
            }
            guard known.insert(place).inserted else { throw DamagedState() }
            let stage = stages[place]
            try stage.decode(from: &state)
            guard now != Int64.min || stage.arrived.isEmpty && stage.groups.isEmpty else { throw DamagedState() }
            if !stage.arrived.isEmpty { due.insert(place) }
            for group in stage.groups.values {
                heldCount += group.window.count
                deadlines.insert(CorrelationDeadline(ticks: group.deadline ?? now, correlation: place, group: group))
            }
        }
        return left
    }
}
