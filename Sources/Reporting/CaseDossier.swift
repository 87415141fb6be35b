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
    /// What spans cases, as it stands at the moment of the report.
    package let organisation: Organisation
    /// The events of the case, in their order: who did what, when.
    package let events: [RecordedEvent]
    /// The events of the organisation, in their order: who was whom, and which thresholds held.
    package let organisationEvents: [RecordedOrganisationEvent]
    package let journal: JournalHead
    /// The moment of the report, UTC.
    package let generatedAt: Timestamp
    package let productVersion: String
    /// Other open cases that tell of what this one holds.
    package let otherCases: [OtherCase]

    /// What gates are tested against in the report. Nobody asks for anything here.
    package var context: DecisionContext {
        DecisionContext(
            organisation: organisation, actor: Principal(account: "report"), now: generatedAt,
            otherCases: otherCases)
    }

    package init(
        incident: Case, organisation: Organisation, events: [RecordedEvent],
        organisationEvents: [RecordedOrganisationEvent] = [], journal: JournalHead, generatedAt: Timestamp,
        productVersion: String, otherCases: [OtherCase] = []
    ) {
        self.incident = incident
        self.organisation = organisation
        self.events = events
        self.organisationEvents = organisationEvents
        self.journal = journal
        self.generatedAt = generatedAt
        self.productVersion = productVersion
        self.otherCases = otherCases
    }
}
