/// Log sources outside Windows: which channel or provider names them, or which fields only they have.
enum OtherSources {
    struct Row {
        let source: LogSource
        let route: LogSourceRoute
    }

    static let table: [Row] =
        linux + osquery + elastic + CloudSources.table + network + appliances + [
            // RPC Firewall writes to an event log of its own.
            row("rpc_firewall", "application", nil, LogSourceRoute(channels: ["RPCFW"], providers: ["RPCFW"]))
        ]

    static func row(
        _ product: String?, _ category: String?, _ service: String?, _ route: LogSourceRoute
    ) -> Row {
        Row(source: LogSource(product: product, category: category, service: service), route: route)
    }

    /// A row for each set of fields that gives the source away.
    static func rows(
        _ product: String?, _ category: String?, _ service: String?, having sets: [[String]]
    ) -> [Row] {
        sets.map { row(product, category, service, LogSourceRoute(fields: $0)) }
    }

    /// What a field must be, with wildcards, in either case of letters: one of the values.
    static func field(_ name: String, _ values: [String]) -> Criterion {
        .any(values.map { .field(.init(field: name, test: .text(SigmaPattern(sigma: $0), cased: false))) })
    }

    private static func sysmon(_ code: Int64) -> LogSourceRoute {
        LogSourceRoute(channels: ["Linux-Sysmon/Operational"], providers: ["Linux-Sysmon"], eventCodes: [code])
    }

    private static let linux: [Row] =
        [
            row("linux", "process_creation", nil, sysmon(1)),
            // auditd's `execve`, whose arguments, program and folder its reader gives the names of Sysmon; as its own records
            // have it, and as programs send it on.
            row("linux", "process_creation", nil, LogSourceRoute(fields: ["SYSCALL.syscall", "CommandLine", "Image"])),
            row("linux", "process_creation", nil, LogSourceRoute(fields: ["syscall", "CommandLine", "Image"])),
            row("linux", "network_connection", nil, sysmon(3)),
            row("linux", "file_event", nil, sysmon(11)),
            row(
                "linux", nil, "auditd",
                LogSourceRoute(channels: ["auditd", "audit", "audit.log"], providers: ["auditd"])),
            row("linux", nil, "auth", LogSourceRoute(channels: ["auth", "authpriv", "auth.log", "secure"])),
            row("linux", nil, "sshd", LogSourceRoute(channels: ["sshd"], providers: ["sshd", "sshd-session"])),
            row("linux", nil, "sudo", LogSourceRoute(channels: ["sudo"], providers: ["sudo"])),
            row(
                "linux", nil, "cron",
                LogSourceRoute(channels: ["cron", "cron.log"], providers: ["cron", "crond", "anacron"])),
            row(
                "linux", nil, "syslog",
                LogSourceRoute(channels: ["syslog", "messages", "kern.log", "daemon.log", "user.log"])),
            row(
                "linux", nil, "clamav",
                LogSourceRoute(channels: ["clamav"], providers: ["clamd", "clamav", "freshclam"])),
            row("linux", nil, "vsftpd", LogSourceRoute(channels: ["vsftpd", "vsftpd.log"], providers: ["vsftpd"])),
            row("linux", nil, "guacamole", LogSourceRoute(channels: ["guacamole"], providers: ["guacd", "guacamole"])),
        ]
        + rows(
            "linux", nil, "auditd",
            having: [["type", "auid"], ["type", "syscall"], ["type", "a0"], ["type", "ses"]])

    /// Starts of processes as osquery tells them: the audit of Linux, and Endpoint Security of macOS, whose rows alone
    /// state who signed the program.
    private static let osquery: [Row] = [
        row(
            "macos", "process_creation", nil,
            LogSourceRoute(
                fields: ["columns.path", "columns.cmdline", "columns.signing_id"],
                mapping: FieldMapping.list(osqueryNames)
            )),
        row(
            "linux", "process_creation", nil,
            LogSourceRoute(
                fields: ["columns.path", "columns.cmdline", "columns.auid"], mapping: FieldMapping.list(osqueryNames))),
    ]

    private static let osqueryNames = [
        "Image": "columns.path", "CommandLine": "columns.cmdline", "CurrentDirectory": "columns.cwd",
        "ProcessId": "columns.pid", "ParentProcessId": "columns.parent",
    ]

