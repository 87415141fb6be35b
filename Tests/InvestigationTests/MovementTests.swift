import Investigation
import Testing
import Vocabulary

@Suite("Movements")
struct MovementTests {
    /// What a movement is, without its evidence.
    struct Step: Equatable {
        let from: String
        let to: String
        let account: String?
        let method: String
        let technique: String?
    }

    private func steps(_ scope: ScopeAssessment, from least: Double = 0) -> [Step] {
        scope.movements.filter { $0.confidence >= least }.map {
            Step(from: $0.from, to: $0.to, account: $0.account, method: $0.method, technique: $0.technique?.text)
        }
    }

    //  WS1 (10.0.0.1) ──logon 0xabc──▶ SRV: service installed in session 0xabc
    @Test("what a session installs came from where the session came from")
    func serviceInNetworkSession() throws {
        var used: [EvidenceReference] = []
        let file = try CaseFile(1) {
            used.append(
                try $0.networkLogon("SRV.corp.example", second: 0, session: "0xabc", address: "::ffff:10.0.0.1"))
            used.append(try $0.service("SRV.corp.example", second: 1, session: "0xabc"))
            try $0.ownAddress("WS1.corp.example", second: 2, "10.0.0.1")
        }

        let scope = Investigator.assess([file.observed()], findings: [])

        #expect(
            steps(scope) == [
                Step(from: "WS1", to: "SRV", account: "CORP\\alice", method: "service", technique: "T1021.002")
            ])
        #expect(scope.movements.map(\.evidence) == [used])
    }

    @Test("a service installed at the keyboard is no movement")
    func serviceInLocalSession() throws {
        let file = try CaseFile(1) {
            try $0.record(
                "SRV", .security, 4624, second: 0,
                ["LogonType": "2", "TargetUserName": "alice", "TargetDomainName": "CORP", "TargetLogonId": "0xabc"])
            try $0.service("SRV", second: 1, session: "0xabc")
        }

        #expect(Investigator.assess([file.observed()], findings: []).movements == [])
    }

    @Test("network logons alone are no movements")
    func logonsAlone() throws {
        let file = try CaseFile(1) {
            for second in 0..<50 {
                try $0.networkLogon("SRV", second: Int64(second), session: "0xabc", address: "10.0.0.1")
            }
        }

        #expect(Investigator.assess([file.observed()], findings: []).movements == [])
    }

    //  WS1 ──5985──▶ SRV: wsmprovhost.exe in a session whose logon names no address
    @Test("where the logon of remoting names no address, the connection does")
    func remotingWithoutAddress() throws {
        let file = try CaseFile(1) {
            try $0.ownAddress("WS1", second: 0, "10.0.0.1")
            try $0.networkLogon("SRV", second: 1, session: "0xabc", address: "-")
            try $0.flow("SRV", second: 1, from: "10.0.0.1", to: "10.0.0.9", port: "5985", inbound: true)
            try $0.process("SRV", second: 2, "C:\\Windows\\System32\\wsmprovhost.exe", session: "0xabc")
        }

        #expect(
            steps(Investigator.assess([file.observed()], findings: []), from: 0.8) == [
                Step(from: "WS1", to: "SRV", account: "CORP\\alice", method: "WinRM", technique: "T1021.006")
            ])
    }

    @Test("two possible sources are no answer: the source stays unknown and the movement doubtful")
    func ambiguousSource() throws {
        let file = try CaseFile(1) {
            try $0.flow("SRV", second: 1, from: "10.0.0.1", to: "10.0.0.9", port: "5985", inbound: true)
            try $0.flow("SRV", second: 1, from: "10.0.0.2", to: "10.0.0.9", port: "5985", inbound: true)
            try $0.process("SRV", second: 2, "C:\\Windows\\System32\\wsmprovhost.exe", session: "0xabc")
        }

        let scope = Investigator.assess(
            [file.observed()],
            findings: [
                try finding(
                    "Remote shell", .high, on: "SRV", second: 3,
                    EvidenceReference(evidence: file.evidence, record: 2))
            ])

        #expect(scope.movements.map(\.from) == ["unknown"])
        #expect(scope.movements.allSatisfy { $0.confidence < 0.6 })
        #expect(scope.leads.contains { $0.question == "From where was SRV reached by WinRM?" })
    }

    @Test("an address that nobody is known by stays an address, with a lead to who had it")
    func unresolvedAddress() throws {
        let file = try CaseFile(1) {
            try $0.networkLogon("SRV", second: 0, session: "0xabc", address: "10.0.0.77")
            try $0.service("SRV", second: 1, session: "0xabc")
        }

        let scope = Investigator.assess([file.observed()], findings: [])

        #expect(scope.movements.map(\.from) == ["10.0.0.77"])
        #expect(scope.leads.first?.collect == "DHCP and DNS logs, or the asset list for 10.0.0.77")
    }

    //  203.0.113.9 ──RDP, session 0xd──▶ SRV        10.0.0.5 ──RDP, session 0xe──▶ SRV
    @Test("a remote desktop session counts when something grave runs in it, not when it merely is there")
    func remoteDesktop() throws {
        var bad: EvidenceReference?
        let file = try CaseFile(1) {
            try $0.desktopLogon("SRV", second: 0, session: "0xe", user: "admin", address: "10.0.0.5")
            try $0.desktopLogon("SRV", second: 10, session: "0xd", user: "alice", address: "203.0.113.9")
            bad = try $0.process("SRV", second: 60, "C:\\Users\\Public\\evil.exe", session: "0xd")
        }

        let scope = Investigator.assess(
            [file.observed()],
            findings: [try finding("Evil", .critical, on: "SRV", second: 60, try bad.orThrow())])

        #expect(
            steps(scope) == [
                Step(from: "203.0.113.9", to: "SRV", account: "CORP\\alice", method: "RDP", technique: "T1021.001")
            ])
        #expect(scope.patientZero.map(\.host) == ["SRV"])
        #expect(scope.patientZero.map(\.enteredFrom) == ["203.0.113.9"])
    }

    @Test("what a computer does to itself is no movement")
    func loopback() throws {
        let file = try CaseFile(1) {
            try $0.ownAddress("SRV", second: 0, "10.0.0.9")
            try $0.networkLogon("SRV", second: 0, session: "0xabc", address: "10.0.0.9")
            try $0.process("SRV", second: 1, "C:\\Windows\\System32\\wsmprovhost.exe", session: "0xabc")
        }

        #expect(Investigator.assess([file.observed()], findings: []).movements == [])
    }
}

