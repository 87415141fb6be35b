/// What one correlation knows of one group: changed in place, and known to the queue of deadlines.
final class CorrelationGroup {
    /// The values that its events have in common, folded.
    let key: [String]
    var window: CorrelationWindow
    /// What is met at present, of a threshold.
    var burst: CorrelationBurst?
    /// When it is to be looked at again; nil until its first event is looked at.
    var deadline: Int64?
    /// Events of the present moment.
    var new: [CorrelationEvent] = []

    init(_ key: [String], of correlation: CompiledCorrelation) {
        self.key = key
        window = CorrelationWindow(correlation)
    }

    /// - Throws: ``DamagedState``
    init(from state: inout StateReader, of correlation: CompiledCorrelation) throws(DamagedState) {
        key = try state.texts()
        deadline = try state.ticks()
        window = try CorrelationWindow(from: &state, of: correlation)
        if try state.number(UInt8.self) == 1 { burst = try CorrelationBurst(from: &state, of: correlation) }
    }

    func encode(to state: inout StateWriter) {
        state.add(key)
        state.add(deadline ?? Int64.min)
        window.encode(to: &state)
        state.add(UInt8(burst == nil ? 0 : 1))
        burst?.encode(to: &state)
    }
}

/// One correlation at work.
final class CorrelationStage {
    let correlation: CompiledCorrelation
    /// Its place in the rule set.
    let place: Int
    var groups: [[String]: CorrelationGroup] = [:]
    /// What happened at the present moment.
    var arrived: [CorrelationEvent] = []
    /// Groups whose deadline has come.
    var overdue: [CorrelationGroup] = []
    var losses = CorrelationLosses()

    init(_ correlation: CompiledCorrelation, at place: Int) {
        self.correlation = correlation
        self.place = place
    }

    func encode(to state: inout StateWriter) {
        state.add(arrived.count)
        for event in arrived { state.add(event) }
        state.add(groups.count)
        for group in groups.values { group.encode(to: &state) }
    }

    /// - Throws: ``DamagedState``
    func decode(from state: inout StateReader) throws(DamagedState) {
        for _ in 0..<(try state.count(elementSize: 1)) {
            arrived.append(try state.event(of: correlation, isSorted: false))
        }
        for _ in 0..<(try state.count(elementSize: 1)) {
            let group = try CorrelationGroup(from: &state, of: correlation)
            guard groups.updateValue(group, forKey: group.key) == nil else { throw DamagedState() }
        }
    }

    /// Puts what arrived into groups.
    ///
    /// - Returns: The groups, in the order in which they were met.
    func sort() -> [CorrelationGroup] {
        var touched: [CorrelationGroup] = []
        for event in arrived {
            guard let fields = correlation.fields[event.input][event.occurrence.rule] else { continue }
            let keys = CarriedValues.combinations(of: fields.group, in: event.occurrence.values)
            guard !keys.folded.isEmpty else {
                losses.withoutGroup += 1
                continue
            }
            let values = CarriedValues.combinations(of: fields.values, in: event.occurrence.values)
            let counted = values.folded.compactMap { with($0, event) }
            guard !counted.isEmpty else {
                losses.withoutValue += 1
                continue
            }
            if keys.isCut || values.isCut { losses.letGo += 1 }
            for key in keys.folded {
                let group = group(key)
                if group.new.isEmpty { touched.append(group) }
                group.new += counted
            }
        }
        arrived.removeAll(keepingCapacity: true)
        return touched
    }

    /// An event by one of its values; nil where it is no number and has to be one.
    private func with(_ value: [String], _ event: CorrelationEvent) -> CorrelationEvent? {
        var event = event
        event.value = value
        return !correlation.measure.isNumeric || event.readNumber() ? event : nil
    }

    private func group(_ key: [String]) -> CorrelationGroup {
        if let known = groups[key] { return known }
        let new = CorrelationGroup(key, of: correlation)
        groups[key] = new
        return new
    }
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
