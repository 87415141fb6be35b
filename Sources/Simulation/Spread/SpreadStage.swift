import Vocabulary

/// The port company at work: its world, and the logs of its hosts as they are written.
struct SpreadStage {
    let world: SpreadWorld
    let start: Timestamp
    var random: SeededRandom
    /// In the order of ``SpreadPlace``.
    private var logs: [HostLog]

    init(seed: UInt64, start: Timestamp) {
        let world = SpreadWorld(seed: seed)
        self.world = world
        self.start = start
        random = SeededRandom(seed: seed, stream: "spread stage")
        logs = SpreadPlace.allCases.map {
            HostLog(host: world.host($0), domain: world.domain, seed: seed, start: start)
        }
    }

    subscript(place: SpreadPlace) -> HostLog {
        get { logs[place.rawValue] }
        set { logs[place.rawValue] = newValue }
    }

    mutating func mark(_ step: String?) {
        for place in SpreadPlace.allCases { self[place].step = step }
    }

    /// Logs an account on to a host over the network, as that host sees it.
    ///
    /// - Parameter listener: The host's process that accepts the connection; its kernel where nil.
    mutating func logOn(
        _ account: Account, from client: Host, to place: SpreadPlace, on port: UInt16, by listener: Process? = nil,
        privileged: Bool = false, at time: Timestamp
    ) -> (session: Session, origin: Origin) {
        let origin = Origin(address: client.address, port: self[place].freshPort())
        let process = listener ?? self[place].kernel
        self[place].accept(
            origin, name: client.fullName, on: port, by: process, at: time.advanced(byMilliseconds: 14))
        let session = self[place].logOn(
            account, .network, from: origin, privileged: privileged, at: time.advanced(byMilliseconds: 31))
        return (session, origin)
    }
}
