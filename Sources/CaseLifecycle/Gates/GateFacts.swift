package import Vocabulary

/// What gates are tested against: named things with their ids, so that a refusal can name them. Counts are derived.
package struct GateFacts: Hashable, Sendable {
    /// A system that the case knows of but nobody has settled.
    package struct UnsettledSystem: Hashable, Sendable {
        package let name: String
        package let why: Why

        package enum Why: Hashable, Sendable {
            /// Evidence mentions it and nothing says whether it is compromised.
            case unknown
            /// It was cleared, and evidence that arrived later speaks of it.
            case staleClearance
        }

        package init(name: String, why: Why) {
            self.name = name
            self.why = why
        }
    }

    /// The case, so that a refusal can name the very command that would help.
    package let caseID: CaseID
    package var criterion: String?
    package var lead: String?
    /// Every system the evidence speaks of.
    package var systems: [String]
    package var unsettledSystems: [UnsettledSystem]
    /// Evidence that is sealed but has not been read: what it would say is not known.
    package var unreadEvidence: [SealedEvidence]
    /// Files that were read after the scope was last derived.
    package var filesNotCovered: Int

    package init(
        caseID: CaseID, criterion: String?, lead: String?, systems: [String],
        unreadEvidence: [SealedEvidence] = [], filesNotCovered: Int = 0, unsettledSystems: [UnsettledSystem]
    ) {
        self.unreadEvidence = unreadEvidence
        self.filesNotCovered = filesNotCovered
        self.caseID = caseID
        self.criterion = criterion
        self.lead = lead
        self.systems = systems
        self.unsettledSystems = unsettledSystems
    }
}
