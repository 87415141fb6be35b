import Testing
import Vocabulary

@testable import Detection

@Suite("Log sources")
struct LogSourceTests {
    private let sysmon = "Microsoft-Windows-Sysmon/Operational"

    private func fits(_ logSource: String, _ batch: RecordBatch, _ selection: String = "{F: x}") -> Bool {
        DetectionTests.fits(rule("selection: \(selection)", logSource: logSource), batch)
    }

    @Test("a category is its channel and event codes; one record can be of several categories")
    func categories() {
        let categories = ["registry_add", "registry_delete", "registry_event", "registry_set", "process_creation"]
        func taken(_ code: UInt32) -> [String] {
            categories.filter {
                fits("{product: windows, category: \($0)}", record(["F": "x"], channel: sysmon, code: .number(code)))
            }
        }

        #expect(taken(12) == ["registry_add", "registry_delete", "registry_event"])
        #expect(taken(13) == ["registry_event", "registry_set"])
        #expect(taken(1) == ["process_creation"])
        #expect(taken(99) == [])
    }

    @Test("a service is its channel, with any code and in any case")
    func services() {
        let source = "{product: windows, service: windefend}"
        let channel = "Microsoft-Windows-Windows Defender/Operational"

        #expect(fits(source, record(["F": "x"], channel: channel, code: 1116)))
        #expect(fits(source, record(["F": "x"], channel: channel.uppercased(), code: nil)))
        #expect(!fits(source, record(["F": "x"], channel: "Application", code: 1116)))
    }

    @Test("an event code that the record has as text is the same code")
    func textCode() {
        let batch = record(["ScriptBlockText": "x"], channel: "Microsoft-Windows-PowerShell/Operational", code: "4104")

        #expect(fits("{product: windows, category: ps_script}", batch, "{ScriptBlockText: x}"))
    }

