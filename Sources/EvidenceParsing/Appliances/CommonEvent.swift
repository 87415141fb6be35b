import Vocabulary

/// An event in ArcSight's Common Event Format: `CEF:0|Vendor|Product|1.0|100|Name|5|src=10.0.0.5 msg=two words`, after
/// "Implementing ArcSight Common Event Format", version 26.
///
/// A value goes up to the last blank before the next key. In the header `\|` and `\\`, in values `\=`, `\\`, `\n` and
/// `\r` stand for the character.
struct CommonEvent {
    private let header: [FieldID]
    private let fields: ApplianceFields
    private static let headerNames = [
        "deviceVendor", "deviceProduct", "deviceVersion", "deviceEventClassId", "name", "severity",
    ]
    /// Which of ``headerNames`` say what the event is, and who wrote it.
    private static let (product, eventCode, name) = (1, 3, 4)

    init(_ records: inout LineRecords, _ fields: ApplianceFields) {
        header = Self.headerNames.map { records.field($0) }
        self.fields = fields
    }

    static func fits(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        bytes.starts(text, with: "CEF:") && bytes.number(version(bytes, text)) != nil
    }

    private static func version(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Range<Int> {
        text.lowerBound + 4..<max(text.lowerBound + 4, bytes.first(UInt8(ascii: "|"), in: text))
    }

    /// Adds the fields of an event to the record that was begun.
    ///
    /// - Parameter isAlone: Nothing around it says host and message.
    func read(_ bytes: Span<UInt8>, _ text: Range<Int>, isAlone: Bool, into records: inout LineRecords) {
        var place = Self.version(bytes, text).upperBound + 1
        for (index, field) in header.enumerated() {
            guard place <= text.upperBound else { return }
            let end = Self.endOfPart(bytes, place..<text.upperBound)
            Self.add(bytes, place..<end, as: field, into: &records)
            if index == Self.product { records.builder.mark(.provider) }
            if index == Self.eventCode { records.builder.mark(.eventCode) }
            if index == Self.name, isAlone { Self.add(bytes, place..<end, as: fields.message, into: &records) }
            place = end + 1
        }
        var times = EventTimes()
        var pairs = CommonEventPairs(min(place, text.upperBound)..<text.upperBound)
        while let pair = pairs.next(bytes) {
            if let field = records.names.field(bytes, pair.key, in: &records.builder) {
                Self.add(bytes, pair.value, as: field, into: &records)
            } else {
                records.drop()
            }
            note(bytes, pair.key, pair.value, &times, isAlone: isAlone, into: &records)
        }
        times.set(bytes, at: text.lowerBound, isAlone: isAlone, into: &records)
    }

    /// Second names for what other sources call otherwise.
    private func note(
        _ bytes: Span<UInt8>, _ key: Range<Int>, _ value: Range<Int>, _ times: inout EventTimes, isAlone: Bool,
        into records: inout LineRecords
    ) {
        func named(_ name: StaticString) -> Bool { bytes.equals(key, name) }
        switch key.count {
        case 2:
            if named("rt") { times.note(value, rank: 0) }
        case 3:
            if named("src") { records.add(fields.sourceAddress, value) }
            if named("dst") { records.add(fields.destinationAddress, value) }
            if named("spt") { records.add(fields.sourcePort, value) }
            if named("dpt") { records.add(fields.destinationPort, value) }
            if named("act") { records.add(fields.action, value) }
            if named("end") { times.note(value, rank: 1) }
        case 5:
            if named("suser") { records.add(fields.user, value) }
            if named("duser") { records.add(fields.targetUser, value) }
            if named("start") { times.note(value, rank: 2) }
        case 7 where named("dvchost") && isAlone:
            records.add(fields.host, value)
            records.builder.mark(.host)
        case 8 where named("fileHash"): records.add(fields.hash, value)
        default: break
        }
    }

    /// Where a part of the header ends: at a bar that no backslash precedes.
    private static func endOfPart(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var place = range.lowerBound
        while place < range.upperBound {
            if bytes[place] == UInt8(ascii: "|") { return place }
            place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return range.upperBound
    }

    private static func add(
        _ bytes: Span<UInt8>, _ value: Range<Int>, as field: FieldID, into records: inout LineRecords
    ) {
        guard bytes.first(UInt8(ascii: "\\"), in: value) < value.upperBound else { return records.add(field, value) }
        var text: [UInt8] = []
        var place = value.lowerBound
        while place < value.upperBound {
            var byte = bytes[place]
            if byte == UInt8(ascii: "\\"), place + 1 < value.upperBound {
                switch bytes[place + 1] {
                case UInt8(ascii: "n"): byte = 0x0A
                case UInt8(ascii: "r"): byte = 0x0D
                case UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "="): byte = bytes[place + 1]
                // A path that was not escaped: `C:\temp`.
                default: place -= 1
                }
                place += 1
            }
            text.append(byte)
            place += 1
        }
        records.add(field, text: text)
    }
}

/// The `key=value` pairs of a Common Event, whose values hold blanks.
struct CommonEventPairs {
    private var place: Int
    private let end: Int

    init(_ range: Range<Int>) {
        place = range.lowerBound
        end = range.upperBound
    }

    mutating func next(_ bytes: Span<UInt8>) -> (key: Range<Int>, value: Range<Int>)? {
        while place < end {
            let equals = bytes.first(UInt8(ascii: "="), in: place..<end)
            guard equals < end else { break }
            // Words before the key belong to nothing.
            let start = (bytes.last(0x20, in: place..<equals) ?? place - 1) + 1
            let next = nextKey(bytes, equals + 1..<end)
            place = next
            if start < equals { return (start..<equals, bytes.trimmed(equals + 1..<next)) }
        }
        place = end
        return nil
    }

    /// Where the word begins that is followed by the next equals sign which is none of the value's text.
    private func nextKey(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var search = range.lowerBound
        while true {
            let equals = bytes.first(UInt8(ascii: "="), in: search..<range.upperBound)
            guard equals < range.upperBound else { return range.upperBound }
            search = equals + 1
            var start = equals
            while start > range.lowerBound, Self.isKey(bytes[start - 1]) { start -= 1 }
            if start < equals, start > range.lowerBound, bytes[start - 1] == 0x20 { return start }
        }
    }

    /// Keys are letters and digits; some products put points, underscores and brackets in.
    private static func isKey(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
    }
}
