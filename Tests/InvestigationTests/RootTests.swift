import Testing
import Vocabulary

@testable import Investigation

/// Where an intrusion began, and what did not begin it.
@Suite("Roots")
struct RootTests {
    private static let day: Int64 = 86_400

    //  203.0.113.9 ──RDP──▶ JMP (address unknown)          10.0.0.77 ──RDP──▶ SRV ──svc──▶ B
    @Test("where an account comes from an address that nobody has, it most likely comes from where it just was")
    func unknownAddress() throws {
        let second = 2 * Self.day + 900
        let file = try CaseFile.week {
            try $0.ownAddress("SRV.corp.example", second: 2, "10.0.0.12")
            try $0.desktopLogon("JMP", second: second, session: "0x98", user: "carol", address: "203.0.113.9")
            try $0.desktopLogon("SRV", second: second + 1_800, session: "0x97", user: "carol", address: "10.0.0.77")
            try $0.networkLogon("B", second: second + 3_600, session: "0x99", address: "10.0.0.12")
            try $0.service("B", second: second + 3_601, session: "0x99")
        }

        let scope = Investigator.assess([file.observed()], findings: [])

        #expect(scope.movements.map(\.from) == ["203.0.113.9", "10.0.0.77", "SRV"])
        #expect(scope.patientZero.first?.host == "JMP")
        #expect(scope.patientZero.first?.enteredFrom == "203.0.113.9")
    }

    //  WS: grave          later ADM ──svc──▶ WS
    @Test("who comes to a computer after it was compromised is not how it was reached")
    func laterArrival() throws {
        let file = try CaseFile(1) {
            try $0.ownAddress("ADM.corp.example", second: 0, "10.0.0.1")
            try $0.networkLogon("WS", second: 9_000, session: "0x1", address: "10.0.0.1")
            try $0.service("WS", second: 9_001, session: "0x1")
        }
        let record = EvidenceReference(evidence: file.evidence, record: 0)
        func reached(_ second: Int64) throws -> String? {
            Investigator.assess(
                [file.observed()], findings: [try finding("grave", .high, on: "WS", second: second, record)]
            ).systems.first { $0.name == "WS" }?.reachedFrom
        }

        #expect(try reached(100) == nil)
        #expect(try reached(9_100) == "ADM")
    }
}
