import Vocabulary

/// An event of the organisation as the journal keeps it.
package struct RecordedOrganisationEvent: Hashable, Sendable {
    /// Place in the stream `ORG`, from 1.
    package let version: Int
    /// Place in the whole store, from 1.
    package let sequence: Int
    package let stamp: Stamp
    package let event: OrganisationEvent

    package init(version: Int, sequence: Int, stamp: Stamp, event: OrganisationEvent) {
        self.version = version
        self.sequence = sequence
        self.stamp = stamp
        self.event = event
    }
}

/// The organisation as it was when each event of a case was appended: the stream `ORG` beside a case's.
struct OrganisationHistory {
    private let events: [RecordedOrganisationEvent]
    private var next = 0
    private(set) var organisation = Organisation()

    init(_ events: [RecordedOrganisationEvent]) { self.events = events }

    /// Takes in everything that was appended before a place of the store; places only grow.
    mutating func advance(to sequence: Int) {
        while next < events.count, events[next].sequence < sequence {
            organisation.apply(events[next].event, events[next].stamp)
            next += 1
        }
    }
}
