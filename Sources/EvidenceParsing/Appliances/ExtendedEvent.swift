import Vocabulary

/// An event in QRadar's Log Event Extended Format: `LEEF:2.0|Vendor|Product|1.0|Code|^|src=10.0.0.5^usrName=anna`. Pairs are
/// separated by tabs, unless version 2 names another character, as itself or as `x5E`.
struct ExtendedEvent {
    private let header: [FieldID]
    private let fields: ApplianceFields
    private static let headerNames = ["deviceVendor", "deviceProduct", "deviceVersion", "eventId"]
    private static let (product, eventCode) = (1, 3)

    init(_ records: inout LineRecords, _ fields: ApplianceFields) {
        header = Self.headerNames.map { records.field($0) }
        self.fields = fields
    }

    static func fits(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        bytes.starts(text, with: "LEEF:1.0|") || bytes.starts(text, with: "LEEF:2.0|")
            || bytes.starts(text, with: "LEEF:1|") || bytes.starts(text, with: "LEEF:2|")
    }

    /// Adds the fields of an event to the record that was begun.
    func read(_ bytes: Span<UInt8>, _ text: Range<Int>, isAlone: Bool, into records: inout LineRecords) {
        let bar = UInt8(ascii: "|")
        let isSecond = bytes[text.lowerBound + 5] == UInt8(ascii: "2")
        var place = bytes.first(bar, in: text) + 1
        for (index, field) in header.enumerated() {
            guard place <= text.upperBound else { return }
            let end = bytes.first(bar, in: place..<text.upperBound)
            records.add(field, place..<end)
            if index == Self.product { records.builder.mark(.provider) }
            if index == Self.eventCode { records.builder.mark(.eventCode) }
            place = end + 1
        }
        var delimiter: UInt8 = 0x09
        let end = bytes.first(bar, in: min(place, text.upperBound)..<text.upperBound)
        // The part can be left out, and a value can hold a bar.
        if isSecond, end < text.upperBound, let named = Self.delimiter(bytes, place..<end) {
            delimiter = named
            place = end + 1
        }
        var times = EventTimes()
        while place < text.upperBound {
            let end = bytes.first(delimiter, in: place..<text.upperBound)
            let equals = bytes.first(UInt8(ascii: "="), in: place..<end)
            if equals < end {
                let key = bytes.trimmed(place..<equals)
                records.add(bytes, key: key, equals + 1..<end)
                note(bytes, key, equals + 1..<end, &times, isAlone: isAlone, into: &records)
            }
            place = end + 1
        }
        times.set(bytes, at: text.lowerBound, isAlone: isAlone, into: &records)
    }

    private static func delimiter(_ bytes: Span<UInt8>, _ part: Range<Int>) -> UInt8? {
        switch part.count {
        case 0: return 0x09
        case 1: return bytes[part.lowerBound]
        case 3...6:
            // `x09`, `0x09`.
            let digits = bytes.starts(part, with: "0x") ? part.dropFirst(2) : part.dropFirst(1)
            guard bytes.starts(part, with: "0x") || bytes.starts(part, with: "x"), digits.count == 2,
                let high = bytes[digits.lowerBound].hexadecimal, let low = bytes[digits.lowerBound + 1].hexadecimal
            else { return nil }
            return high << 4 | low
        default: return nil
        }
    }

    private func note(
        _ bytes: Span<UInt8>, _ key: Range<Int>, _ value: Range<Int>, _ times: inout EventTimes, isAlone: Bool,
        into records: inout LineRecords
    ) {
        func named(_ name: StaticString) -> Bool { bytes.equals(key, name) }
        switch key.count {
        case 3:
            if named("src") { records.add(fields.sourceAddress, value) }
            if named("dst") { records.add(fields.destinationAddress, value) }
        case 7:
            if named("srcPort") { records.add(fields.sourcePort, value) }
            if named("dstPort") { records.add(fields.destinationPort, value) }
            if named("usrName") { records.add(fields.user, value) }
            if named("devTime") { times.note(value, rank: 0) }
        case 13 where named("identHostName") && isAlone:
            records.add(fields.host, value)
            records.builder.mark(.host)
        default: break
        }
    }
}
