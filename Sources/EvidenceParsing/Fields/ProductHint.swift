/// What the names of a record's fields say of the product that wrote it, for products whose records do not.
///
/// Each name that matters has a bit, so that looking costs a record one operation for each of its values.
struct ProductHint: OptionSet {
    let rawValue: UInt64

    init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The hint that a field of this name gives; none for most.
    init(naming name: String) { self = Self.byName[name] ?? [] }

    /// The log that a record with all of these hints belongs to, and the name of the field that would say so.
    var log: (field: String, name: String)? {
        guard rawValue != 0, let match = Self.matches.first(where: { isSuperset(of: $0.hints) }) else { return nil }
        return (match.field, match.log)
    }

    private static let products: [(names: [String], field: String, log: String)] = [
        (["eventSource", "eventName", "awsRegion"], "Channel", "cloudtrail"),
        (["eventSource", "eventName", "eventVersion"], "Channel", "cloudtrail"),
        (["Workload", "Operation"], "Channel", "m365"),
        (["activityDisplayName", "loggedByService"], "Channel", "auditlogs"),
        (["OperationName", "LoggedByService"], "Channel", "auditlogs"),
        (["userPrincipalName", "appDisplayName", "createdDateTime"], "Channel", "signinlogs"),
        (["UserPrincipalName", "AppDisplayName"], "Channel", "signinlogs"),
        (["properties.userPrincipalName", "properties.appDisplayName"], "Channel", "signinlogs"),
        (["event_type", "flow_id"], "Channel", "suricata"),
        (["event_type", "src_ip", "dest_ip"], "Channel", "suricata"),
        (["event_type", "stats.uptime"], "Channel", "suricata"),
        (["serviceSource", "detectionSource"], "Channel", "defender"),
        (["machineId", "incidentId"], "Channel", "defender"),
        (["ActionType", "DeviceName"], "Channel", "defender"),
        (["rule.id", "decoder.name"], "Channel", "wazuh"),
        (["uid", "conn_state"], "_path", "conn"),
        (["uid", "trans_id"], "_path", "dns"),
        (["uid", "trans_depth", "method"], "_path", "http"),
        (["uid", "trans_depth", "helo"], "_path", "smtp"),
        (["uid", "established", "resumed"], "_path", "ssl"),
        (["uid", "request_type", "client"], "_path", "kerberos"),
        (["uid", "share_type"], "_path", "smb_mapping"),
        (["uid", "endpoint", "operation"], "_path", "dce_rpc"),
        (["uid", "auth_attempts"], "_path", "ssh"),
        (["uid", "server_nb_computer_name"], "_path", "ntlm"),
        (["uid", "domainname"], "_path", "ntlm"),
        (["uid", "security_protocol"], "_path", "rdp"),
        (["uid", "cookie"], "_path", "rdp"),
        (["uid", "action", "path"], "_path", "smb_files"),
        (["uid", "action", "name"], "_path", "smb_files"),
        (["fuid", "analyzers"], "_path", "files"),
        (["note", "actions"], "_path", "notice"),
        (["certificate.serial", "certificate.subject"], "_path", "x509"),
    ]

    /// Names that say how their record is to be read on.
    private static let marks = ["__REALTIME_TIMESTAMP", "MESSAGE", "_BOOT_ID", "ID"]

    private static let journalTime = ProductHint(naming: "__REALTIME_TIMESTAMP")
    private static let journalMessage: ProductHint = [ProductHint(naming: "MESSAGE"), ProductHint(naming: "_BOOT_ID")]
    private static let auditID = ProductHint(naming: "ID")

    /// Whether the record is an entry of systemd's journal, as journalctl writes it or as programs pass it on.
    var isJournalEntry: Bool { isSuperset(of: Self.journalTime) || isSuperset(of: Self.journalMessage) }

    /// Whether the record can be an event of auditd as Laurel writes it.
    var hasAuditID: Bool { isSuperset(of: Self.auditID) }

    private static let byName: [String: ProductHint] = {
        var hints: [String: ProductHint] = [:]
        for name in products.flatMap(\.names) + marks where hints[name] == nil && hints.count < 64 {
            hints[name] = ProductHint(rawValue: 1 << UInt64(hints.count))
        }
        return hints
    }()

    private static let matches: [(hints: ProductHint, field: String, log: String)] = products.map { product in
        (product.names.reduce(into: []) { $0.formUnion(ProductHint(naming: $1)) }, product.field, product.log)
    }
}
