/// The events that a simulated host can write. Versions, tasks and keywords are those of Windows Server 2022 and of
/// Sysmon's current manifest.
extension EventKind {
    private static let securityAuditing = EventProvider(
        "Microsoft-Windows-Security-Auditing", GUID(0x5484_9625, 0x5478, 0x4994, 0xA5BA_3E3B_0328_C30D))
    private static let sysmonProvider = EventProvider(
        "Microsoft-Windows-Sysmon", GUID(0x5770_385F, 0xC22A, 0x43E0, 0xBF4C_06F5_698F_FBD9))
    private static let powerShellProvider = EventProvider(
        "Microsoft-Windows-PowerShell", GUID(0xA0C1_853B, 0x5C40, 0x4B15, 0x8766_3CF1_C58F_985A))
    private static let eventLogProvider = EventProvider(
        "Microsoft-Windows-Eventlog", GUID(0xFC65_DDD8, 0xD6EF, 0x4962, 0x83D5_6E5C_FE9C_E148))
    private static let serviceManager = EventProvider(
        "Service Control Manager", GUID(0x5559_08D1, 0xA6D7, 0x4695, 0x8E1E_2693_1D20_12F4),
        eventSourceName: "Service Control Manager")

    private static let auditSuccess: UInt64 = 0x8020_0000_0000_0000
    private static let auditFailure: UInt64 = 0x8010_0000_0000_0000

    private static func security(
        _ id: UInt16, task: UInt16, version: UInt8 = 0, keywords: UInt64 = auditSuccess
    ) -> EventKind {
        EventKind(
            provider: securityAuditing, channel: "Security", id: id, version: version, level: 0, task: task,
            keywords: keywords)
    }

    private static func sysmon(_ id: UInt16, version: UInt8) -> EventKind {
        EventKind(
            provider: sysmonProvider, channel: sysmonChannel, id: id, version: version, task: id,
            keywords: 0x8000_0000_0000_0000)
    }

    private static func service(_ id: UInt16) -> EventKind {
        EventKind(
            provider: serviceManager, channel: "System", id: id, keywords: 0x8080_0000_0000_0000, qualifiers: 16384)
    }

    static let sysmonChannel = "Microsoft-Windows-Sysmon/Operational"
    static let powerShellChannel = "Microsoft-Windows-PowerShell/Operational"

    static let logon = security(4624, task: 12544, version: 2)
    static let logoff = security(4634, task: 12545)
    static let logonFailed = security(4625, task: 12544, keywords: auditFailure)
    static let explicitCredentials = security(4648, task: 12544)
    static let specialPrivileges = security(4672, task: 12548)
    static let processCreated = security(4688, task: 13312, version: 2)
    static let serviceInstalledAudit = security(4697, task: 12289)
    static let taskCreated = security(4698, task: 12804)
    static let groupEnumerated = security(4799, task: 13826)
    static let shareAccessed = security(5140, task: 12808, version: 1)
    static let shareFileChecked = security(5145, task: 12811)
    static let ticketGranted = security(4768, task: 14339)
    static let serviceTicketGranted = security(4769, task: 14337)
    static let preauthenticationFailed = security(4771, task: 14339, keywords: auditFailure)
    static let credentialsValidated = security(4776, task: 14336)
    static let directoryAccessed = security(4662, task: 14080)
    static let accountCreated = security(4720, task: 13824)
    static let accountEnabled = security(4722, task: 13824)
    static let passwordSet = security(4724, task: 13824)
    static let addedToGlobalGroup = security(4728, task: 13826)
    static let logCleared = EventKind(
        provider: eventLogProvider, channel: "Security", id: 1102, task: 104, keywords: 0x4020_0000_0000_0000)

    static let serviceState = service(7036)
    static let serviceInstalled = service(7045)

    static let sysmonProcess = sysmon(1, version: 5)
    static let sysmonConnection = sysmon(3, version: 5)
    static let sysmonProcessEnd = sysmon(5, version: 3)
    static let sysmonProcessAccess = sysmon(10, version: 3)
    static let sysmonFile = sysmon(11, version: 2)
    static let sysmonRegistry = sysmon(13, version: 2)
    static let sysmonPipeCreated = sysmon(17, version: 1)
    static let sysmonQuery = sysmon(22, version: 5)

    /// Level 5 for ordinary blocks, 3 for those that PowerShell itself finds suspicious.
    static func scriptBlock(suspicious: Bool) -> EventKind {
        EventKind(
            provider: powerShellProvider, channel: powerShellChannel, id: 4104, version: 1,
            level: suspicious ? 3 : 5, task: 2, opcode: 15, keywords: 0)
    }
}
