import Vocabulary

/// Finds what was done on a computer from another one: the observations that begin a movement.
struct ActionFinder {
    private let evidence: NumberedEvidence
    private let traces: NetworkTraces
    private let resolver: SourceResolver

    /// What the name of a program says of how it was started.
    private enum Role {
        case remotingHost, secureShellHost, serviceHelper, managementHost, serviceHost, other

        init(_ image: String) {
            self =
                switch ImagePath.base(image) {
                // Programs in which commands from another computer run, and nothing else does.
                case "wsmprovhost.exe", "winrshost.exe": .remotingHost
                case "sshd.exe", "sshd-session.exe": .secureShellHost
                case "psexesvc.exe": .serviceHelper
                case "wmiprvse.exe": .managementHost
                case "svchost.exe": .serviceHost
                default: .other
                }
        }
    }

    init(_ evidence: NumberedEvidence, _ traces: NetworkTraces) {
        self.evidence = evidence
        self.traces = traces
        resolver = SourceResolver(traces: traces, entities: evidence.entities)
    }

    /// The observations that movements are built around, in order of time.
    func actions() -> [Edge] {
        var all: [Edge] = []
        func add(_ edge: Edge?) {
            if let edge, !edge.leadsToItself { all.append(edge) }
        }
        let roles = evidence.processes.seen.texts.map { Role($0) }
        for place in evidence.processes.places { add(processAction(place, roles)) }
        for place in evidence.installations.places { add(installationAction(place)) }
        for place in evidence.shareUses.places { add(shareAction(place)) }
        for place in evidence.desktops.places { add(desktopAction(place)) }
        for place in evidence.logons.places { add(desktopLogonAction(place)) }
        for place in evidence.outgoingLogons.places { add(NetworkTraces.outgoing(evidence.outgoingLogons, place)) }
        for place in evidence.flows.places { add(flowAction(place)) }
        for place in evidence.remoteActs.places { add(remoteAction(place)) }
        all.sort(by: Edge.inOrder)
        return all
    }

    // MARK: On the target

    private func processAction(_ place: Int, _ roles: [Role]) -> Edge? {
        let processes = evidence.processes
        let entry = processes.entries[place]
        let target = processes.hosts[place]
        let image = roles[Int(entry.act.texts[2])]
        let parent = roles[Int(entry.act.texts[4])]
        func action(_ method: MovementMethod, _ weight: Double, by account: UInt32, _ logon: Int?) -> Edge {
            self.action(processes.record(place), at: entry.time, on: target, account, method, weight, logon)
        }
        if image == .serviceHelper || parent == .serviceHelper {
            return action(.service, MovementWeight.remoteProcess, by: EntityTable.nobody, nil)
        }
        let account = processes.accounts[place]
        guard account != EntityTable.nobody else { return computerAction(place, image, parent) }
        let logon = traces.session(entry.session, on: target, at: entry.time)
        let isNetwork = logon.map(isNetwork) ?? false
        if image == .remotingHost || parent == .remotingHost {
            return action(.remoting, MovementWeight.remotingHost, by: account, logon)
        }
        if parent == .secureShellHost {
            return action(.secureShell, MovementWeight.remoteProcess, by: account, logon)
        }
        // Everything else also happens at the keyboard: only a session that came over the network tells them apart.
        // Without the Security log that cannot be seen, and a program that WMI starts for a user is taken as one.
        if parent == .managementHost, isNetwork || logon == nil {
            let weight = isNetwork ? MovementWeight.remoteProcess : MovementWeight.networkSessionProcess
            return action(.windowsManagement, weight, by: account, logon)
        }
        guard isNetwork else { return nil }
        if entry.act.detail == ProcessStart.Launcher.dcom.rawValue || parent == .serviceHost {
            return action(.dcom, MovementWeight.remoteProcess, by: account, logon)
        }
        return action(.networkSession, MovementWeight.networkSessionProcess, by: account, logon)
    }

