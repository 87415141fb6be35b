package import Vocabulary

/// What gates ask of the standings of a case each time, kept as they change: gathering it anew from 10,000 systems
/// takes longer than deciding.
package struct ScopeIndex: Hashable, Sendable, Codable {
    package private(set) var confirmed: Set<Target> = []
    package private(set) var suspected: Set<Target> = []
    /// Without a verdict, or cleared before newer evidence spoke of it.
    package private(set) var unsettled: Set<Target> = []
    /// Confirmed by the evidence, and left out by a person.
    private(set) var leftOut: Set<Target> = []
    /// Accounts that the evidence has as the intruder's or as exposed, and that a person left out.
    private(set) var accountsLeftOut: Set<String> = []
    /// Systems of tier 0.
    package private(set) var tierZero: Set<String> = []
    /// Systems that evidence from after their containment gave other names.
    private(set) var renamed: Set<String> = []
    /// The case version at which the evidence last said something new about any system.
    private(set) var changedAt = 0
    /// How many of the confirmed are systems.
    package private(set) var confirmedSystems = 0
    /// The earliest compromise that the evidence shows of a confirmed system; nil while no time is known.
    package private(set) var firstCompromise: Timestamp?
    /// No system was, by the evidence, first compromised later; nil while no time is known.
    private(set) var latestCompromise: Timestamp?
    /// How many systems were first confirmed at each moment, in the order of time: often thousands at one.
    private var confirmations: [Confirmations] = []
    /// When the intruder was first seen to use each account.
    private(set) var firstUses: [String: Timestamp] = [:]
    /// What ``firstCompromise`` rests on may have moved: it is to be looked for again.
    private var mayHaveMoved = false

    private struct Confirmations: Hashable, Sendable, Codable {
        let moment: Timestamp
        var count: Int
    }

    package init() {}

    /// How many systems were first confirmed after a moment.
    func confirmations(after moment: Timestamp) -> Int {
        confirmations.reversed().prefix { $0.moment > moment }.reduce(0) { $0 + $1.count }
    }

    /// When the last system but so many was first confirmed; nil where there are not as many.
    func confirmation(beforeLast count: Int) -> Timestamp? {
        var later = 0
        for confirmed in confirmations.reversed() {
            later += confirmed.count
            if later > count { return confirmed.moment }
        }
        return nil
    }

    /// Takes that a system was confirmed for the first time.
    mutating func note(confirmation moment: Timestamp) {
        let place = (confirmations.lastIndex { $0.moment <= moment } ?? -1)
        if place >= 0, confirmations[place].moment == moment {
            confirmations[place].count += 1
        } else {
            confirmations.insert(Confirmations(moment: moment, count: 1), at: place + 1)
        }
    }

    /// Takes a standing that may have changed. ``settle(_:)`` is due after the last of several.
    mutating func note(system name: String, _ standing: SystemStanding) {
        let target = Target.system(name)
        let verdict = standing.verdict
        let was = confirmed.contains(target)
        note(target, verdict, isStale: standing.isClearanceStale)
        confirmedSystems += (verdict == .confirmed ? 1 : 0) - (was ? 1 : 0)
        Self.set(target, in: &leftOut, standing.isConfirmedAndLeftOut)
        Self.set(name, in: &tierZero, standing.tier == 0)
        Self.set(name, in: &renamed, standing.laterNames != nil)
        changedAt = max(changedAt, standing.changedAt)
        Self.raise(&latestCompromise, to: standing.firstCompromise)
        if was {
            // It may have carried the earliest time, which may now be another.
            mayHaveMoved = true
        } else if verdict == .confirmed, let began = standing.assessment?.firstCompromise {
            firstCompromise = min(firstCompromise ?? began, began)
        }
    }

    mutating func note(_ movements: [Movement]) {
        firstUses = [:]
        for movement in movements {
            guard let account = movement.account else { continue }
            firstUses[account] = min(firstUses[account] ?? movement.time, movement.time)
        }
    }

    mutating func note(account name: String, _ standing: AccountStanding) {
        note(.account(name), standing.verdict, isStale: standing.isClearanceStale)
        Self.set(.account(name), in: &leftOut, standing.isConfirmedAndLeftOut)
        Self.set(name, in: &accountsLeftOut, standing.isAccusedAndLeftOut)
    }

    private mutating func note(_ target: Target, _ verdict: SystemVerdict, isStale: Bool) {
        Self.set(target, in: &confirmed, verdict == .confirmed)
        Self.set(target, in: &suspected, verdict.isSuspected)
        Self.set(target, in: &unsettled, verdict == .unknown || isStale)
    }

    private static func raise(_ latest: inout Timestamp?, to moment: Timestamp?) {
        if let moment { latest = max(latest ?? moment, moment) }
    }

    private static func set<Element>(_ element: Element, in set: inout Set<Element>, _ belongs: Bool) {
        if belongs { set.insert(element) } else if !set.isEmpty { set.remove(element) }
    }

    /// Looks for the first compromise again where it may have moved.
    mutating func settle(_ systems: [String: SystemStanding]) {
        guard mayHaveMoved else { return }
        mayHaveMoved = false
        firstCompromise =
            confirmed.lazy.filter { $0.kind == .system }.compactMap { systems[$0.name]?.assessment?.firstCompromise }
            .min()
    }
}
