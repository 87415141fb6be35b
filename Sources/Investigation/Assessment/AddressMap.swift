import Vocabulary

/// Which computer used an address, and when.
///
/// An address is never an identity: it resolves to the computer that is by far most often seen with it on the day in
/// question, or on the nearest day on which any is, and to none where two compete for it. The name that a client gives
/// itself is believed only where nothing speaks against it.
struct AddressMap {
    private struct Candidate {
        let host: String
        var sightings: AddressSightings
    }

    // How many times heavier the first candidate for an address must weigh than the second.
    private static let clearLead = 3
    // Days on which two computers compete: one is a change of hands, more are a shared address.
    private static let sharedDays = 2
    private static let spans: [Int32] = [0, 1, 3, 7, 30, .max]

    /// Addresses with one answer at any time.
    private var settled: [String: String] = [:]
    /// Addresses that went from hand to hand.
    private var changing: [String: [Candidate]] = [:]
    /// Addresses that several computers have at the same time.
    private var shared: Set<String> = []

    /// - Parameters:
    ///   - uses: What was seen, under the names that computers are known by.
    ///   - isKnown: Whether anything but clients' claims tells of a computer.
    init(_ uses: [(address: String, host: String, sightings: AddressSightings)], isKnown: (String) -> Bool) {
        var candidates: [String: [String: AddressSightings]] = [:]
        var ownAddresses: Set<String> = []
        for use in uses {
            candidates[use.address, default: [:]][use.host, default: AddressSightings()].merge(use.sightings)
            if use.sightings.isFirm { ownAddresses.insert(use.host) }
        }
        for (address, hosts) in candidates {
            learn(address, hosts.map { Candidate(host: $0.key, sightings: $0.value) }) { host in
                !ownAddresses.contains(host) && isKnown(host)
            }
        }
    }

    private mutating func learn(_ address: String, _ found: [Candidate], isBelieved: (String) -> Bool) {
        let firm = found.filter(\.sightings.isFirm)
        if firm.count > 1 {
            let days = Set(firm.flatMap { $0.sightings.days.map(\.number) })
            let shared = days.count { day in
                Self.best(firm.map { ($0.host, $0.sightings.weight(around: day, within: 0)) }) == nil
            }
            if days.count == 1 { settled[address] = Self.best(firm.map { ($0.host, $0.sightings.weight) }) }
            if days.count > 1, shared < Self.sharedDays { changing[address] = firm }
            if changing[address] == nil, settled[address] == nil { self.shared.insert(address) }
        } else if let only = firm.first {
            settled[address] = only.host
        } else {
            settled[address] = Self.best(
                found.map { candidate in
                    let claimed = isBelieved(candidate.host) ? 0 : candidate.sightings.claimed
                    return (candidate.host, candidate.sightings.weight - claimed)
                })
        }
    }

    /// Whether several computers have an address at the same time, so that it is none's.
    func isContested(_ address: String) -> Bool { shared.contains(address) || changing[address] != nil }

    /// Whether an address went from hand to hand.
    func isChanging(_ address: String) -> Bool { changing[address] != nil }

    /// The computer that used an address; nil where none or several did.
    func host(at address: String, around time: Timestamp) -> String? {
        if let host = settled[address] { return host }
        guard let candidates = changing[address] else { return nil }
        return host(of: candidates, on: AddressSightings.day(of: time))
    }

    /// The computer that always used an address.
    func host(at address: String) -> String? { settled[address] }

    private func host(of candidates: [Candidate], on day: Int32) -> String? {
        for span in Self.spans {
            let weights: [(host: String, weight: Int)] = candidates.map {
                ($0.host, $0.sightings.weight(around: day, within: span))
            }
            if weights.contains(where: { $0.weight > 0 }) { return Self.best(weights) }
        }
        return nil
    }

    /// All that computers used, each with those who did.
    var uses: [(address: String, host: String)] {
        var uses: [(address: String, host: String)] = []
        for (address, host) in settled { uses.append((address, host)) }
        for (address, candidates) in changing {
            let days = Set(candidates.flatMap { $0.sightings.days.map(\.number) })
            for host in Set(days.compactMap { self.host(of: candidates, on: $0) }) { uses.append((address, host)) }
        }
        return uses
    }

    private static func best(_ candidates: [(host: String, weight: Int)]) -> String? {
        let ranked = candidates.filter { $0.weight > 0 }.sorted { ($1.weight, $0.host) < ($0.weight, $1.host) }
        guard let best = ranked.first else { return nil }
        return ranked.count > 1 && best.weight < clearLead &* ranked[1].weight ? nil : best.host
    }
}
