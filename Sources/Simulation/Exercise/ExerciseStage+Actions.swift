import Vocabulary

/// What people, machines and intruders do on another host. All of them leave the same records: who did it is not in
/// how a record looks.
extension ExerciseStage {
    /// Puts a program on the target and runs it as a service.
    ///
    /// - Parameter file: Its name in the Windows folder.
    /// - Returns: The program that then runs, as the system.
    mutating func runService(
        _ name: String, file: String, on target: Int, from seat: Seat, as account: Account, at time: Timestamp
    ) -> Process {
        let (session, origin) = logOn(account, from: seat, to: target, on: 445, privileged: true, at: time)
        let path = "C:\\Windows\\" + file
        let began = time.advanced(byMilliseconds: random.milliseconds(1...3))
        windows[target].openShare("ADMIN$", path: "\\??\\C:\\Windows", by: session, from: origin, at: began)
        windows[target].openShareFile(
            file, of: "ADMIN$", path: "\\??\\C:\\Windows", write: true, by: session, from: origin,
            at: began.advanced(byMilliseconds: 30))
        windows[target].createFile(path, by: windows[target].kernel, at: began.advanced(byMilliseconds: 60))
        windows[target].openShareFile(
            "svcctl", of: "IPC$", write: true, by: session, from: origin, at: began.advanced(byMilliseconds: 240))
        windows[target].installService(name, file: path, by: session, at: began.advanced(byMilliseconds: 400))
        windows[target].service(name, running: true, at: began.advanced(byMilliseconds: 520))
        let program = windows[target].start(
            path, path, by: windows[target].services, at: began.advanced(byMilliseconds: 490))
        windows[target].logOff(session, at: began.advanced(byMilliseconds: random.milliseconds(20...400)))
        return program
    }

    /// Has the target's WMI start a program.
    mutating func callManagement(
        _ image: String, _ command: String, on target: Int, from seat: Seat, as account: Account, at time: Timestamp
    ) -> Process {
        let (session, _) = logOn(
            account, from: seat, to: target, on: 135, service: "RPCSS", by: windows[target].launcher, privileged: true,
            at: time)
        return windows[target].start(
            image, command, by: windows[target].management, session: session, integrity: .high,
            at: time.advanced(byMilliseconds: random.milliseconds(1...3)))
    }

    /// Opens a shell through PowerShell remoting.
    mutating func openShell(
        on target: Int, from seat: Seat, as account: Account, at time: Timestamp
    ) -> Process {
        let (session, _) = logOn(
            account, from: seat, to: target, on: 5985, service: "HTTP", privileged: true, at: time)
        return windows[target].start(
            Tool.system("wsmprovhost.exe"), "C:\\Windows\\system32\\wsmprovhost.exe -Embedding",
            by: windows[target].launcher, session: session, integrity: .high,
            at: time.advanced(byMilliseconds: random.milliseconds(1...3)))
    }

    /// Registers a task on the target, which the target's scheduler runs as the system.
    mutating func planTask(
        _ name: String, _ image: String, _ command: String, on target: Int, from seat: Seat, as account: Account,
        at time: Timestamp
    ) -> Process {
        let (session, origin) = logOn(
            account, from: seat, to: target, on: 445, service: "host", privileged: true, at: time)
        let began = time.advanced(byMilliseconds: random.milliseconds(1...3))
        windows[target].openShareFile("atsvc", of: "IPC$", write: true, by: session, from: origin, at: began)
        windows[target].createTask(
            "\\" + name, command: image, by: session, at: began.advanced(byMilliseconds: 220))
        windows[target].logOff(session, at: began.advanced(byMilliseconds: random.milliseconds(5...30)))
        return windows[target].start(
            image, command, by: windows[target].scheduler,
            at: began.advanced(byMilliseconds: random.milliseconds(5...25)))
    }

    /// Opens a remote desktop.
    mutating func openDesktop(
        on target: Int, from seat: Seat, as account: Account, minutes: ClosedRange<Int>, at time: Timestamp
    ) -> Process {
        if seat.isExplicit, let place = seat.place, let process = seat.process, isWindows(place) {
            windows[place].useCredentials(
                of: account, towards: host(target), service: "TERMSRV", by: process, at: time)
        }
        let service = windows[target].standing(
            Tool.system("svchost.exe"), "C:\\Windows\\System32\\svchost.exe -k NetworkService -s TermService")
        let origin = connect(seat, to: target, on: 3389, by: service, at: time.advanced(byMilliseconds: 60))
        let session = windows[target].logOn(
            account, .remoteInteractive, from: origin, privileged: true,
            at: time.advanced(byMilliseconds: random.milliseconds(1...3)))
        windows[target].logOff(
            session, at: time.advanced(byMilliseconds: random.number(minutes) * 60_000 + random.milliseconds(5...59)))
        return windows[target].start(
            "C:\\Windows\\explorer.exe", "C:\\Windows\\Explorer.EXE", by: windows[target].scheduler, session: session,
            integrity: .high, at: time.advanced(byMilliseconds: random.milliseconds(4...6)))
    }

    /// Logs on to a Linux host.
    mutating func openSecureShell(
        on target: Int, from seat: Seat, as user: String, key: String?, at time: Timestamp
    ) {
        let origin = connect(seat, to: target, on: 22, at: time)
        linux[target].accept(
            user, from: origin, key: key, id: random.number(900...32_000), seconds: random.number(5...3_000),
            at: time.advanced(byMilliseconds: 700))
    }

    /// Reads or writes a file of an ordinary share.
    mutating func visitShare(
        on target: Int, from seat: Seat, as account: Account, files: Int, at time: Timestamp
    ) {
        let (session, origin) = logOn(account, from: seat, to: target, on: 445, at: time)
        let share = random.pick(["Sales", "Projects", "Finance", "Common"])
        let path = "\\??\\D:\\Shares\\\(share)"
        let began = time.advanced(byMilliseconds: random.milliseconds(1...2))
        windows[target].openShare(share, path: path, by: session, from: origin, at: began)
        for _ in 0..<files {
            windows[target].openShareFile(
                "2026\\\(random.pick(Site.documents))", of: share, path: path, write: random.chance(25), by: session,
                from: origin, at: began.advanced(byMilliseconds: random.milliseconds(1...300)))
        }
        windows[target].logOff(session, at: began.advanced(byMilliseconds: random.milliseconds(300...900)))
    }
}
