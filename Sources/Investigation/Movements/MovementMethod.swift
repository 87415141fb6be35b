import Vocabulary

/// How an intruder acts on another computer. From weak to telling: the last one wins where several fit a movement.
enum MovementMethod: UInt8, Comparable {
    case explicitCredentials, remoteDesktop, share, networkSession, secureShell, dcom, windowsManagement, remoting
    case scheduledTask, service

    var name: String {
        switch self {
        case .explicitCredentials: "explicit credentials"
        case .remoteDesktop: "RDP"
        case .share: "administrative share"
        case .networkSession: "process in a network session"
        case .secureShell: "SSH"
        case .dcom: "DCOM"
        case .windowsManagement: "WMI"
        case .remoting: "WinRM"
        case .scheduledTask: "scheduled task"
        case .service: "service"
        }
    }

    /// The way in first, then what it is used for on the target.
    var techniques: [TechniqueID] {
        let ids =
            switch self {
            case .explicitCredentials: [] as [String]
            case .networkSession: ["T1021"]
            case .remoteDesktop: ["T1021.001"]
            case .share: ["T1021.002"]
            case .dcom: ["T1021.003"]
            case .secureShell: ["T1021.004"]
            case .remoting: ["T1021.006"]
            case .windowsManagement: ["T1047"]
            case .scheduledTask: ["T1053.005"]
            case .service: ["T1021.002", "T1569.002"]
            }
        return ids.compactMap { TechniqueID($0) }
    }

    /// Ports the method uses on the target; RPC moves on from 135 to a port of its own.
    var ports: Set<Int> {
        switch self {
        case .remoteDesktop: [3389]
        case .secureShell: [22]
        case .remoting: [5985, 5986]
        case .dcom, .windowsManagement: [135]
        case .share: [445]
        case .explicitCredentials, .networkSession, .scheduledTask, .service: [135, 445]
        }
    }

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Where a piece of evidence for a movement comes from. Pieces of one kind say the same thing twice.
enum EvidenceClass: UInt8, CaseIterable {
    case targetExecution, targetLogon, share, targetFlow, sourceFlow, sourceCredentials, ticket, finding
    /// What a third saw on the network.
    case sensor
}

/// How much each kind of observation says, alone, that an intruder could have moved. Set by judgement beforehand: what
/// runs code on the target says most, what every day's work leaves behind says least.
enum MovementWeight {
    static let remotingHost = 0.8
    static let remoteProcess = 0.7
    static let networkSessionProcess = 0.5
    static let installation = 0.7
    /// A service installed within seconds of the only network logon there was.
    static let coincidentService = 0.4
    static let shareWrite = 0.5
    /// A program's file was opened on an administrative share, most likely to be written.
    static let shareProgram = 0.3
    /// WMI was asked to do something.
    static let managementCall = 0.5
    static let controlPipe = 0.5
    static let registryPipe = 0.3
    static let userProcessServes = 0.6
    static let serviceControlServes = 0.5
    static let remotingClient = 0.6
    static let explicitCredentials = 0.4
    static let desktop = 0.4
    /// A client of remote desktops was pointed at a computer.
    static let desktopClient = 0.3
    /// A sensor saw a long connection to a remote desktop, as those of people's everyday work are.
    static let desktopSeen = 0.25
    /// A remote desktop was asked for; scanners do, too.
    static let desktopRequest = 0.2
    static let desktopFromOutside = 0.3
    static let logon = 0.3
    static let ticket = 0.25
    static let sourceFlow = 0.25
    static let targetFlow = 0.2
    static let findingNear = 0.3
    /// Something grave ran in the very session, or soon after in the account's name.
    static let findingInSession = 0.6
    /// A ticket for a silent computer, in the same minute and hand as a movement to another one.
    static let ticketInBurst = 0.3
    /// An account that never came from a computer goes from there to several, after credentials were taken on it.
    static let credentialSpread = 0.3
    /// Where the source is not known, the rest counts for less.
    static let unknownSource = 0.6
    /// However well it is recorded that somebody moved, the records say no more than this of who it was: where habits
    /// are known, they do.
    static let mostOfRecords = 0.9
    /// A contact with nothing that was done beside it.
    static let mostOfContact = 0.3
    static let most = 0.99
}

/// Spans of time within which records belong together, in seconds.
enum MovementWindow {
    /// Records of one action on one computer.
    static let sameAction: Int64 = 30
    /// Records of two computers, whose clocks differ.
    static let twoComputers: Int64 = 60
    /// A service and the logon that must have brought it.
    static let coincidence: Int64 = 5
    /// A finding that makes a movement suspicious comes soon after it.
    static let findingNear: Int64 = 3_600
    /// An intruder on the computer that somebody comes from: a working day.
    static let findingBefore: Int64 = 86_400
    /// Who came to a computer goes on from it within a working day, and the evening.
    static let goingOn: Int64 = 43_200
    /// Steps between the same two computers with no longer pause are one stay.
    static let sameStay: Int64 = 3_600
}
