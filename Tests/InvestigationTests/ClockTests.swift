import Testing
import Vocabulary

@testable import Investigation

@Suite("Clocks that differ")
struct ClockTests {
    private static let hour: Int64 = 3_600

    //  A sensor sees four sessions over SSH; the host writes them in the time of its own zone
    @Test(
        "a log whose times differ from a sensor's by a constant is corrected, and a question says so",
        arguments: [-14_400, 180] as [Int64])
    func zone(ahead: Int64) throws {
        let file = try CaseFile(1) {
            for number in 0..<4 {
                let second = Int64(number) * 600
                try $0.connection(second: second, from: "203.0.113.9", port: "4000\(number)", to: "10.5.0.4", "22")
                try $0.shell(
                    "lnx", second: second + ahead + 2, user: "ops", address: "203.0.113.9", key: "",
                    port: "4000\(number)")
            }
        }
        let record = EvidenceReference(evidence: file.evidence, record: 1)
        let grave = try finding("grave", .high, on: "lnx", second: ahead + 60, record)

        let scope = Investigator.assess([file.observed()], findings: [grave])

        #expect(scope.movements.map(\.time) == [try CaseFile.moment(0)])
        #expect(scope.systems.first { $0.name == "LNX" }?.addresses == ["10.5.0.4"])
        #expect(scope.leads.contains { $0.host == "LNX" && $0.question.contains("clock") })
    }

    //  WS1 and WS2 say when they began connections; SRV's logons by these are three hours late
    @Test(
        "what the sources recorded corrects a target, unless only one of them says so",
        arguments: [["WS1", "WS2"], ["WS1"]]
    )
    func sources(names: [String]) throws {
        let file = try CaseFile(1) {
            for number in 0..<4 {
                let address = "10.0.0.\(number % names.count + 1)"
                try $0.record(
                    names[number % names.count], .sysmon, 3, second: Int64(number) * 100,
                    [
                        "Image": "C:\\a.exe", "User": "CORP\\alice", "Initiated": "true", "SourceIp": address,
                        "SourcePort": "5000\(number)", "DestinationIp": "10.0.0.9", "DestinationPort": "445",
                    ])
                try $0.record(
                    "SRV", .security, 4624, second: Int64(number) * 100 + 3 * Self.hour,
                    [
                        "LogonType": "3", "TargetUserName": "alice", "TargetDomainName": "CORP",
                        "TargetLogonId": "0x\(number)", "IpAddress": address, "IpPort": "5000\(number)",
                    ])
            }
        }

        let clocks = Clocks(file.observed())

        #expect(clocks.differences.map(\.host) == (names.count > 1 ? ["SRV"] : []))
        #expect(clocks.differences.allSatisfy { $0.seconds == 3 * Self.hour })
    }

    @Test("clocks that agree are left alone")
    func agreement() throws {
        let file = try CaseFile(1) {
            for number in 0..<9 {
                let second = Int64(number) * 600
                try $0.connection(second: second, from: "203.0.113.9", port: "4000\(number)", to: "10.5.0.4", "22")
                try $0.shell(
                    "lnx", second: second + 30, user: "ops", address: "203.0.113.9", key: "", port: "4000\(number)")
            }
        }

        #expect(Clocks(file.observed()).isEmpty)
    }
}
