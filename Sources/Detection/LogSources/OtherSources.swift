/// Log sources outside Windows: which channel or provider names them, or which fields only they have.
enum OtherSources {
    struct Row {
        let source: LogSource
        let route: LogSourceRoute
    }

    static let table: [Row] =
        linux + cloud + network + [
            // RPC Firewall writes to an event log of its own.
            row("rpc_firewall", "application", nil, LogSourceRoute(channels: ["RPCFW"], providers: ["RPCFW"]))
        ]

    private static func row(
        _ product: String?, _ category: String?, _ service: String?, _ route: LogSourceRoute
    ) -> Row {
        Row(source: LogSource(product: product, category: category, service: service), route: route)
    }

    /// A row for each set of fields that gives the source away.
    private static func rows(
        _ product: String?, _ category: String?, _ service: String?, having sets: [[String]]
    ) -> [Row] {
        sets.map { row(product, category, service, LogSourceRoute(fields: $0)) }
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

    private static let cloud: [Row] =
        rows(
            "aws", nil, "cloudtrail",
            having: [["eventSource", "eventName", "awsRegion"], ["eventSource", "eventName", "eventVersion"]])
        + rows(
            "gcp", nil, "gcp.audit",
            having: [["protoPayload.methodName"], ["data.protoPayload.methodName"], ["gcp.audit.method_name"]])
        + rows(
            "gcp", nil, "google_workspace.admin",
            having: [["eventService", "eventName"], ["protoPayload.serviceName"]])
        + rows(
            "gcp", nil, "google_workspace.login",
            having: [["eventService", "eventName"], ["protoPayload.serviceName"]])
        + rows(
            "okta", nil, "okta",
            having: [
                ["eventType", "actor.alternateId"], ["eventType", "displayMessage"], ["eventtype", "displaymessage"],
            ])
        + rows("m365", nil, nil, having: [["Workload", "Operation"]])
        + rows("github", nil, "audit", having: [["action", "actor", "org"], ["action", "actor", "repo"]])
        + rows("bitbucket", nil, "audit", having: [["auditType.category"]])
        + rows("kubernetes", "application", "audit", having: [["verb", "objectRef.resource"]])
        + rows("kubernetes", nil, "audit", having: [["verb", "objectRef.resource"]])
        + rows("opencanary", "application", nil, having: [["logtype", "node_id"], ["logtype", "src_host"]])
        + rows("onelogin", nil, "onelogin.events", having: [["event_type_id"]])
        + rows("azure", nil, "riskdetection", having: [["riskEventType"]])
        + rows("azure", nil, "pim", having: [["riskEventType"]])
        + rows(
            "azure", nil, "auditlogs",
            having: [["activityDisplayName", "loggedByService"], ["OperationName", "LoggedByService"]])
        + rows(
            "azure", nil, "signinlogs",
            having: [
                ["conditionalAccessStatus", "userPrincipalName"], ["ConditionalAccessStatus", "UserPrincipalName"],
            ])
        + [
            row("azure", nil, "auditlogs", azure("AuditLogs")),
            row("azure", nil, "signinlogs", azure("*SignInLogs")),
            row("azure", nil, "activitylogs", azure("AuditLogs", "*SignInLogs", inverted: true)),
        ]

    /// Azure's common export schema, whose `category` tells the logs apart.
    private static func azure(_ categories: String..., inverted: Bool = false) -> LogSourceRoute {
        let known = Criterion.any(
            categories.map { .field(.init(field: "category", test: .text(SigmaPattern(sigma: $0), cased: false))) })
        return LogSourceRoute(
            fields: ["operationName", "category", "resourceId"], requires: inverted ? .not(known) : known)
    }

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
