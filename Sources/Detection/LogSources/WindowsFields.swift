/// The fields of Sysmon's events, by the log source category that they are records of: from the schema of Sysmon 15
/// (`sysmon -s`), in lower case. What the audit log has instead comes from the mappings of ``WindowsCategories``.
enum WindowsFields {
    /// Nil where the fields of a source are not known. Names are in lower case.
    static func known(of source: LogSource) -> Set<String>? {
        guard source.product == "windows", let category = source.category, let fields = table[category] else {
            return nil
        }
        return fields.union(common)
    }

    /// Of every event, and those that the taxonomy of Sigma makes of `Hashes`.
    private static let common = words(
        "EventID Channel Provider_Name Computer ComputerName Hostname Level Task Opcode Keywords EventRecordID RuleName"
            + " UtcTime User ProcessGuid ProcessId Image")
    private static let file = words("Hashes md5 sha1 sha256 Imphash")
    private static let version = words("FileVersion Description Product Company OriginalFileName")
    private static let twoProcesses = words(
        "SourceProcessGuid SourceProcessId SourceImage TargetProcessGuid TargetProcessId TargetImage SourceUser TargetUser"
    )

    private static let table: [String: Set<String>] = [
        "process_creation": file.union(version).union(
            words(
                "CommandLine CurrentDirectory LogonGuid LogonId TerminalSessionId IntegrityLevel ParentProcessGuid"
                    + " ParentProcessId ParentImage ParentCommandLine ParentUser")),
        "file_change": words("TargetFilename CreationUtcTime PreviousCreationUtcTime"),
        "network_connection": words(
            "Protocol Initiated SourceIsIpv6 SourceIp SourceHostname SourcePort SourcePortName DestinationIsIpv6"
                + " DestinationIp DestinationHostname DestinationPort DestinationPortName"),
        "driver_load": file.union(words("ImageLoaded Signed Signature SignatureStatus")),
        "image_load": file.union(version).union(words("ImageLoaded Signed Signature SignatureStatus")),
        "create_remote_thread": twoProcesses.union(words("NewThreadId StartAddress StartModule StartFunction")),
        "raw_access_thread": words("Device"),
        "process_access": twoProcesses.union(words("SourceThreadId GrantedAccess CallTrace")),
        "file_event": words("TargetFilename CreationUtcTime"),
        "registry_add": words("EventType TargetObject"),
        "registry_delete": words("EventType TargetObject"),
        "registry_set": words("EventType TargetObject Details"),
        "registry_rename": words("EventType TargetObject NewName"),
        "registry_event": words("EventType TargetObject Details NewName"),
        "create_stream_hash": file.union(words("TargetFilename CreationUtcTime Hash Contents")),
        "pipe_created": words("EventType PipeName"),
        "wmi_event": words(
            "EventType Operation EventNamespace Name Query Type Destination Consumer Filter"),
        "dns_query": words("QueryName QueryStatus QueryResults"),
        "file_delete": file.union(words("TargetFilename IsExecutable Archived")),
        "clipboard_capture": file.union(words("Session ClientInfo Archived")),
        "process_tampering": words("Type"),
        "file_block_executable": file.union(words("TargetFilename")),
        "file_block_shredding": file.union(words("TargetFilename IsExecutable")),
        "file_executable_detected": file.union(words("TargetFilename")),
    ]

    private static func words(_ names: String) -> Set<String> {
        Set(names.lowercased().split(separator: " ").map(String.init))
    }
}
