import Vocabulary

/// Chooses the time of a record among the fields that state one.
///
/// A field that states its zone is preferred to one that does not, whatever their order, since a wrong zone moves a
/// record by hours. There is one better case: NXLog writes when the event was (`EventTime`) and when it was taken in
/// (`EventReceivedTime`), both in local time, and a pipeline behind it adds the moment in UTC (`@timestamp`). The last
/// two differ by the zone and a little delay, and so give the zone of the first.
struct RecordTimeChoice {
    /// A time field of the record.
    struct Candidate {
        /// Place in the table of time fields.
        let rank: Int
        /// Which of the record's values it is.
        let field: Int
        let time: TimeReading.Result
    }

    /// The values that state a time, each readable.
    var candidates: [Candidate] = []
    /// When the record was taken in, on the clock and in the zone of times without a zone.
    var takenIn: TimeReading.Result?

    /// The time, how sure its zone is, and which value states it.
    func result() -> (moment: Timestamp, zone: ZoneAssumption, field: Int)? {
        let stated = candidates.filter(\.time.isStated).min { $0.rank < $1.rank }
        let local = candidates.filter { !$0.time.isStated }.min { $0.rank < $1.rank }
        guard let stated else {
            return local.map { ($0.time.moment, .assumed(offsetInMinutes: 0), $0.field) }
        }
        if let local, local.rank < stated.rank, let offset = offset(of: stated.time.moment) {
            return (
                local.time.moment.advanced(bySeconds: -60 * Int64(offset)), .assumed(offsetInMinutes: offset),
                local.field
            )
        }
        return (stated.time.moment, .stated, stated.field)
    }

    /// Zones are multiples of this, from 12 hours behind UTC to 14 ahead.
    private static let zoneStep = 15 * 60
    private static let zones = -12 * 60...14 * 60
    /// Seconds between taking in and forwarding that still leave no doubt about the zone.
    private static let forwardingDelay = 5 * 60

    /// Minutes that local time is ahead of UTC, where the moment of taking in is known in both.
    private func offset(of utc: Timestamp) -> Int16? {
        guard let takenIn, !takenIn.isStated else { return nil }
        let difference = takenIn.moment.unixSeconds - utc.unixSeconds
        let steps = (Double(difference) / Double(Self.zoneStep)).rounded()
        let rounded = Int64(steps) * Int64(Self.zoneStep)
        let minutes = rounded / 60
        guard abs(difference - rounded) <= Self.forwardingDelay, Self.zones.contains(Int(minutes)) else { return nil }
        return Int16(minutes)
    }
}
