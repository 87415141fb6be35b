import Vocabulary

/// What goes on in a company without any intruder: the workday, file shares, machine accounts, maintenance.
///
/// It includes what is easily mistaken for an intrusion: administrators on remote desktops, a backup account that
/// reads everything at night, wrong passwords, security software that opens the credential store.
struct OrdinaryLife {
    var stage: Stage
    /// How long the logs run, in hours; the start is taken for six in the morning.
    private static let hours = 48
    /// When people work, in hours since the start of each day.
    private static let workday = 2..<11

    init(stage: Stage) {
        self.stage = stage
    }

    mutating func play() -> Desk {
        let desk = openDesk()
        for hour in 0..<Self.hours {
            let working = Self.workday.contains(hour % 24)
            machineAccounts(hour)
            stage.workstation.keepHouse(in: hour, from: stage.start, random: &stage.random)
            stage.fileServer.keepHouse(in: hour, from: stage.start, random: &stage.random)
            stage.controller.keepHouse(in: hour, from: stage.start, random: &stage.random)
            guard working else { continue }
            work(at: desk, hour)
            visitShares(hour)
        }
        for day in 0..<2 {
            remoteDesktop(to: \.fileServer, hours: day * 24 + 4)
            remoteDesktop(to: \.workstation, hours: day * 24 + 3)
            wrongPassword(hours: day * 24 + 2)
            unlock(hours: day * 24 + 7)
            backUp(hours: day * 24 + 16)
        }
        return desk
    }

    // MARK: People

    private mutating func openDesk() -> Desk {
        let time = moment(1, 50...58)
        let user = stage.world.user
        let asking = Origin(address: stage.world.workstation.address, port: stage.controller.freshPort())
        stage.controller.grantTicket(to: user, from: asking, at: time)
        let session = stage.workstation.logOn(user, .interactive, at: time.advanced(byMilliseconds: 80))
        func start(_ image: String, _ arguments: String, by parent: Process, seconds: Int) -> Process {
            stage.workstation.start(
                image, "\"\(image)\"\(arguments)", by: parent, session: session, integrity: .medium,
                in: "C:\\Users\\jmoreau\\", at: time.advanced(byMilliseconds: seconds * 1_000 + 310))
        }
        let initializer = stage.workstation.standing(
            "C:\\Windows\\System32\\userinit.exe", "C:\\Windows\\system32\\userinit.exe", session: session)
        let explorer = start("C:\\Windows\\explorer.exe", "", by: initializer, seconds: 4)
        let mail = start(
            "C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE", "", by: explorer, seconds: 95)
        let browser = start(Site.browser, " --profile-directory=Default", by: explorer, seconds: 160)
        return Desk(session: session, explorer: explorer, mail: mail, browser: browser)
    }

    /// The user comes back from lunch.
    private mutating func unlock(hours: Int) {
        _ = stage.workstation.logOn(stage.world.user, .unlock, at: moment(hours, 0...20))
    }

    private mutating func work(at desk: Desk, _ hour: Int) {
        for _ in 0..<stage.random.number(3...6) {
            let (image, arguments) = stage.random.pick(Site.programs)
            let time = moment(hour, 0...55)
            let process = stage.workstation.start(
                image, "\"\(image)\"\(arguments)", by: desk.explorer, in: "C:\\Users\\jmoreau\\", at: time)
            stage.workstation.end(process, at: time.advanced(bySeconds: Int64(stage.random.number(40...1_500))))
        }
        for _ in 0..<stage.random.number(4...8) {
            let site = stage.random.pick(Site.visited)
            let time = moment(hour, 0...59)
            stage.workstation.resolve(site.name, to: site.address, by: desk.browser, at: time)
            stage.workstation.connect(
                desk.browser, from: stage.workstation.freshPort(), to: site.address, name: site.name, port: 443,
                at: time.advanced(byMilliseconds: 40))
        }
        stage.workstation.setRegistry(
            "HKU\\\(desk.session.account.sid)\\SOFTWARE\\Microsoft\\Office\\16.0\\Excel\\File MRU\\Item 1",
            to: "[F00000000][T01DA6C8F]*H:\\Finance\\2026\\Budget.xlsx", by: desk.explorer, at: moment(hour, 0...59))
        let saved = "C:\\Users\\jmoreau\\Documents\\Plan_\(stage.random.number(100...999)).xlsx"
        stage.workstation.createFile(saved, by: desk.explorer, at: moment(hour, 0...59))
    }

