import Vocabulary

/// The elements of RFC 5424, section 6.3: `[id name="value" ..][id ..]`. Fields are called `id.name`.
enum StructuredData {
    /// Where the elements end that `range` begins with; its end where they are not closed.
    static func end(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var place = range.lowerBound
        var isQuoted = false
        while place < range.upperBound {
            switch bytes[place] {
            case UInt8(ascii: "\\") where isQuoted: place += 1
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: "]") where !isQuoted:
                if place + 1 == range.upperBound || bytes[place + 1] != UInt8(ascii: "[") { return place + 1 }
            default: break
            }
            place += 1
        }
        return range.upperBound
    }

    static func read(_ bytes: Span<UInt8>, _ range: Range<Int>, into records: inout LineRecords) {
        var place = range.lowerBound
        let end = range.upperBound
        var group: Int?
        while place < end {
            let byte = bytes[place]
            if byte == UInt8(ascii: "[") {
                var stop = place + 1
                while stop < end, bytes[stop] != 0x20, bytes[stop] != UInt8(ascii: "]") { stop += 1 }
                group = records.names.group(bytes, place + 1..<stop, isPrefix: true)
                place = stop
                continue
            }
            guard byte != 0x20, byte != UInt8(ascii: "]") else {
                place += 1
                continue
            }
            let equals = bytes.first(UInt8(ascii: "="), in: place..<end)
            guard end - equals >= 2, bytes[equals + 1] == UInt8(ascii: "\"") else { return }
            var stop = equals + 2
            var isEscaped = false
            while stop < end, bytes[stop] != UInt8(ascii: "\"") {
                if bytes[stop] == UInt8(ascii: "\\") {
                    isEscaped = true
                    stop += 1
                }
                stop += 1
            }
            let value = equals + 2..<min(stop, end)
            if let group, let field = records.names.field(bytes, place..<equals, of: group, in: &records.builder) {
                if isEscaped { records.add(field, text: unescaped(bytes, value)) } else { records.add(field, value) }
            }
            place = min(stop, end) + 1
        }
    }

    /// `\"`, `\\` and `\]` stand for the second character.
    private static func unescaped(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var text: [UInt8] = []
        var place = range.lowerBound
        while place < range.upperBound {
            let next = place + 1
            if bytes[place] == UInt8(ascii: "\\"), next < range.upperBound,
                bytes[next] == UInt8(ascii: "\"") || bytes[next] == UInt8(ascii: "\\")
                    || bytes[next] == UInt8(ascii: "]")
            {
                place = next
            }
            text.append(bytes[place])
            place += 1
        }
        return text
    }
}
