import Vocabulary

/// The ways from host to host: the same acts as those of administrators, by other hands.
extension ExerciseIntrusion {
    private enum Way: CaseIterable {
        case service, management, remoting, desktop, task, hash, secureShell

        var name: String {
            switch self {
            case .service, .hash: "service"
            case .management: "WMI"
            case .remoting: "WinRM"
            case .desktop: "RDP"
            case .task: "scheduled task"
            case .secureShell: "SSH"
            }
        }

        var techniques: [String] {
            switch self {
            case .service: ["T1021.002", "T1569.002"]
            case .hash: ["T1021.002", "T1569.002", "T1550.002"]
            case .management: ["T1047"]
            case .remoting: ["T1021.006"]
            case .desktop: ["T1021.001"]
            case .task: ["T1053.005"]
            case .secureShell: ["T1021.004"]
            }
        }
    }

    /// Goes on to a host that is not held yet; nil where none is left.
    mutating func move() -> Foothold? {
        let held = Set(footholds.map(\.place))
        let site = stage.site
        guard let last = footholds.last else { return nil }
        let source = random.chance(60) ? last : random.pick(footholds)
        let free = site.computers.indices.filter { !held.contains($0) && site.computers[$0].role != .scanner }
        guard !free.isEmpty else { return nil }
        let wanted: [Int] =
            switch random.number(0...99) {
            case ..<50: site.servers + [site.backupServer, site.jump]
            case ..<65 where footholds.count > 2: site.controllers
            case ..<75: site.linux
            default: site.workstations
            }
        let target = random.pick(
            wanted.filter { free.contains($0) } + (wanted.contains { free.contains($0) } ? [] : free))
        return move(from: source, to: target)
    }

    private mutating func move(from source: Foothold, to target: Int) -> Foothold {
        let account = random.pick(stolen.filter { !$0.name.hasPrefix("IIS") } + [stage.site.administrators[0].account])
        let ways: [Way] =
            stage.isWindows(target)
            ? (source.process == nil
                ? [.service, .task, .hash] : [.service, .management, .remoting, .desktop, .task, .hash])
            : [.secureShell]
        let way = random.pick(ways)
        let (from, to) = (stage.host(source.place), stage.host(target))
        let step = "move from \(from.name) to \(to.name)"
        begin(step, way.techniques + ["T1078.002"])
        let isOwn = source.process?.session.account == account
        var seat = stage.seat(source.place, source.process, isExplicit: !isOwn && random.chance(70))
        if way == .hash { seat.provesByHash = true }
        let time = now
        let process = go(way, from: seat, to: target, as: account)
        truth.fell(to, from: from, by: way.name, at: time)
        truth.moved(
            from: from, to: to, as: account, by: way.name, technique: way.techniques[0], step: step, at: time)
        used(account)
        _ = after(5...30)
        guard let process, random.chance(50) else { return Foothold(place: target, process: process) }
        return Foothold(place: target, process: dropImplant(on: target, by: process))
    }

    private mutating func go(_ way: Way, from seat: Seat, to target: Int, as account: Account) -> Process? {
        switch way {
        case .service, .hash:
            let name = hasTools ? "PSEXESVC" : random.letters(6)
            return stage.runService(
                name, file: hasTools ? "PSEXESVC.exe" : name + ".exe", on: target, from: seat, as: account, at: now)
        case .management:
            return stage.callManagement(
                Tool.shell, "cmd.exe /c C:\\Windows\\Temp\\\(random.letters(4)).cmd", on: target, from: seat,
                as: account, at: now)
        case .remoting: return stage.openShell(on: target, from: seat, as: account, at: now)
        case .desktop:
            let explorer = stage.openDesktop(on: target, from: seat, as: account, minutes: 10...90, at: now)
            return stage.windows[target].start(Tool.shell, "\"\(Tool.shell)\"", by: explorer, at: after(30...90))
        case .task:
            return stage.planTask(
                random.letters(8), Tool.shell, "cmd.exe /c C:\\Windows\\Temp\\\(random.letters(4)).cmd", on: target,
                from: seat, as: account, at: now)
        case .secureShell:
            stage.openSecureShell(
                on: target, from: seat, as: account.name, key: random.chance(40) ? "k" + account.name : nil, at: now)
            return nil
        }
    }
}