    private mutating func visitShares(_ hour: Int) {
        let world = stage.world
        let visitors = Array(zip(world.colleagues + [world.user], world.neighbours + [world.workstation]))
        for _ in 0..<stage.random.number(2...4) {
            let (account, origin) = stage.random.pick(visitors)
            let time = moment(hour, 0...55)
            let (session, source) = stage.logOn(account, from: origin, to: \.fileServer, on: 445, at: time)
            if origin == world.workstation {
                stage.workstation.connect(
                    stage.workstation.kernel, from: source.port, to: world.fileServer.address,
                    name: world.fileServer.fullName, port: 445, at: time.advanced(byMilliseconds: 10))
            }
            let share = stage.random.pick(["Finance", "Projects", "Board"])
            let path = "\\??\\D:\\Shares\\\(share)"
            stage.fileServer.openShare(share, path: path, by: session, from: source, at: time.advanced(bySeconds: 1))
            for place in 0..<stage.random.number(1...4) {
                stage.fileServer.openShareFile(
                    "2026\\\(stage.random.pick(Site.documents))", of: share, path: path, write: place == 3,
                    by: session, from: source, at: time.advanced(bySeconds: Int64(2 + place * 20)))
            }
            stage.fileServer.logOff(session, at: time.advanced(bySeconds: Int64(stage.random.number(200...900))))
        }
    }

    // MARK: Administrators and services

    /// The help desk works on a host through a remote desktop, from the jump host.
    private mutating func remoteDesktop(to target: WritableKeyPath<Stage, HostLog>, hours: Int) {
        let time = moment(hours, 5...25)
        let helpdesk = stage.world.helpdesk
        let jump = stage.world.jumpHost
        let asking = Origin(address: jump.address, port: stage.controller.freshPort())
        stage.controller.grantTicket(to: helpdesk, from: asking, at: time.advanced(byMilliseconds: -300))
        stage.controller.grantServiceTicket(
            to: helpdesk, for: self.stage[keyPath: target].host, from: asking, at: time)
        var log = stage[keyPath: target]
        let explorer = log.openDesktop(for: helpdesk, from: jump, at: time)
        for (image, arguments) in Site.administration {
            log.start(
                image, "\"\(image)\"\(arguments)", by: explorer,
                at: time.advanced(bySeconds: Int64(stage.random.number(20...1_200))))
        }
        log.logOff(explorer.session, at: time.advanced(bySeconds: 1_500))
        stage[keyPath: target] = log
    }

    private mutating func wrongPassword(hours: Int) {
        for _ in 0..<stage.random.number(2...4) {
            let place = stage.random.number(0...stage.world.neighbours.count - 1)
            let origin = Origin(address: stage.world.neighbours[place].address, port: stage.controller.freshPort())
            stage.controller.refuseTicket(to: stage.world.colleagues[place], from: origin, at: moment(hours, 0...50))
        }
    }

    /// The backup runs on the file server at night, under its own account.
    private mutating func backUp(hours: Int) {
        let time = moment(hours, 0...5)
        let account = stage.world.backup
        let asking = Origin(address: stage.world.fileServer.address, port: stage.controller.freshPort())
        stage.controller.grantTicket(to: account, from: asking, at: time)
        let session = stage.fileServer.logOn(
            account, .batch, privileged: true, at: time.advanced(byMilliseconds: 90))
        let agent = stage.fileServer.start(
            "C:\\Program Files\\Northwall\\Backup\\bkagent.exe",
            "\"C:\\Program Files\\Northwall\\Backup\\bkagent.exe\" --job nightly", by: stage.fileServer.scheduler,
            session: session, integrity: .high, at: time.advanced(bySeconds: 2))
        for part in 0..<6 {
            stage.fileServer.connect(
                agent, from: stage.fileServer.freshPort(), to: "10.20.1.40", name: "BKP-01.corp.example", port: 9443,
                at: time.advanced(bySeconds: Int64(10 + part * 400)))
        }
        stage.fileServer.end(agent, at: time.advanced(bySeconds: 2_700))
        stage.fileServer.logOff(session, at: time.advanced(bySeconds: 2_702))
    }

    // MARK: Machines

    /// Each computer refreshes its policy from the domain controller and gets its tickets.
    private mutating func machineAccounts(_ hour: Int) {
        let world = stage.world
        for host in world.neighbours + [world.workstation, world.fileServer, world.jumpHost] {
            let time = moment(hour, 0...58)
            let account = Account.computer(host, in: world.domain)
            if hour % 10 == 0 {
                let asking = Origin(address: host.address, port: stage.controller.freshPort())
                stage.controller.grantTicket(to: account, from: asking, at: time.advanced(byMilliseconds: -700))
            }
            let (session, _) = stage.logOn(account, from: host, to: \.controller, on: 389, at: time)
            stage.controller.logOff(session, at: time.advanced(bySeconds: Int64(stage.random.number(5...120))))
        }
        if hour % 3 == 0 {
            stage.controller.validate(
                stage.random.pick(world.colleagues), at: world.fileServer, time: moment(hour, 0...59))
        }
    }

    private mutating func moment(_ hours: Int, _ minutes: ClosedRange<Int>) -> Timestamp {
        stage.moment(
            hours: hours, minutes: stage.random.number(minutes), milliseconds: stage.random.number(0...59_999))
    }
}