    /// What runs in a session that another computer opened in its own name.
    private func computerAction(_ place: Int, _ image: Role, _ parent: Role) -> Edge? {
        let processes = evidence.processes
        let (target, time) = (processes.hosts[place], processes.time(place))
        guard let source = traces.computer(of: processes.entries[place].session, on: target, at: time) else {
            return nil
        }
        let isRemoting = image == .remotingHost || parent == .remotingHost
        return Edge(
            time: time, record: processes.record(place), source: source, target: target, account: EntityTable.nobody,
            method: isRemoting ? .remoting : parent == .managementHost ? .windowsManagement : .networkSession,
            kind: .targetExecution,
            weight: isRemoting ? MovementWeight.remotingHost : MovementWeight.networkSessionProcess)
    }

    private func installationAction(_ place: Int) -> Edge? {
        let made = evidence.installations
        let entry = made.entries[place]
        let (target, account) = (made.hosts[place], made.accounts[place])
        let kind = Installation.Kind(rawValue: entry.act.detail) ?? .service
        let method: MovementMethod =
            switch kind {
            case .service: .service
            case .task: .scheduledTask
            case .wmiSubscription: .windowsManagement
            case .program: .share
            }
        func edge(_ source: Party, _ account: UInt32, _ weight: Double) -> Edge {
            Edge(
                time: entry.time, record: made.record(place), source: source, target: target, account: account,
                method: method, kind: .targetExecution, weight: weight)
        }
        let maker = made.peers[place]
        if maker != .unknown { return edge(maker, EntityTable.nobody, MovementWeight.installation) }
        if entry.session != 0, let logon = traces.session(entry.session, on: target, at: entry.time) {
            guard isNetwork(logon) else { return nil }
            return action(
                made.record(place), at: entry.time, on: target, account, method, MovementWeight.installation, logon)
        }
        // Without a session only a logon over the network, just before, can have brought it.
        let isAnonymous = account == EntityTable.nobody
        let window = isAnonymous ? MovementWindow.coincidence : MovementWindow.sameAction
        let sources = Set(
            traces.reaching(target, around: entry.time, within: window).filter { trace in
                trace.kind == .targetLogon && (isAnonymous || evidence.entities.agree(account, trace.account))
            }.map(\.source))
        guard !isAnonymous || kind == .service || kind == .program else { return nil }
        // Where no person came, it may have been a computer in its own name.
        let computer = isAnonymous && sources.isEmpty ? traces.onlyComputer(reaching: target, around: entry.time) : nil
        guard let source = sources.count == 1 ? sources.first : computer else { return nil }
        return edge(source, account, isAnonymous ? MovementWeight.coincidentService : MovementWeight.installation)
    }

    private func shareAction(_ place: Int) -> Edge? {
        let uses = evidence.shareUses
        let (method, weight): (MovementMethod, Double) =
            switch ShareUse.Kind(rawValue: uses.entries[place].act.detail) ?? .write {
            case .write: (.share, MovementWeight.shareWrite)
            case .servicePipe: (.share, MovementWeight.controlPipe)
            case .taskPipe: (.scheduledTask, MovementWeight.controlPipe)
            case .registryPipe: (.share, MovementWeight.registryPipe)
            }
        let account = uses.accounts[place]
        return Edge(
            time: uses.time(place), record: uses.record(place), source: uses.peers[place], target: uses.hosts[place],
            account: account, method: method, kind: .share,
            // Management and clusters use shares in a computer's own name: alone that says little.
            weight: account == EntityTable.nobody ? min(weight, MovementWeight.registryPipe) : weight)
    }

    private func desktopAction(_ place: Int) -> Edge? { desktop(evidence.desktops, place, session: 0) }

    private func desktopLogonAction(_ place: Int) -> Edge? {
        let logons = evidence.logons
        let entry = logons.entries[place]
        let type = Logon.type(of: entry.act)
        guard type == Logon.secureShell || type == Logon.remoteDesktop,
            !logons.seen.texts[Int(entry.act.texts[2])].isEmpty
        else { return nil }
        if type == Logon.remoteDesktop { return desktop(logons, place, session: entry.session) }
        return Edge(
            time: entry.time, record: logons.record(place), source: logons.peers[place], target: logons.hosts[place],
            account: logons.accounts[place], method: .secureShell, kind: .targetLogon, weight: MovementWeight.desktop)
    }

