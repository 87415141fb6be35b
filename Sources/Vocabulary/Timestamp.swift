/// A moment in UTC, counted in steps of 100 ns since 1601-01-01T00:00:00Z.
///
/// That is FILETIME's own step and epoch ([MS-DTYP] 2.3.3), so Windows evidence is kept exactly. The range is the years
/// 1601 to 9999: ISO 8601 has no agreed form beyond them, and ``init(ticks:)`` refuses what lies outside.
package struct Timestamp: Hashable, Comparable, Sendable {
    /// Steps of 100 ns since 1601-01-01T00:00:00Z.
    package let ticks: Int64

    /// 100 ns steps in one second.
    package static let ticksPerSecond: Int64 = 10_000_000

    /// The last representable step: 9999-12-31T23:59:59.9999999Z.
    package static let lastTick: Int64 = 2_650_467_743_999_999_999

    /// 1601-01-01T00:00:00Z.
    package static let earliest = Timestamp(clamping: 0)

    static let unixEpochTicks: Int64 = 116_444_736_000_000_000

    /// A moment from its FILETIME count, or nil outside the years 1601 to 9999.
    package init?(ticks: Int64) {
        guard (0...Self.lastTick).contains(ticks) else { return nil }
        self.ticks = ticks
    }

    /// A moment from seconds since 1970 and nanoseconds within the second, or nil outside the years 1601 to 9999.
    package init?(unixSeconds: Int64, nanoseconds: Int64 = 0) {
        let (scaled, overflow) = unixSeconds.multipliedReportingOverflow(by: Self.ticksPerSecond)
        guard !overflow, (0..<1_000_000_000).contains(nanoseconds) else { return nil }
        let (sum, overflowed) = scaled.addingReportingOverflow(Self.unixEpochTicks + nanoseconds / 100)
        guard !overflowed else { return nil }
        self.init(ticks: sum)
    }

    /// This moment moved by a span; stops at the ends of the range.
    package func advanced(bySeconds seconds: Int64) -> Timestamp {
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: Self.ticksPerSecond)
        let (sum, overflowed) = ticks.addingReportingOverflow(scaled)
        if overflow || overflowed { return Timestamp(clamping: seconds < 0 ? 0 : Self.lastTick) }
        return Timestamp(clamping: sum)
    }

    /// Seconds from `other` to this moment; negative when this one is earlier.
    package func seconds(since other: Timestamp) -> Double {
        Double(ticks - other.ticks) / Double(Self.ticksPerSecond)
    }

    /// Seconds since 1970-01-01T00:00:00Z, rounded down.
    package var unixSeconds: Int64 {
        let distance = ticks - Self.unixEpochTicks
        return distance >= 0
            ? distance / Self.ticksPerSecond : (distance - Self.ticksPerSecond + 1) / Self.ticksPerSecond
    }

    private init(clamping ticks: Int64) {
        self.ticks = min(max(ticks, 0), Self.lastTick)
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.ticks < right.ticks }
}
