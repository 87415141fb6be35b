package import Vocabulary

/// What a case holds to be true of one system: what was derived, and what a person judged.
package struct SystemStanding: Hashable, Sendable {
    /// A person's word, which outranks derivation.
    package enum Judgement: Hashable, Sendable {
        case confirmed(reason: String)
        /// `seen` is the case version whose evidence the person had seen.
        case cleared(reason: String, seen: Int)
    }

    /// What the evidence says; nil for a system that only a person named.
    package private(set) var assessment: SystemAssessment?
    package var judgement: Judgement?
    /// The case version at which the evidence last said something new about this system.
    package private(set) var changedAt = 0

    package init() {}

    /// The evidence arrived after the person cleared the system, so the clearance no longer stands.
    package var isClearanceStale: Bool {
        if case .cleared(_, let seen)? = judgement { return changedAt > seen }
        return false
    }

    /// The verdict that holds. A stale clearance counts as unknown, or as what derivation has raised it to.
    package var verdict: SystemVerdict {
        switch judgement {
        case .confirmed: .confirmed
        case .cleared where !isClearanceStale: .cleared
        default: assessment?.verdict ?? .unknown
        }
    }

    /// Takes a newly derived assessment. Derivation may only raise a verdict: a lower one keeps the higher.
    mutating func derive(_ new: SystemAssessment, at version: Int) {
        var merged = new
        if let old = assessment {
            if old.verdict.escalation > new.verdict.escalation {
                merged.verdict = old.verdict
                merged.confidence = old.confidence
            }
            if merged == old { return }
        }
        assessment = merged
        changedAt = version
    }
}
