import Vocabulary

/// Who did what from where on which days: what ``Habits`` are told from.
struct DaysOfHabits {
    private struct Arrival: BitwiseCopyable {
        let user: UInt32
        let source: Party
        let ticks: Int64
        let place: UInt32
    }

    /// By source, and by pair.
    let ofHand: DayTable
    let ofWay: DayTable
    /// Days on which an account logged on at the keyboard, by computer.
    let atSeat: DayTable
    /// Computers that a user comes from on several days, in order.
    private let usualSources: Buckets<UInt32>
    /// Where and when users came to a computer, by user and time.
    private let arrivals: Buckets<Arrival>

    init(_ drafts: [Draft], _ edges: JoinedEdges, _ facts: CaseFacts) {
        let entities = facts.evidence.entities
        let names = entities.names.count
        let logons = facts.evidence.logons
        atSeat = DayTable(numbers: names, count: logons.places.count) { place in
            guard Logon.keyboard.contains(Logon.type(of: logons.entries[place].act)) else { return nil }
            return (logons.hosts[place], entities.user(of: logons.accounts[place]), Habits.day(logons.time(place)))
        }
        // What was done where something grave was found in the day before tells of no habit.
        let tells = drafts.map { draft in
            guard draft.source != .unknown else { return false }
            let before = draft.start.advanced(bySeconds: -MovementWindow.findingBefore)
            return facts.graveFinding(on: draft.source.name, from: before, to: draft.start, within: 0) == nil
        }
        let ofHand = DayTable(numbers: 2 * names, count: drafts.count) { place in
            let draft = drafts[place]
            return tells[place]
                ? (draft.source.code, entities.user(of: draft.account), Habits.day(draft.start)) : nil
        }
        self.ofHand = ofHand
        ofWay = DayTable(numbers: edges.pairs.count, count: drafts.count) { place in
            let draft = drafts[place]
            return tells[place] ? (draft.pair, entities.user(of: draft.account), Habits.day(draft.start)) : nil
        }
        let usual = (1..<UInt32(max(1, names))).lazy.map(Party.host).flatMap { source in
            ofHand.users(on: Habits.habit, at: source.code).map { (number: $0, value: source.code) }
        }
        let found = Array(usual)
        usualSources = Buckets(numbers: entities.users, count: found.count) { found[$0] }
        var arrivals = Buckets(numbers: names, count: drafts.count) { place -> (number: UInt32, value: Arrival)? in
            let draft = drafts[place]
            guard draft.source != .unknown else { return nil }
            return (
                draft.target,
                Arrival(
                    user: entities.user(of: draft.account), source: draft.source, ticks: draft.start.ticks,
                    place: UInt32(place))
            )
        }
        arrivals.sortEach { ($0.user, $0.place) < ($1.user, $1.place) }
        self.arrivals = arrivals
    }

    /// A user who habitually comes from elsewhere, seen to come from this computer, where it did not come to from there in
    /// the hours before: who goes on from a jump host is no stranger on it.
    func isSwitch(of user: UInt32, from source: Party, at time: Timestamp) -> Bool {
        guard source.isHost, user != EntityTable.nobody else { return false }
        guard usualSources.range(of: user).count > (isUsual(source, of: user) ? 1 : 0) else { return false }
        let since = time.advanced(bySeconds: -MovementWindow.goingOn - MovementWindow.twoComputers).ticks
        let until = time.advanced(bySeconds: MovementWindow.twoComputers).ticks
        let range = arrivals.range(of: source.name)
        let first = range.firstPlace { place in
            let arrival = arrivals.values[place]
            return arrival.user > user || arrival.user == user && arrival.ticks >= since
        }
        return !arrivals.values[first..<range.upperBound].prefix(TimeLine<Void>.most)
            .prefix { $0.user == user && $0.ticks <= until }
            .contains { isUsual($0.source, of: user) }
    }

    private func isUsual(_ source: Party, of user: UInt32) -> Bool {
        let range = usualSources.range(of: user)
        let place = range.firstPlace { usualSources.values[$0] >= source.code }
        return place < range.upperBound && usualSources.values[place] == source.code
    }
}
