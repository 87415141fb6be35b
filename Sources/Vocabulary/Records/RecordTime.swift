/// When a record says it happened, and how sure the zone is.
package struct RecordTime: Hashable, Sendable {
    /// The moment in UTC, under ``zone``.
    package let moment: Timestamp
    /// How the source's text became UTC.
    package let zone: ZoneAssumption
    /// The time as the source wrote it, where it wrote text; nil for binary times such as FILETIME.
    package let originalText: String?

    package init(moment: Timestamp, zone: ZoneAssumption, originalText: String? = nil) {
        self.moment = moment
        self.zone = zone
        self.originalText = originalText
    }
}

/// Where the zone of a record's time comes from, and its year: see ``TimeAssumptions``.
package enum ZoneAssumption: Hashable, Sendable {
    /// The text carries an offset, or the format is defined to be UTC.
    case stated
    /// The source says nothing; this offset, in minutes ahead of UTC, was assumed. `withYear` where the source did not
    /// even state the year, as syslog after RFC 3164 does not.
    case assumed(offsetInMinutes: Int16, withYear: Bool = false)
}
