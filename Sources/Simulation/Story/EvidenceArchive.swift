import Vocabulary

/// The files of a simulation as they are filled, and which of their records belong to which step of the story.
struct EvidenceArchive {
    private(set) var files: [SampleFile] = []
    /// By the name of the step.
    private var records: [String: [Truth.RecordPlace]] = [:]

    /// The id of the first record; a log in use has long lost its oldest ones.
    private static let firstID: UInt64 = 48_211

    private static let channels = [
        ("Security", "Security"), (EventKind.sysmonChannel, "Sysmon"), ("System", "System"),
        (EventKind.powerShellChannel, "PowerShell"),
    ]

    /// One event log file for each channel that holds records.
    ///
    /// - Parameter folder: Where to, with a `/` at its end.
    mutating func addLogs(of log: HostLog, in folder: String = "") {
        for (channel, name) in Self.channels {
            let entries = Self.inOrder(log.entries.filter { $0.event.kind.channel == channel })
            if !entries.isEmpty {
                addLog(entries, named: "\(folder)\(log.host.name)/\(name).evtx", firstID: Self.firstID)
            }
        }
    }

    /// All channels of a host in one file of JSON lines.
    mutating func addForwardedLogs(of log: HostLog, in folder: String = "") {
        let name = "\(folder)\(log.host.name).jsonl"
        var nextIDs: [String: UInt64] = [:]
        var bytes: [UInt8] = []
        for (ordinal, entry) in Self.inOrder(log.entries).enumerated() {
            let id = nextIDs[entry.event.kind.channel, default: Self.firstID]
            nextIDs[entry.event.kind.channel] = id + 1
            bytes += JSONLinesWriter.line(for: entry.event, recordID: id)
            note(entry, at: Truth.RecordPlace(file: name, ordinal: ordinal))
        }
        files.append(SampleFile(name: name, bytes: bytes))
    }

    /// What is left of a Security log that was cleared: the record of that, and what came after.
    mutating func addClearedSecurityLog(of log: HostLog) {
        let entries = Self.inOrder(log.entries.filter { $0.event.kind.channel == "Security" })
        guard let cleared = entries.lastIndex(where: { $0.event.kind == .logCleared }) else { return }
        addLog(
            Array(entries[cleared...]), named: "\(log.host.name)/Security.evtx",
            firstID: Self.firstID + UInt64(cleared))
    }

    private mutating func addLog(_ entries: [HostLog.Entry], named name: String, firstID: UInt64) {
        var writer = EVTXWriter(firstID: firstID)
        for (ordinal, entry) in entries.enumerated() {
            writer.append(entry.event)
            note(entry, at: Truth.RecordPlace(file: name, ordinal: ordinal))
        }
        files.append(SampleFile(name: name, bytes: writer.finish()))
    }

    /// The steps of a story, each with the records that tell of it.
    func proving(_ steps: [Truth.Step]) -> [Truth.Step] {
        steps.map { step in
            var step = step
            step.records = records[step.name] ?? []
            return step
        }
    }

    private mutating func note(_ entry: HostLog.Entry, at place: Truth.RecordPlace) {
        if let step = entry.step { records[step, default: []].append(place) }
    }

    /// By time; what was told first comes first where times are equal.
    private static func inOrder(_ entries: [HostLog.Entry]) -> [HostLog.Entry] {
        entries.enumerated().sorted { ($0.element.event.time, $0.offset) < ($1.element.event.time, $1.offset) }
            .map(\.element)
    }
}
