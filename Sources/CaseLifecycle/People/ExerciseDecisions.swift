package import Vocabulary

extension Organisation {
    /// When an exercise may be said to begin: what lies outside leaves no room for the years before it or after it.
    private static let possibleYears = 1970...2199

    /// How far the clock of an exercise may be put forward in all, in seconds: ten years. Longer than any incident and
    /// its debts last, and far from the end of the calendar.
    package static let furthestAhead: Int64 = 10 * 366 * 86_400

    /// The first events of a new store.
    ///
    /// A store for exercises says so in its second event, together with the first, and ``apply(_:_:)`` believes it
    /// nowhere else: so a store of real cases never becomes one for exercises, or the other way round.
    ///
    /// - Parameters:
    ///   - store: The store's own name.
    ///   - start: What the clock of the exercise shows when it begins; nil for a store of real cases.
    package static func founding(store: String, exerciseStart start: Timestamp?) -> [OrganisationEvent] {
        [.storeCreated(store: store)] + (start.map { [.exerciseBegun(start: $0)] } ?? [])
    }

    /// Refuses a moment at which no exercise may begin.
    package static func confirm(exerciseStart start: Timestamp) throws(CaseRefusal) {
        guard possibleYears.contains(CivilTime(start).year) else {
            throw .impossible(
                "an exercise begins in one of the years \(possibleYears.lowerBound) to \(possibleYears.upperBound)")
        }
    }

    /// Puts the clock of an exercise forward.
    ///
    /// - Parameter seconds: By how much; at least 1.
    /// - Throws: ``CaseRefusal/impossible(_:)`` in a store of real cases, for a step back, and beyond ``furthestAhead``.
    package func movingClock(bySeconds seconds: Int64) throws(CaseRefusal) -> [OrganisationEvent] {
        guard let exercise else {
            throw .impossible(
                "this is a store of real cases, whose clock is the server's: for an exercise, cordon exercise new DIR")
        }
        guard seconds > 0 else { throw .impossible("the clock of an exercise only goes forward") }
        guard seconds <= Self.furthestAhead - exercise.ahead else {
            throw .impossible("the clock of an exercise is put forward by at most ten years in all")
        }
        return [.exerciseClockMoved(seconds: seconds)]
    }
}

extension OrganisationEvent {
    /// One of those that a store begins with: ``Organisation/founding(store:exerciseStart:)``.
    package var isFounding: Bool {
        switch self {
        case .storeCreated, .exerciseBegun: true
        default: false
        }
    }
}
