package import Vocabulary

/// One line of the queue of cases.
package struct CaseSummary: Hashable, Sendable {
    package let id: CaseID
    package let title: String
    package let state: CaseState
    /// When the case entered that state.
    package let stateSince: Timestamp
    package let lead: String?
    /// What made it an incident; nil until it was declared.
    package let criterion: String?
    /// ``ImpactAssessment/priority`` of the present rating; nil for a case that was not rated.
    package let priority: Int?
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
    /// What is still owed for gates passed unmet, and tasks still to be done.
    package let openDebts: Int
    package let openTasks: Int

    package init(
        id: CaseID, title: String, state: CaseState, stateSince: Timestamp, lead: String?, criterion: String?,
        priority: Int?, version: Int, opened: Timestamp, updated: Timestamp, evidence: Int, records: Int, issues: Int,
        findings: Int, systems: Int, confirmedSystems: Int, openDebts: Int, openTasks: Int
    ) {
        self.id = id
        self.title = title
        self.state = state
        self.stateSince = stateSince
        self.lead = lead
        self.criterion = criterion
        self.priority = priority
        self.version = version
        self.opened = opened
        self.updated = updated
        self.evidence = evidence
        self.records = records
        self.issues = issues
        self.findings = findings
        self.systems = systems
        self.confirmedSystems = confirmedSystems
        self.openDebts = openDebts
        self.openTasks = openTasks
    }

    /// - Parameters:
    ///   - incident: The case as it stands after its last event.
    ///   - opened: When its first event was appended.
    ///   - updated: When its last event was appended.
    package init(_ incident: Case, opened: Timestamp, updated: Timestamp) {
        let (records, issues) = incident.everyReading.reduce(into: (0, 0)) { sum, reading in
            sum = (sum.0 &+ reading.records, sum.1 &+ reading.issueCount)
        }
        self.init(
            id: incident.id, title: incident.title, state: incident.state,
            stateSince: incident.enteredAt[incident.state] ?? opened, lead: incident.lead,
            criterion: incident.criterion, priority: incident.impact?.priority, version: incident.version,
            opened: opened, updated: updated, evidence: incident.evidence.count, records: records, issues: issues,
            findings: incident.findings.count, systems: incident.systems.count,
            confirmedSystems: incident.scopeIndex.confirmedSystems,
            openDebts: incident.overrides.openDebts.count, openTasks: incident.tasks.openTasks.count)
    }

    /// Where the case stands in the queue, the lowest first: open cases that were not rated, since a rating is owed;
    /// then open cases by priority, the highest first; then closed ones. Age has no part in it (NIST SP 800-61r2
    /// section 3.2.6); cases of the same place come in the order of their numbers.
    package var queuePlace: Int {
        guard state != .closed else { return ImpactAssessment.highestPriority + 2 }
        return priority.map { ImpactAssessment.highestPriority - $0 + 1 } ?? 0
    }
}

/// Which cases of the queue are wanted.
package struct CaseFilter: Hashable, Sendable {
    /// Nil for cases of every state.
    package var state: CaseState?
    /// Cases of this lead, as the name was recorded; nil for those of anybody and nobody.
    package var lead: String?
    /// Leaves closed cases out.
    package var isOpen: Bool

    package init(state: CaseState? = nil, lead: String? = nil, isOpen: Bool = false) {
        self.state = state
        self.lead = lead
        self.isOpen = isOpen
    }
}
