import Vocabulary

/// The intrusion that spreads: a document, stolen credentials, and from host to host with three accounts.
///
/// It is played on a stage that ordinary life has already been played on. Each act begins at its place in the story,
/// moved by up to some minutes that depend on the seed.
struct SpreadStory {
    var stage: SpreadStage
    var truth = Truth()
    /// The moment of the story.
    var now: Timestamp
    let desk: Desk

    static let delivery = (name: "files.port-forms.example", address: "203.0.113.91")
    static let control = (name: "sync.status-page.example", address: "198.51.100.61")
    static let storage = (name: "depot.greyvault.example", address: "198.51.100.88")

    /// - Parameter desk: The programs of the user who will open the document.
    init(stage: SpreadStage, desk: Desk) {
        self.stage = stage
        self.desk = desk
        now = stage.start
        truth.commandAndControl = [
            Self.delivery.name, Self.delivery.address, Self.control.name, Self.control.address,
        ]
        truth.exfiltration = [Self.storage.name, Self.storage.address]
    }

    mutating func play() {
        let implant = openDocument()
        persist(implant)
        let elevated = elevate(implant)
        stealCredentials(elevated)
        spread(from: elevated)
        stage.mark(nil)
    }

    /// The ways from host to host. Nobody forwards the archive's logs, so that its fall stays unseen for long.
    private mutating func spread(from elevated: Process) {
        let world = stage.world
        let (administrator, installer) = (world.administrator, world.installer)
        let onFiles = installService(at: .files, from: .entry, elevated, as: administrator, hours: 4, minutes: 20)
        let onApplication = callManagement(
            at: .application, from: .entry, elevated, as: administrator, hours: 5, minutes: 5)
        openShell(at: .replica, from: .files, onFiles, as: administrator, hours: 5, minutes: 50)
        let onDatabase = openDesktop(
            at: .database, from: .application, onApplication, as: administrator, hours: 6, minutes: 40)
        dumpCredentials(at: .database, by: onDatabase)
        let onDeployment = callManagement(
            at: .deployment, from: .database, onDatabase, as: installer, hours: 7, minutes: 45)
        planTask(at: .planning, from: .deployment, onDeployment, as: installer, hours: 8, minutes: 30)
        planTask(at: .dispatch, from: .deployment, onDeployment, as: installer, hours: 8, minutes: 55)
        _ = installService(at: .web, from: .deployment, onDeployment, as: installer, hours: 9, minutes: 40)
        let onBackup = installService(at: .backup, from: .files, onFiles, as: administrator, hours: 10, minutes: 30)
        let onArchive = installService(
            at: .archive, from: .backup, onBackup, as: installer, hours: 11, minutes: 20)
        takeData(onFiles)
        destroyBackups(at: .archive, by: onArchive)
    }

    // MARK: Bookkeeping

    /// Begins a step; it goes on from the one before where no time is given.
    mutating func begin(_ name: String, _ techniques: [String], hours: Int? = nil, minutes: Int = 0) {
        stage.mark(name)
        truth.steps.append(Truth.Step(name: name, techniques: techniques.compactMap { TechniqueID($0) }))
        guard let hours else { return }
        now = stage.start.advanced(
            byMilliseconds: (hours * 60 + minutes) * 60_000 + stage.random.number(0...300_000))
    }

    /// Lets some seconds pass, and a part of one.
    mutating func after(_ seconds: ClosedRange<Int>) -> Timestamp {
        now = now.advanced(byMilliseconds: stage.random.number(seconds) * 1_000 + stage.random.number(50...950))
        return now
    }

    /// So many letters that say nothing, as tools name what they leave behind.
    mutating func letters(_ count: Int) -> String {
        String((0..<count).map { _ in stage.random.pick(Array("bcdfghjklmnpqrstvwxz")) })
    }
}
