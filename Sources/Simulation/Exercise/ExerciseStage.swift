import Vocabulary

/// A company of any size at work: the logs of its hosts and of its network sensor as they are written.
struct ExerciseStage {
    let site: ExerciseSite
    let start: Timestamp
    var random: SeededRandom
    /// By computer; those of Linux hosts stay empty.
    var windows: [HostLog]
    /// By computer; those of Windows hosts stay empty.
    var linux: [LinuxLog]
    var network = FlowLog()

    init(_ plan: ExercisePlan, start: Timestamp) {
        let site = ExerciseSite(plan)
        self.site = site
        self.start = start
        random = SeededRandom(seed: plan.seed, stream: "exercise life")
        windows = site.computers.map {
            HostLog(host: $0.host, domain: site.domain, seed: plan.seed, start: start)
        }
        linux = site.computers.map { LinuxLog(host: $0.host) }
    }

    func host(_ place: Int) -> Host { site.computers[place].host }
    func isWindows(_ place: Int) -> Bool { site.computers[place].role.isWindows }

    /// All that is written from now on belongs to this step of the story; nil for ordinary life.
    mutating func mark(_ step: String?) {
        for place in windows.indices {
            windows[place].step = step
            linux[place].step = step
        }
        network.step = step
    }

    /// A moment of a day, any part of a second.
    mutating func moment(day: Int, hours: ClosedRange<Int>) -> Timestamp {
        let hour = random.number(hours)
        return start.advanced(
            byMilliseconds: (day * 24 + hour) * 3_600_000 + random.milliseconds(0...3_599), ticks: 0)
    }
}

/// Where somebody acts from: a place in the company and a program there, or an address outside of it.
struct Seat {
    /// Nil for an address that is no computer of the company.
    var place: Int?
    var address: String
    var name: String
    /// Nil where nothing is logged of programs.
    var process: Process?
    /// Whether the account was typed in by somebody who is logged on as somebody else.
    var isExplicit = false
    /// Whether the account is proved by NTLM: an old client, an address for a name, or a stolen hash.
    var provesByHash = false
}

extension ExerciseStage {
    func seat(_ place: Int, _ process: Process?, isExplicit: Bool = false) -> Seat {
        Seat(
            place: place, address: host(place).address, name: host(place).fullName, process: process,
            isExplicit: isExplicit)
    }

    /// Opens a connection, as both ends and the sensor see it.
    mutating func connect(
        _ seat: Seat, to target: Int, on port: UInt16, by listener: Process? = nil, at time: Timestamp
    ) -> Origin {
        let origin = Origin(address: seat.address, port: windows[target].freshPort())
        if let place = seat.place, isWindows(place) {
            // Files are fetched by the kernel, whoever asks.
            let client = port == 445 ? windows[place].kernel : seat.process ?? windows[place].kernel
            windows[place].connect(
                client, from: origin.port, to: host(target).address, name: host(target).fullName, port: port, at: time)
        }
        network.note(
            origin, to: host(target).address, port: port, at: time.advanced(byMilliseconds: 1), random: &random)
        if isWindows(target) {
            windows[target].accept(
                origin, name: seat.name, on: port, by: listener ?? windows[target].kernel,
                at: time.advanced(byMilliseconds: 3))
        }
        return origin
    }

    /// Logs on to a Windows host over the network: connection, ticket, logon.
    mutating func logOn(
        _ account: Account, from seat: Seat, to target: Int, on port: UInt16, service: String = "cifs",
        by listener: Process? = nil, privileged: Bool = false, at time: Timestamp
    ) -> (session: Session, origin: Origin) {
        let client = seat.provesByHash ? seat.place.map { host($0).name } : nil
        if seat.isExplicit, let place = seat.place, let process = seat.process, isWindows(place) {
            windows[place].useCredentials(
                of: account, towards: host(target), service: service, by: process, at: time)
        }
        let controller = controller(for: target)
        if client != nil {
            windows[controller].validate(
                account, at: host(seat.place ?? target), time: time.advanced(byMilliseconds: 90))
        } else if controller != target {
            let asking = Origin(address: seat.address, port: windows[controller].freshPort())
            windows[controller].grantServiceTicket(
                to: account, for: host(target), from: asking, at: time.advanced(byMilliseconds: 40))
        }
        let origin = connect(seat, to: target, on: port, by: listener, at: time.advanced(byMilliseconds: 60))
        let session = windows[target].logOn(
            account, .network, from: origin, client: client, privileged: privileged,
            at: time.advanced(byMilliseconds: 95))
        return (session, origin)
    }

    private func controller(for target: Int) -> Int { site.controllers[target % site.controllers.count] }
}
