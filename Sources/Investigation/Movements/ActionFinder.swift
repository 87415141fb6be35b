import Vocabulary

/// Finds what was done on a computer from another one: the observations that begin a movement.
struct ActionFinder {
    /// An observation that a movement is built around.
    struct Action {
        let time: Timestamp
        let reference: EvidenceReference
        let clue: MovementClue
    }

    let facts: CaseFacts
    let traces: NetworkTraces
    private let resolver: SourceResolver

    // Programs in which commands from another computer run, and nothing else does.
    private static let remotingHosts: Set<String> = ["wsmprovhost.exe", "winrshost.exe"]
    private static let secureShellHosts: Set<String> = ["sshd.exe", "sshd-session.exe"]
    private static let serviceHelper = "psexesvc.exe"

    init(_ facts: CaseFacts) {
        self.facts = facts
        traces = NetworkTraces(facts)
        resolver = SourceResolver(traces: traces)
    }

    /// All actions, in order of time.
    func actions() -> [Action] {
        var all = facts.observed.processes.sorted.compactMap(processAction)
        all += facts.observed.installations.sorted.compactMap(installationAction)
        all += facts.observed.shareUses.sorted.compactMap(shareAction)
        all += facts.observed.desktops.sorted.compactMap(desktopAction)
        all += facts.observed.logons.sorted.compactMap(desktopLogonAction)
        all += facts.observed.outgoingLogons.sorted.compactMap(outgoingAction)
        all += facts.observed.flows.sorted.compactMap(flowAction)
        all += facts.observed.remoteActs.sorted.compactMap(remoteAction)
        // What a computer does to itself is no movement.
        return all.filter { $0.clue.source != .host($0.clue.target) }
            .sorted { ($0.time, $0.reference) < ($1.time, $1.reference) }
    }

    // MARK: On the target

    private func processAction(_ process: Observation<ProcessStart>) -> Action? {
        let target = facts.name(of: process.host)
        let image = ImagePath.base(process.act.image)
        let parent = ImagePath.base(process.act.parent)
        if image == Self.serviceHelper || parent == Self.serviceHelper {
            return action(process, on: target, nil, .service, MovementWeight.remoteProcess)
        }
        guard let account = process.act.account else { return computerAction(process, image, parent, on: target) }
        let logon = traces.session(process.session, on: target, at: process.time)
        let isNetwork = logon?.type == Logon.network
        if Self.remotingHosts.contains(image) || Self.remotingHosts.contains(parent) {
            return action(process, on: target, account, .remoting, MovementWeight.remotingHost, logon)
        }
        if Self.secureShellHosts.contains(parent) {
            return action(process, on: target, account, .secureShell, MovementWeight.remoteProcess, logon)
        }
        // Everything else also happens at the keyboard: only a session that came over the network tells them apart.
        // Without the Security log that cannot be seen, and a program that WMI starts for a user is taken as one.
        if parent == "wmiprvse.exe", isNetwork || logon == nil {
            let weight = isNetwork ? MovementWeight.remoteProcess : MovementWeight.networkSessionProcess
            return action(process, on: target, account, .windowsManagement, weight, logon)
        }
        guard isNetwork else { return nil }
        if process.act.launcher == .dcom || parent == "svchost.exe" {
            return action(process, on: target, account, .dcom, MovementWeight.remoteProcess, logon)
        }
        return action(process, on: target, account, .networkSession, MovementWeight.networkSessionProcess, logon)
    }

    /// What runs in a session that another computer opened in its own name.
    private func computerAction(
        _ process: Observation<ProcessStart>, _ image: String, _ parent: String, on target: String
    ) -> Action? {
        guard let source = traces.computer(of: process.session, on: target, at: process.time) else { return nil }
        let isRemoting = Self.remotingHosts.contains(image) || Self.remotingHosts.contains(parent)
        let method: MovementMethod =
            isRemoting ? .remoting : parent == "wmiprvse.exe" ? .windowsManagement : .networkSession
        let clue = MovementClue(
            source: source, target: target, account: nil, method: method, kind: .targetExecution,
            weight: isRemoting ? MovementWeight.remotingHost : MovementWeight.networkSessionProcess)
        return Action(time: process.time, reference: process.reference, clue: clue)
    }

