import Vocabulary

/// What is read from records that say who has an address, beside those that say more.
extension ObservationCollector {
    /// A server of DHCP gave an address away (Windows' audit log, Zeek's dhcp.log).
    mutating func readLease(_ fields: RecordFields, _ origin: Origin) {
        guard ["", "assign", "renew"].contains(fields[.action]) else { return }
        let pairs: [(Field, Field)] = [(.remoteAddress, .remoteHost), (.assignedAddress, .hostName)]
        for (address, name) in pairs {
            let address = NetworkAddress.telling(fields[address])
            guard !address.isEmpty, let host = HostName(fields[name]) else { continue }
            mention(host, origin)
            use(address, host, AddressWeight.lease, origin)
        }
    }

    /// The packet filter of Linux names the computer's own side: of what came in the destination, of what goes out the
    /// source. What is passed on is neither's.
    mutating func readPacket(_ fields: RecordFields, _ origin: Origin) {
        guard let host = HostName(origin.host), fields[.interfaceIn].isEmpty != fields[.interfaceOut].isEmpty else {
            return
        }
        let own = NetworkAddress.telling(fields[fields[.interfaceIn].isEmpty ? .packetSource : .packetDestination])
        // Broadcasts of a network end so.
        if !own.isEmpty, !own.hasSuffix(".255") { use(own, host, AddressWeight.ownSide, origin) }
    }
}