    /// Of a logon or a session of a remote desktop, whose address is their third text.
    private func desktop<Act>(_ seen: Numbered<Act>, _ place: Int, session: Int64) -> Edge {
        let entry = seen.entries[place]
        let outside = NetworkAddress(seen.seen.texts[Int(entry.act.texts[2])])?.isPublic ?? false
        let weight = noisyOr([MovementWeight.desktop] + (outside ? [MovementWeight.desktopFromOutside] : []))
        return Edge(
            time: entry.time, record: seen.record(place), source: seen.peers[place], target: seen.hosts[place],
            account: seen.accounts[place], method: .remoteDesktop, kind: .targetLogon, weight: weight,
            session: session)
    }

    // MARK: On the source, and between

    private func remoteAction(_ place: Int) -> Edge {
        let acts = evidence.remoteActs
        let source = acts.peers[place]
        let (method, weight): (MovementMethod, Double) =
            switch RemoteAct.Kind(rawValue: acts.entries[place].act.detail) ?? .registry {
            case .service: (.service, MovementWeight.installation)
            case .task: (.scheduledTask, MovementWeight.installation)
            case .management: (.windowsManagement, MovementWeight.managementCall)
            case .registry: (.share, MovementWeight.registryPipe)
            case .write: (.share, MovementWeight.shareWrite)
            case .program: (.share, MovementWeight.shareProgram)
            case .desktop:
                (
                    .remoteDesktop,
                    noisyOr(
                        [MovementWeight.desktopSeen]
                            + (evidence.entities.isOutside(source) ? [MovementWeight.desktopFromOutside] : []))
                )
            case .desktopRequest: (.remoteDesktop, MovementWeight.desktopRequest)
            case .shell: (.secureShell, MovementWeight.desktop)
            }
        return Edge(
            time: acts.time(place), record: acts.record(place), source: source, target: acts.hosts[place],
            account: acts.accounts[place], method: method, kind: .sensor, weight: weight)
    }

    private func flowAction(_ place: Int) -> Edge? {
        let flows = evidence.flows
        let entry = flows.entries[place]
        let (own, peer, account) = (flows.hosts[place], flows.peers[place], flows.accounts[place])
        let port = Flow.port(of: entry.act)
        if Flow.isOutbound(entry.act) {
            // Event forwarding uses WinRM, too, but as the network service.
            guard account != EntityTable.nobody, peer != .unknown, MovementMethod.remoting.ports.contains(port) else {
                return nil
            }
            return Edge(
                time: entry.time, record: flows.record(place), source: .host(own), target: peer.name,
                account: account, method: .remoting, kind: .sourceFlow, weight: MovementWeight.remotingClient)
        }
        // A user's program, or the service manager, that answers calls: RPC, if the caller asked the mapper for it.
        let isServiceManager = flows.seen.texts[Int(entry.act.texts[3])] == "services.exe"
        guard account != EntityTable.nobody || isServiceManager, !AdministrationPorts.fixed.contains(port) else {
            return nil
        }
        let asked = traces.reaching(own, around: entry.time, within: MovementWindow.twoComputers)
            .contains { $0.port == 135 && $0.source == peer }
        guard asked else { return nil }
        return Edge(
            time: entry.time, record: flows.record(place), source: peer, target: own, account: EntityTable.nobody,
            method: isServiceManager ? .share : .dcom, kind: .targetFlow,
            weight: isServiceManager ? MovementWeight.serviceControlServes : MovementWeight.userProcessServes)
    }

    private func isNetwork(_ logon: Int) -> Bool { Logon.type(of: evidence.logons.entries[logon].act) == Logon.network }

    private func action(
        _ record: RecordNumber, at time: Timestamp, on target: UInt32, _ account: UInt32, _ method: MovementMethod,
        _ weight: Double, _ logon: Int?
    ) -> Edge {
        var source = logon.map { evidence.logons.peers[$0] } ?? .unknown
        if source == .unknown { source = resolver.source(of: account, on: target, at: time, by: method) }
        if source == .unknown, account == EntityTable.nobody {
            source = traces.onlyComputer(reaching: target, around: time) ?? .unknown
        }
        return Edge(
            time: time, record: record, source: source, target: target, account: account, method: method,
            kind: .targetExecution, weight: weight)
    }
}
