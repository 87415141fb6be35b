import Vocabulary

/// Reads the two forms in which nearly all records state their time, straight from bytes: ISO 8601 with seconds, and counts
/// since 1970. Making a text of each would take longer than the rest of a small record.
enum PlainTime {
    /// The time that a range states, and whether it states the zone; nil where it is in neither form.
    static func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> TimeReading.Result? {
        iso8601(bytes, range) ?? epoch(bytes, range)
    }

    /// `2026-03-01T10:00:00`, with a blank for the `T`, digits behind a point or comma, `Z` or an offset.
    private static func iso8601(_ bytes: Span<UInt8>, _ range: Range<Int>) -> TimeReading.Result? {
        let start = range.lowerBound
        guard range.count >= 19, bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-"),
            bytes[start + 10] == UInt8(ascii: "T") || bytes[start + 10] == UInt8(ascii: " "),
            bytes[start + 13] == UInt8(ascii: ":"), bytes[start + 16] == UInt8(ascii: ":"),
            let century = pair(bytes, start), let year = pair(bytes, start + 2), let month = pair(bytes, start + 5),
            let day = pair(bytes, start + 8), let hour = pair(bytes, start + 11), let minute = pair(bytes, start + 14),
            let second = pair(bytes, start + 17)
        else { return nil }
        var civil = CivilTime(
            year: century * 100 + year, month: month, day: day, hour: hour, minute: minute, second: second)
        var place = start + 19
        if place < range.upperBound, bytes[place] == UInt8(ascii: ".") || bytes[place] == UInt8(ascii: ",") {
            place += 1
            let first = place
            // Digits past the seventh are cut.
            var step = 1_000_000
            while place < range.upperBound, let digit = digit(bytes[place]) {
                civil.fraction += digit * step
                step /= 10
                place += 1
            }
            guard place > first else { return nil }
        }
        guard let zone = zone(bytes, place..<range.upperBound) else { return nil }
        return civil.moment(offsetInMinutes: zone.offset).map { .init(moment: $0, isStated: zone.isStated) }
    }

    /// `03/31/2026` in one range and `10:00:00` in another; nil for any other form, or where the first number is no month.
    static func monthFirst(_ bytes: Span<UInt8>, date: Range<Int>, time: Range<Int>) -> CivilTime? {
        let (day, clock) = (date.lowerBound, time.lowerBound)
        guard date.count == 10, bytes[day + 2] == UInt8(ascii: "/"), bytes[day + 5] == UInt8(ascii: "/"),
            time.count == 8, bytes[clock + 2] == UInt8(ascii: ":"), bytes[clock + 5] == UInt8(ascii: ":"),
            let month = pair(bytes, day), let dayOfMonth = pair(bytes, day + 3), let century = pair(bytes, day + 6),
            let year = pair(bytes, day + 8), let hour = pair(bytes, clock), let minute = pair(bytes, clock + 3),
            let second = pair(bytes, clock + 6)
        else { return nil }
        let civil = CivilTime(
            year: century * 100 + year, month: month, day: dayOfMonth, hour: hour, minute: minute, second: second)
        return civil.moment() == nil ? nil : civil
    }

    /// `Z`, `+02:00`, `+0200` or nothing; nil for anything else.
    private static func zone(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (offset: Int, isStated: Bool)? {
        let start = range.lowerBound
        switch range.count {
        case 0: return (0, false)
        case 1 where bytes[start] == UInt8(ascii: "Z"): return (0, true)
        case 5, 6:
            let sign = bytes[start] == UInt8(ascii: "+") ? 1 : bytes[start] == UInt8(ascii: "-") ? -1 : 0
            guard sign != 0, range.count == 5 || bytes[start + 3] == UInt8(ascii: ":"),
                let hours = pair(bytes, start + 1), let minutes = pair(bytes, range.upperBound - 2), hours < 24,
                minutes < 60
            else { return nil }
            return (sign * (hours * 60 + minutes), true)
        default: return nil
        }
    }

    /// FILETIME counts from 1990 to 2100. As nanoseconds since 1970 they would all lie in 1973 and 1974.
    private static let likelyFileTimes: Range<Int64> = 122_756_256_000_000_000..<157_469_184_000_000_000

    /// Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by size: each unit is taken for
    /// times from 1973 to far beyond 2100, so that a duration or a counter is not read as a date; or a FILETIME. UTC by
    /// definition.
    static func epoch(_ bytes: Span<UInt8>, _ range: Range<Int>) -> TimeReading.Result? {
        var place = range.lowerBound
        var whole: Int64 = 0
        while place < range.upperBound, let digit = digit(bytes[place]) {
            let (tens, isTooLarge) = whole.multipliedReportingOverflow(by: 10)
            let (sum, overflows) = tens.addingReportingOverflow(Int64(digit))
            guard !isTooLarge, !overflows else { return nil }
            whole = sum
            place += 1
        }
        if place == range.upperBound, likelyFileTimes.contains(whole) {
            return Timestamp(ticks: whole).map { .init(moment: $0, isStated: true) }
        }
        let unitsPerSecond: Int64
        switch whole {
        case 100_000_000..<100_000_000_000: unitsPerSecond = 1
        case 100_000_000_000..<100_000_000_000_000: unitsPerSecond = 1_000
        case 100_000_000_000_000..<100_000_000_000_000_000: unitsPerSecond = 1_000_000
        case 100_000_000_000_000_000...: unitsPerSecond = 1_000_000_000
        default: return nil
        }
        var nanoseconds = whole % unitsPerSecond * (1_000_000_000 / unitsPerSecond)
        if place < range.upperBound {
            guard bytes[place] == UInt8(ascii: ".") else { return nil }
            // Digits past the nanosecond are cut.
            var step = 1_000_000_000 / unitsPerSecond
            for place in place + 1..<range.upperBound {
                guard let digit = digit(bytes[place]) else { return nil }
                step /= 10
                nanoseconds += Int64(digit) * step
            }
        }
        return Timestamp(unixSeconds: whole / unitsPerSecond, nanoseconds: nanoseconds).map {
            .init(moment: $0, isStated: true)
        }
    }

    private static func pair(_ bytes: Span<UInt8>, _ place: Int) -> Int? {
        guard let tens = digit(bytes[place]), let ones = digit(bytes[place + 1]) else { return nil }
        return tens * 10 + ones
    }

    private static func digit(_ byte: UInt8) -> Int? {
        let digit = byte &- UInt8(ascii: "0")
        return digit < 10 ? Int(digit) : nil
    }
}
