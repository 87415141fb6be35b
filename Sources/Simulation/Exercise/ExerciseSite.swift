/// A made-up company of any size: its computers, what each is for, and its people.
struct ExerciseSite {
    enum Role: String {
        case controller, workstation, server, web, linux, jump, management, scanner, backup

        var isWindows: Bool { self != .linux && self != .scanner }
        var isServer: Bool { self == .server || self == .web || self == .backup || self == .management }
    }

    struct Computer {
        let host: Host
        let role: Role
    }

    let domain: Domain
    let computers: [Computer]
    /// By workstation, in the order of ``workstations``: who sits there.
    let users: [Account]
    /// Administrators: their own accounts for that, and the workstations they sit at.
    let administrators: [(account: Account, desk: Int)]
    let helpdesk: (account: Account, desk: Int)
    let deployment: Account
    let scanning: Account
    let backup: Account

    let controllers: [Int]
    let workstations: [Int]
    /// Windows servers that people and services use.
    let servers: [Int]
    let linux: [Int]
    let jump: Int
    let management: Int
    let scanner: Int
    let backupServer: Int
    let web: Int

    init(_ plan: ExercisePlan) {
        var random = SeededRandom(seed: plan.seed, stream: "exercise site")
        let name = random.pick(["harbour", "millrace", "northgate", "quarry", "saltworks", "vineyard"])
        let domain = Domain(name: "\(name).example", shortName: name.uppercased(), random: &random)
        var relative = UInt32(random.number(1_100...2_900))
        func next() -> UInt32 {
            relative += UInt32(random.number(1...4))
            return relative
        }
        var computers: [Computer] = []
        let net = random.number(10...200)
        let prefixes = [
            Role.workstation: random.pick(["WKS", "PC", "LT"]), .server: random.pick(["SRV", "APP", "S"]),
        ]
        func add(_ role: Role, _ prefix: String) {
            let number = computers.count { $0.role == role } + 1
            let name = prefix + (number < 10 ? "-0" : "-") + number.description
            let (segment, place) = (role == .workstation ? 20 + computers.count / 200 : 1, 10 + computers.count % 200)
            let host = Host(
                name: name, fullName: "\(name).\(domain.name)", address: "10.\(net).\(segment).\(place)",
                sid: domain.sid.account(next()), machineNumber: UInt32(truncatingIfNeeded: random.next()))
            computers.append(Computer(host: host, role: role))
        }
        for _ in 0..<(plan.hosts >= 40 ? 2 : 1) { add(.controller, "DC") }
        add(.jump, "JMP")
        add(.management, "MGT")
        add(.scanner, "SCN")
        add(.backup, "BKP")
        add(.web, "WEB")
        for _ in 0..<max(1, plan.hosts / 15) { add(.linux, "LNX") }
        for _ in 0..<max(2, plan.hosts / 6) { add(.server, prefixes[.server] ?? "SRV") }
        while computers.count < plan.hosts { add(.workstation, prefixes[.workstation] ?? "WKS") }
        func places(_ roles: Set<Role>) -> [Int] { computers.indices.filter { roles.contains(computers[$0].role) } }
        func place(_ role: Role) -> Int { computers.firstIndex { $0.role == role } ?? 0 }
        let workstations = places([.workstation])
        let names = Self.names(workstations.count, &random)
        func account(_ name: String) -> Account {
            Account(name: name, domain: domain.shortName, sid: domain.sid.account(next()))
        }
        self.domain = domain
        users = names.map { account($0) }
        let desks = (0..<3).map { workstations[$0 % workstations.count] }
        administrators = (0..<2).map { (account("adm-" + names[$0 % names.count]), desks[$0]) }
        helpdesk = (account("hd-" + names[2 % names.count]), desks[2])
        deployment = account("svc-deploy")
        scanning = account("svc-scan")
        backup = account("svc-backup")
        controllers = places([.controller])
        self.workstations = workstations
        servers = places([.server, .web])
        linux = places([.linux])
        jump = place(.jump)
        management = place(.management)
        scanner = place(.scanner)
        backupServer = place(.backup)
        web = place(.web)
        self.computers = computers
    }

    func user(of workstation: Int) -> Account { users[workstations.firstIndex(of: workstation) ?? 0] }

    private static func names(_ count: Int, _ random: inout SeededRandom) -> [String] {
        let family = [
            "abara", "bakker", "costa", "dietz", "eriksen", "ferrari", "galvan", "haas", "ivanova", "jensen", "kaya",
            "lindt", "moreau", "novak", "okafor", "petrov", "quirk", "rossi", "silva", "tanaka", "urban", "vogel",
            "weiss", "xu", "yilmaz", "zeman",
        ]
        var names: [String] = []
        var used: Set<String> = []
        while names.count < count {
            let letter = random.pick(Array("abcdefghijklmnoprstvw"))
            let name = "\(letter)\(random.pick(family))"
            let unique = used.contains(name) ? name + names.count.description : name
            used.insert(unique)
            names.append(unique)
        }
        return names
    }
}
