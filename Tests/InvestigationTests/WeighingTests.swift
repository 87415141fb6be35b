import Testing
import Vocabulary

@testable import Investigation

/// What makes a movement an intruder's, and what does not.
@Suite("Weighing of movements")
struct WeighingTests {
    private static let day: Int64 = 86_400

    private func ways(_ scope: ScopeAssessment) -> [String] { scope.movements.map { "\($0.from) > \($0.to)" } }

    //  DESK ──RDP──▶ JMP every day; once JMP ──svc──▶ SRV
    @Test("who goes on from the computer he comes to every day has not switched computers", arguments: [true, false])
    func jumpHost(cameBefore: Bool) throws {
        let file = try CaseFile(1) {
            try $0.ownAddress("DESK.corp.example", second: 0, "10.0.0.1")
            try $0.ownAddress("JMP.corp.example", second: 1, "10.0.0.2")
            for day in 0..<4 where cameBefore || day != 3 {
                try $0.desktopLogon(
                    "JMP", second: Int64(day) * Self.day + 100, session: "0x2\(day)", user: "alice",
                    address: "10.0.0.1")
            }
            try $0.networkLogon("SRV", second: 3 * Self.day + 900, session: "0x99", address: "10.0.0.2")
            try $0.service("SRV", second: 3 * Self.day + 901, session: "0x99")
        }

        let scope = Investigator.assess([file.observed()], findings: [])

        #expect(ways(scope).contains("JMP > SRV") != cameBefore)
    }

    @Test("a remote desktop from the internet stands alone, one from within does not", arguments: [true, false])
    func outside(isPublic: Bool) throws {
        let file = try CaseFile.week {
            try $0.desktopLogon(
                "D", second: Self.day + 900, session: "0x99", user: "bob",
                address: isPublic ? "203.0.113.9" : "10.0.0.77")
        }

        let scope = Investigator.assess([file.observed()], findings: [])

        #expect(ways(scope) == (isPublic ? ["203.0.113.9 > D"] : []))
        #expect(scope.patientZero.map(\.enteredFrom) == (isPublic ? ["203.0.113.9"] : []))
    }

    @Test("however well a habit is recorded, it stays one")
    func wellRecorded() throws {
        let file = try CaseFile.week {
            let second = 3 * Self.day + 100
            try $0.record(
                "D", .security, 5145, second: second,
                [
                    "SubjectUserName": "alice", "SubjectDomainName": "CORP", "SubjectLogonId": "0x13",
                    "IpAddress": "10.0.0.1", "ShareName": "\\\\*\\ADMIN$", "AccessMask": "0x2",
                ])
            try $0.ticket("D", second: second, address: "10.0.0.1")
        }
        let findings = [
            try finding(
                "grave", .high, on: "ADM", second: 50, EvidenceReference(evidence: file.evidence, record: 0))
        ]

        let scope = Investigator.assess([file.observed()], findings: findings)

        #expect(!ways(scope).contains("ADM > D"))
    }

    @Test("what was done on the target in another's name does not speak against a movement", arguments: [true, false])
    func othersFindings(isAnothers: Bool) throws {
        var ran: EvidenceReference?
        let second = 2 * Self.day + 900
        let file = try CaseFile.week {
            try $0.networkLogon("B", second: second, session: "0x99", address: "10.0.0.9")
            try $0.service("B", second: second + 1, session: "0x99")
            ran = try $0.process(
                "B", second: second + 600, "C:\\Temp\\evil.exe", session: isAnothers ? "0x7777" : "0x3e7",
                user: isAnothers ? "CORP\\mallory" : "NT AUTHORITY\\SYSTEM")
        }

        let scope = Investigator.assess(
            [file.observed()], findings: [try finding("grave", .high, on: "B", second: second + 600, try ran.orThrow())]
        )

        #expect(ways(scope) == ["WS9 > B"])
        #expect(scope.movements.allSatisfy { ($0.confidence < 0.9) == isAnothers })
    }