    /// The Elastic Common Schema, where a record says of which system it is; Windows is known by its channels.
    private static let elastic: [Row] = ["linux", "macos"].flatMap { system in
        let isSystem = field("host.os.type", [system])
        return [
            row(
                system, "process_creation", nil,
                LogSourceRoute(
                    fields: ["host.os.type", "process.executable", "process.command_line"],
                    requires: .all([isSystem, field("event.type", ["start"])]),
                    mapping: FieldMapping.list([
                        "Image": "process.executable", "CommandLine": "process.command_line",
                        "ParentImage": "process.parent.executable",
                        "ParentCommandLine": "process.parent.command_line",
                        "CurrentDirectory": "process.working_directory", "ProcessId": "process.pid",
                        "User": "user.name",
                        "OriginalFileName": "process.pe.original_file_name",
                    ]))),
            row(
                system, "file_event", nil,
                LogSourceRoute(
                    fields: ["host.os.type", "file.path"],
                    requires: .all([isSystem, field("event.type", ["creation", "change"])]),
                    mapping: FieldMapping.list(["TargetFilename": "file.path", "Image": "process.executable"]))),
            row(
                system, "network_connection", nil,
                LogSourceRoute(
                    fields: ["host.os.type", "destination.ip", "process.executable"], requires: isSystem,
                    mapping: FieldMapping.list([
                        "Image": "process.executable", "DestinationIp": "destination.ip",
                        "DestinationPort": "destination.port", "DestinationHostname": "destination.domain",
                        "SourceIp": "source.ip", "SourcePort": "source.port",
                    ]))),
        ]
    }

    private static let appliances: [Row] =
        // Routers and switches: one log has all their services.
        ["bgp", "ldp", "syslog"].map { row("cisco", nil, $0, LogSourceRoute(fields: ["facility", "level", "code"])) }
        + [
            // Who ran which command: the configuration's own log, accounting, and of firewalls the messages 111xxx.
            row(
                "cisco", nil, "aaa",
                LogSourceRoute(
                    fields: ["facility", "level", "code"],
                    requires: .any([
                        field("facility", ["PARSER", "AAA*", "TAC+", "TPLUS", "HA_EM", "SYS", "SEC_LOGIN"]),
                        .all([field("facility", ["ASA", "FTD", "PIX"]), field("code", ["111*", "113*"])]),
                    ]))),
            row("cisco", nil, "duo", LogSourceRoute(fields: ["event_type", "reason", "txid"])),
            row("juniper", nil, "bgp", LogSourceRoute(providers: ["rpd"])),
            row("qualys", nil, nil, LogSourceRoute(fields: ["host.scan.vuln"])),
            row(
                nil, "database", nil,
                LogSourceRoute(providers: [
                    "postgres", "postgresql", "mysqld", "mysql", "mariadbd", "mongod", "sqlservr",
                ])),
            row(nil, nil, "apache", LogSourceRoute(providers: ["apache", "apache2", "httpd"])),
            row(nil, nil, "nginx", LogSourceRoute(providers: ["nginx"])),
            row(nil, nil, "netflow", LogSourceRoute(channels: ["netflow.log"])),
        ]

    private static let network: [Row] =
        rows(
            nil, "webserver", nil,
            having: [["cs-method", "cs-uri-stem"], ["cs-method", "cs-uri-query"], ["cs-method", "sc-status"]])
        + rows(nil, "proxy", nil, having: [["c-uri"], ["cs-method", "cs-host"], ["r-dns"]])
        + rows(nil, "dns", nil, having: [["query", "record_type"], ["query", "qtype_name"], ["query", "answer"]])
        + rows(nil, "firewall", nil, having: [["src_ip", "dst_ip", "dst_port"]])
        + rows("fortigate", nil, "event", having: [["devid", "logid"]])
        + ["conn", "dns", "http", "smb_files", "dce_rpc", "x509", "rdp", "kerberos"].map { log in
            let path = Criterion.field(.init(field: "_path", test: .text(SigmaPattern(literal: log), cased: false)))
            return row("zeek", nil, log, LogSourceRoute(fields: ["_path"], requires: path))
        }
}
