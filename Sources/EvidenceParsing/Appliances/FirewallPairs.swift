import Vocabulary

/// Lines of `key=value` pairs, with quotes around values that hold blanks, as firewalls write them (Fortinet, Sophos,
/// SonicWall) and many programs do: `date=2026-03-01 time=10:00:00 devname="FGT" srcip=10.0.0.5 action="deny"`.
struct FirewallPairs {
    private let fields: ApplianceFields
    private let timestamp: FieldID

    /// Pairs that a line has at least: fewer are found in the messages of many programs.
    private static let fewest = 4

    init(_ records: inout LineRecords, _ fields: ApplianceFields) {
        self.fields = fields
        timestamp = records.secondName("timestamp")
    }

    /// Whether the text begins with four pairs and nothing else.
    static func fits(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        var pairs = QuotedPairs(text)
        for _ in 0..<fewest {
            guard pairs.next(bytes) != nil, !pairs.hasSteppedOver else { return false }
        }
        return true
    }

    /// Adds the fields of an event to the record that was begun.
    func read(_ bytes: Span<UInt8>, _ text: Range<Int>, isAlone: Bool, into records: inout LineRecords) {
        var times = EventTimes()
        var (date, clock, zone) = (0..<0, 0..<0, 0..<0)
        var pairs = QuotedPairs(text)
        while let (key, value) = pairs.next(bytes) {
            func named(_ name: StaticString) -> Bool { bytes.equals(key, name) }
            records.add(bytes, key: key, value)
            switch key.count {
            case 2:
                if named("tz") { zone = value }
                if named("ts") { times.note(value, rank: 2) }
            case 3:
                if named("src") { add(bytes, value, fields.sourceAddress, fields.sourcePort, into: &records) }
                if named("dst") { add(bytes, value, fields.destinationAddress, fields.destinationPort, into: &records) }
            case 4:
                if named("date") { date = value }
                if named("time") { clock = value }
            case 5:
                if named("srcip") { add(bytes, value, fields.sourceAddress, fields.sourcePort, into: &records) }
                if named("dstip") {
                    add(bytes, value, fields.destinationAddress, fields.destinationPort, into: &records)
                }
                if named("logid") { records.builder.mark(.eventCode) }
            case 6:
                if named("src_ip") || named("dst_ip") { break }
                if named("log_id") { records.builder.mark(.eventCode) }
            case 7:
                if named("srcport") { records.add(fields.sourcePort, value) }
                if named("dstport") { records.add(fields.destinationPort, value) }
                if named("devname"), isAlone { records.builder.mark(.host) }
            case 8:
                // Sophos
                if named("timezone") { zone = value }
            case 9:
                if named("eventtime") { times.note(value, rank: 0) }
                if named("timestamp") { times.note(value, rank: 1) }
            case 11:
                if named("device_name"), isAlone { records.builder.mark(.host) }
            default: break
            }
        }
        if !date.isEmpty, let time = LineTime.split(bytes, day: date, clock: clock) {
            setTime(bytes, time, date, clock, zone, isAlone: isAlone, into: &records)
        } else if date.isEmpty, !clock.isEmpty {
            // `time="2026-03-01 10:00:00"`
            times.note(clock, rank: 3)
        }
        times.set(bytes, at: text.lowerBound, isAlone: isAlone, into: &records)
    }

    private func setTime(
        _ bytes: Span<UInt8>, _ time: LineTime, _ date: Range<Int>, _ clock: Range<Int>, _ zone: Range<Int>,
        isAlone: Bool, into records: inout LineRecords
    ) {
        var time = time
        _ = time.take(zone: zone, bytes)
        if isAlone, date.upperBound < clock.lowerBound, clock.lowerBound - date.upperBound <= 8 {
            records.add(timestamp, date.lowerBound..<clock.upperBound)
            records.builder.mark(.originalTime)
        }
        if isAlone || time.offset != nil { records.setTime(time, at: date.lowerBound) }
    }

    private func add(
        _ bytes: Span<UInt8>, _ value: Range<Int>, _ address: FieldID, _ port: FieldID, into records: inout LineRecords
    ) { fields.add(bytes, value, as: address, port, into: &records) }
}

/// The `key=value` and `key="value"` pairs of a text, one after the other.
struct QuotedPairs {
    private var place: Int
    private let end: Int
    /// Whether there were words that are no pair.
    private(set) var hasSteppedOver = false

    init(_ range: Range<Int>) {
        place = range.lowerBound
        end = range.upperBound
    }

    mutating func next(_ bytes: Span<UInt8>) -> (key: Range<Int>, value: Range<Int>)? {
        while place < end {
            while place < end, Self.isBetween(bytes[place]) { place += 1 }
            let start = place
            while place < end, bytes[place] != UInt8(ascii: "="), !Self.isBetween(bytes[place]) { place += 1 }
            guard place < end, bytes[place] == UInt8(ascii: "="), place > start, Self.mayBegin(bytes[start]) else {
                hasSteppedOver = hasSteppedOver || place > start
                if place < end { place += 1 }
                continue
            }
            return (start..<place, value(bytes, place + 1))
        }
        return nil
    }

    private mutating func value(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int> {
        guard start < end, bytes[start] == UInt8(ascii: "\"") else {
            place = start
            while place < end, !Self.isBetween(bytes[place]) { place += 1 }
            return start..<place
        }
        place = start + 1
        while place < end, bytes[place] != UInt8(ascii: "\"") {
            // A backslash keeps a quote inside; of a path's last one nothing else is known.
            place += bytes[place] == UInt8(ascii: "\\") && place + 1 < end && !closes(bytes, place + 1) ? 2 : 1
        }
        place = min(place, end)
        let value = start + 1..<max(start + 1, place)
        place = min(place + 1, end)
        return value
    }

    /// Whether a quote is followed by the next pair, or the end.
    private func closes(_ bytes: Span<UInt8>, _ quote: Int) -> Bool {
        guard bytes[quote] == UInt8(ascii: "\"") else { return false }
        var next = quote + 1
        while next < end, Self.isBetween(bytes[next]) { next += 1 }
        if next == end { return true }
        guard next > quote + 1, Self.mayBegin(bytes[next]) else { return false }
        while next < end, bytes[next].isLetter || bytes[next].isDigit || bytes[next] == UInt8(ascii: "_") { next += 1 }
        return next < end && bytes[next] == UInt8(ascii: "=")
    }

    private static func isBetween(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private static func mayBegin(_ byte: UInt8) -> Bool { byte.isLetter || byte == UInt8(ascii: "_") }
}
