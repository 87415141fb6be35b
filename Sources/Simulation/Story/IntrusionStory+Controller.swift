import Vocabulary

/// The acts on the domain controller: the second movement, the directory, the way back, the traces.
extension IntrusionStory {
    mutating func moveToController(_ shell: Process) -> Process {
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

    mutating func stealDirectory(_ remote: Process) {
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

    mutating func createAdministrator(_ remote: Process) {
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

    mutating func deleteShadowCopies(_ remote: Process) {
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

    mutating func clearLog(_ remote: Process) {
        begin(.cleanUp)
        stage.controller.start(
            Tool.system("wevtutil.exe"), "\"C:\\Windows\\system32\\wevtutil.exe\" cl Security", by: remote,
            at: after(300...900))
        stage.controller.clearSecurityLog(by: remote.session, at: now.advanced(byMilliseconds: 130))
        stage.controller.end(remote, at: after(20...60))
        mark(nil)
    }
}
