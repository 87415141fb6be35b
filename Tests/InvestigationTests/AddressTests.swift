import Testing
import Vocabulary

@testable import Investigation

@Suite("Who used an address")
struct AddressTests {
    private static let day: Int64 = 86_400

    private func host(at address: String, second: Int64 = 0, in file: CaseFile) throws -> String? {
        HostDirectory(file.observed()).host(at: address, around: try CaseFile.moment(second))
    }

    //  10.0.0.50 is WS1's on three days, then WS3's
    @Test("an address that is handed out anew is that of the computer that had it on the day")
    func handedOut() throws {
        let file = try CaseFile(1) {
            for number in 0..<30 { try $0.ownAddress("WS1", second: Int64(number % 3) * Self.day, "10.0.0.50") }
            try $0.ownAddress("WS3", second: 5 * Self.day, "10.0.0.50")
        }

        #expect(try host(at: "10.0.0.50", second: 60, in: file) == "WS1")
        #expect(try host(at: "10.0.0.50", second: 5 * Self.day + 60, in: file) == "WS3")
        #expect(try host(at: "10.0.0.50", second: 7 * Self.day, in: file) == "WS3")
    }

    @Test("an address that two computers have at once on several days is nobody's on any")
    func shared() throws {
        let file = try CaseFile(1) {
            for number in 0..<3 {
                try $0.ownAddress("WS1", second: Int64(number) * Self.day, "10.0.0.7")
                try $0.ownAddress("WS2", second: Int64(number) * Self.day, "10.0.0.7")
            }
            try $0.ownAddress("WS1", second: 4 * Self.day, "10.0.0.7")
        }

        #expect(try host(at: "10.0.0.7", second: 4 * Self.day, in: file) == nil)
    }

    @Test(
        "the name that a client gives itself is believed only of computers that are known, and of no other address",
        arguments: [("WS2", nil), ("KALI", nil), ("WS3", "WS3")] as [(String, String?)])
    func claimedName(name: String, expected: String?) throws {
        let file = try CaseFile(1) {
            try $0.ownAddress("WS2", second: 0, "10.0.0.2")
            try $0.process("WS3", second: 0, "C:\\a.exe", session: "0x1")
            for second in 1..<9 {
                try $0.record(
                    "SRV", .security, 4624, second: Int64(second),
                    [
                        "LogonType": "3", "TargetUserName": "alice", "TargetDomainName": "CORP",
                        "TargetLogonId": "0x5", "IpAddress": "10.0.0.99", "WorkstationName": name,
                    ])
            }
        }

        #expect(try host(at: "10.0.0.99", in: file) == expected)
    }

    @Test("a lease outweighs a few other records")
    func lease() throws {
        let file = try CaseFile(1) {
            try $0.record(
                "dc", .leases, 10, second: 0,
                ["action": "assign", "src_ip": "10.0.0.8", "src_host": "WS8.corp.example"])
            try $0.record(
                "dc", .leases, 12, second: 0, ["action": "release", "src_ip": "10.0.0.9", "src_host": "WS9"])
            try $0.ownAddress("WS7", second: 9, "10.0.0.8")
        }

        #expect(try host(at: "10.0.0.8", in: file) == "WS8")
        #expect(try host(at: "10.0.0.9", in: file) == nil)
    }

    @Test("the packet filter of Linux tells the computer's own address, unless it passes the packet on")
    func packets() throws {
        let file = try CaseFile(1) {
            try $0.record(
                "lnx", .packets, 0, second: 0, ["IN": "eth0", "OUT": "", "SRC": "10.0.0.1", "DST": "10.0.0.5"])
            try $0.record(
                "gw", .packets, 0, second: 0, ["IN": "eth0", "OUT": "eth1", "SRC": "10.0.0.1", "DST": "10.0.0.6"])
        }

        #expect(try host(at: "10.0.0.5", in: file) == "LNX")
        #expect(try host(at: "10.0.0.6", in: file) == nil)
    }

    //  dave: outside ──▶ bastion, a minute later 10.5.0.4 ──▶ web1, day after day; ops: 10.5.0.9 ──▶ both
    @Test("an address that goes where the same user had just arrived is that of where he arrived")
    func goingOn() throws {
        let file = try CaseFile(1) {
            for number in 0..<3 {
                let second = Int64(number) * Self.day
                try $0.shell("bastion", second: second, user: "ops", address: "10.5.0.9", key: "OPS")
                try $0.shell("web1", second: second + 1, user: "ops", address: "10.5.0.9", key: "OPS")
                try $0.shell("bastion", second: second + 600, user: "dave", address: "198.51.100.7", key: "")
                try $0.shell("web1", second: second + 660, user: "dave", address: "10.5.0.4", key: "")
            }
        }

        #expect(try host(at: "10.5.0.4", in: file) == "BASTION")
        #expect(try host(at: "10.5.0.9", in: file) == nil)
    }

