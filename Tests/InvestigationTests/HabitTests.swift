import Testing
import Vocabulary

@testable import Investigation

/// Who does the same day after day is no intruder; who comes from elsewhere with the same account may be.
@Suite("Habits")
struct HabitTests {
    private static let day: Int64 = 86_400

    @Test("what an account does from one computer on many days is no movement")
    func daily() throws {
        let scope = Investigator.assess([try CaseFile.week().observed()], findings: [])

        #expect(scope.movements == [])
        #expect(scope.systems.allSatisfy { $0.verdict == .unknown })
    }

    @Test("the same act on the only day that there is stands as it did")
    func oneDay() throws {
        let file = try CaseFile(1) {
            try $0.ownAddress("ADM.corp.example", second: 0, "10.0.0.1")
            try $0.networkLogon("A", second: 100, session: "0x1", address: "10.0.0.1")
            try $0.service("A", second: 101, session: "0x1")
        }

        let scope = Investigator.assess([file.observed()], findings: [])

        #expect(scope.movements.map(\.from) == ["ADM"])
    }

    @Test("the account from another computer than its usual one is a movement")
    func switchedAccount() throws {
        let file = try CaseFile.week {
            try $0.networkLogon("B", second: 2 * Self.day + 900, session: "0x99", address: "10.0.0.9")
            try $0.service("B", second: 2 * Self.day + 901, session: "0x99")
        }

        let scope = Investigator.assess([file.observed()], findings: [])

        #expect(scope.movements.map { "\($0.from) > \($0.to)" } == ["WS9 > B"])
        #expect(scope.movements.allSatisfy { $0.confidence > 0.7 })
    }

    @Test("days that follow something grave on the source make no habit")
    func graveDays() throws {
        let file = try CaseFile.week()
        let findings = try (0..<4).map { number in
            try finding(
                "grave \(number)", .high, on: "ADM.corp.example", second: Int64(number) * Self.day + 50,
                EvidenceReference(evidence: file.evidence, record: 0))
        }

        let scope = Investigator.assess([file.observed()], findings: findings)

        #expect(Set(scope.movements.map(\.to)) == ["A", "B", "C", "D"])
    }

    @Test("the name that a remote desktop's record gives itself is not that of the client")
    func ownName() throws {
        let file = try CaseFile(1) {
            try $0.record(
                "SRV.corp.example", .security, 4624, second: 0,
                [
                    "LogonType": "10", "TargetUserName": "alice", "TargetDomainName": "CORP", "TargetLogonId": "0x5",
                    "IpAddress": "10.9.0.7", "WorkstationName": "SRV",
                ])
        }

        let scope = Investigator.assess([file.observed()], findings: [])

        #expect(scope.systems.map(\.addresses) == [[]])
    }

    //  ADM ──SSH──▶ LNX on three days; then, with the same account, WS9 ──SSH──▶ LNX
    @Test("an account that comes over SSH from another computer than its usual one is a movement")
    func secureShell() throws {
        let file = try CaseFile.week {
            for (second, address) in [(200, "10.0.0.1"), (Self.day, "10.0.0.1"), (2 * Self.day, "10.0.0.9")] {
                try $0.record(
                    "lnx", .linuxLogons, 0, second: second,
                    [
                        "program": "sshd", "src_ip": address, "user": "alice", "outcome": "success",
                        "method": "publickey",
                    ])
            }
        }

        let scope = Investigator.assess([file.observed()], findings: [])

        #expect(scope.movements.map { "\($0.from) > \($0.to) \($0.method)" } == ["WS9 > LNX SSH"])
    }
}
