import Investigation
import Testing
import Vocabulary

@Suite("Scope of an intrusion")
struct ScopeTests {
    @Test("a computer without findings is unknown, never cleared")
    func silence() throws {
        let file = try CaseFile(1) { try $0.process("WS1", second: 0, "C:\\a.exe", session: "0x1") }

        let scope = Investigator.assess([file.observed()], findings: [])

        #expect(scope.systems.map(\.verdict) == [.unknown])
        #expect(scope.systems.map(\.presence) == [.collected])
    }

    @Test("full and short name of a computer are one, the same short name in two domains is two")
    func names() throws {
        let file = try CaseFile(1) {
            for host in ["ws1.corp.example", "WS1", "db.a.example", "db.b.example"] {
                try $0.process(host, second: 0, "C:\\a.exe", session: "0x1")
            }
        }

        let scope = Investigator.assess([file.observed()], findings: [])

        #expect(scope.systems.map(\.name) == ["DB.A.EXAMPLE", "DB.B.EXAMPLE", "WS1"])
        #expect(scope.systems.map(\.aliases) == [["db.a.example"], ["db.b.example"], ["ws1.corp.example"]])
    }

    @Test("an address that several computers use belongs to none of them")
    func sharedAddress() throws {
        let file = try CaseFile(1) {
            try $0.ownAddress("WS1", second: 0, "10.0.0.1")
            try $0.ownAddress("WS2", second: 0, "10.0.0.1")
            try $0.ownAddress("WS3", second: 0, "10.0.0.3")
        }

        #expect(
            Investigator.assess([file.observed()], findings: []).systems.map(\.addresses) == [[], [], ["10.0.0.3"]])
    }

    @Test("confidence alone confirms nothing: something must have run")
    func confirmation() throws {
        var ran: EvidenceReference?
        let file = try CaseFile(1) {
            ran = try $0.process("WS1", second: 0, "C:\\Users\\Public\\evil.exe", session: "0x1")
            try $0.record("WS2", .system, 7036, second: 0)
        }
        let other = EvidenceReference(evidence: file.evidence, record: 1)
        let technique = ["T1003", "T1055", "T1059"]
        let findings = try technique.flatMap { id in
            [
                try finding("A \(id)", .critical, on: "WS1", second: 0, tags: ["attack.\(id)"], try ran.orThrow()),
                try finding("A \(id)", .critical, on: "WS2", second: 0, tags: ["attack.\(id)"], other),
            ]
        }

        let scope = Investigator.assess([file.observed()], findings: findings)

        #expect(scope.systems.map(\.verdict) == [.confirmed, .probable])
        #expect(scope.systems.map(\.firstCompromise) == [try CaseFile.moment(0), try CaseFile.moment(0)])
    }

    @Test("ten rules for one thing say little more than one")
    func repetition() throws {
        let file = try CaseFile(1) { try $0.process("WS1", second: 0, "C:\\a.exe", session: "0x1") }
        let findings = try (0..<10).map {
            try finding(
                "Rule \($0)", .medium, on: "WS1", second: 0, tags: ["attack.t1059.001"],
                EvidenceReference(evidence: file.evidence, record: 0))
        }

        #expect(Investigator.assess([file.observed()], findings: findings).systems.map(\.verdict) == [.unknown])
    }

    //  WS1: winword ──▶ evil.exe          WS1 ──service──▶ SRV
    @Test("patient zero is where nothing earlier leads in, and the means of entry is named")
    func patientZero() throws {
        var evil: EvidenceReference?
        let file = try CaseFile(1) {
            evil = try $0.process(
                "WS1", second: 0, "C:\\Users\\Public\\evil.exe", session: "0x1",
                parent: "C:\\Program Files\\Microsoft Office\\WINWORD.EXE", hashes: "MD5=AA,SHA256=BB")
            try $0.ownAddress("WS1", second: 1, "10.0.0.1")
            try $0.networkLogon("SRV", second: 60, session: "0xabc", address: "10.0.0.1")
            try $0.service("SRV", second: 61, session: "0xabc")
        }
        let record = try evil.orThrow()

        let scope = Investigator.assess(
            [file.observed()],
            findings: [try finding("Evil", .high, on: "WS1", second: 0, tags: ["attack.t1204.002"], record)])

        #expect(scope.patientZero.map(\.host) == ["WS1"])
        #expect(scope.patientZero.first?.enteredFrom == "phishing document")
        #expect(scope.systems.map(\.reachedFrom) == ["WS1", nil])
        #expect(
            scope.tools == [
                ToolSighting(
                    name: "evil.exe", kind: .malware, hashes: ["MD5=AA", "SHA256=BB"], hosts: ["WS1"],
                    evidence: [record])
            ])
        #expect(scope.techniques.map(\.id.text) == ["T1021.002", "T1078.002", "T1204.002", "T1569.002"])
    }

    //  FIRST ──svc──▶ E          SECOND ──svc──▶ C, D, of which more is seen, but later
    @Test("the first to show signs is patient zero, though no record tells how the rest was reached from it")
    func hiddenStep() throws {
        let file = try CaseFile(1) {
            try $0.ownAddress("FIRST.corp.example", second: 0, "10.0.0.1")
            try $0.ownAddress("SECOND.corp.example", second: 0, "10.0.0.2")
            for (number, (host, address)) in [("E", "10.0.0.1"), ("C", "10.0.0.2"), ("D", "10.0.0.2")].enumerated() {
                let second = Int64(number + 2) * 3_600
                try $0.networkLogon(host, second: second, session: "0x9\(number)", address: address)
                try $0.service(host, second: second + 1, session: "0x9\(number)")
            }
        }
        let record = EvidenceReference(evidence: file.evidence, record: 0)
        let findings = try [("FIRST", Int64(60)), ("SECOND", 3_600)].flatMap { host, second in
            try ["T1003", "T1055"].map {
                try finding("\(host) \($0)", .critical, on: host, second: second, tags: ["attack.\($0)"], record)
            }
        }

        let scope = Investigator.assess([file.observed()], findings: findings)

        #expect(scope.patientZero.prefix(2).map(\.host) == ["FIRST", "SECOND"])
    }

    @Test("a name known from an address alone and the one a computer gives itself are one")
    func nameOfAddress() throws {
        let file = try CaseFile(1) {
            try $0.record("lnx", .linuxLogons, 0, second: 0, ["program": "sshd"])
            try $0.record(
                "WS1.corp.example", .sysmon, 3, second: 1,
                [
                    "Image": "System", "User": "NT AUTHORITY\\SYSTEM", "Initiated": "true", "SourceIp": "10.0.0.1",
                    "DestinationIp": "10.0.0.7", "DestinationHostname": "lnx.corp.example", "DestinationPort": "443",
                ])
            try $0.networkLogon("SRV", second: 60, session: "0xabc", address: "10.0.0.7")
            try $0.service("SRV", second: 61, session: "0xabc")
        }

        #expect(Investigator.assess([file.observed()], findings: []).movements.map(\.from) == ["LNX"])
    }

    @Test("accounts are used, created, exposed or roasted; computers and the system are none")
    func accounts() throws {
        var dump: EvidenceReference?
        var ticket: EvidenceReference?
        let file = try CaseFile(1) {
            try $0.record(
                "WS1", .security, 4624, second: 0,
                ["LogonType": "2", "TargetUserName": "bob", "TargetDomainName": "CORP", "TargetLogonId": "0x2"])
            dump = try $0.process("WS1", second: 5, "C:\\Temp\\mimikatz.exe", session: "0x1")
            try $0.process("WS1", second: 5, "C:\\a.exe", session: "0x3e7", user: "NT AUTHORITY\\SYSTEM")
            try $0.record(
                "WS1", .security, 4720, second: 9, ["TargetUserName": "backdoor", "TargetDomainName": "WS1"])
            ticket = try $0.record(
                "DC", .security, 4769, second: 10,
                ["TargetUserName": "alice@CORP.EXAMPLE", "ServiceName": "svc-sql", "IpAddress": "10.0.0.1"])
        }
        let record = try dump.orThrow()
        let findings = [
            try finding("Dump", .critical, on: "WS1", second: 5, tags: ["attack.t1003.001"], record),
            try finding("Evil", .critical, on: "WS1", second: 5, tags: ["attack.t1059"], record),
            try finding("Tool", .high, on: "WS1", second: 5, tags: ["attack.t1588"], record),
            try finding("Roast", .medium, on: "DC", second: 10, tags: ["attack.t1558.003"], try ticket.orThrow()),
        ]

        let accounts = Investigator.assess([file.observed()], findings: findings).accounts

        #expect(
            accounts.map { "\($0.name) \($0.status)" } == [
                "CORP\\alice used", "WS1\\backdoor created", "CORP\\bob exposed", "svc-sql roasted",
            ])
        #expect(accounts.allSatisfy { !$0.evidence.isEmpty })
    }

    @Test("a cleared log, a silent computer and a missing log are questions")
    func leads() throws {
        let file = try CaseFile(1) {
            try $0.record("WS1", .security, 1102, second: 0)
            try $0.record(
                "WS1", .security, 4624, second: 1,
                ["LogonType": "3", "TargetUserName": "WS9$", "TargetDomainName": "CORP", "IpAddress": "10.0.0.9"])
        }

        let scope = Investigator.assess([file.observed()], findings: [])

        #expect(scope.leads.map(\.host) == ["WS1", "WS1", "WS9"])
        #expect(scope.systems.map(\.presence) == [.collected, .referenced])
        #expect(scope.systems.map(\.addresses) == [[], ["10.0.0.9"]])
    }
}