    @Test("process creation is also audit record 4688, under its own field names")
    func processAudit() {
        let batch = record(
            [
                "NewProcessName": #"C:\a.exe"#, "ParentProcessName": #"C:\p.exe"#, "NewProcessId": .hex(0x20),
                "ProcessId": .hex(0x10), "MandatoryLabel": "S-1-16-12288", "CommandLine": "a -b",
            ], code: 4688)
        let source = "{product: windows, category: process_creation}"

        #expect(
            fits(
                source, batch,
                #"{Image|endswith: '\a.exe', ParentImage: 'C:\p.exe', ProcessId: 32, ParentProcessId: 16, IntegrityLevel: High}"#
            ))
        #expect(!fits(source, batch, "{IntegrityLevel: [Medium, System]}"))
        #expect(!fits(source, record(["NewProcessName": "x"], code: 4689), "{Image: x}"))
    }

    @Test("registry changes are also audit record 4657, whose key and value name are joined")
    func registryAudit() {
        let batch = record(
            [
                "ObjectName": #"\REGISTRY\MACHINE\SOFTWARE\Run"#, "ObjectValueName": "Up", "NewValue": "x.exe",
                "OperationType": "%%1905",
            ], code: 4657)
        let selection = #"{TargetObject: 'HKLM\Software\Run\Up', Details: x.exe}"#

        #expect(fits("{product: windows, category: registry_set}", batch, selection))
        #expect(fits("{product: windows, category: registry_event}", batch, selection))
        #expect(!fits("{product: windows, category: registry_delete}", batch, selection))
    }

    @Test("a field that is compared with another has its name of the audit log as well")
    func comparedFields() {
        let source = "{product: windows, category: process_creation}"
        let batch = record(["NewProcessName": "C:\\a.exe", "ParentProcessName": "c:\\A.exe"], code: 4688)

        #expect(fits(source, batch, "{Image|fieldref: ParentImage}"))
        #expect(!fits(source, batch, "{Image|fieldref|neq: ParentImage}"))
    }

    @Test("connections are also audit record 5156, whose programs stand on devices")
    func connectionAudit() {
        let batch = record(
            ["Application": #"\device\harddiskvolume2\windows\x.exe"#, "DestPort": "3389", "Direction": "%%14593"],
            code: 5156)

        #expect(
            fits(
                "{product: windows, category: network_connection}", batch,
                #"{Image: 'C:\Windows\x.exe', DestinationPort: 3389, Initiated: 'true'}"#))
        #expect(!fits("{product: windows, category: network_connection}", batch, "{Initiated: 'false'}"))
    }

    @Test("a rule for all of Windows takes any event log, and nothing else")
    func anyWindowsLog() {
        let source = "{product: windows}"

        #expect(fits(source, record(["F": "x"], channel: "Anything/Admin", code: 5)))
        #expect(!fits(source, record(["F": "x"], channel: nil, code: nil)))
        #expect(
            !fits(source, record(["F": "x"], channel: "Linux-Sysmon/Operational", provider: "Linux-Sysmon", code: 1)))
    }

    @Test("Sysmon for Linux is Linux, Sysmon is Windows")
    func linuxSysmon() {
        let linux = record(["F": "x"], channel: "Linux-Sysmon/Operational", provider: "Linux-Sysmon", code: 1)
        let windows = record(["F": "x"], channel: sysmon, provider: "Microsoft-Windows-Sysmon", code: 1)
        let sources = [
            "{product: linux, category: process_creation}", "{product: windows, category: process_creation}",
            "{category: process_creation}",
        ]

        #expect(sources.map { fits($0, linux) } == [true, false, true])
        #expect(sources.map { fits($0, windows) } == [false, true, true])
    }

    @Test("other sources are known by the fields that only they have, or by name; never blindly")
    func otherSources() {
        let cloud = record(
            ["eventSource": "s3.amazonaws.com", "eventName": "PutObject", "awsRegion": "x", "F": "x"], channel: nil,
            code: nil)
        let shell = record(["F": "x"], channel: "auth.log", provider: "sshd", code: nil)
        let unknown = record(["F": "x"], channel: "velocity", code: nil)
        let windows = record(["F": "x"])
        let sources = [
            "{product: aws, service: cloudtrail}", "{product: linux, service: sshd}", "{product: linux, service: auth}",
            "{product: linux}", "{category: application, product: velocity}", "{category: webserver}",
        ]

        #expect(sources.map { fits($0, cloud) } == [true, false, false, false, false, false])
        #expect(sources.map { fits($0, shell) } == [false, true, true, true, false, false])
        #expect(sources.map { fits($0, unknown) } == [false, false, false, false, true, false])
        #expect(sources.map { fits($0, windows) } == [false, false, false, false, false, false])
    }

    @Test(
        "records are told by their fields whatever their event code is",
        arguments: [
            ("{product: linux, category: process_creation}", ["SYSCALL.syscall", "CommandLine", "Image"], "type"),
            ("{product: gcp, service: gcp.audit}", ["protoPayload.methodName"], "protoPayload.methodName"),
            ("{product: azure, service: activitylogs}", ["operationName", "category", "resourceId"], "operationName"),
            ("{product: gcp, service: google_workspace.admin}", ["eventService", "eventName"], "eventName"),
            ("{category: firewall}", ["src_ip", "dst_ip", "dst_port"], "event_id"),
            ("{category: proxy}", ["c-uri"], "event.code"), ("{category: dns}", ["query", "record_type"], "EventID"),
        ])
    func codesOfOtherLogs(source: String, fields: [String], code: String) {
        for stated in [Stored.text("anything"), 17] {
            var builder = RecordBatchBuilder()
            builder.beginRecord(position: 0, number: 1)
            for name in fields.filter({ $0 != code }) + ["F", code] {
                let (encoding, bytes) = (name == code ? stated : "x").encoded
                builder.append(builder.intern(FieldName(name, path: [.element(name)])), encoding, bytes)
            }
            builder.mark(.eventCode)
            builder.endRecord()
            #expect(fits(source, builder.finish()))
        }
    }

    @Test("a record of one batch is told by its fields as it was in the batch before")
    func shapesOverBatches() {
        let rules = RuleSet.load([
            RuleSource(name: "a.yml", text: rule("selection: {F: x}", logSource: "{category: proxy}"))
        ]).rules
        let proxy = record(["c-uri": "a", "F": "x"], channel: nil, code: 5)
        let other = record(["c-url": "a", "F": "x"], channel: nil, code: 5)
        var matcher = rules.makeMatcher()
        var counts: [Int] = []
        for batch in [other, proxy, other, proxy, proxy] {
            var count = 0
            matcher.match(batch) { _ in count += 1 }
            counts.append(count)
        }

        #expect(counts == [0, 1, 0, 1, 1])
    }

    private let alertRule = "{eventSource: SecurityComplianceCenter, eventName: Suspicious forwarding, status: success}"

    @Test("rules for Microsoft 365 find records of its unified audit log, under its names and under the rules'")
    func unifiedAuditLog() {
        let alert: KeyValuePairs<String, Stored> = [
            "Workload": "SecurityComplianceCenter", "Operation": "AlertTriggered", "Name": "Suspicious forwarding",
        ]
        let update: KeyValuePairs<String, Stored> = [
            "Workload": "SecurityComplianceCenter", "Operation": "AlertUpdated", "Name": "Suspicious forwarding",
        ]
        let renamed: KeyValuePairs<String, Stored> = [
            "eventSource": "SecurityComplianceCenter", "eventName": "Suspicious forwarding", "status": "success",
        ]
        for service in ["threat_management", "threat_detection"] {
            let source = "{product: m365, service: \(service)}"
            #expect(fits(source, record(alert, channel: nil, code: nil), alertRule))
            #expect(fits(source, record(renamed, channel: nil, code: nil), alertRule))
            #expect(!fits(source, record(update, channel: nil, code: nil), alertRule))
        }
        let added = record(
            ["Workload": "Exchange", "Operation": "Add-FederatedDomain", "ResultStatus": "True"], channel: nil,
            code: nil)
        let failed = record(
            ["Workload": "Exchange", "Operation": "Add-FederatedDomain", "ResultStatus": "False"], channel: nil,
            code: nil)
        let exchange = "{eventSource: Exchange, eventName: Add-FederatedDomain, status: success}"
        #expect(fits("{product: m365, service: exchange}", added, exchange))
        #expect(!fits("{product: m365, service: exchange}", failed, exchange))
        #expect(fits("{product: m365, service: audit}", added, "{Operation: Add-FederatedDomain}"))
        #expect(fits("{product: m365}", added, "{Operation: Add-FederatedDomain}"))
    }

    @Test("fields of cloud logs have the names of each form in which they are given out")
    func cloudNames() {
        func taken(_ source: String, _ fields: KeyValuePairs<String, Stored>, _ selection: String) -> Bool {
            fits("{product: \(source)}", record(fields, channel: nil, code: nil), selection)
        }

        #expect(
            taken(
                "azure, service: auditlogs",
                ["operationName": "Add member to role", "category": "AuditLogs", "resourceId": "/tenants/x"],
                "{properties.message: Add member to role}"))
        #expect(
            taken(
                "azure, service: signinlogs",
                [
                    "operationName": "Sign-in activity", "category": "SignInLogs", "resourceId": "/t",
                    "resultType": "50053",
                ],
                "{ResultType: 50053}"))
        #expect(
            !taken(
                "azure, service: activitylogs",
                ["operationName": "Sign-in activity", "category": "SignInLogs", "resourceId": "/t"],
                "{operationName: Sign-in activity}"))
        #expect(
            taken(
                "azure, service: activitylogs", ["operationName.value": "A/B/DELETE", "eventDataId": "1"],
                "{operationName: A/B/DELETE}"))
        #expect(
            taken(
                "gcp, service: gcp.audit", ["protoPayload.methodName": "v1.DisableServiceAccount"],
                "{gcp.audit.method_name|endswith: .DisableServiceAccount}"))
    }

    @Test("processes of macOS and Linux are told by the fields of osquery and of the Elastic Common Schema")
    func otherSystems() {
        let mac = "{product: macos, category: process_creation}"
        let linux = "{product: linux, category: process_creation}"
        let osquery = record(
            ["columns.path": "/usr/bin/x", "columns.cmdline": "x -y", "columns.signing_id": "z"], channel: nil,
            code: nil)
        let elastic = record(
            [
                "host.os.type": "macos", "event.type": "start", "process.executable": "/usr/bin/x",
                "process.command_line": "x -y",
            ], channel: nil, code: nil)

        for batch in [osquery, elastic] {
            #expect(fits(mac, batch, "{Image|endswith: /x, CommandLine|contains: ' -y'}"))
            #expect(!fits(linux, batch, "{Image|endswith: /x}"))
        }
    }
}
