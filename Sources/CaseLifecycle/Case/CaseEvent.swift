package import Vocabulary

/// One thing that happened to a case, as it is kept for ever in the journal.
///
/// The case names and labels are what is stored (`{"declared":{"criterion":".."}}`): never rename or change the meaning
/// of one. Add a new case and upgrade old ones when they are read.
package enum CaseEvent: Hashable, Sendable, Codable {
    case opened(title: String)
    case evidenceSealed(evidence: SealedEvidence)
    /// The bytes of evidence that the case holds were brought again, from another place.
    case evidenceMetAgain(evidence: EvidenceID, place: EvidencePlace)
    /// Files that were brought could not be taken in.
    case evidenceMissed(files: [MissedFile])
    case evidenceRead(reading: EvidenceReading)
    /// Files inside of a container were read; the container's own ``evidenceRead(reading:)`` follows when all are.
    case entriesRead(container: EvidenceID, entries: [EvidenceEntry])
    case findingRecorded(finding: Finding)
    /// Further matches of a finding's rule on its host.
    case findingExtended(finding: FindingID, sighting: FindingSighting)
    /// What the evidence held so far says; replaces what was derived before.
    case scopeDerived(assessment: ScopeAssessment)
    case leadAssigned(person: String)
    case declared(criterion: String)
    case stateEntered(state: CaseState, gates: [GateVerdict])
    /// A person took the case back.
    case returned(to: CaseState, reason: String)
    /// Of the first release; ``scope(event:)`` says it since.
    case systemConfirmed(system: String, reason: String)
    /// Of the first release. `seen` is the case version whose evidence the person had seen.
    case systemCleared(system: String, reason: String, seen: Int)
    case noteAdded(text: String)

    /// The clock of the server shows a moment before the last event: what follows is recorded as of that event.
    case clockPutBack(shows: Timestamp)
    /// The clock of the server was set since the last event, against what the machine itself counted: forward, so that what
    /// follows bears a time that may not have passed, or back by as much where it is negative.
    case clockSet(seconds: Int64)
    /// The thresholds that the case is judged by from its declaration on.
    case policyAdopted(policy: Policy)
    /// What was found took the case back by itself.
    case loopedBack(kind: LoopBack, to: CaseState, reason: String, targets: [Target])
    /// A step that is no change of state passed its gates.
    case gatesPassed(step: String, target: Target?, gates: [GateVerdict])
    /// A case that was reopened by mistake is closed as it was before.
    case reopeningWithdrawn(reason: String)
    case impactAssessed(assessment: ImpactAssessment)
    case responseChanged(targets: [Target], to: ResponseState)
    case closed(closing: Closing)
    case scope(event: ScopeEvent)
    case override(event: OverrideEvent)
    case task(event: TaskEvent)
    case people(event: HandoverEvent)
    case custody(event: CustodyEvent)
    case plan(event: PlanEvent)
    case containment(event: ContainmentEvent)
    case recovery(event: RecoveryEvent)
    case review(event: ReviewEvent)
    case cost(event: CostEvent)
    case notification(event: NotificationEvent)
}

/// Why a case goes back; none of these is a deviation.
package enum LoopBack: String, Hashable, Sendable, Codable, CaseIterable {
    case newEvidence, newHost, containmentFailed, verificationFailed, reopened
}
