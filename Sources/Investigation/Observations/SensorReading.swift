import Vocabulary

/// What is read from the logs of a network sensor, Zeek's. They are written by neither side: the computer that something
/// was done on stands in the record by its address, and so do observations name it.
extension ObservationCollector {
    mutating func readSensor(_ log: LogSource.Sensor, _ fields: RecordFields, _ origin: Origin) {
        let source = NetworkAddress.telling(fields[.originatorAddress])
        let target = NetworkAddress.telling(fields[.responderAddress])
        guard !source.isEmpty, !target.isEmpty, source != target, !(NetworkAddress(target)?.isPublic ?? true) else {
            return
        }
        let seen = Origin(time: origin.time, host: target, reference: origin.reference)
        switch log {
        case .connections: readConnection(fields, source, seen)
        case .desktops: readDesktopRequest(fields, source, seen)
        case .shells where fields.isTrue(.isAuthenticated): note(.shell, by: source, nil, seen)
        case .calls: readCall(fields, source, seen)
        case .files: readTransfer(fields, source, seen)
        case .hashLogons: readHashLogon(fields, from: source, to: target, seen)
        case .tickets: readSensedTicket(fields, source, seen)
        default: break
        }
    }

    private mutating func note(_ kind: RemoteAct.Kind, by source: String, _ account: AccountName?, _ seen: Origin) {
        remoteActs.insert(seen.observed(RemoteAct(kind: kind, account: account, source: source)))
    }

    // What came to nothing: no answer, refused, or broken off before it stood.
    private static let failed: Set<String> = ["S0", "REJ", "RSTOS0", "RSTRH", "SH", "SHR", "OTH"]
    // A desktop that somebody saw, and not only the handshake of one: a minute, and pictures. Whether he was let in
    // cannot be told from that.
    private static let desktopSeconds = 60.0
    private static let desktopBytes: Int64 = 100_000

    private mutating func readConnection(_ fields: RecordFields, _ source: String, _ seen: Origin) {
        let port = Int(clamping: fields.number(.responderPort))
        guard AdministrationPorts.fixed.contains(port), !Self.failed.contains(fields[.connectionState]) else { return }
        flows.insert(
            seen.observed(
                Flow(
                    outbound: false, peer: source, port: port, program: "", account: nil,
                    originPort: Int(UInt16(clamping: fields.number(.originatorPort))))))
        let isLong = Double(fields[.duration]).map { $0 >= Self.desktopSeconds } ?? false
        if port == 3389, isLong, fields.number(.responderBytes) >= Self.desktopBytes {
            note(.desktop, by: source, nil, seen)
        }
    }

    /// The name in the cookie is cut after nine letters.
    private mutating func readDesktopRequest(_ fields: RecordFields, _ source: String, _ seen: Origin) {
        let cookie = fields[.cookie].split(separator: "=").last.map(String.init) ?? ""
        guard !cookie.isEmpty else { return }
        note(.desktopRequest, by: source, cookie.utf8.count < 9 ? AccountName(user: cookie) : nil, seen)
    }

    private mutating func readCall(_ fields: RecordFields, _ source: String, _ seen: Origin) {
        let operation = fields[.operation].lowercased()
        let kind: RemoteAct.Kind? =
            switch fields[.endpoint].lowercased() {
            case "svcctl":
                operation.hasPrefix("createservice") || operation.hasPrefix("changeserviceconfig") ? .service : nil
            case "atsvc", "itaskschedulerservice":
                ["schrpcregistertask", "netrjobadd", "jobadd"].contains(operation) ? .task : nil
            case "iwbemservices":
                operation.hasPrefix("execmethod") || operation.hasPrefix("putinstance") ? .management : nil
            case "winreg":
                operation.hasPrefix("baseregsetvalue") || operation.hasPrefix("baseregsavekey") ? .registry : nil
            default: nil
            }
        if let kind { note(kind, by: source, nil, seen) }
    }

    private mutating func readTransfer(_ fields: RecordFields, _ source: String, _ seen: Origin) {
        guard AdministrativeShare.isFolder(fields[.path]) else { return }
        switch fields[.action] {
        case "SMB::FILE_WRITE": note(.write, by: source, nil, seen)
        // Writes are not logged unless somebody asks for them; a program is rarely opened there to be read.
        case "SMB::FILE_OPEN" where ImagePath.isProgram(fields[.fileName]): note(.program, by: source, nil, seen)
        default: break
        }
    }

    private mutating func readHashLogon(
        _ fields: RecordFields, from source: String, to target: String, _ seen: Origin
    ) {
        if let server = HostName(fields[.serverName]) {
            mention(server, seen)
            use(target, server, AddressWeight.nameAnswer, seen)
        }
        guard fields.isTrue(.success), let account = fields.account(.domainName, .username) else { return }
        if let name = HostName(fields[.hostname]) {
            mention(name, seen, isClaim: true)
            use(source, name, AddressWeight.claimed, seen, isClaim: true)
        }
        logons.insert(
            seen.observed(
                Logon(type: Logon.network, account: account, address: source, workstation: fields[.hostname])))
    }

    /// `administrator/CORP.EXAMPLE` asks for `cifs/srv1.corp.example`.
    private mutating func readSensedTicket(_ fields: RecordFields, _ source: String, _ seen: Origin) {
        guard fields.isTrue(.success) else { return }
        let client = fields[.client].split(separator: "/")
        guard let user = client.first.map(String.init) else { return }
        if user.hasSuffix("$") { return noteMachineAddress(user, source, seen) }
        let service = fields[.service].split(separator: "/")
        guard fields[.requestType] == "TGS", service.count >= 2,
            ["cifs", "host", "http", "wsman", "termsrv", "rpcss"].contains(service[0].lowercased()),
            let server = HostName(String(service[1])),
            let account = AccountName(domain: client.count > 1 ? String(client[1]) : "", user: user)
        else { return }
        mention(server, seen)
        tickets.insert(seen.observed(Ticket(account: account, service: server.full + "$", address: source)))
    }
}
