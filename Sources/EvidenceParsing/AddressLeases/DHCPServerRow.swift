import Vocabulary

/// A line of an audit log of Windows' DHCP server: `10,03/01/26,10:00:00,Assign,10.0.0.5,ws5,00155D010203,..`.
///
/// Nothing is quoted. Days are written month first, whatever the language of the server.
struct DHCPServerRow {
    /// The number of the event.
    let code: Range<Int>
    /// Day and time of day, as they stand.
    let timestamp: Range<Int>
    let time: LineTime
    /// What stands behind the time.
    let rest: Range<Int>

    init?(_ bytes: Span<UInt8>, _ line: Range<Int>) {
        let codeEnd = bytes.first(UInt8(ascii: ","), in: line)
        code = line.lowerBound..<codeEnd
        guard (2...5).contains(code.count), bytes.areDigits(code), codeEnd < line.upperBound else { return nil }
        let dayEnd = bytes.first(UInt8(ascii: ","), in: codeEnd + 1..<line.upperBound)
        guard dayEnd < line.upperBound, let day = Self.day(bytes, codeEnd + 1..<dayEnd) else { return nil }
        let clockEnd = bytes.first(UInt8(ascii: ","), in: dayEnd + 1..<line.upperBound)
        guard clockEnd < line.upperBound, let time = LineTime.clock(bytes, dayEnd + 1..<clockEnd, of: day),
            time.end == clockEnd
        else { return nil }
        timestamp = codeEnd + 1..<clockEnd
        self.time = time
        rest = clockEnd + 1..<line.upperBound
    }

    /// Whether a line that begins at `place` is one.
    static func begins(_ bytes: Span<UInt8>, at place: Int) -> Bool {
        DHCPServerRow(bytes, place..<bytes.first(0x0A, in: place..<bytes.count)) != nil
    }

    /// Servers count the events of IPv6 from 11000, and write other columns for them.
    var isVersion6: Bool { code.count == 5 }

    /// `03/01/26`, or with all four digits of the year.
    private static func day(_ bytes: Span<UInt8>, _ range: Range<Int>) -> CivilTime? {
        let start = range.lowerBound
        guard range.count == 8 || range.count == 10, bytes[start + 2] == 0x2F, bytes[start + 5] == 0x2F,
            let month = bytes.number(start..<start + 2), let day = bytes.number(start + 3..<start + 5),
            let year = bytes.number(start + 6..<range.upperBound)
        else { return nil }
        return CivilTime(year: range.count == 8 ? 2000 + year : year, month: month, day: day)
    }
}

extension Span<UInt8> {
    func commas(in range: Range<Int>) -> Int {
        var count = 0
        for place in range where self[place] == UInt8(ascii: ",") { count += 1 }
        return count
    }
}
