import Vocabulary

/// Connections, names and shares.
extension HostLog {
    /// Opens a connection to another computer: Sysmon 3.
    mutating func connect(
        _ process: Process, from port: UInt16, to address: String, name: String = "-", port destination: UInt16,
        at time: Timestamp
    ) {
        connection(
            process, initiated: true, source: (host.address, host.fullName, port),
            destination: (address, name, destination), at: time)
    }

    /// Accepts a connection from another computer: Sysmon 3.
    mutating func accept(_ origin: Origin, name: String, on port: UInt16, by process: Process, at time: Timestamp) {
        connection(
            process, initiated: false, source: (origin.address, name, origin.port),
            destination: (host.address, host.fullName, port), at: time)
    }

    /// Looks a name up: Sysmon 22.
    mutating func resolve(_ name: String, to address: String, by process: Process, at time: Timestamp) {
        recordSysmon(
            .sysmonQuery, at: time,
            [
                EventField("ProcessGuid", .guid(process.guid)), EventField("ProcessId", .uint32(process.id)),
                EventField("QueryName", .string(name)), EventField("QueryStatus", .string("0")),
                EventField("QueryResults", .string("::ffff:\(address);")),
                EventField("Image", .string(process.image)),
                EventField("User", .string(process.session.account.qualifiedName)),
            ])
    }

    /// Lets a session into a share: event 5140.
    mutating func openShare(
        _ share: String, path: String = "", by session: Session, from origin: Origin, at time: Timestamp
    ) {
        record(
            .shareAccessed, at: time, from: 4,
            .eventData(
                subject(session) + [
                    EventField("ObjectType", .string("File")), EventField("IpAddress", .string(origin.address)),
                    EventField("IpPort", .string(origin.port.description)),
                    EventField("ShareName", .string("\\\\*\\" + share)), EventField("ShareLocalPath", .string(path)),
                    EventField("AccessMask", .hex32(1)), EventField("AccessList", .string("%%4416\r\n\t\t\t\t")),
                ]))
    }

    /// Checks a session's access to a file or pipe of a share: event 5145.
    mutating func openShareFile(
        _ file: String, of share: String, path: String = "", write: Bool, by session: Session, from origin: Origin,
        at time: Timestamp
    ) {
        let rights =
            write ? ["%%1541", "%%4416", "%%4417", "%%4418", "%%4423", "%%4424"] : ["%%1541", "%%4416", "%%4423"]
        record(
            .shareFileChecked, at: time, from: 4,
            .eventData(
                subject(session) + [
                    EventField("ObjectType", .string("File")), EventField("IpAddress", .string(origin.address)),
                    EventField("IpPort", .string(origin.port.description)),
                    EventField("ShareName", .string("\\\\*\\" + share)), EventField("ShareLocalPath", .string(path)),
                    EventField("RelativeTargetName", .string(file)),
                    EventField("AccessMask", .hex32(write ? 0x12_0196 : 0x12_0089)),
                    EventField("AccessList", .string(rights.map { $0 + "\r\n\t\t\t\t" }.joined())),
                    EventField("AccessReason", .string("-")),
                ]))
    }

    private typealias Endpoint = (address: String, name: String, port: UInt16)

    private mutating func connection(
        _ process: Process, initiated: Bool, source: Endpoint, destination: Endpoint, at time: Timestamp
    ) {
        recordSysmon(
            .sysmonConnection, at: time,
            [
                EventField("ProcessGuid", .guid(process.guid)), EventField("ProcessId", .uint32(process.id)),
                EventField("Image", .string(process.image)),
                EventField("User", .string(process.session.account.qualifiedName)),
                EventField("Protocol", .string("tcp")), EventField("Initiated", .bool(initiated)),
                EventField("SourceIsIpv6", .bool(false)), EventField("SourceIp", .string(source.address)),
                EventField("SourceHostname", .string(source.name)), EventField("SourcePort", .uint16(source.port)),
                EventField("SourcePortName", .string("-")), EventField("DestinationIsIpv6", .bool(false)),
                EventField("DestinationIp", .string(destination.address)),
                EventField("DestinationHostname", .string(destination.name)),
                EventField("DestinationPort", .uint16(destination.port)),
                EventField("DestinationPortName", .string(Self.serviceName(destination.port))),
            ])
    }

    private static func serviceName(_ port: UInt16) -> String {
        switch port {
        case 80: "http"
        case 88: "kerberos"
        case 135: "epmap"
        case 389: "ldap"
        case 443: "https"
        case 445: "microsoft-ds"
        case 3389: "ms-wbt-server"
        default: "-"
        }
    }
}
