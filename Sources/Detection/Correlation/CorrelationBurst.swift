import Vocabulary

/// The matches of a correlation from when it was met until it is not met any more.
struct CorrelationBurst {
    let number: Int
    let met: Int64
    private(set) var last = Int64.min
    private(set) var count = 0
    private(set) var measure: Double
    /// How many records it was made of when it was told of before it was over; 0 where it was not.
    var toldCount = 0
    private var listed: [CorrelationFinding.Listed] = []
    private var first: Occurrence?
    private var known: Set<RecordPlace> = []
    private let canRepeat: Bool

    init(_ number: Int, met: Int64, measure: Double, canRepeat: Bool) {
        self.number = number
        self.met = met
        self.measure = measure
        self.canRepeat = canRepeat
    }

    mutating func add(_ events: some Collection<CorrelationEvent>, measure: Double) {
        self.measure = max(self.measure, measure)
        var before: RecordPlace?
        for event in events {
            let one = event.occurrence
            // A record that counts by several values stands there for each of them.
            if one.place == before { continue }
            before = one.place
            if first.map({ one.ticks < $0.ticks }) ?? true { first = one }
            last = max(last, one.ticks)
            if canRepeat, known.count < DetectionLimits.matchesPerWindow, !known.insert(one.place).inserted { continue }
            count += 1
            guard listed.count < DetectionLimits.listedRecords, let moment = Timestamp(ticks: one.ticks) else {
                continue
            }
            listed.append(.init(rule: one.rule, moment: moment, host: one.host, place: one.place))
        }
    }

    /// - Parameters:
    ///   - correlation: Its place in the rule set.
    ///   - group: What its records have in common, folded.
    ///   - ownValue: The value that this match is about, folded, of a correlation that looks at each value by itself.
    func finding(
        _ correlation: Int, _ rule: CompiledCorrelation, fields: LinkedCorrelation.Fields?, group: [String],
        ownValue: [String], isOver: Bool
    ) -> CorrelationFinding? {
        guard let first, let fields, let start = Timestamp(ticks: first.ticks), let end = Timestamp(ticks: last),
            let moment = Timestamp(ticks: min(met, last))
        else { return nil }
        // As the first record writes it.
        let names = zip(rule.groupBy + rule.valueFields, zip(fields.group + fields.values, group + ownValue))
        return CorrelationFinding(
            correlation: correlation, group: names.map { ($0, first.values[$1.0].text(of: $1.1) ?? $1.1) }, met: moment,
            first: start,
            last: end, count: count, measure: measure, records: listed, isOver: isOver, toldCount: toldCount)
    }

    /// The rule of the first record.
    var firstRule: Int? { first?.rule }
}

extension CorrelationBurst {
    func encode(to state: inout StateWriter) {
        state.add(number)
        state.add(met)
        state.add(last)
        state.add(count)
        state.add(measure)
        state.add(toldCount)
        state.add(listed.count)
        for one in listed {
            state.add(UInt32(one.rule))
            state.add(one.moment.ticks)
            state.add(one.host)
            state.add(one.place)
        }
        state.add(first == nil ? 0 : 1)
        if let first { state.add(first) }
        state.add(known.count)
        for place in known { state.add(place) }
    }

    /// - Throws: ``DamagedState``
    init(from state: inout StateReader, of correlation: CompiledCorrelation) throws(DamagedState) {
        self.init(
            try state.tally(), met: try state.ticks(), measure: 0, canRepeat: correlation.canRepeat)
        last = try state.ticks()
        count = try state.tally()
        measure = try state.decimal()
        toldCount = try state.tally()
        let listedCount = try state.count(elementSize: 36)
        guard listedCount <= DetectionLimits.listedRecords else { throw DamagedState() }
        for _ in 0..<listedCount {
            let rule = try state.rule()
            guard let moment = Timestamp(ticks: try state.ticks()) else { throw DamagedState() }
            listed.append(.init(rule: rule, moment: moment, host: try state.text(), place: try state.place()))
        }
        if try state.count(elementSize: 1) > 0 {
            guard let read = try state.occurrence() else { throw DamagedState() }
            first = read
        }
        for _ in 0..<(try state.count(elementSize: 20)) { known.insert(try state.place()) }
    }
}
