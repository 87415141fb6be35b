/// What spans cases: the fold of the stream `ORG`.
package struct Organisation: Hashable, Sendable {
    /// Number of events so far.
    package private(set) var version = 0
    /// The store's own name, given when it was made.
    package private(set) var store = ""
    /// Settings as they were last recorded; one that was never recorded is absent.
    package private(set) var settings: [String: String] = [:]

    package init() {}

    /// The organisation after one more event.
    package mutating func apply(_ event: OrganisationEvent) {
        version += 1
        switch event {
        case .storeCreated(let store): self.store = store
        case .settingChanged(let name, let value): settings[name] = value
        }
    }
}
