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
package struct Correlator {
    private struct Group {
        var window: CorrelationWindow
        var burst: CorrelationBurst?
        /// When it is to be looked at again.
        var deadline: Int64
        /// Events of the present moment.
        var new: [CorrelationEvent] = []
    }

    private let correlations: [CompiledCorrelation]
    private let ruleCount: Int
    private let announces: Bool
    /// For each node, the correlations that take its matches, and as which of their inputs.
    private let uses: [[(correlation: Int, input: Int)]]
    private var groups: [[[String]: Group]]
    private var deadlines = EarliestFirst(CorrelationDeadline.precedes)
    /// What happened at the present moment, by correlation.
    private var arrived: [[CorrelationEvent]]
    /// The correlations that have something to look at, at the present moment.
    private var due: Set<Int> = []
    private var overdue: [Int: [[String]]] = [:]
    private var now = Int64.min
    private var bursts = 0
    private var heldCount = 0
    private let heldLimit: Int
    /// Of each correlation.
    package private(set) var losses: [CorrelationLosses]

    init(_ rules: RuleSet, announces: Bool, heldLimit: Int = DetectionLimits.heldMatches) {
        correlations = rules.correlations
        ruleCount = rules.rules.count
        self.announces = announces
        self.heldLimit = heldLimit
        var uses = Array(repeating: [(correlation: Int, input: Int)](), count: ruleCount + correlations.count)
        for (place, correlation) in correlations.enumerated() {
            for (input, node) in correlation.inputs.enumerated() { uses[node].append((place, input)) }
        }
        self.uses = uses
        groups = correlations.map { _ in [:] }
        arrived = correlations.map { _ in [] }
        losses = correlations.map { _ in CorrelationLosses() }
    }

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
                at: use.correlation)
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

    private mutating func arrive(_ event: CorrelationEvent, at correlation: Int) {
        arrived[correlation].append(event)
        due.insert(correlation)
    }

    /// Looks at all that happens, and ends, at the present moment. Correlations come behind those that they are made of.
    private mutating func settle(_ found: (CorrelationFinding) -> Void) {
        repeat {
            while let next = deadlines.first, next.ticks <= now, let deadline = deadlines.popFirst() {
                overdue[deadline.correlation, default: []].append(deadline.group)
                due.insert(deadline.correlation)
            }
            while let correlation = due.min() {
                due.remove(correlation)
                let events = arrived[correlation]
                arrived[correlation] = []
                for group in sort(events, of: correlation) { look(at: group, of: correlation, found) }
                for group in overdue.removeValue(forKey: correlation) ?? [] { end(group, of: correlation, found) }
            }
            while heldCount > heldLimit, let deadline = deadlines.popFirst() { letGo(deadline, found) }
        } while !due.isEmpty
    }

    /// Puts events into their groups.
    ///
    /// - Returns: The groups, in the order in which they were met.
    private mutating func sort(_ events: [CorrelationEvent], of place: Int) -> [[String]] {
        let correlation = correlations[place]
        var touched: [[String]] = []
        for event in events {
            guard let fields = correlation.fields[event.input][event.occurrence.rule] else { continue }
            let values = event.occurrence.values
            let group = fields.group.compactMap { values[$0].map(CaseFolding.string) }
            guard group.count == fields.group.count else {
                losses[place].withoutGroup += 1
                continue
            }
            var event = event
            event.value = fields.values.compactMap { values[$0].map(CaseFolding.string) }
            guard event.value.count == fields.values.count, !correlation.measure.isNumeric || event.readNumber() else {
                losses[place].withoutValue += 1
                continue
            }
            var known =
                groups[place].removeValue(forKey: group)
                ?? Group(window: CorrelationWindow(correlation), deadline: Int64.min)
            if known.new.isEmpty { touched.append(group) }
            known.new.append(event)
            groups[place][group] = known
        }
        return touched
    }

    private mutating func look(at key: [String], of place: Int, _ found: (CorrelationFinding) -> Void) {
        guard var group = groups[place].removeValue(forKey: key) else { return }
        let correlation = correlations[place]
        let heldBefore = group.window.held.count
        let new = group.new
        group.new = []
        let isNew = group.deadline == Int64.min
        if isNew {
            deadlines.insert(CorrelationDeadline(ticks: now + correlation.span, correlation: place, group: key))
        }
        if isNew || correlation.isThreshold { group.deadline = now + correlation.span }
        if correlation.isThreshold { group.window.drop(before: now - correlation.span) }
        group.window.append(new)
        if group.window.held.count > DetectionLimits.matchesPerWindow {
            losses[place].letGo += group.window.held.count - DetectionLimits.matchesPerWindow
            group.window.drop(keeping: DetectionLimits.matchesPerWindow)
        }
        heldCount += group.window.held.count - heldBefore
        if correlation.isThreshold { ask(&group, new, place, found) }
        groups[place][key] = group
    }

    /// Whether a threshold is met now.
    private mutating func ask(
        _ group: inout Group, _ new: [CorrelationEvent], _ place: Int, _ found: (CorrelationFinding) -> Void
    ) {
        let correlation = correlations[place]
        let result = group.window.result(since: now - correlation.span, correlation.inputNames)
        guard correlation.condition.holds(result) else {
            if let burst = group.burst { tell(burst, of: place, found) }
            group.burst = nil
            return
        }
        if var burst = group.burst {
            burst.add(new, measure: result)
            group.burst = burst
            pass(on: new, burst.number, from: place)
        } else {
            var burst = makeBurst(of: group.window.held, measure: result, place)
            pass(on: group.window.held, burst.number, from: place)
            if announces {
                tell(burst, of: place, isOver: false, found)
                burst.toldCount = burst.count
            }
            group.burst = burst
        }
    }

    private mutating func makeBurst(
        of events: some Collection<CorrelationEvent>, measure: Double, _ place: Int
    ) -> CorrelationBurst {
        var burst = CorrelationBurst(bursts, met: now, measure: measure, canRepeat: correlations[place].canRepeat)
        bursts += 1
        burst.add(events, measure: measure)
        return burst
    }

    /// Hands matches on to the correlations that are made of them.
    private mutating func pass(on events: some Collection<CorrelationEvent>, _ burst: Int, from place: Int) {
        for use in uses[ruleCount + place] {
            for event in events {
                arrive(
                    CorrelationEvent(
                        ticks: now, occurrence: event.occurrence, input: use.input, identity: .burst(burst)),
                    at: use.correlation)
            }
        }
    }

    // MARK: Ends

    /// Ends a group whose span of time is over, unless more happened since.
    private mutating func end(_ key: [String], of place: Int, _ found: (CorrelationFinding) -> Void) {
        guard let group = groups[place][key] else { return }
        guard group.deadline <= now else {
            deadlines.insert(CorrelationDeadline(ticks: group.deadline, correlation: place, group: key))
            return
        }
        close(key, of: place, found)
    }

    private mutating func close(_ key: [String], of place: Int, _ found: (CorrelationFinding) -> Void) {
        guard let group = groups[place].removeValue(forKey: key) else { return }
        heldCount -= group.window.held.count
        let correlation = correlations[place]
        if correlation.isThreshold {
            if let burst = group.burst { tell(burst, of: place, found) }
        } else if correlation.measure == .share {
            for (percent, events) in group.window.shares where correlation.condition.holds(percent) {
                finish(events[...], measure: percent, of: place, found)
            }
        } else {
            let result = group.window.result(since: Int64.min + 1, correlation.inputNames)
            if correlation.condition.holds(result) { finish(group.window.held, measure: result, of: place, found) }
        }
    }

    /// A whole span of time that meets its correlation.
    private mutating func finish(
        _ events: ArraySlice<CorrelationEvent>, measure: Double, of place: Int, _ found: (CorrelationFinding) -> Void
    ) {
        let burst = makeBurst(of: events, measure: measure, place)
        pass(on: events, burst.number, from: place)
        tell(burst, of: place, found)
    }

    /// Ends a group early, to hold less.
    private mutating func letGo(_ deadline: CorrelationDeadline, _ found: (CorrelationFinding) -> Void) {
        guard let group = groups[deadline.correlation][deadline.group] else { return }
        if group.deadline > deadline.ticks {
            deadlines.insert(
                CorrelationDeadline(ticks: group.deadline, correlation: deadline.correlation, group: deadline.group))
            return
        }
        losses[deadline.correlation].letGo += group.window.held.count
        close(deadline.group, of: deadline.correlation, found)
    }

    private func tell(
        _ burst: CorrelationBurst, of place: Int, isOver: Bool = true, _ found: (CorrelationFinding) -> Void
    ) {
        let correlation = correlations[place]
        let fields = correlation.fields.lazy.compactMap { $0[burst.firstRule ?? -1] }.first
        let finding = burst.finding(
            place, correlation, fields: fields, ownValue: correlation.measure == .share, isOver: isOver)
        if let finding { found(finding) }
    }
}

extension RuleSet {
    /// A correlator for what the rules of this set find.
    ///
    /// - Parameter announces: Whether a match is told of when it is met, and again when it is over; else only then.
    package func makeCorrelator(announces: Bool = false) -> Correlator { Correlator(self, announces: announces) }
}

extension CorrelationEvent {
    /// Reads the number that its value is; false where it is none.
    fileprivate mutating func readNumber() -> Bool {
        let text = Array((value.first ?? "").utf8)
        guard let read = text.withUnsafeBufferPointer({ NumberText.number($0) }), read.isFinite else { return false }
        number = read
        return true
    }
}
