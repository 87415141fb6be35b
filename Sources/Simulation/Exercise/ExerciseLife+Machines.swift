import Vocabulary

/// What machines do to each other, day and night.
extension ExerciseLife {
    private static let questions = [
        ("ipconfig.exe", "ipconfig /all"), ("whoami.exe", "whoami /groups"), ("systeminfo.exe", "systeminfo"),
        ("tasklist.exe", "tasklist /svc"), ("hostname.exe", "hostname"), ("net.exe", "net use"),
        ("sc.exe", "sc query type= service"), ("ping.exe", "ping -n 1 gateway"),
    ]

    /// Software is pushed to a few hosts a day; the inventory is asked of some by WMI and of servers by remoting.
    mutating func deploy(_ day: Int) {
        let all = site.workstations + site.servers
        let seat = stage.seat(site.management, stage.windows[site.management].scheduler)
        for target in stage.random.some(all, 6) {
            let time = stage.moment(day: day, hours: 0...22)
            let program = stage.runService(
                "Agent Setup", file: "agentsetup.exe", on: target, from: seat, as: site.deployment, at: time)
            runAgent(on: target, by: program, at: time)
        }
        for target in stage.random.some(all, 15) {
            let time = stage.moment(day: day, hours: 12...18)
            let shell = stage.callManagement(
                Tool.shell, "cmd.exe /c C:\\ProgramData\\Agent\\inventory.cmd", on: target, from: seat,
                as: site.deployment, at: time)
            if stage.random.chance(20) { runAgent(on: target, by: shell, at: time) }
        }
        for target in site.servers where stage.random.chance(50) {
            _ = stage.openShell(
                on: target, from: seat, as: site.deployment, at: stage.moment(day: day, hours: 13...20))
        }
        for target in site.linux {
            stage.openSecureShell(
                on: target, from: seat, as: "deploy", key: "kdeploy", at: stage.moment(day: day, hours: 12...20))
        }
    }

    /// The agent's script comes encoded, as that of many products does.
    mutating func runAgent(on target: Int, by parent: Process, at time: Timestamp) {
        let command = "powershell.exe -NoProfile -ExecutionPolicy Bypass -EncodedCommand \(encodedCommand(agentScript))"
        let script = stage.windows[target].start(
            Tool.powerShell, command, by: parent, at: time.advanced(byMilliseconds: stage.random.milliseconds(4...40)))
        stage.windows[target].runScript(
            agentScript, in: script, suspicious: false,
            at: time.advanced(byMilliseconds: stage.random.milliseconds(41...50)))
    }

    /// The vulnerability scanner logs on to a fifth of the hosts each night and asks for services and the registry.
    mutating func scan(_ day: Int) {
        let seat = stage.seat(site.scanner, nil)
        for target in stage.random.some(site.workstations + site.servers + site.controllers, 20) {
            let time = stage.moment(day: day, hours: 14...20)
            let (session, origin) = stage.logOn(
                site.scanning, from: seat, to: target, on: 445, privileged: true, at: time)
            for pipe in ["svcctl", "winreg"] {
                stage.windows[target].openShareFile(
                    pipe, of: "IPC$", write: true, by: session, from: origin,
                    at: time.advanced(byMilliseconds: stage.random.milliseconds(1...30)))
            }
            stage.windows[target].logOff(session, at: time.advanced(byMilliseconds: stage.random.milliseconds(40...90)))
        }
        for target in stage.random.some(site.linux, 50) {
            let time = stage.moment(day: day, hours: 14...20)
            let origin = stage.connect(seat, to: target, on: 22, at: time)
            for _ in 0..<3 {
                stage.linux[target].refuse(
                    "scan", from: origin, id: stage.random.number(900...32_000),
                    at: time.advanced(byMilliseconds: stage.random.milliseconds(1...9)))
            }
        }
    }

    mutating func backUp(_ day: Int) {
        let seat = stage.seat(site.backupServer, stage.windows[site.backupServer].scheduler)
        for target in site.servers {
            let time = stage.moment(day: day, hours: 15...21)
            let (session, origin) = stage.logOn(
                site.backup, from: seat, to: target, on: 445, privileged: true, at: time)
            stage.windows[target].openShare(
                "C$", path: "\\??\\C:\\", by: session, from: origin, at: time.advanced(byMilliseconds: 800))
            for _ in 0..<stage.random.number(1...3) {
                stage.windows[target].openShareFile(
                    "ProgramData\\Northwall\\\(stage.random.letters(5)).cat", of: "C$", path: "\\??\\C:\\", write: true,
                    by: session, from: origin, at: time.advanced(byMilliseconds: stage.random.milliseconds(1...600)))
            }
            stage.windows[target].logOff(
                session, at: time.advanced(byMilliseconds: stage.random.milliseconds(600...900)))
        }
    }

