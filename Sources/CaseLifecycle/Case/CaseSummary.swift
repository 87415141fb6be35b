package import Vocabulary

/// One line of the list of cases.
package struct CaseSummary: Hashable, Sendable, Codable {
    package let id: CaseID
    package let title: String
    package let state: CaseState
    package let lead: String?
    /// What made it an incident; nil until it was declared.
    package let criterion: String?
    /// Number of events.
    package let version: Int
    /// When the first and the last event were appended.
    package let opened: Timestamp
    package let updated: Timestamp
    /// Number of evidence files.
    package let evidence: Int
    /// Number of records read from them, and of the issues met.
    package let records: Int
    package let issues: Int
    package let findings: Int
    /// Number of systems known, and of those confirmed to be compromised.
    package let systems: Int
    package let confirmedSystems: Int

    /// - Parameters:
    ///   - incident: The case as it stands after its last event.
    ///   - opened: When its first event was appended.
    ///   - updated: When its last event was appended.
    package init(_ incident: Case, opened: Timestamp, updated: Timestamp) {
        id = incident.id
        title = incident.title
        state = incident.state
        lead = incident.lead
        criterion = incident.criterion
        version = incident.version
        self.opened = opened
        self.updated = updated
        evidence = incident.evidence.count
        records = incident.readings.values.reduce(0) { $0 &+ $1.records }
        issues = incident.readings.values.reduce(0) { $0 &+ $1.issueCount }
        findings = incident.findings.count
        systems = incident.systems.count
        confirmedSystems = incident.systems.values.count { $0.verdict == .confirmed }
    }
}
