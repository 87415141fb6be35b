import Vocabulary

/// Connections that a network sensor saw, and of which a computer says that somebody logged on by them: so the computer's
/// own address is known, which its logs often do not say.
struct SeenConnections {
    private struct End: Hashable {
        let address: String
        let port: Int
    }

    /// The computer's name as it writes it itself, and its address.
    private(set) var uses: [(address: String, host: String, sightings: AddressSightings)] = []

    init(_ observed: ObservationCollector) {
        let seen = observed.flows.sorted.filter { $0.act.originPort != 0 && NetworkAddress($0.host) != nil }
        guard !seen.isEmpty else { return }
        var logons: [End: [(time: Timestamp, host: String)]] = [:]
        for logon in observed.logons.sorted where logon.act.port != 0 {
            logons[End(address: logon.act.address, port: logon.act.port), default: []].append((logon.time, logon.host))
        }
        for flow in seen {
            // The numbers of ports return: what is near in time is the same connection.
            let hosts = logons[End(address: flow.act.peer, port: flow.act.originPort)]?.suffix(TimeLine<Void>.most)
                .filter { abs($0.time.seconds(since: flow.time)) <= Double(MovementWindow.twoComputers) }.map(\.host)
            guard let hosts, let host = hosts.first, hosts.allSatisfy({ $0 == host }), host != flow.host else {
                continue
            }
            var sightings = AddressSightings()
            sightings.add(AddressWeight.ownSide, at: flow.time)
            uses.append((flow.host, host, sightings))
        }
    }
}
