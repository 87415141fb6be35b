package import Vocabulary

/// A moment as somebody wrote it down, with the time zone that it was written in.
///
/// NIST SP 800-61r2 section 3.3.2 asks for time and date of every handling *including time zone*; text without one is
/// no moment and is not read.
package struct ZonedTime: Hashable, Sendable, Codable, CustomStringConvertible {
    package let time: Timestamp
    /// Minutes by which the zone is ahead of UTC; from -12:00 to +14:00, which is as far as zones go.
    package let offsetInMinutes: Int

    /// Reads ISO 8601 text that states its zone; nil for any other text, and for zones that are nowhere on earth.
    package init?(iso8601 text: String) {
        guard let reading = CivilTime.read(text), let offset = reading.offsetInMinutes,
            (-12 * 60...14 * 60).contains(offset), let moment = reading.civil.moment(offsetInMinutes: offset)
        else { return nil }
        time = moment
        offsetInMinutes = offset
    }

    /// A moment of the server's clock, which shows UTC.
    package init(utc time: Timestamp) {
        self.time = time
        offsetInMinutes = 0
    }

    /// The civil time and its zone: `2026-03-01T11:00:00+01:00`.
    package var description: String {
        let local = time.advanced(bySeconds: Int64(offsetInMinutes) * 60).text(digits: 0).dropLast()
        guard offsetInMinutes != 0 else { return "\(local)Z" }
        let minutes = abs(offsetInMinutes)
        let digits = [minutes / 60, minutes % 60].map { ($0 < 10 ? "0" : "") + "\($0)" }
        return "\(local)\(offsetInMinutes < 0 ? "-" : "+")\(digits[0]):\(digits[1])"
    }
}