    private func installationAction(_ made: Observation<Installation>) -> Action? {
        let target = facts.name(of: made.host)
        let method: MovementMethod =
            switch made.act.kind {
            case .service: .service
            case .task: .scheduledTask
            case .wmiSubscription: .windowsManagement
            case .program: .share
            }
        if !made.act.computer.isEmpty {
            let clue = MovementClue(
                source: .host(facts.name(of: made.act.computer)), target: target, account: nil, method: method,
                kind: .targetExecution, weight: MovementWeight.installation)
            return Action(time: made.time, reference: made.reference, clue: clue)
        }
        if made.session != 0, let logon = traces.session(made.session, on: target, at: made.time) {
            guard logon.type == Logon.network else { return nil }
            return action(made, on: target, made.act.account, method, MovementWeight.installation, logon)
        }
        // Without a session only a logon over the network, just before, can have brought it.
        let isAnonymous = made.act.account == nil
        let window = isAnonymous ? MovementWindow.coincidence : MovementWindow.sameAction
        let logons = traces.reaching(target, around: made.time, within: window).filter { trace in
            trace.clue.kind == .targetLogon
                && (isAnonymous || trace.clue.account.map { made.act.account?.agrees(with: $0) ?? false } ?? false)
        }
        let sources = Set(logons.map(\.clue.source))
        guard !isAnonymous || made.act.kind == .service || made.act.kind == .program else { return nil }
        // Where no person came, it may have been a computer in its own name.
        let computer = isAnonymous && sources.isEmpty ? traces.onlyComputer(reaching: target, around: made.time) : nil
        guard let source = sources.count == 1 ? sources.first : computer else { return nil }
        let clue = MovementClue(
            source: source, target: target, account: made.act.account, method: method, kind: .targetExecution,
            weight: isAnonymous ? MovementWeight.coincidentService : MovementWeight.installation)
        return Action(time: made.time, reference: made.reference, clue: clue)
    }

    private func shareAction(_ use: Observation<ShareUse>) -> Action? {
        let (method, weight): (MovementMethod, Double) =
            switch use.act.kind {
            case .write: (.share, MovementWeight.shareWrite)
            case .servicePipe: (.share, MovementWeight.controlPipe)
            case .taskPipe: (.scheduledTask, MovementWeight.controlPipe)
            case .registryPipe: (.share, MovementWeight.registryPipe)
            }
        let clue = MovementClue(
            source: facts.directory.party(at: use.act.address, around: use.time), target: facts.name(of: use.host),
            account: use.act.account, method: method, kind: .share,
            // Management and clusters use shares in a computer's own name: alone that says little.
            weight: use.act.account == nil ? min(weight, MovementWeight.registryPipe) : weight)
        return Action(time: use.time, reference: use.reference, clue: clue)
    }

    private func desktopAction(_ session: Observation<DesktopSession>) -> Action? {
        desktop(session, session.act.account, session.act.address, session: 0)
    }

    private func desktopLogonAction(_ logon: Observation<Logon>) -> Action? {
        guard !logon.act.address.isEmpty else { return nil }
        if logon.act.type == Logon.secureShell {
            let clue = MovementClue(
                source: facts.directory.party(at: logon.act.address, around: logon.time),
                target: facts.name(of: logon.host), account: logon.act.account, method: .secureShell,
                kind: .targetLogon, weight: MovementWeight.desktop)
            return Action(time: logon.time, reference: logon.reference, clue: clue)
        }
        guard logon.act.type == Logon.remoteDesktop else { return nil }
        return desktop(logon, logon.act.account, logon.act.address, session: logon.session)
    }