    @Test("the same key joins two computers after hours, under whatever name; another one does not")
    func key() throws {
        let file = try CaseFile(1) {
            try $0.shell("web2", second: 0, user: "deploy", address: "10.5.0.4", key: "STOLEN")
            try $0.shell("db1", second: 20_000, user: "root", address: "10.5.0.11", key: "STOLEN")
            try $0.shell("db2", second: 20_000, user: "deploy", address: "10.5.0.12", key: "OTHER")
        }

        #expect(try host(at: "10.5.0.11", in: file) == "WEB2")
        #expect(try host(at: "10.5.0.12", in: file) == nil)
    }

    //  203.0.113.9 ──deploy──▶ bastion; 10.5.0.4 ──STOLEN──▶ web2; 10.5.0.11 ──STOLEN──▶ db1, where something grave is found
    @Test("a step from an address that only a key tells of is as sure as one from an address that nobody has")
    func inferredStep() throws {
        let second = 4 * Self.day
        let file = try CaseFile(1) {
            for number in 0..<4 {
                for host in ["bastion", "web2", "db1"] {
                    try $0.shell(host, second: Int64(number) * Self.day, user: "ops", address: "10.5.0.9", key: "OPS")
                }
            }
            try $0.shell("bastion", second: second, user: "deploy", address: "203.0.113.9", key: "")
            try $0.shell("web2", second: second + 800, user: "deploy", address: "10.5.0.4", key: "STOLEN")
            try $0.shell("db1", second: second + 1_400, user: "deploy", address: "10.5.0.11", key: "STOLEN")
        }
        let grave = try finding(
            "grave", .high, on: "db1", second: second + 1_460,
            EvidenceReference(evidence: file.evidence, record: 0))

        let scope = Investigator.assess([file.observed()], findings: [grave])

        #expect(scope.movements.map { "\($0.from) > \($0.to)" }.contains("WEB2 > DB1"))
    }

    @Test("a connection that a sensor saw and a computer accepted tells the computer's address")
    func seenConnection() throws {
        let file = try CaseFile(1) {
            try $0.connection(second: 0, from: "10.5.0.9", port: "40111", to: "10.5.0.4", "22")
            try $0.connection(second: 0, from: "10.5.0.9", port: "40112", to: "10.5.0.5", "22")
            try $0.shell("bastion", second: 2, user: "ops", address: "10.5.0.9", key: "", port: "40111")
            try $0.shell("web", second: 9_000, user: "ops", address: "10.5.0.9", key: "", port: "40112")
        }

        #expect(try host(at: "10.5.0.4", in: file) == "BASTION")
        #expect(try host(at: "10.5.0.5", in: file) == nil)
    }

    @Test("the latest days are kept, in whatever order they come", arguments: [true, false])
    func manyDays(isReversed: Bool) throws {
        var sightings = AddressSightings()
        let days = Array(0..<Int64(AddressSightings.keptDays + 100))
        for day in isReversed ? days.reversed() : days {
            sightings.add(AddressWeight.ownSide, at: try CaseFile.moment(day * Self.day))
        }

        #expect(sightings.days.count == AddressSightings.keptDays)
        #expect(sightings.days.last?.number == AddressSightings.day(of: try CaseFile.moment(163 * Self.day)))
        #expect(sightings.days.map(\.number) == sightings.days.map(\.number).sorted())
    }
}

extension CaseFile {
    mutating func shell(
        _ host: String, second: Int64, user: String, address: String, key: String, port: String = "0"
    ) throws {
        try record(
            host, .linuxLogons, 0, second: second,
            [
                "program": "sshd", "src_ip": address, "src_port": port, "user": user, "outcome": "success",
                "method": key.isEmpty ? "password" : "publickey", "key_fingerprint": key,
            ])
    }

    mutating func connection(
        second: Int64, from source: String, port: String, to target: String, _ service: String, state: String = "SF"
    ) throws {
        try record(
            "", .connections, 0, second: second,
            [
                "id.orig_h": source, "id.orig_p": port, "id.resp_h": target, "id.resp_p": service,
                "conn_state": state, "duration": "900.5", "resp_bytes": "990000",
            ])
    }
}
