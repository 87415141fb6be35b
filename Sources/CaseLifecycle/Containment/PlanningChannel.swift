package import Vocabulary

/// Where a coordinated containment is talked about: outside of what the intruder may read.
package struct PlanningChannel: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case phone, messenger, mail, conference, meetingRoom, other
    }

    /// What a person says of it.
    package struct Details: Hashable, Sendable, Codable {
        package let name: String
        package let kind: Kind
        /// Systems, domains and providers that it needs to work.
        package let dependsOn: [String]
        /// The people of the roster who are on it, in the order of names.
        package let participants: [String]
        /// When it was last tried out before it was named; nil where it never was.
        package let testedAt: Timestamp?

        package init(name: String, kind: Kind, dependsOn: [String], participants: [String], testedAt: Timestamp?) {
            self.name = name
            self.kind = kind
            self.dependsOn = dependsOn
            self.participants = participants
            self.testedAt = testedAt
        }
    }

    package let details: Details
    package let named: Stamp
    package internal(set) var testedAt: Timestamp?
    /// Each participant's own act, by name.
    package internal(set) var acknowledgements: [String: Stamp] = [:]

    /// The participants who have not said that they are on it, in the order of names.
    package var silent: [String] { details.participants.filter { acknowledgements[$0] == nil } }
}
