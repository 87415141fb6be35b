import Testing
import Vocabulary

@testable import Investigation

/// Evidence of less than two days shows no habits; what it shows of ordinary work is what one hand does on many computers.
@Suite("Short evidence")
struct ShortEvidenceTests {
    private func ways(_ scope: ScopeAssessment) -> [String] { scope.movements.map { "\($0.from) > \($0.to)" } }

    private func grave(_ host: String, second: Int64, in file: CaseFile) throws -> FindingSighting {
        try finding(
            "grave \(host)", .high, on: host, second: second, EvidenceReference(evidence: file.evidence, record: 0))
    }

    //  MGT ──svc──▶ A, B, C, D          WS ──svc──▶ SRV
    private func company(_ more: (inout CaseFile) throws -> Void = { _ in }) throws -> CaseFile {
        try CaseFile(1) {
            for (host, address) in [("MGT", "10.0.0.1"), ("WS", "10.0.0.2"), ("SRV", "10.0.0.3")] {
                try $0.ownAddress("\(host).corp.example", second: 0, address)
            }
            try more(&$0)
            try $0.networkLogon("SRV", second: 5_000, session: "0x50", user: "bob", address: "10.0.0.2")
            try $0.service("SRV", second: 5_001, session: "0x50", user: "bob")
            for (number, host) in ["A", "B", "C", "D"].enumerated() {
                let second = 9_000 + Int64(number) * 100
                try $0.networkLogon(host, second: second, session: "0x1\(number)", address: "10.0.0.1")
                try $0.service(host, second: second + 1, session: "0x1\(number)")
            }
        }
    }

    @Test("who goes round many computers that show nothing is no intruder")
    func round() throws {
        let file = try company()

        let calm = Investigator.assess([file.observed()], findings: [])
        let attacked = Investigator.assess([file.observed()], findings: [try grave("WS", second: 4_000, in: file)])

        #expect(!ways(calm).contains { $0.hasPrefix("MGT") })
        #expect(ways(attacked) == ["WS > SRV"])
    }

    @Test("who goes round from a computer that the intruder came to, or leaves something grave behind, is one")
    func spread() throws {
        let file = try company {
            try $0.networkLogon("MGT", second: 4_500, session: "0x60", user: "bob", address: "10.0.0.2")
            try $0.service("MGT", second: 4_501, session: "0x60", user: "bob")
        }
        let everywhere = ["A", "B", "C", "D"].map { "MGT > \($0)" }

        let reached = Investigator.assess([file.observed()], findings: [try grave("WS", second: 4_000, in: file)])
        let left = Investigator.assess(
            [try company().observed()],
            findings: try ["A", "B", "C"].map { try grave($0, second: 9_900, in: file) })

        #expect(ways(reached) == ["WS > MGT", "WS > SRV"] + everywhere)
        #expect(Set(ways(left)).isSuperset(of: everywhere.prefix(3)))
    }

    //  203.0.113.9 ──RDP──▶ WS ──RDP──▶ SRV, where something grave is found
    @Test("a remote desktop from the internet is told, and all that follows it", arguments: [true, false])
    func outside(isPublic: Bool) throws {
        let file = try CaseFile(1) {
            try $0.ownAddress("WS.corp.example", second: 0, "10.0.0.2")
            try $0.desktopLogon(
                "WS", second: 10, session: "0x21", user: "carol", address: isPublic ? "203.0.113.9" : "10.0.0.77")
            try $0.desktopLogon("SRV", second: 1_800, session: "0x22", user: "carol", address: "10.0.0.2")
        }

        let scope = Investigator.assess([file.observed()], findings: [])

        #expect(ways(scope) == (isPublic ? ["203.0.113.9 > WS", "WS > SRV"] : []))
        #expect(scope.patientZero.first?.enteredFrom == (isPublic ? "203.0.113.9" : nil))
    }
}
