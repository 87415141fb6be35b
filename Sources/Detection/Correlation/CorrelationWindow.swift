/// Something that happened, as one correlation sees it.
struct CorrelationEvent {
    /// What is counted once, however often it comes.
    enum Identity: Hashable {
        case record(RecordPlace)
        /// A match of another correlation, from when it was met until it was over.
        case burst(Int)
    }

    let ticks: Int64
    let occurrence: Occurrence
    /// Which of the correlation's rules it is a match of.
    let input: Int
    let identity: Identity
    /// The value that is counted, folded.
    var value: [String] = []
    var number = 0.0
}

/// The matches of one group in the span of time at hand, oldest first, and what they come to.
struct CorrelationWindow {
    private enum Key: Hashable {
        case input(Int)
        case identity(CorrelationEvent.Identity)
        case value([String])
    }

    private let measure: Measure
    private var events: [CorrelationEvent] = []
    /// Events before this place are over; they are taken out many at a time.
    private var start = 0
    private var counts: [Key: Int] = [:]
    private var sum = 0.0
    /// Numbers taken from the sum since it was last made anew, which keeps rounding from adding up.
    private var subtracted = 0
    private var chain: OrderedChain?

    init(_ correlation: CompiledCorrelation) {
        measure = correlation.measure
        if measure == .order { chain = OrderedChain(length: correlation.inputs.count) }
    }

    var held: ArraySlice<CorrelationEvent> { events[start...] }
    var count: Int { events.count - start }

    /// Adds what happened at one moment, no earlier than all before.
    mutating func append(_ new: [CorrelationEvent]) {
        for event in new {
            events.append(event)
            if let key = key(of: event) { counts[key, default: 0] += 1 }
            if measure == .sum { sum += event.number }
        }
        if let first = new.first {
            chain?.append(at: first.ticks, new.map { ($0.input, $0.identity) })
        }
    }

    /// Lets the events before a moment go.
    mutating func drop(before ticks: Int64) {
        while start < events.count, events[start].ticks < ticks { dropFirst() }
        tidy()
    }

    /// Lets the oldest events go until so many are left.
    mutating func drop(keeping count: Int) {
        while events.count - start > count { dropFirst() }
        tidy()
    }

    private mutating func dropFirst() {
        let event = events[start]
        start += 1
        if let key = key(of: event), let count = counts[key] { counts[key] = count > 1 ? count - 1 : nil }
        if measure == .sum {
            sum -= event.number
            subtracted += 1
        }
    }

    private mutating func tidy() {
        if subtracted > events.count - start {
            sum = held.reduce(0) { $0 + $1.number }
            subtracted = 0
        }
        if start > 32, start > events.count / 2 {
            events.removeFirst(start)
            start = 0
        }
    }

    private func key(of event: CorrelationEvent) -> Key? {
        switch measure {
        case .events: .identity(event.identity)
        case .values, .share: .value(event.value)
        case .rules, .expression: .input(event.input)
        case .order, .sum, .average, .percentile: nil
        }
    }

    /// What the held events come to.
    ///
    /// - Parameters:
    ///   - since: The moment at which the span of time begins.
    ///   - names: What the inputs are called.
    func result(since: Int64, _ names: [String]) -> Double {
        switch measure {
        case .events, .values, .rules: Double(counts.count)
        case .order: Double(chain?.longest(since: since) ?? 0)
        case .expression(let criterion):
            criterion.holds { question in
                names.firstIndex(of: question.field).map { counts[.input($0)] != nil } ?? false
            } ? 1 : 0
        case .sum: sum
        case .average: held.reduce(0) { $0 + $1.number } / Double(held.count)
        case .percentile(let percent): percentile(percent)
        // Each value has its own: see ``shares``.
        case .share: 0
        }
    }

    /// Between the two closest numbers, so that 50 is the median.
    private func percentile(_ percent: Double) -> Double {
        let numbers = held.map(\.number).sorted()
        let place = percent / 100 * Double(numbers.count - 1)
        let low = Int(place.rounded(.down))
        let high = min(low + 1, numbers.count - 1)
        return numbers[low] + (numbers[high] - numbers[low]) * (place - Double(low))
    }

    /// For each value, how many percent of the events have it, in the order in which the values came.
    var shares: [(percent: Double, events: [CorrelationEvent])] {
        var places: [[String]: Int] = [:]
        var groups: [[CorrelationEvent]] = []
        for event in held {
            if let place = places[event.value] {
                groups[place].append(event)
            } else {
                places[event.value] = groups.count
                groups.append([event])
            }
        }
        return groups.map { (100 * Double($0.count) / Double(held.count), $0) }
    }
}

extension CorrelationWindow {
    func encode(to state: inout StateWriter) {
        state.add(count)
        for event in held { state.add(event) }
        // Sums depend on the order of what was added and taken away, and chains on what is held no more.
        state.add(sum)
        state.add(subtracted)
        chain?.encode(to: &state)
    }

    /// - Throws: ``DamagedState``
    init(from state: inout StateReader, of correlation: CompiledCorrelation) throws(DamagedState) {
        self.init(correlation)
        let count = try state.count(elementSize: 1)
        guard (1...DetectionLimits.matchesPerWindow).contains(count) else { throw DamagedState() }
        for _ in 0..<count {
            let event = try state.event(of: correlation, isSorted: true)
            guard events.last.map({ $0.ticks <= event.ticks }) ?? true else { throw DamagedState() }
            events.append(event)
            if let key = key(of: event) { counts[key, default: 0] += 1 }
        }
        sum = try state.decimal()
        subtracted = try state.tally()
        try chain?.decode(from: &state)
    }
}
