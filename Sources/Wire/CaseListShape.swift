package import CaseLifecycle
package import Vocabulary

/// A case as `cordon case list` prints it.
package struct CaseSummaryShape: Encodable {
    let `case`: String
    let title: String
    let state: String
    @OrNull var lead: String?
    let version: Int
    let opened: String
    let updated: String
    let evidence: Int
    let findings: Int
    let systems: Int
    let confirmedSystems: Int
    /// What the queue is ordered by, 0 to 255, the highest first; null for a case that was not rated.
    @OrNull var priority: Int?
    let stateSince: String
    let secondsInState: Int
    /// Gates between the case and its next state; null for a closed case, and where they were not asked.
    @OrNull var unmetGates: Int?
    let openDebts: Int
    let openTasks: Int

    /// - Parameter now: The moment of the list.
    package init(_ summary: CaseSummary, unmetGates: Int?, at now: Timestamp) {
        `case` = summary.id.description
        title = summary.title
        state = summary.state.rawValue
        lead = summary.lead
        version = summary.version
        opened = summary.opened.description
        updated = summary.updated.description
        evidence = summary.evidence
        findings = summary.findings
        systems = summary.systems
        confirmedSystems = summary.confirmedSystems
        priority = summary.priority
        stateSince = summary.stateSince.description
        secondsInState = Int(max(0, now.seconds(since: summary.stateSince)))
        self.unmetGates = unmetGates
        openDebts = summary.openDebts
        openTasks = summary.openTasks
    }
}
