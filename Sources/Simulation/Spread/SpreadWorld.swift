/// The hosts whose logs are written in the intrusion that spreads, in the order in which they fall.
enum SpreadPlace: Int, CaseIterable {
    case entry, files, application, replica, database, deployment, planning, dispatch, web, backup, archive

    var name: String {
        switch self {
        case .entry: "WKS-031"
        case .files: "FS-02"
        case .application: "APP-01"
        case .replica: "APP-02"
        case .database: "SQL-01"
        case .deployment: "DEP-01"
        case .planning: "WKS-044"
        case .dispatch: "WKS-052"
        case .web: "WEB-01"
        case .backup: "BKP-01"
        case .archive: "ARC-01"
        }
    }

    var address: String {
        switch self {
        case .entry: "10.40.31.18"
        case .files: "10.40.1.22"
        case .application: "10.40.1.31"
        case .replica: "10.40.1.32"
        case .database: "10.40.1.41"
        case .deployment: "10.40.1.60"
        case .planning: "10.40.31.52"
        case .dispatch: "10.40.32.7"
        case .web: "10.40.2.15"
        case .backup: "10.40.1.70"
        case .archive: "10.40.1.75"
        }
    }

    /// Somebody sits at it all day.
    var isWorkstation: Bool { [.entry, .planning, .dispatch].contains(self) }
}

/// A made-up port company: its computers and its people. Names and addresses are of the reserved ranges.
struct SpreadWorld {
    let domain: Domain
    /// In the order of ``SpreadPlace``.
    private let hosts: [Host]
    /// Visits the file server, and has nothing to do with the intrusion; nothing collects its logs.
    let printServer: Host
    /// The help desk's own computer, as innocent; nothing collects its logs.
    let jumpHost: Host

    /// The user of the workstation where it begins.
    let user: Account
    /// The users of the other two workstations.
    let planner: Account
    let dispatcher: Account
    /// Administers the servers.
    let administrator: Account
    /// Installs software on every computer.
    let installer: Account
    /// Works for the help desk, from the jump host.
    let support: Account

    init(seed: UInt64) {
        var random = SeededRandom(seed: seed, stream: "spread world")
        let domain = Domain(name: "harbour.example", shortName: "HARBOUR", random: &random)
        var relative: UInt32 = 1104
        func account(_ name: String) -> Account {
            relative += 1
            return Account(name: name, domain: domain.shortName, sid: domain.sid.account(relative))
        }
        func host(_ name: String, _ address: String) -> Host {
            relative += 1
            return Host(
                name: name, fullName: "\(name).\(domain.name)", address: address, sid: domain.sid.account(relative),
                machineNumber: UInt32(truncatingIfNeeded: random.next()))
        }
        self.domain = domain
        hosts = SpreadPlace.allCases.map { host($0.name, $0.address) }
        printServer = host("PRN-01", "10.40.1.80")
        jumpHost = host("JMP-01", "10.40.5.9")
        user = account("rbrandt")
        planner = account("tsilva")
        dispatcher = account("mokafor")
        administrator = account("adm-keller")
        installer = account("svc-deploy")
        support = account("adm-lindt")
    }

    func host(_ place: SpreadPlace) -> Host { hosts[place.rawValue] }
}