    //  WS9 (grave) ──ticket only──▶ B (grave afterwards)
    @Test("where the target's log is gone, a ticket between two computers of the intruder is a movement")
    func contact() throws {
        let second = 2 * Self.day + 9_000
        let file = try CaseFile.week { try $0.ticket("B", second: second, user: "carol", address: "10.0.0.9") }
        let record = EvidenceReference(evidence: file.evidence, record: 0)
        let source = try finding("grave", .high, on: "WS9", second: second - 600, record)
        let target = try finding("grave", .high, on: "B", second: second + 600, record)

        #expect(
            ways(Investigator.assess([file.observed()], findings: [source, target])).contains("WS9 > B"))
        for one in [source, target] {
            #expect(!ways(Investigator.assess([file.observed()], findings: [one])).contains("WS9 > B"))
        }
    }

    //  X ──RDP──▶ Y ──svc──▶ Z
    @Test("movements that nothing speaks for do not speak for each other", arguments: [true, false])
    func unborne(isFound: Bool) throws {
        let second = Self.day + 9_000
        let file = try CaseFile.week {
            try $0.ownAddress("X.corp.example", second: 2, "10.0.0.13")
            try $0.ownAddress("Y.corp.example", second: 2, "10.0.0.14")
            try $0.desktopLogon("Y", second: second, session: "0x98", user: "carol", address: "10.0.0.13")
            try $0.networkLogon("Z", second: second + 900, session: "0x99", user: "carol", address: "10.0.0.14")
            try $0.service("Z", second: second + 901, session: "0x99", user: "carol")
            try $0.record(
                "Z", .security, 5145, second: second + 901,
                [
                    "SubjectUserName": "carol", "SubjectDomainName": "CORP", "SubjectLogonId": "0x99",
                    "IpAddress": "10.0.0.14", "ShareName": "\\\\*\\ADMIN$", "AccessMask": "0x2",
                ])
        }
        let record = EvidenceReference(evidence: file.evidence, record: 0)

        let scope = Investigator.assess(
            [file.observed()],
            findings: isFound ? [try finding("grave", .high, on: "X", second: second - 60, record)] : [])

        #expect(ways(scope) == (isFound ? ["X > Y", "Y > Z"] : ["Y > Z"]))
        #expect(scope.movements.allSatisfy { ($0.confidence > 0.7) == isFound })
    }

    //  WS9, where credentials were taken ──logons alone──▶ three computers
    @Test(
        "an account that first comes after credentials were taken, and goes to several computers, is told",
        arguments: [(3, true, true), (2, true, false), (3, false, false)])
    func credentialSpread(targets: Int, isTheft: Bool, isTold: Bool) throws {
        let second = 2 * Self.day + 9_000
        let file = try CaseFile.week {
            for (number, host) in ["A", "B", "C"].prefix(targets).enumerated() {
                try $0.networkLogon(
                    host, second: second + Int64(number) * 300, session: "0x4\(number)", user: "administrator",
                    address: "10.0.0.9")
            }
        }
        let theft = try finding(
            "grave", .high, on: "WS9", second: second - 600, tags: isTheft ? ["attack.t1003.001"] : [],
            EvidenceReference(evidence: file.evidence, record: 0))

        let scope = Investigator.assess([file.observed()], findings: [theft])

        #expect(ways(scope) == (isTold ? ["WS9 > A", "WS9 > B", "WS9 > C"] : []))
        #expect(scope.movements.allSatisfy { $0.confidence < 0.8 })
    }

    @Test("a ticket that its owner asks for day by day is none")
    func habitualContact() throws {
        let second = 2 * Self.day + 9_000
        let file = try CaseFile.week {
            for day in -2...0 {
                try $0.ticket("B", second: second + Int64(day) * Self.day, user: "carol", address: "10.0.0.9")
            }
        }
        let record = EvidenceReference(evidence: file.evidence, record: 0)

        let scope = Investigator.assess(
            [file.observed()],
            findings: [
                try finding("grave", .high, on: "WS9", second: second - 600, record),
                try finding("grave", .high, on: "B", second: second + 600, record),
            ])

        #expect(!ways(scope).contains("WS9 > B"))
    }

    //  WS9 ──svc, switched──▶ B ──SSH──▶ LNX
    @Test("SSH of an account never seen to come from there counts from a computer that the intruder came to")
    func newSecureShell() throws {
        let second = 2 * Self.day + 900
        let file = try CaseFile.week {
            try $0.ownAddress("B.corp.example", second: 2, "10.0.0.12")
            try $0.networkLogon("B", second: second, session: "0x99", address: "10.0.0.9")
            try $0.service("B", second: second + 1, session: "0x99")
            try $0.record(
                "lnx", .linuxLogons, 0, second: second + 900,
                [
                    "program": "sshd", "src_ip": "10.0.0.12", "user": "root", "outcome": "success",
                    "method": "password",
                ])
        }

        #expect(ways(Investigator.assess([file.observed()], findings: [])) == ["WS9 > B", "B > LNX"])
    }

    //  10.0.0.77 ──RDP──▶ WS9, then WS9 ──svc, switched──▶ B
    @Test("who sits at a computer day by day comes to it from elsewhere, too", arguments: [true, false])
    func ownComputer(isOwn: Bool) throws {
        let second = 2 * Self.day + 900
        let file = try CaseFile.week {
            for day in 0..<2 where isOwn {
                try $0.record(
                    "WS9", .security, 4624, second: Int64(day) * Self.day + 50,
                    ["LogonType": "2", "TargetUserName": "carol", "TargetDomainName": "CORP", "TargetLogonId": "0x5"])
            }
            try $0.desktopLogon("WS9", second: second, session: "0x98", user: "carol", address: "10.0.0.77")
            try $0.networkLogon("B", second: second + 900, session: "0x99", address: "10.0.0.9")
            try $0.service("B", second: second + 901, session: "0x99")
        }

        let scope = Investigator.assess([file.observed()], findings: [])

        #expect(ways(scope) == (isOwn ? [] : ["10.0.0.77 > WS9"]) + ["WS9 > B"])
    }

    //  10.0.0.77 ──RDP, session 0x98000──▶ SRV, where it packs and sends
    @Test(
        "lesser matches of different techniques in one session are as telling as a grave one",
        arguments: [("T1560.001", "T1567.002", true), ("T1560.001", "T1560.002", false)])
    func joined(first: String, second: String, isTelling: Bool) throws {
        let moment = 2 * Self.day + 900
        var records: [EvidenceReference] = []
        let file = try CaseFile.week {
            try $0.desktopLogon("SRV", second: moment, session: "0x98000", user: "carol", address: "10.0.0.77")
            for program in ["rar", "rclone"] {
                records.append(
                    try $0.process(
                        "SRV", second: moment + 600, "C:\\Tools\\\(program).exe", session: "0x98000",
                        user: "CORP\\carol"))
            }
        }
        let findings = try zip([first, second], records).map { id, record in
            try finding(id, .medium, on: "SRV", second: moment + 600, tags: ["attack.\(id.lowercased())"], record)
        }

        let scope = Investigator.assess([file.observed()], findings: findings)

        #expect(ways(scope) == (isTelling ? ["10.0.0.77 > SRV"] : []))
        #expect(scope.patientZero.map(\.host) == (isTelling ? ["SRV"] : []))
    }

    @Test("lesser matches that many computers have say nothing together")
    func commonMatches() throws {
        let moment = 2 * Self.day + 900
        var findings: [FindingSighting] = []
        let file = try CaseFile.week {
            for host in ["A", "B", "C", "D"] {
                for id in ["T1560.001", "T1567.002"] {
                    let record = try $0.process(
                        host, second: moment, "C:\\Tools\\\(id).exe", session: "0x98000", user: "CORP\\carol")
                    findings.append(
                        try finding(
                            id, .medium, on: host, second: moment, tags: ["attack.\(id.lowercased())"], record))
                }
            }
        }

        let scope = Investigator.assess([file.observed()], findings: findings)

        #expect(scope.systems.allSatisfy { $0.verdict == .unknown })
    }
}

extension CaseFile {
    mutating func ticket(
        _ server: String, second: Int64, user: String = "alice", address: String
    ) throws {
        try record(
            "DC", .security, 4769, second: second,
            [
                "TargetUserName": "\(user)@CORP", "TargetDomainName": "CORP", "ServiceName": "\(server)$",
                "IpAddress": address,
            ])
    }
}
