import Vocabulary

/// What is kept of what the hosts of an exercise wrote, and in which files: some hosts are not collected, some logs not
/// kept, some cleared or overwritten.
struct ExerciseArchive {
    private(set) var files: [SampleFile] = []
    /// By the name of the step.
    private var records: [String: [Truth.RecordPlace]] = [:]
    /// Steps of which a record was kept that names both ends.
    private(set) var linked: Set<String> = []

    private static let channels = [
        ("Security", "Security"), (EventKind.sysmonChannel, "Sysmon"), ("System", "System"),
        (EventKind.powerShellChannel, "PowerShell"),
    ]

    private let plan: ExercisePlan
    private let parameters: ExerciseDifficulty.Parameters
    private var random: SeededRandom

    init(_ plan: ExercisePlan) {
        self.plan = plan
        parameters = plan.profile == .mixed ? plan.difficulty.parameters : .undamaged
        random = SeededRandom(seed: plan.seed, stream: "exercise archive")
    }

    /// Sets the clocks, before anything is written.
    mutating func setClocks(of stage: inout ExerciseStage) {
        for place in stage.windows.indices {
            // Six dice and the middle: near to normal, two seconds wide.
            let small = (0..<6).reduce(0) { sum, _ in sum + random.number(-2_000...2_000) } / 2
            let isWrong = random.chance(parameters.wrongClock)
            let large = random.milliseconds(60...3_600) * (random.chance(50) ? 1 : -1)
            stage.windows[place].clockAheadMilliseconds = isWrong ? large : small
        }
    }

    mutating func add(_ stage: ExerciseStage, clearings: [Int: Timestamp]) {
        for (place, computer) in stage.site.computers.enumerated() {
            // Drawn for every host, so that a change for one leaves the others as they are.
            let (isMissing, noSysmon) = (random.chance(parameters.missing), random.chance(parameters.withoutSysmon))
            let (onlySecurity, isRolled) = (
                random.chance(parameters.onlySecurity), random.chance(parameters.rolled)
            )
            let (isForwarded, isLocal) = (random.chance(40), random.chance(parameters.localTime))
            let (kept, firstID) = (random.number(30...75), UInt64(random.number(2_000...900_000)))
            guard !isMissing else { continue }
            switch computer.role {
            case .scanner: continue
            case .workstation where plan.profile == .serversOnly: continue
            case .linux: add(stage.linux[place], inLocalTime: isLocal)
            default:
                let keepsSysmon = !noSysmon && plan.profile != .noSysmon
                let alone = onlySecurity || plan.profile == .onlySecurity
                var entries = stage.windows[place].entries.filter {
                    alone
                        ? $0.event.kind.channel == "Security"
                        : keepsSysmon || $0.event.kind.channel != EventKind.sysmonChannel
                }
                entries = Self.inOrder(entries)
                let forwards = isForwarded && computer.role != .workstation
                if isRolled {
                    let first = entries.count * (100 - kept) / 100
                    let from = entries.isEmpty ? stage.start : entries[min(first, entries.count - 1)].event.time
                    entries.removeAll { $0.event.kind.channel == "Security" && $0.event.time < from }
                }
                if let time = clearings[place], !forwards {
                    entries.removeAll { $0.event.kind.channel == "Security" && $0.event.time < time }
                }
                add(entries, of: computer.host, forwarded: forwards, firstID: firstID)
            }
        }
        addFlows(stage.network)
    }

    /// The truth, with what was kept of it.
    func proving(_ truth: Truth) -> Truth {
        var truth = truth
        for place in truth.steps.indices { truth.steps[place].records = records[truth.steps[place].name] ?? [] }
        for place in truth.movements.indices {
            truth.movements[place].isShown = linked.contains(truth.movements[place].step)
        }
        let entry = records[ExerciseIntrusion.entryStep]?.isEmpty == false
        truth.showsWholePath = entry && truth.movements.allSatisfy(\.isShown)
        return truth
    }

    // MARK: Files

