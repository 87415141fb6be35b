import Testing
import Vocabulary

@testable import Investigation

/// What is known of an intruder is looked for everywhere, and what was done in his sessions is named.
@Suite("Sweep and sessions")
struct SweepTests {
    private static let implant = "C:\\ProgramData\\Vendor\\x.exe"

    private func findings(on host: String, second: Int64, _ record: EvidenceReference) throws -> [FindingSighting] {
        try ["T1003.001", "T1055"].map { id in
            try finding(id, .critical, on: host, second: second, tags: ["attack.\(id.lowercased())"], record)
        }
    }

    @Test("a program of the intruder speaks against every computer that runs it", arguments: [false, true])
    func program(isCommon: Bool) throws {
        var ran: EvidenceReference?
        let file = try CaseFile(1) {
            ran = try $0.process("WS1", second: 0, Self.implant, session: "0x5000")
            try $0.process("WS2", second: 60, Self.implant, session: "0x6000")
            for host in ["WS3", "WS4", "WS5"] {
                try $0.process(host, second: 60, isCommon ? Self.implant : "C:\\a.exe", session: "0x6000")
            }
        }

        let scope = Investigator.assess(
            [file.observed()], findings: try findings(on: "WS1", second: 0, try ran.orThrow()))

        let named = scope.systems.filter { $0.verdict != .unknown }
        #expect(named.map(\.name) == (isCommon ? ["WS1"] : ["WS1", "WS2"]))
        #expect(named.allSatisfy { !$0.evidence.isEmpty })
    }

    @Test("a renamed copy of it is known by its hash, in whatever folder anybody may write to")
    func hash() throws {
        var ran: EvidenceReference?
        let file = try CaseFile(1) {
            ran = try $0.process("WS1", second: 0, Self.implant, session: "0x5000", hashes: "SHA256=AA")
            try $0.process("WS2", second: 60, "C:\\Users\\Public\\y.exe", session: "0x6000", hashes: "SHA256=AA")
        }

        let scope = Investigator.assess(
            [file.observed()], findings: try findings(on: "WS1", second: 0, try ran.orThrow()))

        #expect(scope.systems.filter { $0.verdict != .unknown }.map(\.name) == ["WS1", "WS2"])
    }

    //  203.0.113.9 ──RDP, session 0x5000──▶ SRV; another session is somebody else's
    @Test("what was done in an intruder's session names techniques; the same elsewhere does not")
    func sessions() throws {
        var ran: EvidenceReference?
        let file = try CaseFile(1) {
            try $0.desktopLogon("SRV", second: 0, session: "0x5000", user: "alice", address: "203.0.113.9")
            ran = try $0.process("SRV", second: 60, Self.implant, session: "0x5000")
            try $0.process("SRV", second: 90, "C:\\Windows\\System32\\systeminfo.exe", session: "0x5000")
            try $0.process("SRV", second: 95, "C:\\Windows\\System32\\tasklist.exe", session: "0x6000")
            try $0.record(
                "SRV", .security, 4698, second: 100,
                ["SubjectUserName": "alice", "SubjectDomainName": "CORP", "SubjectLogonId": "0x5000"])
            for (image, address) in [(Self.implant, "198.51.100.7"), ("C:\\Windows\\explorer.exe", "198.51.100.8")] {
                try $0.record(
                    "SRV", .sysmon, 3, second: 110,
                    [
                        "Image": image, "User": "CORP\\alice", "Initiated": "true", "SourceIp": "10.0.0.5",
                        "DestinationIp": address, "DestinationPort": "443",
                    ])
            }
        }

        let scope = Investigator.assess(
            [file.observed()], findings: try findings(on: "SRV", second: 60, try ran.orThrow()))

        #expect(
            scope.techniques.map(\.id.text) == [
                "T1003.001", "T1021.001", "T1053.005", "T1055", "T1071.001", "T1078.002", "T1082", "T1133",
            ])
        #expect(scope.techniques.allSatisfy { !$0.evidence.isEmpty && $0.hosts == ["SRV"] })
    }

    //  WS1 ──logon by NTLM──▶ SRV: service installed; WS5 ──logon by Kerberos──▶ OTHER
    @Test("a hash was passed where NTLM proves an account that uses tickets elsewhere", arguments: [true, false])
    func passedHash(usesTickets: Bool) throws {
        let file = try CaseFile(1) {
            try $0.ownAddress("WS1.corp.example", second: 0, "10.0.0.1")
            try $0.record(
                "SRV", .security, 4624, second: 10,
                [
                    "LogonType": "3", "TargetUserName": "alice", "TargetDomainName": "CORP", "TargetLogonId": "0x7000",
                    "IpAddress": "10.0.0.1", "WorkstationName": "WS1",
                ])
            try $0.service("SRV", second: 11, session: "0x7000")
            if usesTickets { try $0.networkLogon("OTHER", second: 900, session: "0x8000", address: "10.0.0.5") }
        }

        let scope = Investigator.assess([file.observed()], findings: [])

        #expect(scope.movements.map(\.from) == ["WS1"])
        #expect(scope.techniques.contains { $0.id.text == "T1550.002" } == usesTickets)
    }

    @Test("lesser rules on computers that nothing else speaks against name no technique")
    func innocentComputers() throws {
        let file = try CaseFile(1) { try $0.process("WS1", second: 0, "C:\\a.exe", session: "0x1") }
        let record = EvidenceReference(evidence: file.evidence, record: 0)

        let scope = Investigator.assess(
            [file.observed()],
            findings: [try finding("Interpreter", .medium, on: "WS1", second: 0, tags: ["attack.t1059"], record)])

        #expect(scope.techniques == [])
    }
}
