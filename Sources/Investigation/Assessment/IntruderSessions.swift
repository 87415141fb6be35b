import Vocabulary

/// The sessions in which an intruder worked: those that a movement opened, and those in which something grave ran.
struct IntruderSessions {
    private struct Key: Hashable {
        let host: String
        let session: Int64
    }

    private let facts: CaseFacts
    private var starts: [Key: Timestamp] = [:]

    /// Sessions of the system itself (0x3e4, 0x3e5, 0x3e7) are everybody's.
    static let firstOwn: Int64 = 1_000
    /// How sure a movement must be for its session to be the intruder's.
    private static let sure = SystemScoring.probable

    init(_ facts: CaseFacts, movements: [MovementFinder.Found]) {
        self.facts = facts
        var arrivals: [String: TimeLine<AccountName?>] = [:]
        for movement in movements.map(\.movement) where movement.confidence >= Self.sure {
            arrivals[movement.to, default: TimeLine()]
                .append(movement.account.flatMap { AccountName(user: $0) }, at: movement.time)
        }
        let reached = facts.evidence.entities.marking(arrivals.keys)
        for logon in facts.evidence.logons.seen(on: reached) where logon.session >= Self.firstOwn {
            let host = facts.name(of: logon.host)
            let isArrival = arrivals[host]?.around(logon.time, within: MovementWindow.twoComputers)
                .contains { $0?.agrees(with: logon.act.account) ?? false }
            if isArrival ?? false { add(host, logon.session, logon.time) }
        }
        for finding in facts.findings where finding.isGrave {
            for process in finding.sighting.evidence.compactMap({ facts.processes[$0] })
            where process.session >= Self.firstOwn {
                add(finding.host, process.session, process.time)
            }
        }
    }

    /// For each number of a name whether there are any on that computer.
    var computers: [Bool] { facts.evidence.entities.marking(Set(starts.keys.map(\.host))) }

    /// Whether what was observed was done in one of them, within a day of its beginning: numbers return after a restart.
    func hold<Act>(_ seen: Observation<Act>) -> Bool {
        guard let start = starts[Key(host: facts.name(of: seen.host), session: seen.session)] else { return false }
        let seconds = seen.time.seconds(since: start)
        return seconds >= -Double(MovementWindow.twoComputers) && seconds <= Double(MovementWindow.findingBefore)
    }

    private mutating func add(_ host: String, _ session: Int64, _ time: Timestamp) {
        let key = Key(host: host, session: session)
        starts[key] = min(starts[key] ?? time, time)
    }
}
