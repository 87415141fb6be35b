import Vocabulary

/// What goes on in a company without any intruder, with much that is easily mistaken for one.
struct ExerciseLife {
    var stage: ExerciseStage
    let days: Int
    let falseAlarm: Int
    var site: ExerciseSite { stage.site }
    let agentScript: String

    init(_ plan: ExercisePlan, stage: ExerciseStage) {
        self.stage = stage
        days = plan.days
        falseAlarm = plan.difficulty.parameters.falseAlarm
        var random = SeededRandom(seed: plan.seed, stream: "exercise agent")
        agentScript =
            "$i = Get-CimInstance Win32_ComputerSystem; Set-Content C:\\ProgramData\\Agent\\\(random.letters(6)).json $i"
    }

    mutating func play() {
        for day in 0..<days {
            for place in site.workstations { workday(at: place, day) }
            for place in site.servers + site.controllers + [site.jump, site.management, site.backupServer] {
                keep(place, day)
                machineAccount(of: place, day)
            }
            for place in site.linux { keepLinux(place, day) }
            administer(day)
            help(day)
            deploy(day)
            scan(day)
            backUp(day)
            mistype(day)
            workFromHome(day)
            knock(day)
        }
        raiseFalseAlarms()
    }

    // MARK: People

    private mutating func workday(at place: Int, _ day: Int) {
        machineAccount(of: place, day)
        keep(place, day)
        // Some are away.
        guard stage.random.chance(85) else { return }
        let user = site.user(of: place)
        let time = stage.moment(day: day, hours: 0...2)
        let controller = site.controllers[place % site.controllers.count]
        let asking = Origin(address: stage.host(place).address, port: stage.windows[controller].freshPort())
        stage.windows[controller].grantTicket(to: user, from: asking, at: time)
        let session = stage.windows[place].logOn(user, .interactive, at: time.advanced(byMilliseconds: 80))
        let initializer = stage.windows[place].standing(
            Tool.system("userinit.exe"), Tool.system("userinit.exe"), session: session)
        let explorer = start("C:\\Windows\\explorer.exe", "", at: place, by: initializer, after: 2...9, of: time)
        let mail = start(
            "C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE", "", at: place, by: explorer,
            after: 20...300, of: time)
        if stage.random.chance(40) {
            let file = "C:\\Users\\\(user.name)\\Downloads\\\(stage.random.pick(Site.documents))"
            stage.windows[place].createFile(file, by: mail, at: stage.moment(day: day, hours: 3...9))
        }
        let browser = start(
            Site.browser, " --profile-directory=Default", at: place, by: explorer, after: 30...900, of: time)
        for _ in 0..<stage.random.number(1...4) {
            let page = stage.random.pick(Site.visited.filter { !$0.address.hasPrefix("10.") })
            let visit = stage.moment(day: day, hours: 3...10)
            stage.windows[place].resolve(page.name, to: page.address, by: browser, at: visit)
            stage.windows[place].connect(
                browser, from: stage.windows[place].freshPort(), to: page.address, name: page.name, port: 443,
                at: visit.advanced(byMilliseconds: 40))
        }
        for _ in 0..<stage.random.number(1...4) {
            let (image, arguments) = stage.random.pick(Site.programs)
            start(image, arguments, at: place, by: explorer, after: 9_000...36_000, of: time)
        }
        let own = [site.servers[place % site.servers.count], site.servers[(place / 3) % site.servers.count]]
        for _ in 0..<stage.random.number(1...3) {
            var seat = stage.seat(place, explorer)
            seat.provesByHash = stage.random.chance(15)
            stage.visitShare(
                on: stage.random.pick(own), from: seat, as: user,
                files: stage.random.number(1...3), at: stage.moment(day: day, hours: 3...10))
        }
    }

    @discardableResult
    mutating func start(
        _ image: String, _ arguments: String, at place: Int, by parent: Process, after seconds: ClosedRange<Int>,
        of time: Timestamp
    ) -> Process {
        stage.windows[place].start(
            image, "\"\(image)\"\(arguments)", by: parent,
            at: time.advanced(byMilliseconds: stage.random.milliseconds(seconds)))
    }

    /// Administrators go to servers through the jump host, each to the same few again and again.
    private mutating func administer(_ day: Int) {
        for (number, (account, desk)) in site.administrators.enumerated() where stage.random.chance(80) {
            let time = stage.moment(day: day, hours: 2...8)
            let client = desktopClient(at: desk, time)
            let desktop = stage.openDesktop(
                on: site.jump, from: stage.seat(desk, client, isExplicit: true), as: account, minutes: 60...200,
                at: time)
            var now = time
            for _ in 0..<stage.random.number(1...3) {
                now = now.advanced(byMilliseconds: stage.random.milliseconds(300...2_400))
                let own = site.servers.filter { $0 % 2 == number } + site.servers.prefix(1)
                // Now and then something is wrong on a host where nobody usually is.
                let target = stage.random.chance(12) ? stage.random.pick(site.workstations) : stage.random.pick(own)
                administer(target, as: account, from: desktop, at: now)
            }
            if let place = site.linux.first, stage.random.chance(60) {
                let key = "k" + account.name
                stage.openSecureShell(
                    on: stage.random.chance(80) ? place : stage.random.pick(site.linux),
                    from: stage.seat(site.jump, desktop), as: account.name, key: key,
                    at: now.advanced(byMilliseconds: stage.random.milliseconds(60...900)))
            }
        }
    }

