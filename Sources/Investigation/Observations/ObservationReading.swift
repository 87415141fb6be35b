import Vocabulary

/// What is read from each kind of record. The field names are those of Windows, in EVTX and JSON alike.
extension ObservationCollector {
    /// What an observation always has.
    struct Origin {
        let time: Timestamp
        let host: String
        let reference: EvidenceReference

        func observed<Act>(_ act: Act, session: Int64 = 0) -> Observation<Act> {
            Observation(time: time, host: host, reference: reference, session: session, act: act)
        }
    }

    mutating func read(_ fields: RecordFields, source: LogSource, code: Int64, origin: Origin) {
        switch (source, code) {
        case (.security, 4624): readLogon(fields, origin)
        case (.security, 4648): readExplicitCredentials(fields, origin)
        case (.security, 4688): readAuditedProcess(fields, origin)
        case (.security, 4697): install(.service, by: fields, origin)
        case (.security, 4698), (.security, 4702): install(.task, by: fields, origin)
        case (.security, 4720): readAccountCreation(fields, origin)
        case (.security, 4768), (.security, 4769): readTicket(fields, isService: code == 4769, origin)
        case (.security, 4778), (.security, 4779): readSessionSwitch(fields, isReturn: code == 4778, origin)
        case (.security, 5156): readAllowedFlow(fields, origin)
        case (.security, 5140): noteMachineAddress(fields[.subjectUserName], fields[.ipAddress], origin)
        case (.security, 5145): readShareUse(fields, origin)
        case (.security, 1102), (.system, 104): clearings.insert(origin.observed(LogClearing()))
        case (.system, 7045): install(.service, by: fields, origin)
        case (.sysmon, 1): readMonitoredProcess(fields, origin)
        case (.sysmon, 3): readFlow(fields, origin)
        case (.sysmon, 11): readWrittenFile(fields, origin)
        case (.sysmon, 22): readNameAnswer(fields, origin)
        case (.sysmon, _):
            installations.insert(
                origin.observed(
                    Installation(kind: .wmiSubscription, account: AccountName(user: fields[.user]))))
        case (.remoteConnections, _): readDesktop(fields.account(.param2, .param1), fields[.param3], origin)
        case (.localSessions, _): readDesktop(AccountName(user: fields[.user]), fields[.address], origin)
        case (.remoting, _): readRemoting(fields, origin)
        case (.desktopClient, _): readDesktopClient(fields, origin)
        case (.desktopTransport, _): readDesktopTransport(fields, origin)
        case (.taskScheduler, _):
            installations.insert(
                origin.observed(Installation(kind: .task, account: AccountName(user: fields[.userContext]))))
        case (.windowsManagement, _): readManagementCall(fields, origin)
        case (.linuxLogons, _): readSecureShell(fields, origin)
        case (.packets, _): readPacket(fields, origin)
        case (.leases, _): readLease(fields, origin)
        case (.sensor(let log), _): readSensor(log, fields, origin)
        default: break
        }
    }

    // MARK: Logons

    private mutating func readLogon(_ fields: RecordFields, _ origin: Origin) {
        let type = Int(clamping: fields.number(.logonType))
        let address = NetworkAddress.telling(fields[.ipAddress])
        let user = fields[.targetUserName]
        if user.hasSuffix("$") { return readComputerLogon(user, type, address, fields, origin) }
        // Unlocking, services and batch jobs (7, 5, 4) happen on the host itself.
        guard [2, 3, 8, 9, 10, 11].contains(type), let account = fields.account(.targetDomainName, .targetUserName)
        else { return }
        // A remote desktop's record names the computer that wrote it here, not the client.
        let named = HostName(fields[.workstationName])
        let isOwn = named != nil && named?.short == HostName(origin.host)?.short && !address.isEmpty
        let workstation = isOwn ? "" : fields[.workstationName]
        if let name = HostName(workstation) {
            mention(name, origin, isClaim: true)
            if !address.isEmpty { use(address, name, AddressWeight.claimed, origin, isClaim: true) }
        }
        logons.insert(
            origin.observed(
                Logon(
                    type: type, account: account, address: address, workstation: workstation,
                    port: UInt16(exactly: fields.number(.ipPort)).map(Int.init) ?? 0),
                session: fields.number(.targetLogonId)))
    }

    /// What OpenSSH's server accepted; only such records name a method and succeed.
    private mutating func readSecureShell(_ fields: RecordFields, _ origin: Origin) {
        let address = NetworkAddress.telling(fields[.remoteAddress])
        guard fields[.program].hasPrefix("sshd"), fields[.outcome] == "success", !fields[.method].isEmpty,
            !address.isEmpty, let account = AccountName(user: fields[.remoteUser])
        else { return }
        logons.insert(
            origin.observed(
                Logon(
                    type: Logon.secureShell, account: account, address: address, workstation: "",
                    key: fields[.keyFingerprint], port: UInt16(exactly: fields.number(.remotePort)).map(Int.init) ?? 0))
        )
    }

