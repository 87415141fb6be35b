import Vocabulary

/// What the logs of all computers say about who reached whom, ready to be asked for the time of an action.
struct NetworkTraces {
    /// A logon, connection or ticket between two parties.
    struct Trace {
        let time: Timestamp
        let reference: EvidenceReference
        let clue: MovementClue
        /// Port of a connection, 0 for other traces.
        let port: Int
    }

    private struct SessionKey: Hashable {
        let host: String
        let session: Int64
    }

    private let directory: HostDirectory
    private var sessions: [SessionKey: TimeLine<Logon>] = [:]
    /// Everything, in order of time.
    private(set) var all: [Trace] = []
    /// Places in ``all``.
    private var tracesByTarget: [String: TimeLine<Int>] = [:]
    private var tracesByPair: [MovementPair: TimeLine<Int>] = [:]
    /// Which computers came to another one in their own name.
    private var computersByTarget: [String: TimeLine<Party>] = [:]
    private var computerSessions: [SessionKey: TimeLine<Party>] = [:]

    init(_ facts: CaseFacts) {
        directory = facts.directory
        all = logonTraces(facts)
        all += flowTraces(facts)
        all += outgoingTraces(facts)
        all += ticketTraces(facts)
        noteComputers(facts)
        all.removeAll { $0.clue.source == .host($0.clue.target) }
        all.sort { ($0.time, $0.reference) < ($1.time, $1.reference) }
        for (place, trace) in all.enumerated() {
            tracesByTarget[trace.clue.target, default: TimeLine()].append(place, at: trace.time)
            tracesByPair[trace.clue.pair, default: TimeLine()].append(place, at: trace.time)
        }
    }

    /// Everything between any other party and `target` around a moment.
    func reaching(_ target: String, around time: Timestamp, within seconds: Int64) -> [Trace] {
        tracesByTarget[target]?.around(time, within: seconds).map { all[$0] } ?? []
    }

    /// Everything between two parties around a span of time.
    func between(_ pair: MovementPair, from start: Timestamp, to end: Timestamp, within seconds: Int64) -> [Trace] {
        tracesByPair[pair]?.between(start, end, within: seconds).map { all[$0] } ?? []
    }

    /// The latest session of that number on a computer that was open when `time` came: numbers return after a restart.
    func session(_ number: Int64, on host: String, at time: Timestamp) -> Logon? {
        // The record of a logon may be written a moment after that of its first process.
        sessions[SessionKey(host: host, session: number)]?
            .latest(until: time.advanced(bySeconds: MovementWindow.sameAction))
    }

    /// Where a logon came from: its address, else the name the client gave.
    func source(of logon: Logon, at time: Timestamp) -> Party {
        if !logon.address.isEmpty { return directory.party(at: logon.address, around: time) }
        return HostName(logon.workstation).map { .host(directory.name(of: $0)) } ?? .unknown
    }

    /// The computer whose session it is, where one is open in a computer's own name.
    func computer(of session: Int64, on host: String, at time: Timestamp) -> Party? {
        computerSessions[SessionKey(host: host, session: session)]?
            .latest(until: time.advanced(bySeconds: MovementWindow.sameAction))
    }

    /// The only computer that came to another one in its own name within seconds.
    func onlyComputer(reaching target: String, around time: Timestamp) -> Party? {
        let near = Set(computersByTarget[target]?.around(time, within: MovementWindow.coincidence) ?? [])
        return near.count == 1 ? near.first : nil
    }

    // MARK: Traces by source of evidence

    // On domain controllers every computer does that all day.
    private mutating func noteComputers(_ facts: CaseFacts) {
        let controllers = Set(facts.observed.controllers.entries.keys.map(facts.name(of:)))
        for logon in facts.observed.computerLogons.sorted {
            let target = facts.name(of: logon.host)
            let source = Party.host(facts.name(of: logon.act.computer))
            guard !controllers.contains(target), source != .host(target) else { continue }
            computersByTarget[target, default: TimeLine()].append(source, at: logon.time)
            computerSessions[SessionKey(host: target, session: logon.session), default: TimeLine()]
                .append(source, at: logon.time)
        }
    }

