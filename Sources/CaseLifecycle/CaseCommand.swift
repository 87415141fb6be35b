package import Vocabulary

/// What somebody asks of a case.
package enum CaseCommand: Sendable {
    case open(title: String)
    case sealEvidence(SealedEvidence)
    case recordReading(EvidenceReading)
    case recordFindings([FindingSighting])
    case recordScope(ScopeAssessment)
    case assignLead(person: String)
    case declare(criterion: String)
    /// To the next state, when its gates are met.
    case advance
    /// Back to an earlier state; always possible, never without a reason.
    case returnTo(CaseState, reason: String)
    case confirm(system: String, reason: String)
    case clear(system: String, reason: String)
    case note(text: String)
}
