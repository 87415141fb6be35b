/// What the reference net of incident handling is made of: the steps that every handled incident goes through, in order.
///
/// The order is Cordon's rule. NIST SP 800-61r2 section 3.5 says of its checklist, from which the steps are taken, that
/// it does not dictate the exact sequence.
package enum Activity: String, Hashable, Sendable, Codable, CaseIterable {
    case detect, triage, declare, prioritize
    case scopeComplete = "scope_complete"
    case preserveEvidence = "preserve_evidence"
    case contain, eradicate
    case recoverPlan = "recover_plan"
    case restore
    case verifyBaseline = "verify_baseline"
    case resumeOperations = "resume_ops"
    case lessons, report

    /// Place in the net, from 0.
    var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    package var words: String {
        switch self {
        case .detect: "detection"
        case .triage: "triage"
        case .declare: "declaration"
        case .prioritize: "rating of the impact"
        case .scopeComplete: "complete scope"
        case .preserveEvidence: "preserved evidence"
        case .contain: "containment"
        case .eradicate: "eradication"
        case .recoverPlan: "approved recovery plan"
        case .restore: "restoration"
        case .verifyBaseline: "verified baselines"
        case .resumeOperations: "resumption of operations"
        case .lessons: "review"
        case .report: "report"
        }
    }
}
