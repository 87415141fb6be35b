package import Vocabulary

/// What happened to the evidence of a case after it was sealed. Lists are in the order of the hashes.
package enum CustodyEvent: Hashable, Sendable, Codable {
    /// Who somebody is that handles evidence; copied from the roster by the system.
    case handlerRecorded(handler: Principal, details: HandlerDetails)
    case identified(evidence: [EvidenceID], facts: [IdentifyingFact])
    case handled(evidence: [EvidenceID], text: String, location: String, happened: ZonedTime?)
    /// Signed by the giver, the actor; `reason` where that is not the holder.
    case transferOffered(id: TransferID, evidence: [EvidenceID], to: String, location: String, reason: String?)
    /// Signed by the taker, the actor.
    case transferAccepted(id: TransferID)
    case transferWithdrawn(id: TransferID, reason: String)
    /// Hashed again.
    case checked(intact: [EvidenceID], damaged: [DamagedEvidence])
    case held(evidence: [EvidenceID], reason: String)
    case released(evidence: [EvidenceID], reason: String)
    case retained(evidence: [EvidenceID], until: Timestamp, reason: String)
    case destructionRequested(evidence: [EvidenceID], method: String, reason: String)
    /// By the witness, the actor.
    case destructionConfirmed(evidence: [EvidenceID])
    /// The bytes were removed.
    case destroyed(evidence: EvidenceID, keptFor: [CaseID], problem: String?)
    case preserved(target: Target, kind: Preservation.Kind, evidence: EvidenceID, acquired: ZonedTime)
    /// It was said by mistake: the file is of another system.
    case preservationWithdrawn(target: Target, evidence: EvidenceID)
}

/// Evidence that is no longer what was sealed.
package struct DamagedEvidence: Hashable, Sendable, Codable {
    package let evidence: EvidenceID
    package let problem: String

    package init(evidence: EvidenceID, problem: String) {
        self.evidence = evidence
        self.problem = problem
    }
}

/// What somebody asks about evidence. Nothing that was recorded can be changed.
package enum CustodyCommand: Sendable {
    /// Records who handled evidence.
    ///
    /// - `handler`: Somebody else's name, for a lead or deputy; nil for the actor.
    /// - `unknown`: What cannot be said, and why.
    case sign(handler: String?, unknown: [HandlerField: String])
    case identify(EvidenceSelection, [IdentifyingFact])
    case handle(EvidenceSelection, text: String, location: String, happened: ZonedTime?)
    /// - `reason`: Why it is not the holder who gives.
    case offer(EvidenceSelection, to: String, location: String, reason: String?)
    case accept(TransferID)
    case withdraw(TransferID, reason: String)
    /// The result of hashing again, by the service that did it.
    case check(intact: [EvidenceID], damaged: [DamagedEvidence])
    case hold(EvidenceSelection, reason: String)
    case lift(EvidenceSelection, reason: String)
    case retain(EvidenceSelection, until: Timestamp, reason: String)
    case requestDestruction(EvidenceSelection, method: String, reason: String)
    case confirmDestruction(EvidenceSelection)
    /// The bytes are gone; by the service that removed them.
    case recordDestruction(EvidenceID, keptFor: [CaseID], problem: String?)
    /// - `acquired`: Nil for the moment of sealing, before which it was taken at the latest.
    case preserve(Target, kind: Preservation.Kind, evidence: String, acquired: ZonedTime?)
    /// Proposes to destroy traces that cannot be preserved; another person approves it as any override.
    case waive(Target, category: Override.Category, reason: String)

    /// May be given for a closed case: evidence outlives the case it was gathered for. Not so what prepares a response, nor
    /// what the evidence is said to be: the verdicts of the case rest on that.
    var concernsClosedCases: Bool {
        switch self {
        case .preserve, .waive, .identify: false
        default: true
        }
    }
}

/// Which evidence of a case is meant.
package enum EvidenceSelection: Hashable, Sendable {
    /// All that has not been destroyed.
    case all
    /// SHA-256 hashes or their first digits, at least ``Case/fewestDigits``.
    case named([String])
}
