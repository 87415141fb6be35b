import Vocabulary

/// Who acts on which computers from where day after day: deployment, backup, scanners, administrators, the help desk.
///
/// A habit is the same account from the same computer on several days; an intruder who borrows an account rarely comes
/// from where its owner does. Days on which something grave was found on the source shortly before say nothing: they may
/// be the intruder's. Evidence of less than two days has no habits, and then nothing is said either way.
struct Habits {
    private let entities: EntityTable
    private let days: DaysOfHabits?

    /// So many other days make a habit; one is a hint.
    static let habit = 2

    /// - Parameter drafts: What was done, in order of time.
    init(_ drafts: [Draft], _ edges: JoinedEdges, facts: CaseFacts) {
        entities = facts.evidence.entities
        // Evidence of one day shows no habits.
        let first = drafts.first.map { Self.day($0.start) }
        days = drafts.contains { Self.day($0.start) != first } ? DaysOfHabits(drafts, edges, facts) : nil
    }

    /// Whether the evidence spans days enough to know what is usual.
    var areKnown: Bool { days != nil }

    /// How many times more likely an action is an intruder's than one of which no habit is known.
    ///
    /// - Parameter account: Who did it, as far as that is known by now.
    func ratio(of draft: Draft, by account: UInt32) -> Double {
        guard let days, draft.source != .unknown else { return 1 }
        let user = entities.user(of: account)
        let day = Self.day(draft.start)
        let ofHand = days.ofHand.count(of: user, at: draft.source.code, without: day, enough: Self.habit)
        let ofWay = days.ofWay.count(of: user, at: draft.pair, without: day, enough: Self.habit)
        if ofWay > 0 && ofHand >= Self.habit || ofWay >= Self.habit { return SuspicionRatio.habitualWay }
        if ofHand >= Self.habit { return SuspicionRatio.habitualHand }
        if ofHand == 1 { return SuspicionRatio.knownHand }
        if days.atSeat.count(of: user, at: draft.target, enough: Self.habit) >= Self.habit {
            return SuspicionRatio.ownComputer
        }
        return days.isSwitch(of: user, from: draft.source, at: draft.start) ? SuspicionRatio.switchedAccount : 1
    }

    static func day(_ time: Timestamp) -> Int64 { time.unixSeconds / secondsOfDay }

    private static let secondsOfDay: Int64 = 86_400
}

/// By how much the odds of a movement change. Judgement, set out in one place; where the evidence spans no days to
/// compare with, none of these is used.
enum SuspicionRatio {
    /// The same account from the same computer to the same target on other days.
    static let habitualWay = 0.02
    /// The same account from the same computer to any targets on other days.
    static let habitualHand = 0.05
    /// The same, on one other day alone.
    static let knownHand = 0.3
    /// Who sits at the target on several days comes to it from elsewhere, too.
    static let ownComputer = 0.3
    /// The account usually comes from another computer.
    static let switchedAccount = 8.0
    /// One of many that the same hand did, where the evidence is too short for habits, and nothing speaks at its source.
    static let round = 0.05
    /// Nothing else at either end speaks of an intruder.
    static let alone = 0.2
    /// Something else does at one end, or at both.
    static let oneEnd = 2.0
    static let bothEnds = 6.0
    /// From here on what is unusual makes a movement by itself of what people do all day.
    static let telling = 4.0

    /// A probability whose odds are multiplied.
    static func shift(_ probability: Double, by ratio: Double) -> Double {
        guard ratio != 1, probability > 0, probability < 1 else { return probability }
        let odds = probability / (1 - probability) * ratio
        return min(odds / (1 + odds), MovementWeight.most)
    }
}
