import Vocabulary

/// What each column of a log means: its field, the names by which rules and searches look for it, and what it says of
/// its record.
struct W3CColumns {
    /// What a column says of its record beside its value.
    enum Role {
        case plain, date, time, dateTime, host, eventCode
    }

    struct Column {
        /// Nil past the limit on names.
        var field: FieldID?
        var secondName: FieldID?
        var role = Role.plain
    }

    private(set) var columns: [Column] = []
    /// Where the day and the time of day stand.
    private(set) var date: Int?
    private(set) var time: Int?
    /// Where both stand in one value.
    private(set) var dateTime: Int?
    let channel: Range<Int>?

    /// Second names of columns. A path is a query for rules, too: many look for parts of paths there.
    private static let secondNames: [String: String] = [
        "cs(User-Agent)": "cs-user-agent", "cs(Referer)": "cs-referer", "cs(Cookie)": "cs-cookie",
        "cs(Host)": "cs-host", "cs-uri-stem": "cs-uri-query", "c-ip": "src_ip", "c-port": "src_port",
        "s-ip": "dst_ip", "s-port": "dst_port", "src-ip": "src_ip", "src-port": "src_port", "dst-ip": "dst_ip",
        "dst-port": "dst_port", "client-ip": "src_ip", "server-ip": "dst_ip", "sender-address": "user",
        "recipient-address": "target_user", "message-subject": "message", "pid": "ProcessId",
    ]

    init(_ header: W3CHeader, _ constants: W3CConstants, _ records: inout LineRecords) {
        channel = constants.channel(of: header.writer)
        for (index, name) in header.names.enumerated() {
            var column = Column(field: records.names.field(name.span, 0..<name.count, in: &records.builder))
            let text = String(decoding: name, as: UTF8.self)
            column.secondName = Self.secondNames[text].map { records.secondName($0) }
            switch text {
            case "date" where date == nil:
                date = index
                column.role = .date
            case "time" where time == nil:
                time = index
                column.role = .time
            case "date-time" where dateTime == nil:
                dateTime = index
                column.role = .dateTime
            case "s-computername", "server-hostname": column.role = .host
            case "event-id": column.role = .eventCode
            case "action" where header.writer == .windowsFirewall: column.role = .eventCode
            default: break
            }
            columns.append(column)
        }
    }
}

/// Names of the logs that are told apart, each kept once.
struct W3CConstants {
    private let webServer: Range<Int>
    private let requestErrors: Range<Int>
    private let firewall: Range<Int>
    private let tracking: Range<Int>

    init(_ builder: inout RecordBatchBuilder) {
        webServer = builder.keep("iis")
        requestErrors = builder.keep("httperr")
        firewall = builder.keep("firewall")
        tracking = builder.keep("message-tracking")
    }

    func channel(of writer: W3CHeader.Writer) -> Range<Int>? {
        switch writer {
        case .webServer: webServer
        case .requestErrors: requestErrors
        case .windowsFirewall: firewall
        case .exchangeTracking: tracking
        case .other: nil
        }
    }
}
