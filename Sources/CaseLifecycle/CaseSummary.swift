package import Vocabulary

/// A case in one line, as lists show it.
package struct CaseSummary: Hashable, Sendable {
    package let id: CaseID
    package let title: String
    package let state: CaseState
    package let lead: String?
    package let version: Int
    package let opened: Timestamp
    package let updated: Timestamp
    package let evidence: Int
    package let findings: Int
    package let systems: Int

    package init(
        id: CaseID, title: String, state: CaseState, lead: String?, version: Int, opened: Timestamp, updated: Timestamp,
        evidence: Int, findings: Int, systems: Int
    ) {
        self.id = id
        self.title = title
        self.state = state
        self.lead = lead
        self.version = version
        self.opened = opened
        self.updated = updated
        self.evidence = evidence
        self.findings = findings
        self.systems = systems
    }
}
