import Vocabulary

/// Who is who: which names mean one computer, and which computer used an address.
///
/// A computer is known by its short name, since half of all records leave the domain out. Only where two domains have
/// a computer of that name are both known by their full names.
struct HostDirectory {
    struct Entry {
        var presence: Presence
        var aliases: Set<String> = []
        var addresses: Set<String> = []
        /// A record that names it, for computers whose logs are not held.
        var mention: EvidenceReference?
        /// Records that it wrote, and records of others that name it.
        var records = 0
        var mentions = 0
    }

    /// Keyed by the name a computer is known by.
    private(set) var entries: [String: Entry] = [:]
    /// The keys of ``entries``, in order.
    private(set) var names: [String] = []
    /// The domain that owns a bare short name.
    private var homeDomain: [String: String] = [:]
    private var addressMap = AddressMap([]) { _ in false }
    /// Addresses of which only the ways of people tell; see ``ShellOrigins``.
    private var inferred: [String: String] = [:]
    /// Names by the text in records, for the computers that write them: asked for with every observation.
    private var nameByText: [String: String] = [:]

    init(_ observed: ObservationCollector) {
        let records = observed.coverage.entries.reduce(into: [:]) { $0[$1.key.host, default: 0] += $1.value.records }
        let collected = Set(records.keys)
        learnDomains([
            collected.compactMap(HostName.init), Array(observed.mentions.entries.keys),
            Array(Set(observed.addressUses.entries.keys.map(\.host))),
        ])
        for text in collected {
            let name = name(of: text)
            nameByText[text] = name
            entries[name, default: Entry(presence: .collected)].aliases.insert(text)
            entries[name]?.records += records[text] ?? 0
        }
        for (host, mention) in observed.mentions.entries {
            let name = name(of: host)
            entries[name, default: Entry(presence: .referenced)].aliases.insert(host.full)
            let known = entries[name]?.mention
            entries[name]?.mention = min(known ?? mention.first, mention.first)
            entries[name]?.mentions += mention.count
        }
        learnAddresses(observed)
        names = entries.keys.sorted()
    }

    /// The name a computer is known by, from any way of writing it.
    func name(of text: String) -> String {
        nameByText[text] ?? HostName(text).map { name(of: $0) } ?? name(ofAddress: text)
    }

    // What a sensor saw stands under the address of the computer that it was done on.
    private func name(ofAddress text: String) -> String {
        guard let address = NetworkAddress(text)?.text else { return MachineName.folded(text) }
        return addressMap.host(at: address) ?? inferred[address] ?? address
    }

    func name(of host: HostName) -> String {
        host.domain.isEmpty || homeDomain[host.short] == host.domain ? host.short : host.full
    }

    /// The computer that used an address around a moment; nil where none or several did.
    func host(at address: String, around time: Timestamp) -> String? {
        addressMap.host(at: address, around: time) ?? inferred[address]
    }

    /// Whether it depends on the moment which computer used an address.
    func isChanging(_ address: String) -> Bool { addressMap.isChanging(address) }

    // A name written by the computer itself outranks one that others mention, and that one the name which somebody has
    // for an address: a forged mention cannot rename a host.
    private mutating func learnDomains(_ groups: [[HostName]]) {
        for group in groups {
            var domains: [String: Set<String>] = [:]
            for host in group where !host.domain.isEmpty { domains[host.short, default: []].insert(host.domain) }
            for (short, found) in domains where homeDomain[short] == nil {
                // An empty home belongs to nobody, so both keep their full names.
                homeDomain[short] = found.count == 1 ? found.first : ""
            }
        }
    }

    private mutating func learnAddresses(_ observed: ObservationCollector) {
        var uses: [(address: String, host: String, sightings: AddressSightings)] =
            observed.addressUses.entries.map { ($0.key.address, name(of: $0.key.host), $0.value) }
        uses += SeenConnections(observed).uses.map { ($0.address, name(of: $0.host), $0.sightings) }
        // A name that only clients gave themselves is nobody's.
        let named = Set(observed.mentions.entries.filter { !$0.value.isClaimed }.map { name(of: $0.key) })
        addressMap = AddressMap(uses) { named.contains($0) || entries[$0]?.presence == .collected }
        for use in addressMap.uses { entries[use.host]?.addresses.insert(use.address) }
        inferred =
            ShellOrigins(
                observed.logons.sorted, name: { name(of: $0) },
                isOpen: { addressMap.host(at: $0, around: $1) == nil && !addressMap.isContested($0) },
                hasAddress: { !(entries[$0]?.addresses.isEmpty ?? true) }
            ).hosts
        for (address, host) in inferred { entries[host]?.addresses.insert(address) }
    }
}
