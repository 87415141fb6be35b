import Vocabulary

/// Accounts that first came from a computer after credentials were taken there, and then went to several others: how a
/// stolen hash or password is tried. Logons alone show no more of it.
struct CredentialSpread {
    private struct Hand: Hashable {
        let source: Party
        let user: UInt32
    }

    /// Fewer computers are an errand. Judgement, as for ``Rounds``.
    private static let fewest = 3

    private let entities: EntityTable
    private var hands: Set<Hand> = []

    init(_ contacts: [Draft], facts: CaseFacts) {
        entities = facts.evidence.entities
        var thefts: [UInt32: Timestamp] = [:]
        for finding in facts.findings where finding.isGrave && AccountFinder.takesCredentials(finding.sighting.rule) {
            guard let time = finding.sighting.first, let host = entities.known(finding.host) else { continue }
            thefts[host] = min(thefts[host] ?? time, time)
        }
        guard !thefts.isEmpty else { return }
        var targets: [Hand: Set<UInt32>] = [:]
        var earlier: Set<Hand> = []
        for contact in contacts {
            guard let hand = hand(contact), let theft = thefts[contact.source.name] else { continue }
            // Later than a working day and the evening, others have come from there, too.
            let last = theft.advanced(bySeconds: MovementWindow.goingOn)
            if contact.start < theft {
                earlier.insert(hand)
            } else if contact.start <= last {
                targets[hand, default: []].insert(contact.target)
            }
        }
        hands = Set(targets.filter { $0.value.count >= Self.fewest }.keys).subtracting(earlier)
    }

    func hold(_ contact: Draft) -> Bool { hand(contact).map(hands.contains) ?? false }

    private func hand(_ contact: Draft) -> Hand? {
        guard contact.source.isHost, contact.account != EntityTable.nobody else { return nil }
        return Hand(source: contact.source, user: entities.user(of: contact.account))
    }
}
