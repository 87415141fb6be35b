import Vocabulary

/// Processes and what they do on their own host.
extension HostLog {
    /// Starts a process: event 4688 and Sysmon 1.
    ///
    /// - Parameters:
    ///   - image: The full path of the executable.
    ///   - session: Whose process it is; the parent's where nil.
    @discardableResult
    mutating func start(
        _ image: String, _ commandLine: String, by parent: Process, session: Session? = nil,
        integrity: Integrity? = nil, in folder: String = "C:\\Windows\\System32\\", at time: Timestamp
    ) -> Process {
        let process = Process(
            guid: processGUID(at: time), id: freshProcessID(), image: image, commandLine: commandLine,
            session: session ?? parent.session, integrity: integrity ?? parent.integrity)
        let program = Program.at(image)
        let hashes = FileHashes(of: image, seed: seed)
        let otherSession = process.session.logonID != parent.session.logonID
        record(
            .processCreated, at: time, from: 4,
            .eventData(
                subject(parent.session) + [
                    EventField("NewProcessId", .hex64(UInt64(process.id))),
                    EventField("NewProcessName", .string(image)),
                    EventField("TokenElevationType", .string(process.integrity.elevation)),
                    EventField("ProcessId", .hex64(UInt64(parent.id))),
                    EventField("CommandLine", .string(commandLine)),
                    EventField("TargetUserSid", .sid(.nobody)),
                    EventField("TargetUserName", .string(otherSession ? process.session.account.name : "-")),
                    EventField("TargetDomainName", .string(otherSession ? process.session.account.domain : "-")),
                    EventField("TargetLogonId", .hex64(otherSession ? process.session.logonID : 0)),
                    EventField("ParentProcessName", .string(parent.image)),
                    EventField("MandatoryLabel", .sid(process.integrity.label)),
                ]))
        recordSysmon(
            .sysmonProcess, at: time,
            [
                EventField("ProcessGuid", .guid(process.guid)), EventField("ProcessId", .uint32(process.id)),
                EventField("Image", .string(image)), EventField("FileVersion", .string(program.version)),
                EventField("Description", .string(program.description)),
                EventField("Product", .string(program.product)), EventField("Company", .string(program.company)),
                EventField("OriginalFileName", .string(program.originalName)),
                EventField("CommandLine", .string(commandLine)), EventField("CurrentDirectory", .string(folder)),
                EventField("User", .string(process.session.account.qualifiedName)),
                EventField("LogonGuid", .guid(sysmonGUID(of: process.session))),
                EventField("LogonId", .hex64(process.session.logonID)),
                EventField("TerminalSessionId", .uint32(process.session.terminal)),
                EventField("IntegrityLevel", .string(process.integrity.rawValue)),
                EventField("Hashes", .string(hashes.sysmon)), EventField("ParentProcessGuid", .guid(parent.guid)),
                EventField("ParentProcessId", .uint32(parent.id)), EventField("ParentImage", .string(parent.image)),
                EventField("ParentCommandLine", .string(parent.commandLine)),
                EventField("ParentUser", .string(parent.session.account.qualifiedName)),
            ])
        return process
    }

    /// Ends a process: Sysmon 5.
    mutating func end(_ process: Process, at time: Timestamp) {
        recordSysmon(.sysmonProcessEnd, at: time, actor(process) + [user(process)])
    }

    /// Writes a file: Sysmon 11.
    mutating func createFile(_ path: String, by process: Process, at time: Timestamp) {
        recordSysmon(
            .sysmonFile, at: time,
            actor(process) + [
                EventField("TargetFilename", .string(path)), EventField("CreationUtcTime", .string(time.sysmonText)),
                user(process),
            ])
    }

    /// Sets a registry value: Sysmon 13.
    mutating func setRegistry(_ object: String, to details: String, by process: Process, at time: Timestamp) {
        recordSysmon(
            .sysmonRegistry, at: time,
            [EventField("EventType", .string("SetValue"))] + actor(process) + [
                EventField("TargetObject", .string(object)), EventField("Details", .string(details)), user(process),
            ])
    }

