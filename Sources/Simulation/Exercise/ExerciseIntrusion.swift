import Vocabulary

/// An intrusion drawn by seed: a way in, from host to host, and what is done on each.
///
/// It is played on a stage that ordinary life has already been played on, from a stream of random numbers of its own:
/// the records of ordinary life are the same with it and without it.
struct ExerciseIntrusion {
    /// What the intruder has on a host.
    struct Foothold {
        let place: Int
        /// Nil on Linux.
        let process: Process?
    }

    var stage: ExerciseStage
    var random: SeededRandom
    var truth = Truth()
    /// The moment of the story.
    var now: Timestamp
    let loud: Int
    let cleared: Int
    let end: Timestamp
    /// When the Security log of a host was cleared.
    var clearings: [Int: Timestamp] = [:]
    var footholds: [Foothold] = []
    /// Accounts whose credentials the intruder has.
    var stolen: [Account] = []
    /// Names that differ from intrusion to intrusion.
    let implant: String
    let control: (name: String, address: String)
    let outside: Origin
    let hasTools: Bool

    init(_ plan: ExercisePlan, stage: ExerciseStage) {
        var random = SeededRandom(seed: plan.seed, stream: "exercise story")
        self.stage = stage
        loud = plan.difficulty.parameters.loud
        cleared = plan.profile == .mixed ? plan.difficulty.parameters.cleared : 0
        let length = plan.days * 86_400
        end = stage.start.advanced(bySeconds: Int64(length))
        // Anywhere in the window, so that the place in a log tells nothing.
        now = stage.start.advanced(byMilliseconds: random.milliseconds(length / 12...length * 6 / 10))
        let folder = random.pick([
            "ProgramData\\Intel", "ProgramData\\Adobe", "Program Files (x86)\\Common Files\\Oracle\\Java",
            "ProgramData\\Microsoft\\EdgeUpdate\\Download\\Cache",
        ])
        implant = "C:\\\(folder)\\\(random.letters(7)).exe"
        control = (
            "\(random.letters(6)).\(random.pick(["cdn", "api", "sync"]))-\(random.letters(4)).example",
            "198.51.100.\(random.number(20...250))"
        )
        outside = Origin(
            address: "203.0.113.\(random.number(30...250))", port: UInt16(random.number(40_000...60_000)))
        hasTools = random.chance(60)
        self.random = random
    }

    mutating func play() {
        let count = hostCount()
        footholds = [enter()]
        act(on: footholds[0])
        while footholds.count < count, now < end.advanced(bySeconds: -7_200) {
            pause()
            guard let next = move() else { break }
            footholds.append(next)
            act(on: next)
        }
        if random.chance(60), let last = footholds.last(where: { $0.process != nil }) { takeData(last) }
        stage.mark(nil)
    }

    /// One host in three of ten intrusions, two to five in four, more in the rest, as far as the company goes.
    private mutating func hostCount() -> Int {
        let most = max(2, stage.site.computers.count / 3)
        return switch random.number(0...99) {
        case ..<30: 1
        case ..<70: min(most, random.number(2...5))
        default: min(most, random.number(6...14))
        }
    }

    // MARK: Time

    /// Lets some seconds pass, and a part of one.
    mutating func after(_ seconds: ClosedRange<Int>) -> Timestamp {
        now = now.advanced(byMilliseconds: random.milliseconds(seconds))
        return now
    }

    /// The time from host to host: log-normal with a mean of 48 minutes, by its tenths; at times the intruder sleeps.
    private mutating func pause() {
        let tenths = [1, 4, 8, 14, 21, 31, 46, 70, 115, 240]
        let place = random.number(0...8)
        now = now.advanced(byMilliseconds: random.milliseconds(tenths[place] * 60...tenths[place + 1] * 60))
        let left = Int(end.unixSeconds - now.unixSeconds)
        if random.chance(15), left > 150_000 { _ = after(20_000...60_000) }
    }

    // MARK: Bookkeeping

    mutating func begin(_ name: String, _ techniques: [String]) {
        stage.mark(name)
        truth.steps.append(Truth.Step(name: name, techniques: techniques.compactMap { TechniqueID($0) }))
    }

    mutating func used(_ account: Account) {
        truth.used(account)
        if !stolen.contains(account) { stolen.append(account) }
    }

    mutating func entered(_ place: Int, by technique: String, _ entry: String) {
        truth.fell(stage.host(place), from: nil, by: entry, at: now)
        truth.patientZero = TechniqueID(technique).map {
            Truth.PatientZero(host: stage.host(place).name, technique: $0, entry: entry, time: now)
        }
    }
}
