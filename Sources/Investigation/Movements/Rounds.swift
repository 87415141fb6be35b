import Vocabulary

/// Who goes round many computers, in evidence too short to show habits: deployment, inventory, backup.
///
/// A round is one account from one computer to several others, after which hardly any of them shows anything grave. An
/// intruder who does the same comes from a computer on which something was found, or that somebody came to before: the
/// one is not counted here, the other is left to ``Suspicion``.
struct Rounds {
    private struct Hand: Hashable {
        let source: Party
        let account: String
    }

    /// Fewer computers are no round. Judgement: an administrator's errand leads to one or two.
    private static let fewest = 3

    private var hands: Set<Hand> = []

    init(_ uses: [Habits.Use], facts: CaseFacts) {
        var quiet: [Hand: Set<String>] = [:]
        var loud: [Hand: Set<String>] = [:]
        for use in uses {
            guard let hand = Self.hand(use) else { continue }
            let before = use.time.advanced(bySeconds: -MovementWindow.findingBefore)
            let isFound =
                facts.graveFinding(on: use.source.text, from: before, to: use.time, within: 0) != nil
                || facts.graveFinding(
                    on: use.target, by: use.account, from: use.time,
                    to: use.time.advanced(bySeconds: Suspicion.findingAfter), within: 0) != nil
            if isFound {
                loud[hand, default: []].insert(use.target)
            } else {
                quiet[hand, default: []].insert(use.target)
            }
        }
        for (hand, targets) in quiet where targets.count >= Self.fewest && targets.count > loud[hand]?.count ?? 0 {
            hands.insert(hand)
        }
    }

    /// Whether any was seen.
    var areSeen: Bool { !hands.isEmpty }

    func hold(_ use: Habits.Use) -> Bool { Self.hand(use).map(hands.contains) ?? false }

    private static func hand(_ use: Habits.Use) -> Hand? {
        guard use.source != .unknown, let account = use.account else { return nil }
        // The domain is written in several ways.
        return Hand(source: use.source, account: account.user)
    }
}
