import Testing
import Vocabulary

@testable import Investigation

/// What sensors and the lesser logs of Windows tell of movements.
@Suite("Acts that others record")
struct RemoteActTests {
    private func steps(_ file: CaseFile, findings: [FindingSighting] = []) -> [String] {
        Investigator.assess([file.observed()], findings: findings).movements
            .map { "\($0.from) > \($0.to) \($0.account ?? "-") \($0.method)" }
    }

    private static let call: KeyValuePairs = [
        "id.orig_h": "10.0.2.8", "id.orig_p": "5001", "id.resp_h": "10.0.2.11", "id.resp_p": "445",
        "endpoint": "svcctl", "operation": "CreateServiceW",
    ]

    //  A sensor alone: NTLM as administrator, PSEXESVC.exe, CreateServiceW, 10.0.2.8 ──▶ SRV1
    @Test("a sensor that belongs to nobody shows a service being made")
    func service() throws {
        let file = try CaseFile(1) {
            try $0.record(
                "", .hashLogons, 0, second: 0,
                [
                    "id.orig_h": "10.0.2.8", "id.resp_h": "10.0.2.11", "username": "administrator",
                    "hostname": "JMP1", "domainname": "CORP", "server_nb_computer_name": "SRV1", "success": "true",
                ])
            try $0.record(
                "", .files, 0, second: 1,
                [
                    "id.orig_h": "10.0.2.8", "id.resp_h": "10.0.2.11", "action": "SMB::FILE_OPEN",
                    "path": "\\\\SRV1\\ADMIN$", "name": "PSEXESVC.exe",
                ])
            try $0.record("", .calls, 0, second: 2, Self.call)
        }

        #expect(steps(file) == ["10.0.2.8 > SRV1 CORP\\administrator service"])
    }

    @Test("the name that a client gave itself before a sensor wrote nothing")
    func clientName() throws {
        let file = try CaseFile(1) {
            try $0.record(
                "JMP1", .hashLogons, 0, second: 0,
                [
                    "id.orig_h": "10.0.2.8", "id.resp_h": "10.0.2.11", "username": "administrator",
                    "hostname": "JMP1", "domainname": "CORP", "server_nb_computer_name": "SRV1", "success": "true",
                ])
        }
        let observed = file.observed()

        #expect(observed.coverage.entries.isEmpty)
        #expect(HostDirectory(observed).entries["JMP1"]?.presence == .referenced)
    }

    //  WS ──a long connection to port 3389──▶ SRV, where something grave is found
    @Test("a long connection to a remote desktop is no movement by itself, and less than even beside something grave")
    func longDesktop() throws {
        let file = try CaseFile(1) {
            try $0.ownAddress("WS", second: 0, "10.0.0.1")
            try $0.ownAddress("SRV", second: 0, "10.0.0.2")
            try $0.connection(second: 10, from: "10.0.0.1", port: "5000", to: "10.0.0.2", "3389")
        }
        let grave = try finding(
            "grave", .high, on: "WS", second: 0, EvidenceReference(evidence: file.evidence, record: 0))

        #expect(steps(file) == [])
        let found = Investigator.assess([file.observed()], findings: [grave]).movements
        #expect(found.allSatisfy { $0.confidence < 0.5 })
    }

    @Test("questions to the service manager, files on other shares and refused connections are no acts")
    func harmless() throws {
        let file = try CaseFile(1) {
            try $0.record(
                "", .calls, 0, second: 0,
                [
                    "id.orig_h": "10.0.2.8", "id.resp_h": "10.0.2.11", "endpoint": "svcctl",
                    "operation": "OpenSCManagerW",
                ])
            try $0.record(
                "", .files, 0, second: 1,
                [
                    "id.orig_h": "10.0.2.8", "id.resp_h": "10.0.2.11", "action": "SMB::FILE_WRITE",
                    "path": "\\\\SRV1\\public", "name": "setup.exe",
                ])
            try $0.connection(second: 2, from: "203.0.113.9", port: "1", to: "10.0.2.8", "3389", state: "REJ")
        }
        let observed = file.observed()

        #expect(observed.remoteActs.sorted.isEmpty)
        #expect(observed.flows.sorted.isEmpty)
        #expect(observed.coverage.entries.isEmpty)
    }

    //  203.0.113.9 ──RDP──▶ JMP1, whose logs are not held, ──service──▶ SRV1
    @Test("a long remote desktop from outside is told where something grave follows")
    func desktop() throws {
        let file = try CaseFile(1) {
            try $0.record(
                "DC", .security, 4624, second: 0,
                ["LogonType": "3", "TargetUserName": "JMP1$", "TargetDomainName": "CORP", "IpAddress": "10.0.2.8"])
            try $0.connection(second: 10, from: "203.0.113.9", port: "5000", to: "10.0.2.8", "3389")
            try $0.record(
                "", .desktops, 0, second: 10,
                ["id.orig_h": "203.0.113.9", "id.resp_h": "10.0.2.8", "cookie": "mstshash=carol"])
        }
        let grave = try finding(
            "grave", .high, on: "JMP1", second: 100, EvidenceReference(evidence: file.evidence, record: 0))

        #expect(steps(file, findings: [grave]) == ["203.0.113.9 > JMP1 carol RDP"])
    }

