import Vocabulary

/// What the logs of all computers say about who reached whom, ready to be asked for the time of an action.
struct NetworkTraces {
    private let evidence: NumberedEvidence
    /// Logons, connections and tickets between two parties, in order of time.
    let all: [Edge]
    /// Places in ``all``.
    private let byTarget: TimeLines
    /// By the places of logons, and of those of computers in their own name.
    private let sessions: SessionTable
    private let computerSessions: SessionTable
    /// Which computers came to another one in their own name.
    private let computersByTarget: TimeLines

    init(_ evidence: NumberedEvidence) {
        self.evidence = evidence
        var all: [Edge] = []
        all.reserveCapacity(
            evidence.logons.places.count + evidence.flows.places.count + evidence.outgoingLogons.places.count
                + evidence.tickets.places.count)
        Self.addLogons(evidence.logons, to: &all)
        Self.addFlows(evidence.flows, to: &all)
        Self.addOutgoing(evidence.outgoingLogons, to: &all)
        Self.addTickets(evidence, to: &all)
        // Each part is in order, which makes this a merge.
        all.sort(by: Edge.inOrder)
        self.all = all
        let names = evidence.entities.names.count
        byTarget = TimeLines(numbers: names, count: all.count) { (all[$0].target, all[$0].time) }
        let logons = evidence.logons
        sessions = SessionTable(names: names, count: logons.places.count) { place in
            let entry = logons.entries[place]
            return entry.session == 0 ? nil : (logons.hosts[place], entry.session, entry.time)
        }
        let computers = evidence.computerLogons
        // On domain controllers every computer does that all day.
        let visits = computers.places.map { place in
            !evidence.controllers[Int(computers.hosts[place])]
                && computers.peers[place] != .host(computers.hosts[place])
        }
        computersByTarget = TimeLines(numbers: names, count: computers.places.count) { place in
            visits[place] ? (computers.hosts[place], computers.time(place)) : nil
        }
        computerSessions = SessionTable(names: names, count: computers.places.count) { place in
            visits[place] ? (computers.hosts[place], computers.entries[place].session, computers.time(place)) : nil
        }
    }

    /// Everything between any other party and `target` around a moment.
    func reaching(
        _ target: UInt32, around time: Timestamp, within seconds: Int64
    ) -> LazyMapSequence<ArraySlice<TimeLines.Moment>, Edge> {
        let all = all
        return byTarget.around(time, of: target, within: seconds).lazy.map { all[Int($0.place)] }
    }

    /// The latest session of that number on a computer that was open when `time` came, by its place among the logons:
    /// numbers return after a restart.
    func session(_ number: Int64, on host: UInt32, at time: Timestamp) -> Int? {
        sessions.latest(number, on: host, at: time)
    }

    /// The computer whose session it is, where one is open in a computer's own name.
    func computer(of session: Int64, on host: UInt32, at time: Timestamp) -> Party? {
        computerSessions.latest(session, on: host, at: time).map { evidence.computerLogons.peers[$0] }
    }

    /// The only computer that came to another one in its own name within seconds.
    func onlyComputer(reaching target: UInt32, around time: Timestamp) -> Party? {
        let near = computersByTarget.around(time, of: target, within: MovementWindow.coincidence)
        guard let first = near.first.map({ evidence.computerLogons.peers[Int($0.place)] }) else { return nil }
        return near.allSatisfy { evidence.computerLogons.peers[Int($0.place)] == first } ? first : nil
    }

    // MARK: Traces by source of evidence

    private static func addLogons(_ logons: Numbered<Logon>, to all: inout [Edge]) {
        for place in logons.places {
            let method: MovementMethod
            switch Logon.type(of: logons.entries[place].act) {
            case Logon.network: method = .explicitCredentials
            case Logon.remoteDesktop: method = .remoteDesktop
            case Logon.secureShell: method = .secureShell
            default: continue
            }
            guard logons.peers[place] != .unknown else { continue }
            add(
                Edge(
                    time: logons.time(place), record: logons.record(place), source: logons.peers[place],
                    target: logons.hosts[place], account: logons.accounts[place], method: method, kind: .targetLogon,
                    weight: MovementWeight.logon), to: &all)
        }
    }

    private static func addFlows(_ flows: Numbered<Flow>, to all: inout [Edge]) {
        // A sensor names its computers by address.
        var isSensed: [UInt32: Bool] = [:]
        for place in flows.places {
            let (own, peer) = (flows.hosts[place], flows.peers[place])
            let outbound = Flow.isOutbound(flows.entries[place].act)
            guard !outbound || peer != .unknown else { continue }
            let account = outbound ? flows.accounts[place] : EntityTable.nobody
            // The system's own connections are background noise as evidence, but they do say where something came from.
            let weight =
                !outbound
                ? MovementWeight.targetFlow : account == EntityTable.nobody ? 0 : MovementWeight.sourceFlow
            let writer = flows.entries[place].host
            let sensed = isSensed[writer] ?? (NetworkAddress(flows.seen.texts[Int(writer)]) != nil)
            isSensed[writer] = sensed
            add(
                Edge(
                    time: flows.time(place), record: flows.record(place), source: outbound ? .host(own) : peer,
                    target: outbound ? peer.name : own, account: account, method: .explicitCredentials,
                    kind: sensed ? .sensor : outbound ? .sourceFlow : .targetFlow,
                    port: UInt16(clamping: Flow.port(of: flows.entries[place].act)), weight: weight), to: &all)
        }
    }

    private static func addOutgoing(_ logons: Numbered<OutgoingLogon>, to all: inout [Edge]) {
        for place in logons.places {
            if let edge = outgoing(logons, place) { add(edge, to: &all) }
        }
    }

    /// A logon to another computer, as its source tells it; nil where nothing says to which.
    static func outgoing(_ logons: Numbered<OutgoingLogon>, _ place: Int) -> Edge? {
        guard logons.peers[place] != .unknown else { return nil }
        let (method, kind, weight): (MovementMethod, EvidenceClass, Double) =
            switch OutgoingLogon.Kind(rawValue: logons.entries[place].act.detail) ?? .explicitCredentials {
            case .remoting: (.remoting, .sourceFlow, MovementWeight.remotingClient)
            case .remoteDesktop: (.remoteDesktop, .sourceFlow, MovementWeight.desktopClient)
            case .explicitCredentials: (.explicitCredentials, .sourceCredentials, MovementWeight.explicitCredentials)
            }
        return Edge(
            time: logons.time(place), record: logons.record(place), source: .host(logons.hosts[place]),
            target: logons.peers[place].name, account: logons.accounts[place], method: method, kind: kind,
            weight: weight)
    }

    private static func addTickets(_ evidence: NumberedEvidence, to all: inout [Edge]) {
        let tickets = evidence.tickets
        for place in tickets.places {
            guard let target = evidence.ticketTargets[place], tickets.peers[place] != .unknown else { continue }
            add(
                Edge(
                    time: tickets.time(place), record: tickets.record(place), source: tickets.peers[place],
                    target: target, account: tickets.accounts[place], method: .explicitCredentials, kind: .ticket,
                    weight: MovementWeight.ticket), to: &all)
        }
    }

    private static func add(_ edge: Edge, to all: inout [Edge]) {
        if !edge.leadsToItself { all.append(edge) }
    }
}