    private mutating func readExplicitCredentials(_ fields: RecordFields, _ origin: Origin) {
        // The system's own processes (task host, svchost) act for accounts at every logon.
        guard let account = fields.account(.targetDomainName, .targetUserName),
            fields.account(.subjectDomainName, .subjectUserName) != nil,
            let server = HostName(fields[.targetServerName])
        else { return }
        mention(server, origin)
        outgoingLogons.insert(
            origin.observed(
                OutgoingLogon(kind: .explicitCredentials, account: account, server: fields[.targetServerName])))
    }

    private mutating func readRemoting(_ fields: RecordFields, _ origin: Origin) {
        // `host/wsman?PSVersion=5.1`, or `https://host:5986/wsman`.
        let text = fields[.connection]
        let server = text.split(separator: "/").first { !$0.hasSuffix(":") }.map(String.init) ?? ""
        if let name = HostName(server) { mention(name, origin) }
        guard HostName(server) != nil || !NetworkAddress.telling(server).isEmpty else { return }
        outgoingLogons.insert(origin.observed(OutgoingLogon(kind: .remoting, account: nil, server: server)))
    }

    private mutating func readTicket(_ fields: RecordFields, isService: Bool, _ origin: Origin) {
        controllers.update(origin.host, initial: true) { $0 = true }
        let user = fields[.targetUserName]
        let name = user.split(separator: "@").first.map(String.init) ?? ""
        if name.hasSuffix("$") { return noteMachineAddress(name, fields[.ipAddress], origin) }
        let service = fields[.serviceName]
        guard isService, service.lowercased() != "krbtgt",
            let account = fields.account(.targetDomainName, .targetUserName)
        else { return }
        if service.hasSuffix("$"), let host = HostName(service) { mention(host, origin) }
        tickets.insert(
            origin.observed(
                Ticket(account: account, service: service, address: NetworkAddress.telling(fields[.ipAddress]))))
    }

    mutating func readDesktop(_ account: AccountName?, _ address: String, _ origin: Origin) {
        let address = NetworkAddress.telling(address)
        guard !address.isEmpty else { return }
        desktops.insert(origin.observed(DesktopSession(account: account, address: address)))
    }

    private mutating func readAccountCreation(_ fields: RecordFields, _ origin: Origin) {
        guard let account = fields.account(.targetDomainName, .targetUserName) else { return }
        creations.insert(origin.observed(AccountCreation(account: account)))
    }

    // MARK: Execution

    private mutating func readAuditedProcess(_ fields: RecordFields, _ origin: Origin) {
        // From version 2 on the process may run in another session than its parent's: target 0 means the same.
        let target = fields.number(.targetLogonId)
        let own = target == 0
        processes.insert(origin, session: own ? fields.number(.subjectLogonId) : target) { table in
            var act = PackedAct(detail: ProcessStart.Launcher.other.rawValue)
            act.texts[2] = table.number(of: .newProcessName, in: fields)
            act.texts[3] = table.number(of: "")
            act.texts[4] = table.number(of: .parentProcessName, in: fields)
            act.texts[5] = table.number(of: "")
            table.put(
                own ? .subjectUserName : .targetUserName, of: own ? .subjectDomainName : .targetDomainName, in: fields,
                into: &act)
            return table[act.texts[2]].isEmpty ? nil : act
        }
    }

    private mutating func readMonitoredProcess(_ fields: RecordFields, _ origin: Origin) {
        processes.insert(origin, session: fields.number(.logonId)) { table in
            let isDCOM = fields.contains("dcomlaunch", in: .parentCommandLine)
            var act = PackedAct(detail: (isDCOM ? ProcessStart.Launcher.dcom : .other).rawValue)
            act.texts[2] = table.number(of: .image, in: fields)
            act.texts[3] = table.number(of: .originalFileName, in: fields)
            act.texts[4] = table.number(of: .parentImage, in: fields)
            act.texts[5] = table.number(of: .hashes, in: fields)
            table.put(.user, of: nil, in: fields, into: &act)
            return table[act.texts[2]].isEmpty ? nil : act
        }
    }

    private mutating func install(_ kind: Installation.Kind, by fields: RecordFields, _ origin: Origin) {
        let account = fields.account(.subjectDomainName, .subjectUserName)
        let computer = account == nil ? otherComputer(fields[.subjectUserName], origin) : nil
        installations.insert(
            origin.observed(
                Installation(kind: kind, account: account, computer: computer?.full ?? ""),
                session: fields.number(.subjectLogonId)))
    }

