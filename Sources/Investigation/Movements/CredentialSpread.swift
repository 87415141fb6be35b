import Vocabulary

/// Accounts that first came from a computer after credentials were taken there, and then went to several others: how a
/// stolen hash or password is tried. Logons alone show no more of it.
struct CredentialSpread {
    private struct Hand: Hashable {
        let source: Party
        let account: String
    }

    /// Fewer computers are an errand. Judgement, as for ``Rounds``.
    private static let fewest = 3

    private var hands: Set<Hand> = []

    init(_ uses: [Habits.Use], facts: CaseFacts) {
        var thefts: [String: Timestamp] = [:]
        for finding in facts.findings where finding.isGrave && AccountFinder.takesCredentials(finding.sighting.rule) {
            guard let time = finding.sighting.first else { continue }
            thefts[finding.host] = min(thefts[finding.host] ?? time, time)
        }
        guard !thefts.isEmpty else { return }
        var targets: [Hand: Set<String>] = [:]
        var earlier: Set<Hand> = []
        for use in uses {
            guard let hand = Self.hand(use), let theft = thefts[use.source.text] else { continue }
            // Later than a working day and the evening, others have come from there, too.
            let last = theft.advanced(bySeconds: MovementWindow.goingOn)
            if use.time < theft {
                earlier.insert(hand)
            } else if use.time <= last {
                targets[hand, default: []].insert(use.target)
            }
        }
        hands = Set(targets.filter { $0.value.count >= Self.fewest }.keys).subtracting(earlier)
    }

    func hold(_ use: Habits.Use) -> Bool { Self.hand(use).map(hands.contains) ?? false }

    private static func hand(_ use: Habits.Use) -> Hand? {
        guard case .host = use.source, let account = use.account else { return nil }
        return Hand(source: use.source, account: account.user)
    }
}
