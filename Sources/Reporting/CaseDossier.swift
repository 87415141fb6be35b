package import CaseLifecycle
package import Vocabulary

/// Everything that a report may say, as one value. The same dossier gives the same report, byte for byte.
package struct CaseDossier: Hashable, Sendable {
    /// The end of the case's journal at the moment of the report, against which a later journal can be held.
    package struct JournalHead: Hashable, Sendable {
        /// Number of events.
        package let count: Int
        /// Hash of the last event, hexadecimal.
        package let hash: String
        /// The public key of the store, as text.
        package let publicKey: String

        package init(count: Int, hash: String, publicKey: String) {
            self.count = count
            self.hash = hash
            self.publicKey = publicKey
        }
    }

    package let incident: Case
    /// The events of the case, in their order: who did what, when.
    package let events: [RecordedEvent]
    package let journal: JournalHead
    /// The moment of the report, UTC.
    package let generatedAt: Timestamp
    package let productVersion: String

    package init(
        incident: Case, events: [RecordedEvent], journal: JournalHead, generatedAt: Timestamp, productVersion: String
    ) {
        self.incident = incident
        self.events = events
        self.journal = journal
        self.generatedAt = generatedAt
        self.productVersion = productVersion
    }
}