extension CaseFile {
    @discardableResult
    mutating func networkLogon(
        _ host: String, second: Int64, session: String, user: String = "alice", address: String
    ) throws -> EvidenceReference {
        try record(
            host, .security, 4624, second: second,
            [
                "LogonType": "3", "TargetUserName": user, "TargetDomainName": "CORP", "TargetLogonId": session,
                "IpAddress": address, "WorkstationName": "-",
            ])
    }

    mutating func desktopLogon(
        _ host: String, second: Int64, session: String, user: String, address: String
    ) throws {
        try record(
            host, .security, 4624, second: second,
            [
                "LogonType": "10", "TargetUserName": user, "TargetDomainName": "CORP", "TargetLogonId": session,
                "IpAddress": address,
            ])
    }

    @discardableResult
    mutating func service(
        _ host: String, second: Int64, session: String, user: String = "alice"
    ) throws -> EvidenceReference {
        try record(
            host, .security, 4697, second: second,
            ["SubjectUserName": user, "SubjectDomainName": "CORP", "SubjectLogonId": session, "ServiceName": "x"])
    }

    @discardableResult
    mutating func process(
        _ host: String, second: Int64, _ image: String, session: String, parent: String = "C:\\Windows\\explorer.exe",
        user: String = "CORP\\alice", hashes: String = ""
    ) throws -> EvidenceReference {
        try record(
            host, .sysmon, 1, second: second,
            ["Image": image, "ParentImage": parent, "User": user, "LogonId": session, "Hashes": hashes])
    }

    mutating func flow(
        _ host: String, second: Int64, from: String, to: String, port: String, inbound: Bool
    ) throws {
        try record(
            host, .sysmon, 3, second: second,
            [
                "Image": "System", "User": "NT AUTHORITY\\SYSTEM", "Initiated": inbound ? "false" : "true",
                "SourceIp": from, "DestinationIp": to, "DestinationPort": port,
            ])
    }

    /// A connection to elsewhere, by which a computer shows its own address.
    mutating func ownAddress(_ host: String, second: Int64, _ address: String) throws {
        try flow(host, second: second, from: address, to: "10.9.9.9", port: "443", inbound: false)
    }
}