    private mutating func add(_ entries: [HostLog.Entry], of host: Host, forwarded: Bool, firstID: UInt64) {
        if forwarded {
            let name = "\(host.name).jsonl"
            var nextIDs: [String: UInt64] = [:]
            var bytes: [UInt8] = []
            for (ordinal, entry) in entries.enumerated() {
                let id = nextIDs[entry.event.kind.channel, default: firstID]
                nextIDs[entry.event.kind.channel] = id + 1
                bytes += JSONLinesWriter.line(for: entry.event, recordID: id)
                note(entry.step, at: Truth.RecordPlace(file: name, ordinal: ordinal), isLink: entry.event.namesBothEnds)
            }
            if !bytes.isEmpty { files.append(SampleFile(name: name, bytes: bytes)) }
            return
        }
        for (channel, title) in Self.channels {
            let own = entries.filter { $0.event.kind.channel == channel }
            guard !own.isEmpty else { continue }
            let name = "\(host.name)/\(title).evtx"
            var writer = EVTXWriter(firstID: firstID)
            for (ordinal, entry) in own.enumerated() {
                writer.append(entry.event)
                note(entry.step, at: Truth.RecordPlace(file: name, ordinal: ordinal), isLink: entry.event.namesBothEnds)
            }
            files.append(SampleFile(name: name, bytes: writer.finish()))
        }
    }

    private mutating func add(_ log: LinuxLog, inLocalTime isLocal: Bool) {
        let name = "\(log.host.name)/auth.log"
        let zone = isLocal ? random.pick([-5, -4, 1, 2, 8]) : 0
        var text = ""
        let entries = log.entries.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
        for (ordinal, (_, entry)) in entries.enumerated() {
            let time = entry.time.advanced(bySeconds: Int64(zone) * 3_600)
            text += "\(isLocal ? time.syslogText : time.text(digits: 6)) \(log.host.name) \(entry.text)\n"
            note(
                entry.step, at: Truth.RecordPlace(file: name, ordinal: ordinal),
                isLink: entry.text.contains(" Accepted "))
        }
        if !text.isEmpty { files.append(SampleFile(name: name, bytes: Array(text.utf8))) }
    }

    private mutating func addFlows(_ log: FlowLog) {
        let entries = log.entries.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
            .map(\.element)
        for (ordinal, entry) in entries.enumerated() {
            note(entry.step, at: Truth.RecordPlace(file: "sensor/conn.log", ordinal: ordinal), isLink: false)
        }
        if !entries.isEmpty { files.append(SampleFile(name: "sensor/conn.log", bytes: FlowLog.file(of: entries))) }
    }

    private mutating func note(_ step: String?, at place: Truth.RecordPlace, isLink: Bool) {
        guard let step else { return }
        records[step, default: []].append(place)
        if isLink { linked.insert(step) }
    }

    /// By time; what was told first comes first where times are equal.
    private static func inOrder(_ entries: [HostLog.Entry]) -> [HostLog.Entry] {
        entries.enumerated().sorted { ($0.element.event.time, $0.offset) < ($1.element.event.time, $1.offset) }
            .map(\.element)
    }
}

extension ExerciseDifficulty.Parameters {
    /// All logs, whole.
    static let undamaged = Self(
        loud: 0, missing: 0, withoutSysmon: 0, onlySecurity: 0, rolled: 0, wrongClock: 0, localTime: 0, cleared: 0,
        falseAlarm: 0)
}

extension WindowsEvent {
    /// Whether it is of a kind that tells from which host to which somebody went, and in whose name: not a ticket, which
    /// every visit to a share has, too.
    fileprivate var namesBothEnds: Bool {
        switch (kind.channel, kind.id) {
        case ("Security", 4624), ("Security", 4648), ("Security", 5140), ("Security", 5145): true
        case (EventKind.sysmonChannel, 3): true
        default: false
        }
    }
}

extension Timestamp {
    /// `Mar  2 07:00:01`, the form of RFC 3164, without year or zone.
    fileprivate var syslogText: String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let text = Array(text(digits: 0))
        let month = Int(String(text[5...6])) ?? 1
        let day = text[8] == "0" ? " \(text[9])" : String(text[8...9])
        return "\(months[(month - 1) % 12]) \(day) \(String(text[11...18]))"
    }
}