    @Test("a session over SSH that a sensor saw and the target's own log are one movement")
    func shell() throws {
        let file = try CaseFile(1) {
            try $0.connection(second: 0, from: "203.0.113.9", port: "40111", to: "10.5.0.4", "22")
            try $0.record(
                "", .shells, 0, second: 0,
                ["id.orig_h": "203.0.113.9", "id.resp_h": "10.5.0.4", "auth_success": "true"])
            try $0.shell("bastion", second: 2, user: "ops", address: "203.0.113.9", key: "", port: "40111")
        }
        let grave = try finding(
            "grave", .high, on: "bastion", second: 100, EvidenceReference(evidence: file.evidence, record: 0))

        #expect(steps(file, findings: [grave]) == ["203.0.113.9 > BASTION ops SSH"])
    }

    @Test("what a computer's own account installs on another one came from that computer")
    func computerAccount() throws {
        let file = try CaseFile(1) {
            try $0.record(
                "SRV1", .security, 4697, second: 0,
                ["SubjectUserName": "WS1$", "SubjectDomainName": "CORP", "SubjectLogonId": "0x5", "ServiceName": "x"])
            try $0.record(
                "SRV1", .security, 4697, second: 9,
                [
                    "SubjectUserName": "SRV1$", "SubjectDomainName": "CORP", "SubjectLogonId": "0x3e7",
                    "ServiceName": "y",
                ]
            )
        }

        #expect(steps(file) == ["WS1 > SRV1 - service"])
    }

    //  WS1$ logs on to the host; a second later a helper of PsExec runs there
    @Test(
        "who came in a computer's own name brought what ran a moment later, but not on a domain controller",
        arguments: [false, true])
    func computerLogon(isController: Bool) throws {
        let file = try CaseFile(1) {
            try $0.record(
                "SRV1", .security, 4624, second: 10,
                [
                    "LogonType": "3", "TargetUserName": "WS1$", "TargetDomainName": "CORP", "TargetLogonId": "0x7",
                    "IpAddress": "10.0.0.1",
                ])
            try $0.process(
                "SRV1", second: 12, "C:\\Windows\\PSEXESVC.exe", session: "0x3e7", user: "NT AUTHORITY\\SYSTEM")
            if isController {
                try $0.record(
                    "SRV1", .security, 4769, second: 20,
                    ["TargetUserName": "WS1$@CORP", "ServiceName": "SRV1$", "IpAddress": "10.0.0.1"])
            }
        }

        #expect(steps(file) == (isController ? [] : ["WS1 > SRV1 - service"]))
    }

    @Test("a task that is registered a moment after the only logon of its account came from there")
    func task() throws {
        let file = try CaseFile(1) {
            try $0.ownAddress("WS1", second: 0, "10.0.0.1")
            try $0.networkLogon("SRV2", second: 1, session: "0x5", address: "10.0.0.1")
            try $0.record(
                "SRV2", .sysmon, 11, second: 2, ["Image": "System", "TargetFilename": "C:\\Windows\\Temp\\upd.exe"])
            try $0.record(
                "SRV2", .taskScheduler, 106, second: 3, ["TaskName": "\\upd", "UserContext": "CORP\\alice"])
        }

        #expect(steps(file) == ["WS1 > SRV2 CORP\\alice scheduled task"])
    }

    @Test("the client of a remote desktop and the target's acceptance are told behind something grave on the source")
    func desktopClient() throws {
        let file = try CaseFile(1) {
            try $0.ownAddress("WS1", second: 0, "10.0.0.1")
            try $0.record("WS1", .desktopClient, 1024, second: 1, ["Name": "Server Name", "Value": "SRV1"])
            try $0.record("SRV1", .desktopTransport, 131, second: 2, ["ClientIP": "10.0.0.1:50111"])
        }
        let grave = try finding(
            "grave", .high, on: "WS1", second: 0, EvidenceReference(evidence: file.evidence, record: 0))

        #expect(steps(file, findings: [grave]) == ["WS1 > SRV1 - RDP"])
        #expect(steps(file) == [])
    }

    @Test("a failed call over WMI names the computer that made it")
    func management() throws {
        let file = try CaseFile(1) {
            try $0.record(
                "SRV1", .windowsManagement, 5858, second: 0,
                [
                    "ClientMachine": "WS1", "User": "CORP\\alice",
                    "Operation": "Start IWbemServices::ExecMethod - root\\cimv2 : Win32_Process::Create",
                ])
            try $0.record(
                "SRV1", .windowsManagement, 5858, second: 0,
                ["ClientMachine": "SRV1", "User": "CORP\\bob", "Operation": "Start IWbemServices::ExecMethod - x"])
        }

        #expect(steps(file) == ["WS1 > SRV1 CORP\\alice WMI"])
    }

    @Test("Windows' packet filter tells the own address whichever side it names first", arguments: [true, false])
    func allowedFlow(ownFirst: Bool) throws {
        let (own, peer) = (("10.0.0.5", "445"), ("10.0.0.1", "50111"))
        let (first, second) = ownFirst ? (own, peer) : (peer, own)
        let file = try CaseFile(1) {
            try $0.record(
                "SRV1", .security, 5156, second: 0,
                [
                    "Direction": "%%14592", "SourceAddress": first.0, "SourcePort": first.1, "DestAddress": second.0,
                    "DestPort": second.1, "Application": "System",
                ])
        }
        let observed = file.observed()

        #expect(HostDirectory(observed).host(at: "10.0.0.5", around: try CaseFile.moment(0)) == "SRV1")
        #expect(observed.flows.sorted.map(\.act.peer) == ["10.0.0.1"])
    }
}
