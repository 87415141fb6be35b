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

    package internal(set) var readiness: Readiness? {
        get { readied?.value }
        set { readied = newValue.map { Kept($0) } }
    }
    private(set) var readied: Kept<Readiness>?
    /// When its containment was ordered; nil before, and after it was undone.
    package internal(set) var orderedAt: Timestamp?
    /// The number of the order that it is contained by; nil before the first.
    var order: Int?
    /// In the order of what was seen.
    package internal(set) var observations: [Observation] = []
    /// When what had been seen stopped to show that it is contained: the intruder was last seen on it all the same, or a
    /// person took the case back to containment. Nil while neither happened.
    package internal(set) var returnedAt: Timestamp?
    /// When its containment was last rolled back, or, after its measure had come out, the intruder was seen on it or a person
    /// took the case back.
    package internal(set) var rolledBack: Stamp?

    private enum CodingKeys: String, CodingKey {
        case readied = "readiness"
        case orderedAt, order, observations, returnedAt, rolledBack
    }

    package init() {}

    /// What is seen after this moment tells whether it is contained: the order, or the last that put it in doubt. Nil while it
    /// is not ordered.
    package var watchedSince: Timestamp? { orderedAt.map { max($0, returnedAt ?? $0) } }

    /// What was seen since it was ordered, and since that was last put in doubt.
    var presentObservations: ArraySlice<Observation> {
        guard let watchedSince else { return [] }
        return observations.drop { $0.happenedAt <= watchedSince }
    }

    /// The last of these; nil while nobody looked.
    package var observation: Observation? { placeOfObservation.map { observations[$0] } }

    /// Contained means observed to be so.
    package var isObservedContained: Bool {
        placeOfObservation.map { observations[$0].result == .contained } ?? false
    }

    /// The moment of the last of what was seen, where that is that it is contained.
    var observedContainedAt: Timestamp? {
        guard let place = placeOfObservation, observations[place].result == .contained else { return nil }
        return observations[place].happenedAt
    }

    /// Who saw the last of it.
    var observer: Principal? { placeOfObservation.map { observations[$0].stamp.actor } }

    /// Of thousands of members no more is copied than what is asked for.
    private var placeOfObservation: Int? {
        guard let watchedSince, !observations.isEmpty else { return nil }
        let last = observations.count - 1
        return observations[last].happenedAt > watchedSince ? last : nil
    }

    /// Nothing contains it any more: it is made ready and ordered again.
    mutating func release(_ stamp: Stamp) {
        orderedAt = nil
        readiness = nil
        rolledBack = stamp
    }
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
