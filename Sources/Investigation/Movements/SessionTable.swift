import Vocabulary

/// When the sessions of computers were opened, by their numbers, which return after a restart.
struct SessionTable {
    private struct Opening: BitwiseCopyable {
        let session: Int64
        let ticks: Int64
        let place: UInt32
    }

    private let openings: Buckets<Opening>

    /// - Parameter item: Computer, number and time of each, in order of time; nil for one to leave out.
    init(names: Int, count: Int, item: (Int) -> (host: UInt32, session: Int64, time: Timestamp)?) {
        var openings = Buckets(numbers: names, count: count) { place in
            item(place).map { ($0.host, Opening(session: $0.session, ticks: $0.time.ticks, place: UInt32(place))) }
        }
        openings.sortEach { ($0.session, $0.place) < ($1.session, $1.place) }
        self.openings = openings
    }

    /// The place of the latest session of that number on a computer that was open when `time` came.
    func latest(_ number: Int64, on host: UInt32, at time: Timestamp) -> Int? {
        // The record of a logon may be written a moment after that of its first process.
        let until = time.advanced(bySeconds: MovementWindow.sameAction).ticks
        let range = openings.range(of: host)
        let next = range.firstPlace { place in
            let opening = openings.values[place]
            return opening.session > number || opening.session == number && opening.ticks > until
        }
        guard next > range.lowerBound, openings.values[next - 1].session == number else { return nil }
        return Int(openings.values[next - 1].place)
    }
}
