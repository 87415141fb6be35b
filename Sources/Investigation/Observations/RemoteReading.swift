import Vocabulary

/// What is read from the lesser logs of Windows that tell of other computers, and of what is done in a computer's own name.
extension ObservationCollector {
    /// The computer whose own account (`NAME$`) it is; nil for people's accounts and for the host itself.
    func otherComputer(_ user: String, _ origin: Origin) -> HostName? {
        guard user.hasSuffix("$"), let host = HostName(user), host.short != HostName(origin.host)?.short else {
            return nil
        }
        return host
    }

    mutating func readComputerLogon(
        _ user: String, _ type: Int, _ address: String, _ fields: RecordFields, _ origin: Origin
    ) {
        noteMachineAddress(user, address, origin)
        // Every computer logs on to the domain controllers all day.
        guard type == Logon.network, controllers.entries[origin.host] == nil,
            let computer = otherComputer(user, origin)
        else { return }
        computerLogons.insert(
            origin.observed(
                ComputerLogon(computer: computer.full, address: address), session: fields.number(.targetLogonId)))
    }

    /// A remote desktop taken up again, or left: the record that it was left only says what its client is called.
    mutating func readSessionSwitch(_ fields: RecordFields, isReturn: Bool, _ origin: Origin) {
        let address = NetworkAddress.telling(fields[.clientAddress])
        if let client = HostName(fields[.clientName]), !address.isEmpty {
            mention(client, origin, isClaim: true)
            use(address, client, AddressWeight.claimed, origin, isClaim: true)
        }
        if isReturn { readDesktop(fields.account(.accountDomain, .accountName), address, origin) }
    }

    mutating func readDesktopClient(_ fields: RecordFields, _ origin: Origin) {
        let server = fields[.value]
        if let name = HostName(server) { mention(name, origin) }
        guard HostName(server) != nil || !NetworkAddress.telling(server).isEmpty else { return }
        outgoingLogons.insert(origin.observed(OutgoingLogon(kind: .remoteDesktop, account: nil, server: server)))
    }

    /// Somebody connected; whether he was let in is said elsewhere.
    mutating func readDesktopTransport(_ fields: RecordFields, _ origin: Origin) {
        let peer = NetworkAddress.telling(fields[.clientIP])
        guard !peer.isEmpty else { return }
        flows.insert(origin.observed(Flow(outbound: false, peer: peer, port: 3389, program: "", account: nil)))
    }

    /// What the packet filter of Windows let pass (Security 5156): the same as Sysmon 3, without the account.
    mutating func readAllowedFlow(_ fields: RecordFields, _ origin: Origin) {
        let (sourcePort, destinationPort) = (fields.number(.sourcePort), fields.number(.destPort))
        let servesSource = AdministrationPorts.fixed.contains(Int(clamping: sourcePort))
        // Both sides of one service: nothing says which is which.
        guard servesSource != AdministrationPorts.fixed.contains(Int(clamping: destinationPort)) else { return }
        let source = NetworkAddress.telling(fields[.sourceAddress])
        let destination = NetworkAddress.telling(fields[.destAddress])
        let outbound = fields[.direction] == "%%14593"
        guard !source.isEmpty, !destination.isEmpty, source != destination, outbound || fields[.direction] == "%%14592"
        else { return }
        // Of what comes in, records name the own side first.
        let (server, client) = servesSource ? (source, destination) : (destination, source)
        if let host = HostName(origin.host) { use(outbound ? client : server, host, AddressWeight.ownSide, origin) }
        flows.insert(
            origin.observed(
                Flow(
                    outbound: outbound, peer: outbound ? server : client,
                    port: Int(clamping: servesSource ? sourcePort : destinationPort),
                    program: ImagePath.base(fields[.application]), account: nil)))
    }

    /// Files that come by a share are written by the system itself.
    mutating func readWrittenFile(_ fields: RecordFields, _ origin: Origin) {
        // Most are written by others, with long paths.
        guard fields.key(.image)?.bytes.count ?? 0 <= 12, fields[.image].lowercased() == "system",
            ImagePath.isProgram(fields[.targetFilename])
        else { return }
        installations.insert(origin.observed(Installation(kind: .program, account: nil)))
    }

    /// A call over WMI that failed names the computer that made it: `Start IWbemServices::ExecMethod - root\\cimv2 :
    /// Win32_Process::Create`.
    mutating func readManagementCall(_ fields: RecordFields, _ origin: Origin) {
        guard fields.contains("execmethod", in: .managementOperation), let client = HostName(fields[.clientMachine]),
            client.short != HostName(origin.host)?.short
        else { return }
        mention(client, origin)
        remoteActs.insert(
            origin.observed(
                RemoteAct(kind: .management, account: AccountName(user: fields[.user]), source: client.full)))
    }
}