    /// Opens another process: Sysmon 10.
    mutating func open(
        _ target: Process, by process: Process, access: UInt32, trace: String, at time: Timestamp
    ) {
        recordSysmon(
            .sysmonProcessAccess, at: time,
            [
                EventField("SourceProcessGUID", .guid(process.guid)),
                EventField("SourceProcessId", .uint32(process.id)),
                EventField("SourceThreadId", .uint32(UInt32(random.number(100...2_400) * 4))),
                EventField("SourceImage", .string(process.image)),
                EventField("TargetProcessGUID", .guid(target.guid)),
                EventField("TargetProcessId", .uint32(target.id)), EventField("TargetImage", .string(target.image)),
                EventField("GrantedAccess", .hex32(access)), EventField("CallTrace", .string(trace)),
                EventField("SourceUser", .string(process.session.account.qualifiedName)),
                EventField("TargetUser", .string(target.session.account.qualifiedName)),
            ])
    }

    /// Creates a named pipe: Sysmon 17.
    mutating func createPipe(_ name: String, by process: Process, at time: Timestamp) {
        recordSysmon(
            .sysmonPipeCreated, at: time,
            [
                EventField("EventType", .string("CreatePipe")),
                EventField("ProcessGuid", .guid(process.guid)), EventField("ProcessId", .uint32(process.id)),
                EventField("PipeName", .string(name)), EventField("Image", .string(process.image)), user(process),
            ])
    }

    /// Runs a block of script: PowerShell 4104.
    mutating func runScript(_ text: String, in process: Process, suspicious: Bool, at time: Timestamp) {
        record(
            .scriptBlock(suspicious: suspicious), at: time, from: process.id, user: process.session.account.sid,
            .eventData([
                EventField("MessageNumber", .uint32(1)), EventField("MessageTotal", .uint32(1)),
                EventField("ScriptBlockText", .string(text)),
                EventField("ScriptBlockId", .string(String(randomGUID().description.dropFirst().dropLast()))),
                EventField("Path", .string("")),
            ]))
    }

    /// Registers a scheduled task: event 4698.
    mutating func createTask(_ name: String, command: String, by session: Session, at time: Timestamp) {
        let content = """
            <?xml version="1.0" encoding="UTF-16"?>
            <Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
              <Triggers><LogonTrigger><Enabled>true</Enabled></LogonTrigger></Triggers>
              <Principals><Principal id="Author"><UserId>\(session.account.sid)</UserId></Principal></Principals>
              <Actions Context="Author"><Exec><Command>\(command)</Command></Exec></Actions>
            </Task>
            """
        record(
            .taskCreated, at: time,
            .eventData(
                subject(session) + [
                    EventField("TaskName", .string(name)), EventField("TaskContent", .string(content)),
                ]))
    }

    private func actor(_ process: Process) -> [EventField] {
        [
            EventField("ProcessGuid", .guid(process.guid)), EventField("ProcessId", .uint32(process.id)),
            EventField("Image", .string(process.image)),
        ]
    }

    private func user(_ process: Process) -> EventField {
        EventField("User", .string(process.session.account.qualifiedName))
    }

    /// The four fields with which most Security events begin.
    func subject(_ session: Session) -> [EventField] {
        [
            EventField("SubjectUserSid", .sid(session.account.sid)),
            EventField("SubjectUserName", .string(session.account.name)),
            EventField("SubjectDomainName", .string(session.account.domain)),
            EventField("SubjectLogonId", .hex64(session.logonID)),
        ]
    }
}

extension Session {
    /// The terminal session: 0 for services and the network, 1 for the console, 2 for a remote desktop.
    var terminal: UInt32 {
        switch type {
        case .interactive, .unlock: 1
        case .remoteInteractive: 2
        case .network, .batch, .service: 0
        }
    }
}