    /// Scheduled tasks, services, and now and then the agent's own script.
    mutating func keep(_ place: Int, _ day: Int) {
        for _ in 0..<stage.random.number(2...4) {
            let (image, arguments) = stage.random.pick(Site.maintenance)
            let time = stage.moment(day: day, hours: 0...23)
            let task = stage.windows[place].start(
                image, image + arguments, by: stage.windows[place].scheduler, at: time)
            stage.windows[place].end(task, at: time.advanced(byMilliseconds: stage.random.milliseconds(2...90)))
        }
        // Agents and scripts of administrators ask what an intruder asks, too.
        for _ in 0..<stage.random.number(1...3) {
            let (image, command) = stage.random.pick(Self.questions)
            stage.windows[place].start(
                Tool.system(image), command, by: stage.windows[place].scheduler,
                at: stage.moment(day: day, hours: 0...23))
        }
        // What runs all day asks its makers for updates, as the system.
        let image = stage.random.pick([
            "C:\\ProgramData\\Agent\\hagent.exe", "C:\\Program Files\\Agent\\updater.exe", Tool.system("svchost.exe"),
        ])
        let agent = stage.windows[place].standing(image, image)
        for _ in 0..<stage.random.number(3...6) {
            let site = stage.random.pick(Site.visited.filter { !$0.address.hasPrefix("10.") })
            let time = stage.moment(day: day, hours: 0...23)
            let name = "\(stage.random.pick(["update", "api", "cdn"])).\(site.name)"
            stage.windows[place].resolve(name, to: site.address, by: agent, at: time)
            stage.windows[place].connect(
                agent, from: stage.windows[place].freshPort(), to: site.address, name: name, port: 443,
                at: time.advanced(byMilliseconds: 60))
        }
        for _ in 0..<2 {
            _ = stage.windows[place].logOn(
                stage.windows[place].systemSession.account, .service, at: stage.moment(day: day, hours: 0...23))
        }
        let name = stage.random.pick(Site.services)
        stage.windows[place].service(name, running: true, at: stage.moment(day: day, hours: 0...23))
        if stage.random.chance(8) {
            runAgent(
                on: place, by: stage.windows[place].scheduler, at: stage.moment(day: day, hours: 0...23))
        }
    }

    mutating func keepLinux(_ place: Int, _ day: Int) {
        for hour in stride(from: 0, to: 24, by: 3) {
            stage.linux[place].write(
                "CRON", stage.random.number(900...32_000),
                "pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)",
                at: stage.moment(day: day, hours: hour...hour + 2))
        }
        if stage.random.chance(40) {
            stage.linux[place].sudo(
                "deploy", "/usr/bin/apt-get -y upgrade", id: stage.random.number(900...32_000),
                at: stage.moment(day: day, hours: 0...23))
        }
    }

    /// Each computer refreshes its policy from a domain controller.
    mutating func machineAccount(of place: Int, _ day: Int) {
        let controller = site.controllers[place % site.controllers.count]
        guard controller != place else { return }
        let time = stage.moment(day: day, hours: 0...23)
        let asking = Origin(address: stage.host(place).address, port: stage.windows[controller].freshPort())
        let account = Account.computer(stage.host(place), in: site.domain)
        stage.windows[controller].grantTicket(to: account, from: asking, at: time)
        let seat = stage.seat(place, nil)
        let (session, _) = stage.logOn(
            account, from: seat, to: controller, on: 389, service: "ldap", at: time.advanced(byMilliseconds: 700))
        stage.windows[controller].logOff(session, at: time.advanced(byMilliseconds: stage.random.milliseconds(5...120)))
    }

    /// Something that rules take for grave and that is not: a support tool, a script of a developer.
    mutating func raiseFalseAlarms() {
        for place in stage.random.some(site.workstations + site.servers, falseAlarm) {
            let time = stage.moment(day: stage.random.number(0...days - 1), hours: 2...9)
            switch stage.random.number(0...2) {
            case 0:
                let tool = stage.windows[place].standing(
                    "C:\\Users\\Public\\support.exe", "C:\\Users\\Public\\support.exe")
                stage.windows[place].open(
                    stage.windows[place].securityAuthority, by: tool, access: 0x1410, trace: Tool.dumpTrace, at: time)
            case 1: runAgent(on: place, by: stage.windows[place].scheduler, at: time)
            default:
                stage.windows[place].start(
                    Tool.system("certutil.exe"),
                    "certutil.exe -urlcache -f https://downloads.vendor.example/tool.cab C:\\Temp\\tool.cab",
                    by: stage.windows[place].scheduler, at: time)
            }
        }
    }
}
