import Vocabulary

/// Who goes round many computers, in evidence too short to show habits: deployment, inventory, backup.
///
/// A round is one account from one computer to several others, after which hardly any of them shows anything grave. An
/// intruder who does the same comes from a computer on which something was found, or that somebody came to before: the
/// one is not counted here, the other is left to ``Suspicion``.
struct Rounds {
    private struct Hand: Hashable {
        let source: Party
        let user: UInt32
    }

    /// Fewer computers are no round. Judgement: an administrator's errand leads to one or two.
    private static let fewest = 3

    private let entities: EntityTable
    private var hands: Set<Hand> = []

    init(_ drafts: [Draft], facts: CaseFacts) {
        entities = facts.evidence.entities
        var quiet: [Hand: Set<UInt32>] = [:]
        var loud: [Hand: Set<UInt32>] = [:]
        for draft in drafts {
            guard let hand = hand(draft, by: draft.account) else { continue }
            let before = draft.start.advanced(bySeconds: -MovementWindow.findingBefore)
            let isFound =
                facts.graveFinding(on: draft.source.name, from: before, to: draft.start, within: 0) != nil
                || facts.graveFinding(
                    on: draft.target, by: entities.account(draft.account), from: draft.start,
                    to: draft.start.advanced(bySeconds: Suspicion.findingAfter), within: 0) != nil
            if isFound {
                loud[hand, default: []].insert(draft.target)
            } else {
                quiet[hand, default: []].insert(draft.target)
            }
        }
        for (hand, targets) in quiet where targets.count >= Self.fewest && targets.count > loud[hand]?.count ?? 0 {
            hands.insert(hand)
        }
    }

    /// Whether any was seen.
    var areSeen: Bool { !hands.isEmpty }

    /// - Parameter account: Who did it, as far as that is known by now.
    func hold(_ draft: Draft, by account: UInt32) -> Bool { hand(draft, by: account).map(hands.contains) ?? false }

    private func hand(_ draft: Draft, by account: UInt32) -> Hand? {
        guard draft.source != .unknown, account != EntityTable.nobody else { return nil }
        // The domain is written in several ways.
        return Hand(source: draft.source, user: entities.user(of: account))
    }
}
