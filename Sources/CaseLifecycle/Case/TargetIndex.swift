import Vocabulary

/// What the gates of a whole case have to look at on each system and account, kept as it changes: of thousands nearly all
/// are as they should be, and looking each one up takes longer than deciding.
///
/// A mark says no more than what can be looked up on its target at any time (``Case/marks(of:)``). What else gates ask, of
/// people and of moments that move, is asked once for all that is not marked.
struct TargetIndex: Hashable, Sendable, Codable {
    /// What there is to see on a system or account that must be eradicated.
    struct Marks: OptionSet, Hashable, Sendable, Codable {
        let rawValue: UInt16

        /// Confirmed, and in no order to contain.
        static let unordered = Marks(rawValue: 1 << 0)
        /// Ordered to be contained, and not seen to be.
        static let unseen = Marks(rawValue: 1 << 1)
        /// Confirmed, and nothing that was taken since its compromise, where that is known, preserves it.
        static let unpreserved = Marks(rawValue: 1 << 2)
        /// The grid has something left to do.
        static let uncleared = Marks(rawValue: 1 << 3)
        /// A system that is not in the recovery plan.
        static let unplanned = Marks(rawValue: 1 << 4)
        /// A system that is not verified, or an account that is not eradicated.
        static let unready = Marks(rawValue: 1 << 5)
        /// A system that no comparison proves to be at its baseline, or about which evidence says something new since.
        static let unproven = Marks(rawValue: 1 << 6)
        /// A system whose last comparison left something out by rules.
        static let ignoring = Marks(rawValue: 1 << 7)
        /// A system whose last comparison is with a baseline that does not itself say of when it is.
        static let undated = Marks(rawValue: 1 << 8)
        /// A system of which nobody said that it works, or whose owner no second person named.
        static let unspoken = Marks(rawValue: 1 << 9)
        /// A system that had more owners than one.
        static let reowned = Marks(rawValue: 1 << 10)
        /// Seen to be contained, and perhaps before what was last done about it.
        static let outdated = Marks(rawValue: 1 << 11)
    }

    /// Absent where there is nothing to see.
    private var marks: [Target: Marks] = [:]
    /// Every owner's word there was, by the people in it; some of them of systems that have changed since.
    private(set) var ownersWords: Set<OwnersWord.People> = []
    /// Everybody who was the second to name an owner.
    private(set) var ownerWitnesses: Set<Principal> = []
    /// Nothing that is not marked as unpreserved was first preserved later; nil while nothing is preserved.
    private(set) var latestPreservation: Timestamp?
    /// Nothing that is not marked so and of whose own compromise no time is known was preserved earlier.
    private(set) var earliestUndatedPreservation: Timestamp?

    subscript(target: Target) -> Marks { marks[target] ?? [] }

    /// Everything with a mark, in no order.
    func targets(_ mark: Marks) -> [Target] {
        var found: [Target] = []
        for (target, marks) in marks where marks.contains(mark) { found.append(target) }
        return found
    }

    func count(_ mark: Marks) -> Int { marks.values.count { $0.contains(mark) } }

    mutating func mark(_ target: Target, _ new: Marks) {
        if new.isEmpty {
            if !marks.isEmpty { marks[target] = nil }
        } else {
            marks[target] = new
        }
    }

    mutating func mark(_ target: Target, _ mark: Marks, _ belongs: Bool) {
        var new = self[target]
        guard new.contains(mark) != belongs else { return }
        if belongs { new.insert(mark) } else { new.remove(mark) }
        self.mark(target, new)
    }

    mutating func removeAll() { marks = [:] }

    /// Notes when something was first preserved.
    ///
    /// - Parameter isDated: Whether the time of its own compromise is known.
    mutating func note(preservation moment: Timestamp, isDated: Bool) {
        latestPreservation = max(latestPreservation ?? moment, moment)
        guard !isDated else { return }
        earliestUndatedPreservation = min(earliestUndatedPreservation ?? moment, moment)
    }

    mutating func note(ownersWord people: OwnersWord.People) { ownersWords.insert(people) }

    mutating func note(ownerWitness actor: Principal) { ownerWitnesses.insert(actor) }
}
