package import Vocabulary

/// Something that gates guard.
package struct Step: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Signal becomes an incident.
        case declare
        /// Any object of containment, eradication or recovery is made.
        case respond
        /// From declared to analysis; guarded by nothing.
        case analyse
        /// The coordinated go: from analysis to containment.
        case contain
        /// Containment of a part, because waiting is worse.
        case containPart
        /// The plan of a coordinated containment is approved.
        case approveContainment
        /// From containment to eradication.
        case eradicate
        /// Something on one system or account is done that destroys evidence.
        case destroyTraces
        /// From eradication to recovery.
        case recover
        /// One system is restored.
        case restore
        /// Operations resume.
        case resume
        /// From recovery to review.
        case review
        /// The final report is written.
        case finaliseReport
        case close
        /// What turned out to be no incident is closed before anything was contained.
        case dismiss
        /// Any change of a closed case.
        case changeClosed
        /// An evidence item is used for another gate, or handed out as evidence.
        case useEvidence
        /// An evidence item is destroyed.
        case destroyEvidence
        /// A person is taken off preparation or detection.
        case relieve
        /// Somebody says that a system or account is clean.
        case clear
        /// A deliberate wait goes on.
        case wait
    }

    package let kind: Kind
    /// The system or account concerned; nil where the step concerns the case.
    package let target: Target?
    package let evidence: EvidenceID?
    /// What else identifies the step, such as the name of a plan or of a restoration asset.
    package let item: String?

    package init(_ kind: Kind, target: Target? = nil, evidence: EvidenceID? = nil, item: String? = nil) {
        self.kind = kind
        self.target = target
        self.evidence = evidence
        self.item = item
    }

    /// The step that takes a case into `state`; nil for the states that no step of the main line leads to.
    package static func entering(_ state: CaseState) -> Step? {
        switch state {
        case .signal: nil
        case .declared: Step(.declare)
        case .analysis: Step(.analyse)
        case .containment: Step(.contain)
        case .eradication: Step(.eradicate)
        case .recovery: Step(.recover)
        case .review: Step(.review)
        case .closed: Step(.close)
        }
    }
}