    private func desktop<Act>(
        _ seen: Observation<Act>, _ account: AccountName?, _ address: String, session: Int64
    ) -> Action {
        let outside = NetworkAddress(address)?.isPublic ?? false
        let weight = noisyOr([MovementWeight.desktop] + (outside ? [MovementWeight.desktopFromOutside] : []))
        let clue = MovementClue(
            source: facts.directory.party(at: address, around: seen.time), target: facts.name(of: seen.host),
            account: account, method: .remoteDesktop, kind: .targetLogon, weight: weight, session: session)
        return Action(time: seen.time, reference: seen.reference, clue: clue)
    }

    // MARK: On the source, and between

    private func outgoingAction(_ logon: Observation<OutgoingLogon>) -> Action? {
        guard let target = traces.server(logon.act.server, at: logon.time).hostOrAddress else { return nil }
        let clue = logon.act.clue(from: facts.name(of: logon.host), to: target)
        return Action(time: logon.time, reference: logon.reference, clue: clue)
    }

    private func remoteAction(_ seen: Observation<RemoteAct>) -> Action? {
        let source = traces.server(seen.act.source, at: seen.time)
        let (method, weight): (MovementMethod, Double) =
            switch seen.act.kind {
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
                        [MovementWeight.desktopSeen] + (source.isOutside ? [MovementWeight.desktopFromOutside] : []))
                )
            case .desktopRequest: (.remoteDesktop, MovementWeight.desktopRequest)
            case .shell: (.secureShell, MovementWeight.desktop)
            }
        let clue = MovementClue(
            source: source, target: facts.name(of: seen.host), account: seen.act.account, method: method,
            kind: .sensor, weight: weight)
        return Action(time: seen.time, reference: seen.reference, clue: clue)
    }

    private func flowAction(_ flow: Observation<Flow>) -> Action? {
        let own = facts.name(of: flow.host)
        let peer = facts.directory.party(at: flow.act.peer, around: flow.time)
        if flow.act.outbound {
            // Event forwarding uses WinRM, too, but as the network service.
            guard MovementMethod.remoting.ports.contains(flow.act.port), flow.act.account != nil,
                let target = peer.hostOrAddress
            else { return nil }
            let clue = MovementClue(
                source: .host(own), target: target, account: flow.act.account, method: .remoting, kind: .sourceFlow,
                weight: MovementWeight.remotingClient)
            return Action(time: flow.time, reference: flow.reference, clue: clue)
        }
        // A user's program, or the service manager, that answers calls: RPC, if the caller asked the mapper for it.
        let isServiceManager = flow.act.program == "services.exe"
        guard flow.act.account != nil || isServiceManager, !AdministrationPorts.fixed.contains(flow.act.port) else {
            return nil
        }
        let asked = traces.reaching(own, around: flow.time, within: MovementWindow.twoComputers)
            .contains { $0.port == 135 && $0.clue.source == peer }
        guard asked else { return nil }
        let clue = MovementClue(
            source: peer, target: own, account: nil, method: isServiceManager ? .share : .dcom, kind: .targetFlow,
            weight: isServiceManager ? MovementWeight.serviceControlServes : MovementWeight.userProcessServes)
        return Action(time: flow.time, reference: flow.reference, clue: clue)
    }

    private func action<Act>(
        _ seen: Observation<Act>, on target: String, _ account: AccountName?, _ method: MovementMethod,
        _ weight: Double, _ logon: Logon? = nil
    ) -> Action? {
        var source = logon.map { traces.source(of: $0, at: seen.time) } ?? .unknown
        if source == .unknown {
            source = resolver.source(of: account, on: target, at: seen.time, by: method)
        }
        if source == .unknown, account == nil {
            source = traces.onlyComputer(reaching: target, around: seen.time) ?? .unknown
        }
        let clue = MovementClue(
            source: source, target: target, account: account, method: method, kind: .targetExecution, weight: weight)
        return Action(time: seen.time, reference: seen.reference, clue: clue)
    }
}
