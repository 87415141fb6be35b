import Vocabulary

/// Joins actions and the traces around them to movements.
///
/// Everything between the same two parties, by the same account, without a pause of more than a minute is one movement.
/// Its confidence is the noisy-or over independent kinds of evidence, each with its strongest observation.
struct MovementFinder {
    /// Most movements reported: more could not be read by anyone, and an attacker can make up any number.
    static let keptMovements = 10_000
    /// Accounts that are followed at the same time between two parties; an attacker can make up any number.
    static let accountsAtOnce = 16
    /// Below this a movement is reported only with a grave finding near it.
    static let standsAlone = 0.5

    /// A movement and what its derivation knows beyond it.
    struct Found {
        var movement: Movement
        /// True when something ran on the target, and not only a logon or a connection was seen.
        var hasExecution: Bool
        var isFromOutside: Bool
    }

    private struct Draft {
        var clues: [MovementClue]
        var references: Set<EvidenceReference>
        let start: Timestamp
        var end: Timestamp
        let source: Party
        let target: String
        var account: AccountName?
    }

    let facts: CaseFacts

    /// All movements worth reporting, in order of time.
    func movements() -> [Found] {
        let finder = ActionFinder(facts)
        return withoutEchoes(drafts(of: finder.actions()))
            .compactMap { found(complete($0, with: finder.traces)) }
            .sorted { order($0.movement) < order($1.movement) }
            .prefix(Self.keptMovements).map(\.self)
    }

    private func drafts(of actions: [ActionFinder.Action]) -> [Draft] {
        var drafts: [Draft] = []
        var open: [MovementPair: [Int]] = [:]
        for action in actions {
            let pair = action.clue.pair
            let places = open[pair, default: []].suffix(Self.accountsAtOnce).filter {
                action.time.seconds(since: drafts[$0].end) <= Double(MovementWindow.twoComputers)
            }
            let fitting = places.first { fits(action.clue.account, drafts[$0].account) }
            if let place = fitting {
                drafts[place].clues.append(action.clue)
                drafts[place].references.insert(action.reference)
                drafts[place].end = action.time
                drafts[place].account = fuller(drafts[place].account, action.clue.account)
                open[pair] = places
            } else {
                drafts.append(
                    Draft(
                        clues: [action.clue], references: [action.reference], start: action.time, end: action.time,
                        source: pair.source, target: pair.target, account: action.clue.account))
                open[pair] = places + [drafts.count - 1]
            }
        }
        return drafts
    }

    /// Leaves out actions that were seen a second time, in a log that does not say where they came from.
    private func withoutEchoes(_ drafts: [Draft]) -> [Draft] {
        var resolved: [String: TimeLine<AccountName?>] = [:]
        for draft in drafts where draft.source != .unknown {
            resolved[draft.target, default: TimeLine()].append(draft.account, at: draft.start)
        }
        return drafts.filter { draft in
            guard draft.source == .unknown, let known = resolved[draft.target] else { return true }
            return !known.between(draft.start, draft.end, within: MovementWindow.twoComputers)
                .contains { fits($0, draft.account) }
        }
    }

    /// Adds what else was seen between the two at that time.
    private func complete(_ draft: Draft, with traces: NetworkTraces) -> Draft {
        var draft = draft
        guard draft.source != .unknown else { return draft }
        let near = traces.between(
            MovementPair(source: draft.source, target: draft.target), from: draft.start, to: draft.end,
            within: MovementWindow.twoComputers)
        for trace in near where trace.clue.weight > 0 && fits(trace.clue.account, draft.account) {
            draft.clues.append(trace.clue)
            draft.references.insert(trace.reference)
            draft.account = fuller(draft.account, trace.clue.account)
        }
        return draft
    }

    private func found(_ draft: Draft) -> Found? {
        var draft = draft
        let finding =
            facts.graveFinding(
                on: draft.target, from: draft.start, to: draft.end, within: MovementWindow.findingNear)
        if let finding { draft.references.insert(finding) }
        var strongest: [EvidenceClass: Double] = finding == nil ? [:] : [.finding: MovementWeight.findingNear]
        for clue in draft.clues { strongest[clue.kind] = max(strongest[clue.kind] ?? 0, clue.weight) }
        var confidence = min(noisyOr(strongest.values.sorted()), MovementWeight.most)
        if draft.source == .unknown { confidence *= MovementWeight.unknownSource }
        guard confidence >= Self.standsAlone || finding != nil else { return nil }
        let method = draft.clues.map(\.method).max() ?? .networkSession
        let movement = Movement(
            time: draft.start, from: draft.source.text, to: draft.target, account: draft.account?.description,
            method: method.name, technique: method.technique, confidence: confidence,
            evidence: draft.references.asEvidence)
        return Found(
            movement: movement, hasExecution: draft.clues.contains { $0.kind == .targetExecution },
            isFromOutside: draft.source.isOutside)
    }

    private func fits(_ left: AccountName?, _ right: AccountName?) -> Bool {
        guard let left, let right else { return true }
        return left.agrees(with: right)
    }

    // The name with its domain says more; between equals the order keeps the answer the same for any order of files.
    private func fuller(_ left: AccountName?, _ right: AccountName?) -> AccountName? {
        guard let left, let right else { return left ?? right }
        return left.domain.isEmpty ? right : left
    }

    private func order(_ movement: Movement) -> (Timestamp, String, String, String, String) {
        (movement.time, movement.to, movement.from, movement.account ?? "", movement.method)
    }
}

extension Party {
    /// An address of the internet.
    var isOutside: Bool {
        guard case .address(let text) = self else { return false }
        return NetworkAddress(text)?.isPublic ?? false
    }
}
