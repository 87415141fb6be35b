/// Finds correlations in what happened, taken up in the order of time.
///
///     var correlator = rules.makeCorrelator()
///     for occurrence in sorted { correlator.add(occurrence) { findings.append($0) } }
///     correlator.finish { findings.append($0) }
///
/// **Thresholds** (`gt`, `gte` on counts and sums, `temporal` and `temporal_ordered`) are asked at each moment of the span
/// of time that ends there. From when they are met until they are not is one match. **All else** (`lt`, `eq`, ranges,
/// averages, `not`) is only known when a span of time is over: one begins with the first match of a group, and the next one
/// with the first match behind it.
package struct Correlator: ~Copyable {
    let stages: [CorrelationStage]
    private let ruleCount: Int
    private let announces: Bool
    /// For each node, the correlations that take its matches, and as which of their inputs.
    private let uses: [[(stage: CorrelationStage, input: Int)]]
    var deadlines = EarliestFirst(CorrelationDeadline.precedes)
    /// The correlations that have something to look at, at the present moment.
    var due: Set<Int> = []
    var now = Int64.min
    var bursts = 0
    var heldCount = 0
    private let heldLimit: Int

    init(_ rules: RuleSet, announces: Bool, heldLimit: Int = DetectionLimits.heldMatches) {
        ruleCount = rules.rules.count
        self.announces = announces
        self.heldLimit = heldLimit
        let stages = rules.correlations.enumerated().map { CorrelationStage($0.element, at: $0.offset) }
        var uses = Array(repeating: [(stage: CorrelationStage, input: Int)](), count: ruleCount + stages.count)
        for stage in stages {
            for (input, node) in stage.correlation.inputs.enumerated() { uses[node].append((stage, input)) }
        }
        self.stages = stages
        self.uses = uses
    }

    /// Of each correlation, what could not be correlated.
    package var losses: [CorrelationLosses] { stages.map(\.losses) }

    /// The moment up to which all is settled: what happened before it comes too late. Any is in time at first.
    package var settled: Int64 { now }

    /// Takes up what happened next.
    ///
    /// - Parameters:
    ///   - occurrence: No earlier than those before. One that is earlier is taken for one of the present moment.
    ///   - found: Told matches as soon as they are known; of correlations that are not shown, too.
    package mutating func add(_ occurrence: Occurrence, _ found: (CorrelationFinding) -> Void) {
        advance(to: occurrence.ticks, found)
        for use in uses[occurrence.rule] {
            arrive(
                CorrelationEvent(
                    ticks: now, occurrence: occurrence, input: use.input, identity: .record(occurrence.place)),
                at: use.stage)
        }
    }

    /// Settles everything before a moment.
    package mutating func advance(to ticks: Int64, _ found: (CorrelationFinding) -> Void) {
        guard ticks > now else { return }
        settle(found)
        while let next = deadlines.first, next.ticks < ticks {
            now = max(now, next.ticks)
            settle(found)
        }
        now = ticks
    }

    /// Settles everything: nothing more will happen.
    package mutating func finish(_ found: (CorrelationFinding) -> Void) {
        settle(found)
        while let next = deadlines.first {
            now = max(now, next.ticks)
            settle(found)
        }
    }

    // MARK: One moment

    private mutating func arrive(_ event: CorrelationEvent, at stage: CorrelationStage) {
        stage.arrived.append(event)
        due.insert(stage.place)
    }

    /// Looks at all that happens, and ends, at the present moment. Correlations come behind those that they are made of.
    private mutating func settle(_ found: (CorrelationFinding) -> Void) {
        repeat {
            while let next = deadlines.first, next.ticks <= now, let deadline = deadlines.popFirst() {
                stages[deadline.correlation].overdue.append(deadline.group)
                due.insert(deadline.correlation)
            }
            while let place = due.min() {
                due.remove(place)
                let stage = stages[place]
                for group in stage.sort() { look(at: group, of: stage, found) }
                let overdue = stage.overdue
                stage.overdue.removeAll(keepingCapacity: true)
                for group in overdue { end(group, of: stage, found) }
            }
            while heldCount > heldLimit, let deadline = deadlines.popFirst() { letGo(deadline, found) }
        } while !due.isEmpty
    }

    /// Takes up what happened in a group now.
    private mutating func look(
        at group: CorrelationGroup, of stage: CorrelationStage, _ found: (CorrelationFinding) -> Void
    ) {
        let isThreshold = stage.correlation.isThreshold
        let span = stage.correlation.span
        let heldBefore = group.window.count
        let new = group.new
        group.new = []
        if group.deadline == nil {
            deadlines.insert(CorrelationDeadline(ticks: now + span, correlation: stage.place, group: group))
            group.deadline = now + span
        }
        if isThreshold {
            group.deadline = now + span
            group.window.drop(before: now - span)
        }
        group.window.append(new)
        if group.window.count > DetectionLimits.matchesPerWindow {
            stage.losses.letGo += group.window.count - DetectionLimits.matchesPerWindow
            group.window.drop(keeping: DetectionLimits.matchesPerWindow)
        }
        heldCount += group.window.count - heldBefore
        if isThreshold { ask(group, new, stage, found) }
    }

    /// Whether a threshold is met now.
    private mutating func ask(
        _ group: CorrelationGroup, _ new: [CorrelationEvent], _ stage: CorrelationStage,
        _ found: (CorrelationFinding) -> Void
    ) {
        let result = group.window.result(since: now - stage.correlation.span, stage.correlation.inputNames)
        guard stage.correlation.condition.holds(result) else {
            if let burst = group.burst { tell(burst, of: group, stage, found) }
            group.burst = nil
            return
        }
        if group.burst != nil {
            group.burst?.add(new, measure: result)
            pass(on: new, group.burst?.number ?? 0, from: stage)
        } else {
            var burst = makeBurst(of: group.window.held, measure: result, stage)
            pass(on: group.window.held, burst.number, from: stage)
            if announces {
                tell(burst, of: group, stage, isOver: false, found)
                burst.toldCount = burst.count
            }
            group.burst = burst
        }
    }

    private mutating func makeBurst(
        of events: some Collection<CorrelationEvent>, measure: Double, _ stage: CorrelationStage
    ) -> CorrelationBurst {
        var burst = CorrelationBurst(bursts, met: now, measure: measure, canRepeat: stage.correlation.canRepeat)
        bursts += 1
        burst.add(events, measure: measure)
        return burst
    }

    /// Hands matches on to the correlations that are made of them.
    private mutating func pass(on events: some Collection<CorrelationEvent>, _ burst: Int, from stage: CorrelationStage)
    {
        for use in uses[ruleCount + stage.place] {
            for event in events {
                arrive(
                    CorrelationEvent(
                        ticks: now, occurrence: event.occurrence, input: use.input, identity: .burst(burst)),
                    at: use.stage)
            }
        }
    }

    // MARK: Ends

    /// Ends a group whose span of time is over, unless more happened since.
    private mutating func end(
        _ group: CorrelationGroup, of stage: CorrelationStage, _ found: (CorrelationFinding) -> Void
    ) {
        if let deadline = group.deadline, deadline > now {
            deadlines.insert(CorrelationDeadline(ticks: deadline, correlation: stage.place, group: group))
        } else {
            close(group, of: stage, found)
        }
    }

    private mutating func close(
        _ group: CorrelationGroup, of stage: CorrelationStage, _ found: (CorrelationFinding) -> Void
    ) {
        stage.groups[group.key] = nil
        heldCount -= group.window.count
        let correlation = stage.correlation
        if correlation.isThreshold {
            if let burst = group.burst { tell(burst, of: group, stage, found) }
        } else if correlation.measure == .share {
            for (percent, events) in group.window.shares where correlation.condition.holds(percent) {
                finish(events[...], measure: percent, of: group, stage, found)
            }
        } else {
            let result = group.window.result(since: Int64.min + 1, correlation.inputNames)
            if correlation.condition.holds(result) {
                finish(group.window.held, measure: result, of: group, stage, found)
            }
        }
    }

    /// A whole span of time that meets its correlation.
    private mutating func finish(
        _ events: ArraySlice<CorrelationEvent>, measure: Double, of group: CorrelationGroup, _ stage: CorrelationStage,
        _ found: (CorrelationFinding) -> Void
    ) {
        let burst = makeBurst(of: events, measure: measure, stage)
        pass(on: events, burst.number, from: stage)
        let isShare = stage.correlation.measure == .share
        tell(burst, of: group, stage, ownValue: isShare ? events.first?.value ?? [] : [], found)
    }

    /// Ends a group early, to hold less.
    private mutating func letGo(_ deadline: CorrelationDeadline, _ found: (CorrelationFinding) -> Void) {
        let group = deadline.group
        let stage = stages[deadline.correlation]
        if let later = group.deadline, later > deadline.ticks {
            deadlines.insert(CorrelationDeadline(ticks: later, correlation: stage.place, group: group))
            return
        }
        stage.losses.letGo += group.window.count
        close(group, of: stage, found)
    }

    private func tell(
        _ burst: CorrelationBurst, of group: CorrelationGroup, _ stage: CorrelationStage, ownValue: [String] = [],
        isOver: Bool = true,
        _ found: (CorrelationFinding) -> Void
    ) {
        let correlation = stage.correlation
        let fields = correlation.fields.lazy.compactMap { $0[burst.firstRule ?? -1] }.first
        let finding = burst.finding(
            stage.place, correlation, fields: fields, group: group.key, ownValue: ownValue, isOver: isOver)
        if let finding { found(finding) }
    }
}

extension RuleSet {
    /// A correlator for what the rules of this set find.
    ///
    /// - Parameter announces: Whether a match is told of when it is met, and again when it is over; else only then.
    package func makeCorrelator(announces: Bool = false) -> Correlator { Correlator(self, announces: announces) }
}
