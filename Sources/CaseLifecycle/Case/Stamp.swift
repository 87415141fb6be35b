package import Vocabulary

/// Who appended an event, and when: what an event need not say itself because its place in the journal says it.
package struct Stamp: Hashable, Sendable, Codable {
    package let time: Timestamp
    package let actor: Principal

    package init(time: Timestamp, actor: Principal) {
        self.time = time
        self.actor = actor
    }
}
