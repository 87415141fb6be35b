package import Vocabulary

/// How the containment of one system or account stands: made ready, ordered, observed.
package struct Member: Hashable, Sendable, Codable {
    /// A person's word, before the order, that every action on the member would work.
    package struct Readiness: Hashable, Sendable, Codable {
        package let plan: PlanID
        /// The revision of the plan that the member is ready for; it is ready for no other.
        package let revision: Int
        /// How it is known that the member can be reached.
        package let reachable: String
        /// How it is known that the executor has the rights it takes.
        package let privilege: String
        /// What undoes the containment, such as the token that the executor gave.
        package let rollback: String
        package let stamp: Stamp
    }

    package internal(set) var readiness: Readiness?
    /// When its containment was ordered; nil before, and after it was rolled back.
    package internal(set) var orderedAt: Timestamp?
    /// In the order of what was seen.
    package internal(set) var observations: [Observation] = []
    /// When its containment was last rolled back.
    package internal(set) var rolledBack: Stamp?

    package init() {}

    /// What was seen since it was ordered.
    var presentObservations: ArraySlice<Observation> {
        guard let orderedAt else { return [] }
        return observations.drop { $0.happenedAt <= orderedAt }
    }

    /// What was last seen since it was ordered; nil while nobody looked.
    package var observation: Observation? {
        guard let orderedAt, let last = observations.last, last.happenedAt > orderedAt else { return nil }
        return last
    }

    /// Contained means observed to be so.
    package var isObservedContained: Bool { observation?.result == .contained }
}

/// What somebody saw when they looked whether a member is contained.
package struct Observation: Hashable, Sendable, Codable {
    package enum Result: String, Hashable, Sendable, Codable, CaseIterable {
        case contained, partial, failed
        /// It could not be told, which is not the same as well.
        case unknown
    }

    package let result: Result
    /// What was seen, in words.
    package let observed: String
    /// The system or sensor that it was seen from, which is not the member itself.
    package let from: String
    /// When it was seen.
    package let happenedAt: Timestamp
    /// Who recorded it, and when.
    package let stamp: Stamp
}
