package import Vocabulary

/// What a case holds to be true of one account. An account that the evidence shows in the intruder's hands is derived
/// as confirmed when it was used, created or forged, and as probable when it was exposed or roasted.
package struct AccountStanding: Hashable, Sendable, Codable {
    /// What the evidence says; nil for an account that only a person named.
    package private(set) var assessment: AccountAssessment?
    package private(set) var judgement: Judgement?
    /// The case version at which the evidence last said something new about this account.
    package private(set) var changedAt = 0
    package private(set) var confirmedAt: Timestamp?

    package init() {}

    package var isClearanceStale: Bool {
        guard let judgement, judgement.leavesOut else { return false }
        return changedAt > judgement.seen.version
    }

    /// The verdict that holds, by the rules of ``SystemStanding/verdict``.
    package var verdict: SystemVerdict {
        guard let judgement, !isClearanceStale else { return derived }
        if judgement.verdict == .probable, derived == .confirmed { return .confirmed }
        return judgement.verdict
    }

    private var derived: SystemVerdict {
        guard let assessment else { return .unknown }
        return switch assessment.status {
        case .used, .created, .forged: assessment.confidence >= 0.9 ? .confirmed : .probable
        case .exposed, .roasted: .probable
        }
    }

    /// Takes a newly derived assessment. A lower verdict keeps the higher, and a lower confidence of the same kind too; the
    /// evidence that it rests on is new all the same.
    mutating func derive(_ new: AccountAssessment, at version: Int, _ stamp: Stamp) {
        var merged = new
        if let old = assessment {
            if old.status == new.status { merged.confidence = max(old.confidence, new.confidence) }
            let was = derived
            assessment = merged
            if derived.escalation < was.escalation {
                merged.status = old.status
                merged.confidence = old.confidence
            }
            assessment = merged
            if merged == old { return }
        }
        assessment = merged
        changedAt = version
        note(stamp)
    }

    var isConfirmedByEvidence: Bool { derived == .confirmed }

    /// The evidence has it in the intruder's hands, and a person left it out.
    var isConfirmedAndLeftOut: Bool { isConfirmedByEvidence && judgement?.leavesOut == true && !isClearanceStale }

    /// The evidence has it in the intruder's hands or exposed to them, and a person left it out.
    var isAccusedAndLeftOut: Bool { assessment != nil && judgement?.leavesOut == true && !isClearanceStale }

    mutating func judge(_ judgement: Judgement) {
        self.judgement = judgement.seconding(isClearanceStale ? nil : self.judgement)
        note(judgement.stamp)
    }

    private mutating func note(_ stamp: Stamp) {
        if confirmedAt == nil, verdict == .confirmed { confirmedAt = stamp.time }
    }
}
