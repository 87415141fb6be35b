import Vocabulary

/// Who is who: which names mean one computer, and which computer used an address.
///
/// A computer is known by its short name, since half of all records leave the domain out. Only where two domains have
/// a computer of that name are both known by their full names. An address is never an identity: it resolves to the
/// computer that is by far most often seen with it, and to none where two compete for it.
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
    /// The domain that owns a bare short name.
    private var homeDomain: [String: String] = [:]
    private var hostByAddress: [String: String] = [:]
    /// Names by the text in records, for the computers that write them: asked for with every observation.
    private var nameByText: [String: String] = [:]

    // How many times heavier the first candidate for an address must weigh than the second.
    private static let clearLead = 3

    init(_ observed: ObservationCollector) {
        let records = observed.coverage.entries.reduce(into: [:]) { $0[$1.key.host, default: 0] += $1.value.records }
        let collected = Set(records.keys)
        learnDomains([
            collected.sorted().compactMap(HostName.init), observed.mentions.entries.keys.sorted(),
            Set(observed.addressUses.entries.keys.map(\.host)).sorted(),
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
        learnAddresses(observed.addressUses.entries)
    }

    /// The name a computer is known by, from any way of writing it.
    func name(of text: String) -> String {
        nameByText[text] ?? HostName(text).map { name(of: $0) } ?? MachineName.folded(text)
    }

    func name(of host: HostName) -> String {
        host.domain.isEmpty || homeDomain[host.short] == host.domain ? host.short : host.full
    }

    /// The computer that used an address; nil where none or several did.
    func host(at address: String) -> String? { hostByAddress[address] }

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

    private mutating func learnAddresses(_ uses: [ObservationCollector.AddressUse: Int]) {
        var weights: [String: [String: Int]] = [:]
        for (use, weight) in uses {
            weights[use.address, default: [:]][name(of: use.host), default: 0] &+= weight
        }
        for (address, candidates) in weights {
            let ranked = candidates.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            guard let best = ranked.first else { continue }
            if ranked.count > 1, best.value < Self.clearLead &* ranked[1].value { continue }
            hostByAddress[address] = best.key
            entries[best.key]?.addresses.insert(address)
        }
    }
}
