package import Vocabulary

/// What spans cases: the fold of the stream `ORG`.
package struct Organisation: Hashable, Sendable, Codable {
    /// Number of events so far.
    package private(set) var version = 0
    /// The store's own name, given when it was made.
    package private(set) var store = ""
    /// Who made it; administers it until the roster has an administrator.
    package private(set) var maker: Principal?
    /// Settings as they were last recorded; one that was never recorded is absent.
    package private(set) var settings: [String: String] = [:]
    /// The store is for exercises and can never be used for anything else; nil for a store of real cases.
    package private(set) var exercise: ExerciseClock?
    package private(set) var policy = Policy()
    /// Everybody on the roster, by name.
    package internal(set) var people: [String: Person] = [:]
    /// Whose each account is, by account: who acts is looked up with every command.
    var holders: [String: String] = [:]
    package internal(set) var duties = DutyRoster()
    /// What was agreed on and is owed where preparation or detection was left without anybody.
    package internal(set) var staffing = StaffingBook()
    /// When anything was last recorded; nil before the first event. The clock of an exercise begins anew.
    package private(set) var updated: Timestamp?
    /// Corrective actions that closed cases left to preparation and detection.
    package private(set) var inheritedActions: [InheritedAction] = []

    /// When the store was made from a backup, in order; empty for one that never was.
    package private(set) var restorations: [Restoration] = []

    /// What was recorded after the backup was made is in another store, or nowhere.
    package struct Restoration: Hashable, Sendable, Codable {
        /// The events of the whole store that the backup held.
        package let events: Int
        package let stamp: Stamp
    }

    package init() {}

    /// The organisation after one more event.
    package mutating func apply(_ event: OrganisationEvent, _ stamp: Stamp) {
        version += 1
        updated = max(updated ?? stamp.time, stamp.time)
        switch event {
        case .storeCreated(let store):
            self.store = store
            maker = stamp.actor
        case .settingChanged(let name, let value): settings[name] = value
        case .exerciseBegun(let start):
            // Only as the second event: a store that was made for real cases never becomes one for exercises.
            guard version == 2 else { return }
            exercise = ExerciseClock(start: start, begun: stamp.time)
            updated = start
        case .exerciseClockMoved(let seconds): exercise?.ahead += seconds
        case .policyChanged(let name, let value):
            if let number = Policy.numbers.first(where: { $0.name == name }) { policy[keyPath: number.path] = value }
        case .storeRestored(let events): restorations.append(Restoration(events: events, stamp: stamp))
        case .actionsInherited(let actions): inheritedActions += actions
        case .inheritedActionDone(let id, let action, let outcome):
            for index in inheritedActions.indices
            where inheritedActions[index].caseID == id && inheritedActions[index].action == action {
                inheritedActions[index].done = InheritedAction.Done(outcome: outcome, stamp: stamp)
            }
        case .inheritedActionAssigned(let id, let action, let owner, let due, _):
            for index in inheritedActions.indices
            where inheritedActions[index].caseID == id && inheritedActions[index].action == action {
                inheritedActions[index].owner = owner
                inheritedActions[index].due = due
            }
        case .people(let event): apply(event, stamp)
        case .staffing(let event): staffing.apply(event, stamp)
        }
    }

    /// What the clock of this store shows when the server's shows `clock`: an exercise has a clock of its own.
    package func time(at clock: Timestamp) -> Timestamp { exercise?.reading(at: clock) ?? clock }

    /// The person behind an actor: known by an account or, in an exercise or where acting under another name is allowed,
    /// by that name. Nil for somebody who is not on the roster.
    package func person(of actor: Principal) -> Person? {
        if let name = actor.actingAs { return people[name] ?? holders[name].flatMap { people[$0] } }
        return holders[actor.account].flatMap { people[$0] } ?? people[actor.account]
    }

    /// The person of that name, however its letters and spaces were typed; nil for somebody who is not on the roster.
    package func person(named name: String) -> Person? {
        if let person = people[name] { return person }
        let key = PlainName.folded(name)
        if let person = people.values.first(where: { PlainName.folded($0.name) == key }) { return person }
        // Who turned out to be somebody else is found under that name.
        return holders[name].flatMap { people[$0] }
    }

    /// An actor under the name by which the roster knows it, so that nobody acts under what only looks like a name.
    package func admitted(_ actor: Principal) throws(CaseRefusal) -> Principal {
        guard let name = actor.actingAs else { return actor }
        let tidied = try PlainName.checked(name, "the name that somebody acts under")
        return Principal(account: actor.account, actingAs: person(named: tidied)?.name ?? tidied)
    }

    /// Whether who acted can still act: everybody can but who was disabled.
    func isThere(_ actor: Principal) -> Bool { person(of: actor)?.isEnabled ?? true }

    /// The name by which people know an actor.
    package func name(of actor: Principal) -> String { person(of: actor)?.name ?? actor.actingAs ?? actor.account }

    /// Whether two acts were done by one person. A real store compares accounts, since one account may act under any
    /// name; an exercise, where one account plays everybody, compares names.
    package func isSamePerson(_ first: Principal, _ second: Principal) -> Bool {
        if exercise == nil, first.account == second.account { return true }
        return name(of: first) == name(of: second)
    }

    /// The person of that name, who can be given work.
    ///
    /// - Parameter part: What the person is to be, for the refusal.
    package func active(_ name: String, as part: String) throws(CaseRefusal) -> Person {
        let name = try Text.required(name, part)
        guard let person = person(named: name) else {
            throw .impossible("\(part) must be on the roster, and \(name) is not: cordon staff roster add NAME")
        }
        guard person.isActive else {
            throw .impossible(
                "\(part) must be an enabled person, and \(name) is a \(person.kind.rawValue) account"
                    + (person.isEnabled ? "" : " that is disabled"))
        }
        return person
    }
}

/// The clock of an exercise: it began at a moment of its own and runs as fast as any, but can be put forward.
package struct ExerciseClock: Hashable, Sendable, Codable {
    /// What the clock showed when the exercise began.
    package let start: Timestamp
    /// When that was, by the clock of the server.
    package let begun: Timestamp
    /// Seconds by which it was put forward since.
    package internal(set) var ahead: Int64 = 0

    package init(start: Timestamp, begun: Timestamp) {
        self.start = start
        self.begun = begun
    }

    /// What it shows when the server's clock shows `time`. It stands still where that goes back before the beginning.
    package func reading(at time: Timestamp) -> Timestamp {
        let elapsed = max(0, time.ticks - begun.ticks)
        let shown = start.advanced(bySeconds: ahead)
        return Timestamp(ticks: shown.ticks &+ elapsed) ?? shown
    }
}
