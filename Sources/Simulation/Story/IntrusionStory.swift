import Vocabulary

/// The sample's intrusion: a macro document, stolen credentials, two movements, data theft, the domain, the traces.
///
/// It is played on a stage that ordinary life has already been played on. Each act begins at its place in the story,
/// moved by up to some minutes that depend on the seed.
struct IntrusionStory {
    var stage: Stage
    var truth = Truth()
    /// The moment of the story.
    var now: Timestamp
    let desk: Desk
    let newAdministrator: Account

    static let delivery = (name: "cdn.update-check.example", address: "203.0.113.66")
    static let control = (name: "api.telemetry-sync.example", address: "198.51.100.24")
    static let storage = (name: "storage.bluecrate.example", address: "198.51.100.77")

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

    // MARK: Bookkeeping

    /// Begins a step; it goes on from the one before where no time is given.
    mutating func begin(_ step: IntrusionStep, hours: Int? = nil, minutes: Int = 0) {
        mark(step)
        guard let hours else { return }
        now = stage.moment(hours: hours, minutes: minutes, milliseconds: stage.random.number(0...420_000))
    }

    mutating func mark(_ step: IntrusionStep?) {
        stage.workstation.step = step?.rawValue
        stage.fileServer.step = step?.rawValue
        stage.controller.step = step?.rawValue
    }

    /// Lets some seconds pass, and a part of one.
    mutating func after(_ seconds: ClosedRange<Int>) -> Timestamp {
        now = now.advanced(byMilliseconds: stage.random.number(seconds) * 1_000 + stage.random.number(50...950))
        return now
    }

    mutating func fell(_ host: Host, from source: Host?, by method: String) {
        truth.fell(host, from: source, by: method, at: now)
    }

    mutating func moved(
        from source: Host, to target: Host, as account: Account, by method: String, technique: String,
        _ step: IntrusionStep
    ) {
        truth.moved(
            from: source, to: target, as: account, by: method, technique: technique, step: step.rawValue, at: now)
    }

    mutating func used(_ account: Account) { truth.used(account) }

    mutating func tool(_ path: String, on host: Host) {
        truth.brought(path, to: host, seed: stage.workstation.seed)
    }
}
