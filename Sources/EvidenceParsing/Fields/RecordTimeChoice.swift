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
        let reading: TimeReading
    }

    /// The time of a record, how sure its zone is, and which value states it.
    typealias Result = (moment: Timestamp, zone: ZoneAssumption, field: Int)

    /// Ranks from here on count only where nothing before them is a time, whatever zone it states.
    static let lastRanks = 1_000_000

    /// The values that should state a time.
    private(set) var candidates: [Candidate] = []
    /// The value that should state when the record was taken in.
    private(set) var takenIn: Candidate?

    mutating func removeAll() {
        candidates.removeAll(keepingCapacity: true)
        takenIn = nil
    }

    mutating func add(_ candidate: Candidate) {
        // Few, and kept in order.
        let place = candidates.firstIndex { $0.rank > candidate.rank } ?? candidates.endIndex
        candidates.insert(candidate, at: place)
    }

    mutating func addTakenIn(_ candidate: Candidate) { takenIn = takenIn ?? candidate }

    /// The time, how sure its zone is, and which value states it; nil where no value is a time.
    ///
    /// - Parameter read: The time that a candidate's value states. Asked no more often than is needed.
    func result(
        assuming assumptions: TimeAssumptions, read: (Candidate) -> TimeReading.Result?
    ) -> Result? {
        var local: (time: TimeReading.Result, field: Int)?
        for candidate in candidates {
            if candidate.rank >= Self.lastRanks, local != nil { break }
            guard let time = read(candidate) else { continue }
            if !time.isStated {
                local = local ?? (time, candidate.field)
            } else if let local, let offset = offset(of: time.moment, takenIn.flatMap(read)) {
                let moment = local.time.moment.advanced(bySeconds: -60 * Int64(offset))
                return (moment, .assumed(offsetInMinutes: offset), local.field)
            } else {
                let zone = time.assumedOffset.map { ZoneAssumption.assumed(offsetInMinutes: $0) }
                return (time.moment, zone ?? .stated, candidate.field)
            }
        }
        let offset = assumptions.offsetInMinutes
        return local.map {
            ($0.time.moment.advanced(bySeconds: -60 * Int64(offset)), .assumed(offsetInMinutes: offset), $0.field)
        }
    }

    /// Zones are multiples of this, from 12 hours behind UTC to 14 ahead.
    private static let zoneStep = 15 * 60
    private static let zones = -12 * 60...14 * 60
    /// Seconds between taking in and forwarding that still leave no doubt about the zone.
    private static let forwardingDelay = 5 * 60

    /// Minutes that local time is ahead of UTC, where the moment of taking in is known in both.
    private func offset(of utc: Timestamp, _ takenIn: TimeReading.Result?) -> Int16? {
        guard let takenIn, !takenIn.isStated else { return nil }
        let difference = takenIn.moment.unixSeconds - utc.unixSeconds
        let steps = (Double(difference) / Double(Self.zoneStep)).rounded()
        let rounded = Int64(steps) * Int64(Self.zoneStep)
        let minutes = rounded / 60
        guard abs(difference - rounded) <= Self.forwardingDelay, Self.zones.contains(Int(minutes)) else { return nil }
        return Int16(minutes)
    }
}
