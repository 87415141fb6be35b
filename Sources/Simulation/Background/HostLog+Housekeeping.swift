import Vocabulary

/// What a computer does by itself, with nobody at it.
extension HostLog {
    /// Services log on, scheduled tasks run, security software looks around.
    ///
    /// - Parameters:
    ///   - hour: Since `start`; what is done only some times a day depends on it.
    ///   - random: Decides when, and what.
    mutating func keepHouse(in hour: Int, from start: Timestamp, random: inout SeededRandom) {
        func moment(_ minutes: ClosedRange<Int>) -> Timestamp { start.somewhere(in: hour, minutes, random: &random) }
        for _ in 0..<2 {
            _ = logOn(systemSession.account, .service, at: moment(0...59))
        }
        for _ in 0..<random.number(1...3) {
            let (image, arguments) = random.pick(Site.maintenance)
            let time = moment(0...59)
            let task = self.start(image, image + arguments, by: scheduler, at: time)
            end(task, at: time.advanced(bySeconds: Int64(random.number(2...90))))
        }
        let name = random.pick(Site.services)
        let time = moment(0...50)
        service(name, running: true, at: time)
        service(name, running: false, at: time.advanced(bySeconds: Int64(random.number(60...500))))
        if hour % 6 == 2 { takeInventory(at: moment(0...30)) }
        if hour % 6 == 1 {
            let guardian = standing(
                "C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.24010.12-0\\MsMpEng.exe",
                "\"C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.24010.12-0\\MsMpEng.exe\"")
            open(
                securityAuthority, by: guardian, access: 0x1000,
                trace: "C:\\Windows\\SYSTEM32\\ntdll.dll+9d4c4|C:\\Windows\\System32\\KERNELBASE.dll+32ea6",
                at: moment(0...59))
        }
    }

    /// The administrators' own script, four times a day on every host.
    private mutating func takeInventory(at time: Timestamp) {
        let script = start(
            Site.powerShell, "powershell.exe -NoProfile -File \"C:\\Program Files\\Inventory\\collect.ps1\"",
            by: scheduler, at: time)
        for (place, text) in Site.inventory.enumerated() {
            runScript(text, in: script, suspicious: false, at: time.advanced(bySeconds: Int64(1 + place)))
        }
        setRegistry(
            "HKLM\\SOFTWARE\\Inventory\\LastRun", to: time.text(digits: 0), by: script,
            at: time.advanced(bySeconds: 6))
        createFile("C:\\ProgramData\\Inventory\\\(host.name).json", by: script, at: time.advanced(bySeconds: 7))
        end(script, at: time.advanced(bySeconds: 8))
    }
}

extension Timestamp {
    /// A moment in an hour after this one.
    func somewhere(in hour: Int, _ minutes: ClosedRange<Int>, random: inout SeededRandom) -> Timestamp {
        advanced(byMilliseconds: (hour * 60 + random.number(minutes)) * 60_000 + random.number(0...59_999))
    }
}
