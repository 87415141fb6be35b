import Vocabulary

/// A time as a line of a log writes it.
struct LineTime {
    var civil: CivilTime
    /// Minutes ahead of UTC; nil where the text states no zone.
    var offset: Int?
    /// The offset is that of a name which means several zones.
    var isZoneAssumed = false
    /// False where the text states no year; that of `civil` then means nothing.
    var hasYear = true
    /// Where the text ends.
    var end: Int

    /// `Mar  1 10:00:00`, with a year behind the day (Cisco) and a fraction of the second where there are: RFC 3164,
    /// section 4.1.2.
    @inline(__always)
    static func bsd(_ bytes: Span<UInt8>, _ range: Range<Int>) -> LineTime? {
        var place = range.lowerBound
        guard range.upperBound - place >= 14, let month = month(bytes, at: place), bytes[place + 3] == 0x20 else {
            return nil
        }
        place += 4
        if bytes[place] == 0x20 { place += 1 }
        guard let day = digits(bytes, &place, range.upperBound, upTo: 2), skip(0x20, bytes, &place, range.upperBound)
        else { return nil }
        var time = LineTime(
            civil: CivilTime(year: 0, month: month, day: day), offset: nil, hasYear: false, end: place)
        if range.upperBound - place > 5, bytes[place + 4] == 0x20, let year = bytes.number(place..<place + 4) {
            time.civil.year = year
            time.hasYear = true
            place += 5
        }
        guard clock(bytes, &place, range.upperBound, &time.civil) else { return nil }
        time.end = place
        return time
    }

    /// `2026 Mar  1 10:00:00`: Cisco's NX-OS.
    static func yearAndBSD(_ bytes: Span<UInt8>, _ range: Range<Int>) -> LineTime? {
        let start = range.lowerBound
        guard range.count > 5, bytes[start + 4] == 0x20, let year = bytes.number(start..<start + 4),
            var time = bsd(bytes, start + 5..<range.upperBound), !time.hasYear
        else { return nil }
        time.civil.year = year
        time.hasYear = true
        return time
    }

    /// `2026-03-01T10:00:00.123456+01:00`, with `T` or a blank between date and time: RFC 3339.
    @inline(__always)
    static func iso(_ bytes: Span<UInt8>, _ range: Range<Int>) -> LineTime? {
        var place = range.lowerBound
        guard range.upperBound - place >= 19, bytes[place + 4] == 0x2D, bytes[place + 7] == 0x2D,
            bytes[place + 10] == 0x54 || bytes[place + 10] == 0x20,
            let year = bytes.number(place..<place + 4), let month = bytes.number(place + 5..<place + 7),
            let day = bytes.number(place + 8..<place + 10)
        else { return nil }
        place += 11
        var time = LineTime(civil: CivilTime(year: year, month: month, day: day), offset: nil, end: place)
        guard clock(bytes, &place, range.upperBound, &time.civil) else { return nil }
        time.offset = zone(bytes, &place, range.upperBound)
        time.end = place
        return time
    }

    /// `01/Mar/2026:10:00:00 +0100`: what Apache calls the common log format.
    @inline(__always)
    static func commonLog(_ bytes: Span<UInt8>, _ range: Range<Int>) -> LineTime? {
        var place = range.lowerBound
        guard range.upperBound - place >= 20, bytes[place + 2] == 0x2F, bytes[place + 6] == 0x2F,
            bytes[place + 11] == 0x3A, let day = bytes.number(place..<place + 2),
            let month = month(bytes, at: place + 3), let year = bytes.number(place + 7..<place + 11)
        else { return nil }
        place += 12
        var time = LineTime(civil: CivilTime(year: year, month: month, day: day), offset: nil, end: place)
        guard clock(bytes, &place, range.upperBound, &time.civil) else { return nil }
        var zonePlace = place
        if skip(0x20, bytes, &zonePlace, range.upperBound), let offset = zone(bytes, &zonePlace, range.upperBound) {
            time.offset = offset
            place = zonePlace
        }
        time.end = place
        return time
    }

    /// `Sun Mar 01 10:00:00.123456 2026`: C's `asctime`, as Apache's error log has it.
    static func asctime(_ bytes: Span<UInt8>, _ range: Range<Int>) -> LineTime? {
        let start = range.lowerBound + 4
        guard range.upperBound - start >= 20, bytes[start - 1] == 0x20,
            var time = bsd(bytes, start..<range.upperBound), !time.hasYear
        else { return nil }
        var place = time.end
        guard skip(0x20, bytes, &place, range.upperBound), range.upperBound - place >= 4,
            let year = bytes.number(place..<place + 4)
        else { return nil }
        time.civil.year = year
        time.hasYear = true
        time.end = place + 4
        return time
    }

    /// `2026/03/01 10:00:00`, as nginx's error log has it.
    static func slashed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> LineTime? {
        var place = range.lowerBound
        guard range.upperBound - place >= 19, bytes[place + 4] == 0x2F, bytes[place + 7] == 0x2F,
            bytes[place + 10] == 0x20, let year = bytes.number(place..<place + 4),
            let month = bytes.number(place + 5..<place + 7), let day = bytes.number(place + 8..<place + 10)
        else { return nil }
        place += 11
        var time = LineTime(civil: CivilTime(year: year, month: month, day: day), offset: nil, end: place)
        guard clock(bytes, &place, range.upperBound, &time.civil) else { return nil }
        time.end = place
        return time
    }