    private mutating func logonTraces(_ facts: CaseFacts) -> [Trace] {
        var found: [Trace] = []
        for logon in facts.observed.logons.sorted {
            let target = facts.name(of: logon.host)
            if logon.session != 0 {
                sessions[SessionKey(host: target, session: logon.session), default: TimeLine()]
                    .append(logon.act, at: logon.time)
            }
            guard [Logon.network, Logon.remoteDesktop, Logon.secureShell].contains(logon.act.type) else { continue }
            let source = source(of: logon.act, at: logon.time)
            guard source != .unknown else { continue }
            let method: MovementMethod =
                switch logon.act.type {
                case Logon.remoteDesktop: .remoteDesktop
                case Logon.secureShell: .secureShell
                default: .explicitCredentials
                }
            let clue = MovementClue(
                source: source, target: target, account: logon.act.account,
                method: method, kind: .targetLogon,
                weight: MovementWeight.logon)
            found.append(Trace(time: logon.time, reference: logon.reference, clue: clue, port: 0))
        }
        return found
    }

    private func flowTraces(_ facts: CaseFacts) -> [Trace] {
        facts.observed.flows.sorted.compactMap { flow in
            let own = facts.name(of: flow.host)
            let peer = directory.party(at: flow.act.peer, around: flow.time)
            let source = flow.act.outbound ? .host(own) : peer
            guard let target = flow.act.outbound ? peer.hostOrAddress : own else { return nil }
            // The system's own connections are background noise as evidence, but they do say where something came from.
            let weight =
                !flow.act.outbound
                ? MovementWeight.targetFlow : flow.act.account == nil ? 0 : MovementWeight.sourceFlow
            // A sensor names its computers by address.
            let isSensed = NetworkAddress(flow.host) != nil
            let clue = MovementClue(
                source: source, target: target, account: flow.act.outbound ? flow.act.account : nil,
                method: .explicitCredentials,
                kind: isSensed ? .sensor : flow.act.outbound ? .sourceFlow : .targetFlow, weight: weight)
            return Trace(time: flow.time, reference: flow.reference, clue: clue, port: flow.act.port)
        }
    }

    private func outgoingTraces(_ facts: CaseFacts) -> [Trace] {
        facts.observed.outgoingLogons.sorted.compactMap { logon in
            guard let target = server(logon.act.server, at: logon.time).hostOrAddress else { return nil }
            let clue = logon.act.clue(from: facts.name(of: logon.host), to: target)
            return Trace(time: logon.time, reference: logon.reference, clue: clue, port: 0)
        }
    }

    private func ticketTraces(_ facts: CaseFacts) -> [Trace] {
        facts.observed.tickets.sorted.compactMap { ticket in
            guard ticket.act.service.hasSuffix("$"), let server = HostName(ticket.act.service),
                !ticket.act.address.isEmpty
            else { return nil }
            let clue = MovementClue(
                source: directory.party(at: ticket.act.address, around: ticket.time),
                target: directory.name(of: server),
                account: ticket.act.account,
                method: .explicitCredentials, kind: .ticket, weight: MovementWeight.ticket)
            return Trace(time: ticket.time, reference: ticket.reference, clue: clue, port: 0)
        }
    }

    /// The party a client names as its server, by name or address.
    func server(_ text: String, at time: Timestamp) -> Party {
        if let host = HostName(text) { return .host(directory.name(of: host)) }
        return directory.party(at: NetworkAddress.telling(text), around: time)
    }
}

extension Party {
    /// A name to keep traces under; nil for ``unknown``.
    var hostOrAddress: String? {
        switch self {
        case .host(let name), .address(let name): name
        case .unknown: nil
        }
    }
}

extension HostDirectory {
    /// The party behind an address around a moment.
    func party(at address: String, around time: Timestamp) -> Party {
        if address.isEmpty { return .unknown }
        return host(at: address, around: time).map { .host($0) } ?? .address(address)
    }
}

extension OutgoingLogon {
    /// What it says of a movement.
    func clue(from source: String, to target: String) -> MovementClue {
        let (method, kind, weight): (MovementMethod, EvidenceClass, Double) =
            switch self.kind {
            case .remoting: (.remoting, .sourceFlow, MovementWeight.remotingClient)
            case .remoteDesktop: (.remoteDesktop, .sourceFlow, MovementWeight.desktopClient)
            case .explicitCredentials: (.explicitCredentials, .sourceCredentials, MovementWeight.explicitCredentials)
            }
        return MovementClue(
            source: .host(source), target: target, account: account, method: method, kind: kind, weight: weight)
    }
}
