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
        let method: MovementMethod
        /// True when something ran on the target, and not only a logon or a connection was seen.
        var hasExecution: Bool
        var isFromOutside: Bool
        /// What people do all day, and nothing grave near it.
        var isEverydays = false
        /// By an account that usually comes from another computer.
        var isUnusual = false
        /// One of many that the same hand did in evidence too short for habits.
        var isRound = false
    }

    struct Draft {
        var clues: [MovementClue]
        var references: Set<EvidenceReference>
        let start: Timestamp
        var end: Timestamp
        let source: Party
        let target: String
        var account: AccountName?

        var use: Habits.Use { Habits.Use(source: source, target: target, account: account, time: start) }
    }

    let facts: CaseFacts

    /// All movements worth reporting, in order of time.
    func movements() -> [Found] {
        let finder = ActionFinder(facts)
        let drafts = withoutEchoes(drafts(of: finder.actions()))
        let habits = Habits(drafts.map(\.use), facts: facts)
        let rounds = habits.areKnown ? nil : Rounds(drafts.map(\.use), facts: facts)
        var found = drafts.compactMap { self.found(complete($0, with: finder.traces), habits, rounds) }
        if habits.areKnown { found += contacts(finder.traces, beside: drafts) }
        found = Suspicion(facts: facts, rounds: rounds).weigh(found.sorted(by: inOrder))
            .filter { $0.movement.confidence >= Self.standsAlone }
        return stays((found + silentTargets(of: found)).sorted(by: inOrder))
            .sorted(by: inOrder).prefix(Self.keptMovements).map(\.self)
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

    private func found(_ draft: Draft, _ habits: Habits, _ rounds: Rounds?) -> Found? {
        var draft = draft
        let ratio = habits.ratio(of: draft.use)
        // What people do all day is told where something grave is near, or where it is unusual for that account.
        var near = context(of: draft)
        // What nobody is seen to do on other days is weighed by its ends.
        let isEverydays = near == nil
        if isEverydays, ratio >= 1 { near = (0, nil) }
        guard let context = near ?? (ratio >= SuspicionRatio.telling ? (0, nil) : nil) else { return nil }
        if let record = context.record { draft.references.insert(record) }
        var strongest: [EvidenceClass: Double] = [:]
        for clue in draft.clues { strongest[clue.kind] = max(strongest[clue.kind] ?? 0, clue.weight) }
        let recorded = noisyOr(strongest.values.sorted())
        let telling = habits.areKnown ? min(recorded, MovementWeight.mostOfRecords) : recorded
        var confidence = min(noisyOr([telling, context.weight]), MovementWeight.most)
        if draft.source == .unknown { confidence *= MovementWeight.unknownSource }
        confidence = SuspicionRatio.shift(confidence, by: ratio)
        let method = draft.clues.map(\.method).max() ?? .networkSession
        let movement = Movement(
            time: draft.start, from: draft.source.text, to: draft.target, account: draft.account?.description,
            method: method.name, technique: method.techniques.first, confidence: confidence,
            evidence: draft.references.asEvidence)
        return Found(
            movement: movement, method: method, hasExecution: draft.clues.contains { $0.kind == .targetExecution },
            isFromOutside: draft.source.isOutside, isEverydays: isEverydays, isUnusual: ratio >= SuspicionRatio.telling,
            isRound: rounds?.hold(draft.use) ?? false)
    }

    /// What makes a movement suspicious beside itself; nil where something more is needed and missing.
    private func context(of draft: Draft) -> (weight: Double, record: EvidenceReference?)? {
        let near = facts.graveFinding(
            on: draft.target, by: draft.account, from: draft.start, to: draft.end, within: MovementWindow.findingNear)
        // People work by remote desktop and SSH all day: that something bad happened on the computer, too, says nothing yet.
        guard draft.clues.allSatisfy(\.isEverydays) else {
            return (near == nil ? 0 : MovementWeight.findingNear, near)
        }
        let sessions = Set(draft.clues.map(\.session)).subtracting([0])
        if let record = facts.graveProcess(
            on: draft.target, after: draft.start, sessions: sessions, account: draft.account)
        {
            return (MovementWeight.findingInSession, record)
        }
        let before = draft.start.advanced(bySeconds: -MovementWindow.findingBefore)
        if let record = facts.graveFinding(on: draft.source.text, from: before, to: draft.start, within: 0) {
            return (MovementWeight.findingNear, record)
        }
        return draft.source.isOutside && near != nil ? (MovementWeight.findingNear, near) : nil
    }

    func fits(_ left: AccountName?, _ right: AccountName?) -> Bool {
        guard let left, let right else { return true }
        return left.agrees(with: right)
    }

    // The name with its domain says more; between equals the order keeps the answer the same for any order of files.
    func fuller(_ left: AccountName?, _ right: AccountName?) -> AccountName? {
        guard let left, let right else { return left ?? right }
        return left.domain.isEmpty ? right : left
    }

    func inOrder(_ left: Found, _ right: Found) -> Bool {
        func key(_ found: Found) -> (Timestamp, String, String, String, String) {
            let movement = found.movement
            return (movement.time, movement.to, movement.from, movement.account ?? "", movement.method)
        }
        return key(left) < key(right)
    }
}

extension Party {
    /// An address of the internet.
    var isOutside: Bool {
        guard case .address(let text) = self else { return false }
        return NetworkAddress(text)?.isPublic ?? false
    }
}

extension MovementClue {
    /// What people do all day, and intruders, too.
    fileprivate var isEverydays: Bool {
        kind != .targetExecution && (method <= .remoteDesktop || method == .secureShell)
    }
}
