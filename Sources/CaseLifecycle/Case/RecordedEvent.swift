package import Vocabulary

/// A case event as the journal keeps it: what, who, when, and its place.
package struct RecordedEvent: Hashable, Sendable {
    /// Place in the case, from 1.
    package let version: Int
    /// Place in the whole store, from 1.
    package let sequence: Int
    package let time: Timestamp
    package let actor: Principal
    package let event: CaseEvent
    /// The event's own hash, 64 hexadecimal digits.
    package let hash: String

    package var stamp: Stamp { Stamp(time: time, actor: actor) }

    package init(version: Int, sequence: Int, time: Timestamp, actor: Principal, event: CaseEvent, hash: String) {
        self.version = version
        self.sequence = sequence
        self.time = time
        self.actor = actor
        self.event = event
        self.hash = hash
    }
}