    private mutating func readShareUse(_ fields: RecordFields, _ origin: Origin) {
        let address = NetworkAddress.telling(fields[.ipAddress])
        let account = fields.account(.subjectDomainName, .subjectUserName)
        guard !address.isEmpty, account != nil || otherComputer(fields[.subjectUserName], origin) != nil else { return }
        let share = Substring(fields[.shareName].uppercased()).split(separator: "\\").last ?? ""
        // 0x2 and 0x4 are write and append ([MS-SMB2] 2.2.13.1.1).
        let isFolder = AdministrativeShare.isFolder(fields[.shareName])
        let writes = fields.number(.accessMask) & 0x6 != 0
        let kind: ShareUse.Kind? =
            switch (share, fields[.relativeTargetName].lowercased()) {
            case ("IPC$", "svcctl"): .servicePipe
            case ("IPC$", "atsvc"): .taskPipe
            case ("IPC$", "winreg"): .registryPipe
            default: isFolder && writes ? .write : nil
            }
        guard let kind else { return }
        shareUses.insert(origin.observed(ShareUse(kind: kind, account: account, address: address)))
    }

    // MARK: Network

    private mutating func readFlow(_ fields: RecordFields, _ origin: Origin) {
        let outbound = fields.isTrue(.initiated)
        let port = Int(clamping: fields.number(.destinationPort))
        let source = NetworkAddress.telling(fields[.sourceIp])
        let destination = NetworkAddress.telling(fields[.destinationIp])
        let host = HostName(origin.host)
        // Who began a connection is only sure for its own side; Sysmon turns answers of UDP services around.
        if let host, outbound, !source.isEmpty { use(source, host, AddressWeight.ownSide, origin) }
        // The name that a name server has for the other side.
        let (other, name) =
            outbound ? (destination, fields[.destinationHostname]) : (source, fields[.sourceHostname])
        if !other.isEmpty, !(NetworkAddress(other)?.isPublic ?? true), let peer = HostName(name) {
            use(other, peer, AddressWeight.lookedUp, origin)
        }
        if let host, !outbound, AdministrationPorts.fixed.contains(port), !destination.isEmpty {
            use(destination, host, AddressWeight.ownSide, origin)
        }
        if outbound, WebContact.ports.contains(port), NetworkAddress(destination)?.isPublic ?? false,
            ImagePath.isUserWritable(fields[.image])
        {
            webContacts.insert(origin.observed(WebContact(program: fields[.image], peer: destination)))
        }
        guard AdministrationPorts.fixed.contains(port) || port >= AdministrationPorts.firstDynamic,
            source != destination
        else { return }
        let peer = outbound ? destination : source
        guard !peer.isEmpty else { return }
        flows.insert(
            origin.observed(
                Flow(
                    outbound: outbound, peer: peer, port: port, program: ImagePath.base(fields[.image]),
                    account: AccountName(user: fields[.user]),
                    originPort: Int(UInt16(clamping: fields.number(.sourcePort))), own: outbound ? source : "")))
    }

    private mutating func readNameAnswer(_ fields: RecordFields, _ origin: Origin) {
        guard let host = HostName(fields[.queryName]) else { return }
        // `type:  5 other.example;::ffff:10.0.0.1;`
        for part in fields[.queryResults].split(separator: ";").prefix(8) {
            guard let address = NetworkAddress(String(part)), !address.isSilent, !address.isPublic else { continue }
            use(address.text, host, AddressWeight.nameAnswer, origin)
        }
    }

    mutating func noteMachineAddress(_ user: String, _ address: String, _ origin: Origin) {
        guard user.hasSuffix("$"), let host = HostName(user) else { return }
        mention(host, origin)
        let address = NetworkAddress.telling(address)
        if !address.isEmpty { use(address, host, AddressWeight.machineAccount, origin) }
    }

    mutating func use(
        _ address: String, _ host: HostName, _ weight: Int, _ origin: Origin, isClaim: Bool = false
    ) {
        addressUses.update(AddressUse(address: address, host: host), initial: AddressSightings()) {
            $0.add(weight, at: origin.time, isClaim: isClaim)
        }
    }

    mutating func mention(_ host: HostName, _ origin: Origin, isClaim: Bool = false) {
        let mention = ObservationCollector.Mention(first: origin.reference, claims: isClaim ? 1 : 0)
        mentions.update(host, initial: .init(first: origin.reference, count: 0)) { $0 = $0.joined(with: mention) }
    }
}
