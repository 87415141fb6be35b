import Vocabulary

/// What is no state, or not all of one.
package struct DamagedState: Error {
    package init() {}
}

/// Reads what a ``StateWriter`` wrote. Whatever the bytes are, what is read is within the bounds of the rules that are asked for.
package struct StateReader {
    private let bytes: [UInt8]
    private let rules: RuleSet
    private var next = 0
    /// The present places of the rules that the state is of, by those that it has them under.
    private var places: [Int: Int] = [:]

    /// - Throws: ``DamagedState`` where the bytes do not begin as a state does.
    package init(_ bytes: [UInt8], of rules: RuleSet) throws(DamagedState) {
        self.bytes = bytes
        self.rules = rules
        let known = Dictionary(rules.keysOfState.rules.map { ($0.value, $0.key) }) { first, _ in first }
        for _ in 0..<(try count(elementSize: 12)) {
            let place = Int(try number(UInt32.self))
            places[place] = known[try number(UInt64.self)]
        }
    }

    /// Whether all is read.
    package var isAtEnd: Bool { next == bytes.count }

    package mutating func number<Number: FixedWidthInteger>(_: Number.Type) throws(DamagedState) -> Number {
        let size = MemoryLayout<Number>.size
        guard bytes.count - next >= size else { throw DamagedState() }
        let read = bytes.withUnsafeBytes {
            Number(littleEndian: $0.loadUnaligned(fromByteOffset: next, as: Number.self))
        }
        next += size
        return read
    }

    /// How many elements follow, of so many bytes each at least: never more than there are bytes for.
    package mutating func count(elementSize: Int) throws(DamagedState) -> Int {
        let count = try number(Int.self)
        guard count >= 0, count <= (bytes.count - next) / elementSize else { throw DamagedState() }
        return count
    }

    /// A number of things that were counted: sums of such numbers are numbers still.
    package mutating func tally() throws(DamagedState) -> Int {
        let count = try number(Int.self)
        guard (0...(1 << 56)).contains(count) else { throw DamagedState() }
        return count
    }

    /// A moment, or one that is some spans of time away from one.
    package mutating func ticks() throws(DamagedState) -> Int64 {
        let ticks = try number(Int64.self)
        guard ticks == Int64.min || abs(ticks) < Int64.max / 4 else { throw DamagedState() }
        return ticks
    }

    /// Something that happened; nil where it is of a rule that is none of the present ones.
    package mutating func occurrence() throws(DamagedState) -> Occurrence? {
        guard let read = Occurrence(from: bytes, at: &next), Timestamp(ticks: read.ticks) != nil else {
            throw DamagedState()
        }
        guard let place = places[read.rule] else { return nil }
        guard read.values.count == rules.keysOfState.valueCounts[place] else { throw DamagedState() }
        return read.matching(place)
    }

    /// Moves behind bytes that are of no use any more.
    mutating func skip(_ count: Int) throws(DamagedState) {
        guard count >= 0, count <= bytes.count - next else { throw DamagedState() }
        next += count
    }

    mutating func rule() throws(DamagedState) -> Int {
        guard let place = places[Int(try number(UInt32.self))] else { throw DamagedState() }
        return place
    }

    mutating func decimal() throws(DamagedState) -> Double { Double(bitPattern: try number(UInt64.self)) }

    mutating func text() throws(DamagedState) -> String {
        let count = Int(try number(UInt32.self))
        let start = next
        try skip(count)
        return String(decoding: bytes[start..<next], as: UTF8.self)
    }

    mutating func texts() throws(DamagedState) -> [String] {
        let count = Int(try number(UInt32.self))
        guard count <= (bytes.count - next) / 4 else { throw DamagedState() }
        var texts: [String] = []
        for _ in 0..<count { texts.append(try text()) }
        return texts
    }

    mutating func place() throws(DamagedState) -> RecordPlace {
        RecordPlace(
            file: try number(UInt32.self), record: try number(UInt64.self), position: try number(UInt64.self))
    }

    mutating func identity() throws(DamagedState) -> CorrelationEvent.Identity {
        switch try number(UInt8.self) {
        case 0: .record(try place())
        case 1: .burst(try tally())
        default: throw DamagedState()
        }
    }

    /// - Parameter isSorted: Whether its value was read of its occurrence before.
    mutating func event(
        of correlation: CompiledCorrelation, isSorted: Bool
    ) throws(DamagedState) -> CorrelationEvent {
        let ticks = try ticks()
        guard Timestamp(ticks: ticks) != nil, let occurrence = try occurrence() else { throw DamagedState() }
        let input = Int(try number(UInt32.self))
        guard correlation.fields.indices.contains(input), let fields = correlation.fields[input][occurrence.rule] else {
            throw DamagedState()
        }
        var event = CorrelationEvent(
            ticks: ticks, occurrence: occurrence, input: input, identity: try identity())
        event.value = try texts()
        event.number = try decimal()
        guard !isSorted || event.value.count == fields.values.count, event.number.isFinite else {
            throw DamagedState()
        }
        return event
    }
}
