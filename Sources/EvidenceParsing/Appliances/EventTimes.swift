import Vocabulary

/// The times that an event states among its fields, of which the one that says most about when it was seen is taken.
struct EventTimes {
    private var value: Range<Int>?
    private var rank = Int.max

    /// - Parameter rank: Lower ones are preferred.
    mutating func note(_ value: Range<Int>, rank: Int) {
        guard !value.isEmpty, rank < self.rank else { return }
        self.value = value
        self.rank = rank
    }

    /// Gives the record its time. Inside of a line that has one, only a count since 1970 or a stated zone is better.
    func set(_ bytes: Span<UInt8>, at place: Int, isAlone: Bool, into records: inout LineRecords) {
        guard let value else { return }
        // Counts in a text of 10 digits or more; fewer would be a year or a day.
        if value.count >= 10, let epoch = PlainTime.epoch(bytes, value) {
            records.builder.setTime(epoch.moment, zone: .stated)
        } else if let time = Self.read(bytes, value) {
            if isAlone || time.offset != nil { records.setTime(time, at: place) }
        } else if isAlone {
            records.badTime(at: place)
        }
    }

    /// `Mar 01 2026 10:00:00.123 UTC`, `2026-03-01T10:00:00Z`, `2026/03/01 10:00:00`, with the name of a zone or without.
    private static func read(_ bytes: Span<UInt8>, _ value: Range<Int>) -> LineTime? {
        guard
            var time = LineTime.iso(bytes, value) ?? LineTime.bsd(bytes, value) ?? LineTime.slashed(bytes, value)
        else { return nil }
        let rest = bytes.trimmed(time.end..<value.upperBound)
        if time.offset == nil { _ = time.take(zone: rest, bytes) }
        return time
    }
}
