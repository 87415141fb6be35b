import Vocabulary

/// Infers from logons over SSH which computers stand behind addresses that nothing else tells of: logs of Linux do not
/// say which address their own computer has.
///
/// Who arrives on a computer, and soon after with the same key or under the same name on another one from an unknown
/// address of the company's, has most likely gone on from the first. An address is taken for a computer's where nearly
/// all logons from it follow such an arrival, it never leads to that computer itself, and no other address is known of it.
struct ShellOrigins {
    private struct Arrival {
        let time: Timestamp
        let host: String
    }

    private struct Pair: Hashable {
        let address: String
        let host: String
    }

    /// Who proved it with the same key goes on within a working day; who only has the same name, within the hour.
    private static let soon: [(prefix: String, seconds: Int64)] = [
        ("key ", MovementWindow.goingOn), ("user ", MovementWindow.sameStay),
    ]
    /// Arrivals that are remembered of a key or a name.
    private static let remembered = 16
    /// The share of an address's logons that must follow an arrival.
    private static let least = 2.0 / 3

    /// Computers by address.
    let hosts: [String: String]

    /// - Parameters:
    ///   - logons: All sessions, in order of time.
    ///   - isOpen: Whether an address is nobody's yet, around a moment.
    ///   - hasAddress: Whether an address is known of a computer.
    init(
        _ logons: some Sequence<Observation<Logon>>, name: (String) -> String, isOpen: (String, Timestamp) -> Bool,
        hasAddress: (String) -> Bool
    ) {
        var latest: [String: [Arrival]] = [:]
        var targets: Set<Pair> = []
        var counts: [String: Int] = [:]
        var votes: [Pair: Int] = [:]
        for logon in logons where logon.act.type == Logon.secureShell {
            let (target, address) = (name(logon.host), logon.act.address)
            if let from = NetworkAddress(address), !from.isPublic, isOpen(address, logon.time) {
                targets.insert(Pair(address: address, host: target))
                counts[address, default: 0] += 1
                for (prefix, seconds) in Self.soon {
                    let identity = prefix == "key " ? logon.act.key : logon.act.account.user
                    let first = logon.time.advanced(bySeconds: -seconds)
                    let before = latest[prefix + identity]?.last { $0.host != target && $0.time >= first }
                    guard !identity.isEmpty, let before else { continue }
                    votes[Pair(address: address, host: before.host), default: 0] += 1
                    break
                }
            }
            Self.note(Arrival(time: logon.time, host: target), of: logon.act, in: &latest)
        }
        hosts = Self.chosen(votes, counts) { pair in !targets.contains(pair) && !hasAddress(pair.host) }
    }

    private static func note(_ arrival: Arrival, of logon: Logon, in latest: inout [String: [Arrival]]) {
        for identity in ["user " + logon.account.user] + (logon.key.isEmpty ? [] : ["key " + logon.key]) {
            latest[identity, default: []].append(arrival)
            if latest[identity]?.count ?? 0 > remembered { latest[identity]?.removeFirst() }
        }
    }

    /// The best supported first; each computer gets one address.
    private static func chosen(
        _ votes: [Pair: Int], _ counts: [String: Int], where isPossible: (Pair) -> Bool
    ) -> [String: String] {
        var hosts: [String: String] = [:]
        var taken: Set<String> = []
        let ranked = votes.sorted {
            ($1.value, $0.key.address, $0.key.host) < ($0.value, $1.key.address, $1.key.host)
        }
        for (pair, count) in ranked where hosts[pair.address] == nil && !taken.contains(pair.host) {
            guard isPossible(pair), Double(count) >= least * Double(counts[pair.address] ?? 0) else { continue }
            hosts[pair.address] = pair.host
            taken.insert(pair.host)
        }
        return hosts
    }
}
