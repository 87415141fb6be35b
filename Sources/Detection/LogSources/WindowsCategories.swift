/// Where Windows keeps the generic log source categories: Sysmon's events, PowerShell's, and the audit events of the
/// Security log that state the same under other names.
///
/// Event codes are those of Sysmon 15, of PowerShell 5 and 7, and of the Windows security audit documentation.
enum WindowsCategories {
    static let table: [String: [LogSourceRoute]] = [
        "process_creation": [sysmon(1), processAudit],
        "file_change": [sysmon(2)],
        "network_connection": [sysmon(3), connectionAudit],
        "sysmon_status": [sysmon(4, 16)],
        "process_termination": [sysmon(5)],
        "driver_load": [sysmon(6)],
        "image_load": [sysmon(7)],
        "create_remote_thread": [sysmon(8)],
        "raw_access_thread": [sysmon(9)],
        "process_access": [sysmon(10)],
        "file_event": [sysmon(11)],
        "registry_event": [sysmon(12, 13, 14), registryAudit()],
        "registry_add": [sysmon(12), registryAudit("%%1904")],
        "registry_delete": [sysmon(12), registryAudit("%%1906")],
        "registry_set": [sysmon(13), registryAudit("%%1904", "%%1905")],
        "registry_rename": [sysmon(14)],
        "create_stream_hash": [sysmon(15)],
        "pipe_created": [sysmon(17, 18)],
        "wmi_event": [sysmon(19, 20, 21)],
        "dns_query": [sysmon(22)],
        "file_delete": [sysmon(23, 26)],
        "clipboard_capture": [sysmon(24)],
        "process_tampering": [sysmon(25)],
        "file_delete_detected": [sysmon(26)],
        "file_block_executable": [sysmon(27)],
        "file_block_shredding": [sysmon(28)],
        "file_executable_detected": [sysmon(29)],
        "sysmon_error": [sysmon(255)],
        "file_access": [LogSourceRoute(providers: ["Microsoft-Windows-Kernel-File"])],
        "file_rename": [LogSourceRoute(providers: ["Microsoft-Windows-Kernel-File"])],
        "ps_classic_start": [LogSourceRoute(channels: ["Windows PowerShell"], eventCodes: [400])],
        "ps_classic_provider_start": [LogSourceRoute(channels: ["Windows PowerShell"], eventCodes: [600])],
        "ps_classic_script": [LogSourceRoute(channels: ["Windows PowerShell"], eventCodes: [800])],
        "ps_module": [LogSourceRoute(channels: WindowsServices.powerShell, eventCodes: [4103])],
        "ps_script": [LogSourceRoute(channels: WindowsServices.powerShell, eventCodes: [4104])],
        "antivirus": [defender],
    ]

    private static func sysmon(_ codes: Int64...) -> LogSourceRoute {
        LogSourceRoute(channels: [WindowsServices.sysmon], eventCodes: codes)
    }

    /// 4688, "a new process has been created". Its `ProcessId` is the parent's.
    private static let processAudit = LogSourceRoute(
        channels: ["Security"], eventCodes: [4688],
        mapping: [
            FieldMapping("Image", "NewProcessName"), FieldMapping("ProcessId", "NewProcessId"),
            FieldMapping("ParentImage", "ParentProcessName"), FieldMapping("ParentProcessId", "ProcessId"),
            FieldMapping("User", "SubjectUserName"), FieldMapping("LogonId", "SubjectLogonId"),
            FieldMapping(
                "IntegrityLevel", "MandatoryLabel",
                values: [
                    "untrusted": "S-1-16-0", "low": "S-1-16-4096", "medium": "S-1-16-8192", "high": "S-1-16-12288",
                    "system": "S-1-16-16384",
                ]),
        ])

    /// 5156, "the filtering platform has permitted a connection".
    private static let connectionAudit = LogSourceRoute(
        channels: ["Security"], eventCodes: [5156],
        mapping: [
            FieldMapping("Image", DerivedField.applicationPath.name), FieldMapping("ProcessId", "ProcessID"),
            FieldMapping("SourceIp", "SourceAddress"), FieldMapping("DestinationIp", "DestAddress"),
            FieldMapping("DestinationPort", "DestPort"),
            FieldMapping("Protocol", "Protocol", values: ["tcp": "6", "udp": "17"]),
            FieldMapping("Initiated", "Direction", values: ["true": "%%14593", "false": "%%14592"]),
        ])

    /// 4657, "a registry value was modified", which splits key and value: see ``DerivedField``.
    ///
    /// - Parameter operations: 1904 is a new value, 1905 a changed one, 1906 a deleted one; none for all.
    private static func registryAudit(_ operations: String...) -> LogSourceRoute {
        let chosen = operations.map {
            Criterion.field(.init(field: "OperationType", test: .text(SigmaPattern(literal: $0), cased: false)))
        }
        return LogSourceRoute(
            channels: ["Security"], eventCodes: [4657], requires: chosen.isEmpty ? nil : .any(chosen),
            mapping: [
                FieldMapping("TargetObject", DerivedField.registryValue.name), FieldMapping("Details", "NewValue"),
                FieldMapping("Image", "ProcessName"), FieldMapping("User", "SubjectUserName"),
            ])
    }

    /// Defender's detections, the antivirus that every Windows has.
    private static let defender = LogSourceRoute(
        channels: ["Microsoft-Windows-Windows Defender/Operational"],
        eventCodes: [1006, 1007, 1008, 1015, 1116, 1117, 1118, 1119],
        mapping: [
            FieldMapping("Signature", "ThreatName"), FieldMapping("Filename", "Path"),
            FieldMapping("Action", "ActionName"),
        ])
}
