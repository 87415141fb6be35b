package import Vocabulary

/// One thing that happened to a case, as it is kept for ever in the journal.
///
/// The case names and labels are what is stored (`{"declared":{"criterion":"..","lead":".."}}`): never rename or
/// change the meaning of one. Add a new case and upgrade old ones when they are read.
package enum CaseEvent: Hashable, Sendable, Codable {
    case opened(title: String)
    case evidenceSealed(evidence: SealedEvidence)
    case evidenceRead(reading: EvidenceReading)
    case findingRecorded(finding: Finding)
    /// Further matches of a finding's rule on its host.
    case findingExtended(finding: FindingID, sighting: FindingSighting)
    /// What the evidence held so far says; replaces what was derived before.
    case scopeDerived(assessment: ScopeAssessment)
    case leadAssigned(person: String)
    case declared(criterion: String)
    case stateEntered(state: CaseState, gates: [GateVerdict])
    case returned(to: CaseState, reason: String)
    case systemConfirmed(system: String, reason: String)
    /// `seen` is the case version whose evidence the person had seen; newer evidence makes the clearance stale.
    case systemCleared(system: String, reason: String, seen: Int)
    case noteAdded(text: String)
}

/// How a gate answered when a case passed it, kept for ever.
package struct GateVerdict: Hashable, Sendable, Codable {
    package enum Outcome: String, Hashable, Sendable, Codable { case passed }

    package let gate: String
    package let outcome: Outcome

    package init(gate: String, outcome: Outcome) {
        self.gate = gate
        self.outcome = outcome
    }
}

/// One thing that happened to the organisation, in the stream `ORG`.
package enum OrganisationEvent: Hashable, Sendable, Codable {
    /// A store was made; `store` tells it from every other.
    case storeCreated(store: String)
    case settingChanged(name: String, value: String)
}