    /// `2026-03-01` and `10:00:00`, which stand in different places.
    @inline(__always)
    static func split(_ bytes: Span<UInt8>, day: Range<Int>, clock: Range<Int>) -> LineTime? {
        let start = day.lowerBound
        guard day.count == 10, bytes[start + 4] == 0x2D, bytes[start + 7] == 0x2D,
            let year = bytes.number(start..<start + 4), let month = bytes.number(start + 5..<start + 7),
            let date = bytes.number(start + 8..<start + 10)
        else { return nil }
        return Self.clock(bytes, clock, of: CivilTime(year: year, month: month, day: date))
    }

    /// `10:00:00` of a day that is known.
    @inline(__always)
    static func clock(_ bytes: Span<UInt8>, _ range: Range<Int>, of day: CivilTime) -> LineTime? {
        var place = range.lowerBound
        var time = LineTime(
            civil: CivilTime(year: day.year, month: day.month, day: day.day), offset: nil, end: range.upperBound)
        guard clock(bytes, &place, range.upperBound, &time.civil) else { return nil }
        time.end = place
        return time
    }

    /// `hh:mm:ss` and a fraction behind a point or comma; digits past 100 ns are cut.
    @inline(__always)
    private static func clock(_ bytes: Span<UInt8>, _ place: inout Int, _ end: Int, _ civil: inout CivilTime) -> Bool {
        guard end - place >= 8, bytes[place + 2] == 0x3A, bytes[place + 5] == 0x3A,
            let hour = bytes.number(place..<place + 2), let minute = bytes.number(place + 3..<place + 5),
            let second = bytes.number(place + 6..<place + 8)
        else { return false }
        place += 8
        civil.hour = hour
        civil.minute = minute
        civil.second = second
        guard end - place >= 2, bytes[place] == 0x2E || bytes[place] == 0x2C, bytes[place + 1].isDigit else {
            return true
        }
        place += 1
        var step = 1_000_000
        while place < end, bytes[place].isDigit {
            civil.fraction += Int(bytes[place] - 0x30) * step
            step /= 10
            place += 1
        }
        return true
    }

    /// Takes the zone that a word names behind the time; false where it names none.
    mutating func take(zone word: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        guard let offset = Self.zone(bytes, word) else { return false }
        self.offset = offset
        isZoneAssumed = ZoneName(bytes, word)?.isAmbiguous ?? false
        return true
    }

    /// What a value says of the zone, in minutes ahead of UTC: an offset, or a name.
    static func zone(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        if let name = ZoneName(bytes, range) { return name.offset }
        var place = range.lowerBound
        let offset = zone(bytes, &place, range.upperBound)
        return place == range.upperBound ? offset : nil
    }

    /// `Z`, `+01:00` or `+0100`.
    @inline(__always)
    private static func zone(_ bytes: Span<UInt8>, _ place: inout Int, _ end: Int) -> Int? {
        guard place < end else { return nil }
        if bytes[place] == 0x5A {
            place += 1
            return 0
        }
        guard bytes[place] == 0x2B || bytes[place] == 0x2D, end - place >= 5 else { return nil }
        let colon = bytes[place + 3] == 0x3A ? 1 : 0
        guard end - place >= 5 + colon, let hours = bytes.number(place + 1..<place + 3),
            let minutes = bytes.number(place + 3 + colon..<place + 5 + colon), minutes < 60
        else { return nil }
        let offset = (bytes[place] == 0x2D ? -1 : 1) * (60 * hours + minutes)
        place += 5 + colon
        return offset
    }

    @inline(__always)
    private static func digits(_ bytes: Span<UInt8>, _ place: inout Int, _ end: Int, upTo count: Int) -> Int? {
        let start = place
        while place < end, place - start < count, bytes[place].isDigit { place += 1 }
        return bytes.number(start..<place)
    }

    @inline(__always)
    private static func skip(_ byte: UInt8, _ bytes: Span<UInt8>, _ place: inout Int, _ end: Int) -> Bool {
        guard place < end, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    /// The number of a month from its three English letters.
    @inline(__always)
    private static func month(_ bytes: Span<UInt8>, at place: Int) -> Int? {
        switch (bytes[place], bytes[place + 1], bytes[place + 2]) {
        case (0x4A, 0x61, 0x6E): 1
        case (0x46, 0x65, 0x62): 2
        case (0x4D, 0x61, 0x72): 3
        case (0x41, 0x70, 0x72): 4
        case (0x4D, 0x61, 0x79): 5
        case (0x4A, 0x75, 0x6E): 6
        case (0x4A, 0x75, 0x6C): 7
        case (0x41, 0x75, 0x67): 8
        case (0x53, 0x65, 0x70): 9
        case (0x4F, 0x63, 0x74): 10
        case (0x4E, 0x6F, 0x76): 11
        case (0x44, 0x65, 0x63): 12
        default: nil
        }
    }
}
