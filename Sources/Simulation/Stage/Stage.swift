import Vocabulary

/// A company at work: its world, and the hosts whose logs are being written.
struct Stage {
    let world: World
    let start: Timestamp
    var random: SeededRandom
    var workstation: HostLog
    var fileServer: HostLog
    var controller: HostLog

    init(world: World, seed: UInt64, start: Timestamp) {
        self.world = world
        self.start = start
        random = SeededRandom(seed: seed, stream: "stage")
        func log(_ host: Host) -> HostLog { HostLog(host: host, domain: world.domain, seed: seed, start: start) }
        workstation = log(world.workstation)
        fileServer = log(world.fileServer)
        controller = log(world.controller)
    }

    /// A moment by its distance from the start.
    func moment(hours: Int, minutes: Int = 0, milliseconds: Int = 0) -> Timestamp {
        start.advanced(byMilliseconds: (hours * 60 + minutes) * 60_000 + milliseconds)
    }

    /// Logs an account on to another host over the network, as the domain controller and the target see it.
    ///
    /// - Parameters:
    ///   - origin: The host it comes from; it writes nothing here.
    ///   - port: The port of the target that is used; 445 for files.
    ///   - listener: The target's process that accepts the connection; its kernel where nil.
    mutating func logOn(
        _ account: Account, from origin: Host, to target: WritableKeyPath<Stage, HostLog>, on port: UInt16,
        by listener: Process? = nil, privileged: Bool = false, at time: Timestamp
    ) -> (session: Session, origin: Origin) {
        let host = self[keyPath: target].host
        let source = Origin(address: origin.address, port: self[keyPath: target].freshPort())
        let asking = Origin(address: origin.address, port: controller.freshPort())
        controller.grantServiceTicket(to: account, for: host, from: asking, at: time)
        let process = listener ?? self[keyPath: target].kernel
        self[keyPath: target].accept(
            source, name: origin.fullName, on: port, by: process, at: time.advanced(byMilliseconds: 14))
        let session = self[keyPath: target].logOn(
            account, .network, from: source, privileged: privileged, at: time.advanced(byMilliseconds: 31))
        return (session, source)
    }
}
