import Vocabulary

/// Who acts on which computers from where day after day: deployment, backup, scanners, administrators, the help desk.
///
/// A habit is the same account from the same computer on several days; an intruder who borrows an account rarely comes
/// from where its owner does. Days on which something grave was found on the source shortly before say nothing: they may
/// be the intruder's. Evidence of less than two days has no habits, and then nothing is said either way.
struct Habits {
    /// One action on another computer.
    struct Use {
        let source: Party
        let target: String
        let account: AccountName?
        let time: Timestamp
    }

    private struct Hand: Hashable {
        let source: Party
        let account: String
    }

    private struct Way: Hashable {
        let hand: Hand
        let target: String
    }

    private var daysOfHand: [Hand: Set<Int64>] = [:]
    private var daysOfWay: [Way: Set<Int64>] = [:]
    /// Computers that an account comes from on several days, by account.
    private var usualSources: [String: Set<Party>] = [:]
    /// Where and when an account came to a computer, by account and computer.
    private var arrivals: [Hand: TimeLine<Party>] = [:]
    /// Days on which an account logged on at the keyboard, by computer.
    private var daysAtSeat: [Hand: Set<Int64>] = [:]
    private let isTelling: Bool

    private static let secondsOfDay: Int64 = 86_400
    /// Evidence of fewer days shows no habits.
    private static let fewestDays = 2
    /// So many other days make a habit; one is a hint.
    private static let habit = 2

    init(_ uses: [Use], facts: CaseFacts) {
        let days = Set(uses.map { Self.day($0.time) })
        isTelling = days.count >= Self.fewestDays
        guard isTelling else { return }
        for logon in facts.observed.logons.sorted where Logon.keyboard.contains(logon.act.type) {
            let seat = Hand(source: .host(facts.name(of: logon.host)), account: Self.key(logon.act.account))
            daysAtSeat[seat, default: []].insert(Self.day(logon.time))
        }
        for use in uses.sorted(by: { $0.time < $1.time }) where use.source != .unknown {
            arrivals[Hand(source: .host(use.target), account: Self.key(use.account)), default: TimeLine()]
                .append(use.source, at: use.time)
            let before = use.time.advanced(bySeconds: -MovementWindow.findingBefore)
            let hand = Hand(source: use.source, account: Self.key(use.account))
            if facts.graveFinding(on: use.source.text, from: before, to: use.time, within: 0) != nil { continue }
            let day = Self.day(use.time)
            daysOfHand[hand, default: []].insert(day)
            daysOfWay[Way(hand: hand, target: use.target), default: []].insert(day)
        }
        for (hand, days) in daysOfHand where days.count >= Self.habit {
            if case .host = hand.source { usualSources[hand.account, default: []].insert(hand.source) }
        }
    }

    /// Whether the evidence spans days enough to know what is usual.
    var areKnown: Bool { isTelling }

    /// How many times more likely an action is an intruder's than one of which no habit is known.
    func ratio(of use: Use) -> Double {
        guard isTelling, use.source != .unknown else { return 1 }
        let hand = Hand(source: use.source, account: Self.key(use.account))
        let day = Self.day(use.time)
        func others(_ days: Set<Int64>?) -> Int { days.map { $0.count - ($0.contains(day) ? 1 : 0) } ?? 0 }
        let (ofWay, ofHand) = (others(daysOfWay[Way(hand: hand, target: use.target)]), others(daysOfHand[hand]))
        if ofWay > 0 && ofHand >= Self.habit || ofWay >= Self.habit { return SuspicionRatio.habitualWay }
        if ofHand >= Self.habit { return SuspicionRatio.habitualHand }
        if ofHand == 1 { return SuspicionRatio.knownHand }
        let seat = Hand(source: .host(use.target), account: hand.account)
        if daysAtSeat[seat]?.count ?? 0 >= Self.habit { return SuspicionRatio.ownComputer }
        return isSwitch(hand, at: use.time) ? SuspicionRatio.switchedAccount : 1
    }

    /// An account that habitually comes from elsewhere, used from this computer, where it did not come to from there in
    /// the hours before: who goes on from a jump host is no stranger on it.
    private func isSwitch(_ hand: Hand, at time: Timestamp) -> Bool {
        guard case .host = hand.source, !hand.account.isEmpty else { return false }
        guard let usual = usualSources[hand.account], usual.count > (usual.contains(hand.source) ? 1 : 0) else {
            return false
        }
        let since = time.advanced(bySeconds: -MovementWindow.goingOn)
        return
            !(arrivals[hand]?.between(since, time, within: MovementWindow.twoComputers).contains(where: usual.contains)
            ?? false)
    }

    private static func day(_ time: Timestamp) -> Int64 { time.unixSeconds / secondsOfDay }
    // The domain is written in several ways.
    private static func key(_ account: AccountName?) -> String { account?.user.lowercased() ?? "" }
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
