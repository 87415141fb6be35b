import Vocabulary

/// How the text of a time field is to be read.
enum TimeReading: Sendable {
    /// ISO 8601 or an epoch count; without a zone it is not known where it was noon.
    case asWritten
    /// The same, and the format defines that a time without a zone is UTC.
    case utc
    /// The id of a Linux audit record, `1688052525.815:33152`, which begins with its time.
    case auditID

    /// A time that was read; its moment is that of UTC where the zone is not stated.
    struct Result: Equatable {
        let moment: Timestamp
        let isStated: Bool
    }

    /// The moment that `text` names, or nil where it is no time.
    func read(_ text: String) -> Result? {
        switch self {
        case .auditID:
            guard let colon = text.firstIndex(of: ":") else { return nil }
            return Self.epoch(text[..<colon])
        case .asWritten, .utc:
            if let (civil, offset) = CivilTime.read(Self.withoutUTC(text)) {
                guard let moment = civil.moment(offsetInMinutes: offset ?? 0) else { return nil }
                return Result(moment: moment, isStated: offset != nil || self == .utc)
            }
            // .NET's own JSON form, as PowerShell 5 writes it.
            if text.hasPrefix("/Date("), text.hasSuffix(")/") { return Self.epoch(text.dropFirst(6).dropLast(2)) }
            return Self.epoch(text[...])
        }
    }

    /// `2019-05-11T17:58:22Z UTC`, as the Rust crate `evtx` prints, says UTC twice.
    private static func withoutUTC(_ text: String) -> String {
        text.utf8.last == UInt8(ascii: "C") && text.hasSuffix("Z UTC") ? String(text.dropLast(4)) : text
    }

    /// Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by size: each unit is taken for
    /// times from 1973 to far beyond 2100, so that a duration or a counter is not read as a date. UTC by definition.
    private static func epoch(_ text: Substring) -> Result? {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, first.first != UInt8(ascii: "-"), let whole = Int64(Substring(first)) else {
            return nil
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
        if parts.count == 2 {
            // Digits past the nanosecond are cut.
            var step = 1_000_000_000 / unitsPerSecond
            for digit in parts[1] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
                step /= 10
                nanoseconds += Int64(digit - UInt8(ascii: "0")) * step
            }
        }
        return Timestamp(unixSeconds: whole / unitsPerSecond, nanoseconds: nanoseconds).map {
            Result(moment: $0, isStated: true)
        }
    }
}
