import Vocabulary

/// What goes on in the port company without any intruder: desks, shares, machines, and administrators at work.
struct SpreadLife {
    var stage: SpreadStage
    /// The hours in which computers look after themselves, since the start.
    private static let hours = [0, 1, 2, 4, 5, 7, 8, 10, 11, 13]

    init(stage: SpreadStage) {
        self.stage = stage
    }

    /// - Returns: The desk where the intrusion will begin.
    mutating func play() -> Desk {
        let world = stage.world
        let desk = openDesk(of: world.user, at: .entry)
        _ = openDesk(of: world.planner, at: .planning)
        _ = openDesk(of: world.dispatcher, at: .dispatch)
        for hour in Self.hours {
            for place in SpreadPlace.allCases {
                var log = stage[place]
                log.keepHouse(in: hour, from: stage.start, random: &stage.random)
                stage[place] = log
                callHome(from: place, hour)
            }
        }
        for hour in 2...9 { visitShares(hour) }
        // Credentials that lie about: the administrator helps a user at the desk, and somebody installs by hand.
        sit(at: .entry, as: world.administrator, hour: 1, seconds: 650)
        sit(at: .database, as: world.installer, hour: 0, seconds: 900)
        helpRemotely()
        return desk
    }

    // MARK: People

    private mutating func openDesk(of user: Account, at place: SpreadPlace) -> Desk {
        let time = moment(1, 5...20)
        let session = stage[place].logOn(user, .interactive, at: time)
        let folder = "C:\\Users\\\(user.name)\\"
        func start(_ image: String, _ arguments: String, by parent: Process, seconds: Int) -> Process {
            stage[place].start(
                image, "\"\(image)\"\(arguments)", by: parent, session: session, integrity: .medium, in: folder,
                at: time.advanced(byMilliseconds: seconds * 1_000 + 310))
        }
        let initializer = stage[place].standing(
            "C:\\Windows\\System32\\userinit.exe", "C:\\Windows\\system32\\userinit.exe", session: session)
        let explorer = start("C:\\Windows\\explorer.exe", "", by: initializer, seconds: 4)
        let mail = start(
            "C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE", "", by: explorer, seconds: 80)
        let browser = start(Site.browser, " --profile-directory=Default", by: explorer, seconds: 130)
        for hour in 2...9 {
            let site = stage.random.pick(Site.visited.filter { $0.address.hasPrefix("203.0.113.") })
            let visit = moment(hour, 0...59)
            stage[place].resolve(site.name, to: site.address, by: browser, at: visit)
            stage[place].connect(
                browser, from: stage[place].freshPort(), to: site.address, name: site.name, port: 443,
                at: visit.advanced(byMilliseconds: 40))
        }
        return Desk(session: session, explorer: explorer, mail: mail, browser: browser)
    }

    private mutating func visitShares(_ hour: Int) {
        let world = stage.world
        let visitors = [(world.user, SpreadPlace.entry), (world.planner, .planning), (world.dispatcher, .dispatch)]
        let (account, place) = stage.random.pick(visitors)
        let time = moment(hour, 0...55)
        let (session, origin) = stage.logOn(account, from: world.host(place), to: .files, on: 445, at: time)
        let share = stage.random.pick(["Berths", "Customs"])
        let path = "\\??\\D:\\Shares\\\(share)"
        stage[.files].openShare(share, path: path, by: session, from: origin, at: time.advanced(bySeconds: 1))
        stage[.files].openShareFile(
            "2026\\\(stage.random.pick(Site.documents))", of: share, path: path, write: false, by: session,
            from: origin,
            at: time.advanced(bySeconds: 2))
        stage[.files].logOff(session, at: time.advanced(bySeconds: Int64(stage.random.number(200...900))))
    }

    /// Somebody with rights works at a host itself, and leaves.
    private mutating func sit(at place: SpreadPlace, as account: Account, hour: Int, seconds: Int64) {
        let time = moment(hour, 30...40)
        let session = stage[place].logOn(account, .interactive, privileged: true, at: time)
        stage[place].logOff(session, at: time.advanced(bySeconds: seconds))
    }

    /// The help desk looks after a server, hours after it fell: it is easily taken for the intruder.
    private mutating func helpRemotely() {
        let time = moment(9, 10...25)
        let explorer = stage[.replica].openDesktop(for: stage.world.support, from: stage.world.jumpHost, at: time)
        stage[.replica].start(
            Tool.system("mmc.exe"), "\"C:\\Windows\\System32\\mmc.exe\" C:\\Windows\\System32\\services.msc",
            by: explorer, at: time.advanced(bySeconds: 40))
        stage[.replica].logOff(explorer.session, at: time.advanced(bySeconds: 900))
    }

    // MARK: Machines

    /// Each computer asks for updates; those that have a reason to visit the file server do so in their own name.
    private mutating func callHome(from place: SpreadPlace, _ hour: Int) {
        let time = moment(hour, 0...59)
        stage[place].connect(
            stage[place].scheduler, from: stage[place].freshPort(), to: "203.0.113.20", name: "update.vendor.example",
            port: 443, at: time)
        guard place == .files else { return }
        let world = stage.world
        for host in [world.printServer, world.jumpHost] + [SpreadPlace.entry, .planning, .dispatch].map(world.host) {
            let (session, _) = stage.logOn(
                .computer(host, in: world.domain), from: host, to: place, on: 445, at: moment(hour, 0...59))
            stage[place].logOff(session, at: time.advanced(bySeconds: 3_600))
        }
    }

    private mutating func moment(_ hour: Int, _ minutes: ClosedRange<Int>) -> Timestamp {
        stage.start.somewhere(in: hour, minutes, random: &stage.random)
    }
}