    private mutating func administer(_ target: Int, as account: Account, from desktop: Process, at time: Timestamp) {
        switch stage.random.number(0...9) {
        case 0...4:
            let client = stage.windows[site.jump].start(
                Tool.system("mstsc.exe"), "mstsc.exe /v:\(stage.host(target).name)", by: desktop, at: time)
            let explorer = stage.openDesktop(
                on: target, from: stage.seat(site.jump, client), as: account, minutes: 5...60,
                at: time.advanced(byMilliseconds: stage.random.milliseconds(2...20)))
            for _ in 0..<stage.random.number(1...3) {
                let (image, arguments) = stage.random.pick(Site.administration)
                start(image, arguments, at: target, by: explorer, after: 20...1_200, of: time)
            }
        case 5...7:
            let client = stage.windows[site.jump].start(
                Tool.powerShell, "powershell.exe -NoLogo", by: desktop, at: time)
            let shell = stage.openShell(
                on: target, from: stage.seat(site.jump, client), as: account,
                at: time.advanced(byMilliseconds: stage.random.milliseconds(2...40)))
            for text in Site.inventory {
                let later = time.advanced(byMilliseconds: stage.random.milliseconds(50...600))
                stage.windows[target].runScript(text, in: shell, suspicious: false, at: later)
            }
        default:
            let program = stage.runService(
                "Setup Helper", file: "sethlp\(stage.random.number(10...99)).exe", on: target,
                from: stage.seat(site.jump, desktop), as: account, at: time)
            start(
                Tool.system("msiexec.exe"), " /i C:\\Windows\\Temp\\p.msi /qn", at: target, by: program, after: 2...30,
                of: time)
        }
    }

    private mutating func desktopClient(at desk: Int, _ time: Timestamp) -> Process {
        let explorer = stage.windows[desk].standing(
            "C:\\Windows\\explorer.exe", "C:\\Windows\\explorer.exe", session: desktopSession(at: desk, time))
        return stage.windows[desk].start(
            Tool.system("mstsc.exe"), "mstsc.exe", by: explorer,
            at: time.advanced(byMilliseconds: -stage.random.milliseconds(5...60)))
    }

    private func desktopSession(at desk: Int, _ time: Timestamp) -> Session {
        Session(
            account: site.user(of: desk), logonID: 0x51A_0000 + UInt64(desk), guid: .zero, type: .interactive,
            start: time, privileged: false)
    }

    /// The help desk takes over workstations, and runs a tool there as a service at times.
    private mutating func help(_ day: Int) {
        for _ in 0..<max(1, site.workstations.count / 15) where stage.random.chance(70) {
            let place = stage.random.pick(site.workstations.filter { $0 != site.helpdesk.desk })
            let time = stage.moment(day: day, hours: 2...9)
            let client = desktopClient(at: site.helpdesk.desk, time)
            let seat = stage.seat(site.helpdesk.desk, client, isExplicit: true)
            if stage.random.chance(65) {
                let explorer = stage.openDesktop(
                    on: place, from: seat, as: site.helpdesk.account, minutes: 5...40, at: time)
                let (image, arguments) = stage.random.pick(Site.administration)
                start(image, arguments, at: place, by: explorer, after: 20...600, of: time)
            } else {
                let program = stage.runService(
                    "PSEXESVC", file: "PSEXESVC.exe", on: place, from: seat, as: site.helpdesk.account, at: time)
                start(Tool.shell, " /c gpupdate /force", at: place, by: program, after: 2...30, of: time)
            }
        }
    }

    /// A password was changed, and a device still has the old one.
    private mutating func mistype(_ day: Int) {
        let place = stage.random.pick(site.workstations)
        let controller = site.controllers[place % site.controllers.count]
        for _ in 0..<stage.random.number(2...6) {
            let asking = Origin(address: stage.host(place).address, port: stage.windows[controller].freshPort())
            stage.windows[controller].refuseTicket(
                to: site.user(of: place), from: asking, at: stage.moment(day: day, hours: 1...9))
        }
    }

    /// Some come by the tunnel: addresses of its pool are a different person's each day.
    private mutating func workFromHome(_ day: Int) {
        let net = stage.host(0).address.split(separator: ".")[1]
        for place in stage.random.some(site.workstations, 12) {
            let time = stage.moment(day: day, hours: 1...9)
            let address = "10.\(net).250.\(stage.random.number(10...99))"
            let seat = Seat(place: nil, address: address, name: "-", process: nil)
            if stage.random.chance(50) {
                let explorer = stage.openDesktop(
                    on: place, from: seat, as: site.user(of: place), minutes: 20...240, at: time)
                let (image, arguments) = stage.random.pick(Site.programs)
                start(image, arguments, at: place, by: explorer, after: 60...900, of: time)
            } else {
                stage.visitShare(
                    on: stage.random.pick(site.servers), from: seat, as: site.user(of: place), files: 2, at: time)
            }
        }
        // An administrator on call goes straight to a server.
        guard stage.random.chance(15) else { return }
        let seat = Seat(
            place: nil, address: "10.\(net).250.\(stage.random.number(10...99))", name: "-", process: nil)
        _ = stage.openDesktop(
            on: stage.random.pick(site.servers), from: seat, as: stage.random.pick(site.administrators).account,
            minutes: 10...60, at: stage.moment(day: day, hours: 12...22))
    }

    /// The whole internet tries what is open to it.
    private mutating func knock(_ day: Int) {
        for _ in 0..<stage.random.number(3...9) {
            let origin = Origin(
                address: "203.0.113.\(stage.random.number(30...250))",
                port: UInt16(stage.random.number(1_024...65_000)))
            let name = stage.random.pick(["administrator", "admin", "test", "backup", "scanner"])
            for _ in 0..<stage.random.number(1...4) {
                stage.windows[stage.random.pick(site.servers)].refuseLogon(
                    of: name, from: origin, at: stage.moment(day: day, hours: 0...23))
            }
        }
    }
}
