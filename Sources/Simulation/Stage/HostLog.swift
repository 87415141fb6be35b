import Vocabulary

/// Everything that one host writes to its event logs, in the order in which it was told, not yet in the order of time.
///
/// The extensions beside this file say what each action leaves behind: one action, several records, as on a real
/// computer with process, logon and share auditing and Sysmon.
struct HostLog {
    /// A record, and the name of the step of the story that it belongs to; nil for ordinary life.
    struct Entry {
        let event: WindowsEvent
        let step: String?
    }

    let host: Host
    let domain: Domain
    let seed: UInt64
    var random: SeededRandom
    /// The step of the story that is being played; nil for ordinary life.
    var step: String?
    /// How far the clock of this host is ahead of the true time; negative where it is behind.
    var clockAheadMilliseconds = 0
    private(set) var entries: [Entry] = []

    private let boot: Timestamp
    private var usedProcessIDs: Set<UInt32> = [0, 4]
    private var usedLogonIDs: Set<UInt64> = [0x3E7]
    private var processCount: UInt16 = 0x20

    /// Standing processes that have run since before the logs begin.
    private(set) var systemSession: Session
    private(set) var kernel: Process
    private(set) var services: Process
    private(set) var securityAuthority: Process
    private(set) var scheduler: Process
    private(set) var launcher: Process
    private(set) var management: Process
    private let sysmon: UInt32

    init(host: Host, domain: Domain, seed: UInt64, start: Timestamp) {
        self.host = host
        self.domain = domain
        self.seed = seed
        random = SeededRandom(seed: seed, stream: host.name)
        boot = start.advanced(bySeconds: -86_400 * 6)
        let system = Session(
            account: .localSystem(of: host, in: domain), logonID: 0x3E7, guid: .zero, type: .service, start: boot,
            privileged: true)
        systemSession = system
        sysmon = UInt32(random.number(600...900) * 4)
        let placeholder = Process(
            guid: .zero, id: 4, image: "System", commandLine: "", session: system, integrity: .system)
        kernel = placeholder
        services = placeholder
        securityAuthority = placeholder
        scheduler = placeholder
        launcher = placeholder
        management = placeholder
        func folder(_ file: String) -> String { "C:\\Windows\\System32\\" + file }
        kernel = standing("System", "")
        services = standing(folder("services.exe"), folder("services.exe"))
        securityAuthority = standing(folder("lsass.exe"), folder("lsass.exe"))
        scheduler = standing(folder("svchost.exe"), folder("svchost.exe -k netsvcs -p -s Schedule"))
        launcher = standing(folder("svchost.exe"), folder("svchost.exe -k DcomLaunch -p"))
        management = standing(folder("wbem\\WmiPrvSE.exe"), folder("wbem\\wmiprvse.exe -secured -Embedding"))
    }

    /// A process that has run since the host was started, so that no record tells of its start.
    mutating func standing(_ image: String, _ commandLine: String, session: Session? = nil) -> Process {
        let id = image == "System" ? 4 : freshProcessID()
        return Process(
            guid: processGUID(at: boot), id: id, image: image, commandLine: commandLine,
            session: session ?? systemSession, integrity: session == nil ? .system : .medium)
    }

    /// Adds a record.
    mutating func record(
        _ kind: EventKind, at time: Timestamp, from writer: UInt32? = nil, user: SID? = nil, _ body: EventBody
    ) {
        let event = WindowsEvent(
            kind: kind,
            time: time.advanced(byMilliseconds: clockAheadMilliseconds, ticks: random.number(0...9_999)),
            processID: writer ?? securityAuthority.id, threadID: UInt32(random.number(30...2_400) * 4),
            computer: host.fullName, user: user, body: body)
        entries.append(Entry(event: event, step: step))
    }

    /// Adds a record of Sysmon's service.
    mutating func recordSysmon(_ kind: EventKind, at time: Timestamp, _ fields: [EventField]) {
        let stamp = EventField(
            "UtcTime", .string(time.advanced(byMilliseconds: clockAheadMilliseconds).sysmonText))
        var fields = [EventField("RuleName", .string("-"))] + fields
        // Registry and pipe records name the kind of event before the time.
        let place = fields.count > 1 && fields[1].name == "EventType" ? 2 : 1
        fields.insert(stamp, at: place)
        record(
            kind, at: time.advanced(byMilliseconds: random.number(2...12)), from: sysmon, user: .localSystem,
            .eventData(fields))
    }

    mutating func freshPort() -> UInt16 { UInt16(random.number(49_160...65_500)) }

    mutating func freshProcessID() -> UInt32 {
        while true {
            let id = UInt32(random.number(300...4_000) * 4)
            if usedProcessIDs.insert(id).inserted { return id }
        }
    }

    /// Logon ids grow with time, as on a real host.
    mutating func freshLogonID(at time: Timestamp) -> UInt64 {
        let sinceBoot = max(0, time.ticks - boot.ticks) / 10_000
        var id = 0x2_0000 + UInt64(sinceBoot) * 3 + UInt64(random.number(0...2))
        while !usedLogonIDs.insert(id).inserted { id += 1 }
        return id
    }

    /// A GUID as Sysmon makes it: the machine, the second of the start, a count.
    mutating func processGUID(at time: Timestamp) -> GUID {
        processCount &+= 1
        let seconds = UInt32(truncatingIfNeeded: time.unixSeconds)
        return GUID(
            host.machineNumber, UInt16(truncatingIfNeeded: seconds), UInt16(truncatingIfNeeded: seconds >> 16),
            UInt64(processCount.byteSwapped) << 48 | 0x0D00)
    }

    /// A session's GUID as Sysmon makes it: the machine, the second of the logon, the logon id.
    func sysmonGUID(of session: Session) -> GUID {
        let seconds = UInt32(truncatingIfNeeded: session.start.unixSeconds)
        return GUID(
            host.machineNumber, UInt16(truncatingIfNeeded: seconds), UInt16(truncatingIfNeeded: seconds >> 16),
            session.logonID.byteSwapped)
    }

    mutating func randomGUID() -> GUID {
        let bits = random.next()
        return GUID(
            UInt32(truncatingIfNeeded: bits), UInt16(truncatingIfNeeded: bits >> 32),
            UInt16(truncatingIfNeeded: bits >> 48), random.next())
    }
}

extension Timestamp {
    /// This moment moved; stops at the ends of the range.
    func advanced(byMilliseconds milliseconds: Int, ticks extra: Int = 0) -> Timestamp {
        Timestamp(ticks: ticks + Int64(milliseconds) * 10_000 + Int64(extra)) ?? self
    }

    /// `2026-03-01 10:00:00.123`
    var sysmonText: String {
        String(text(digits: 3).dropLast()).split(separator: "T").joined(separator: " ")
    }
}
