package import Vocabulary

/// The state of one case: the fold of its events.
///
/// ``apply(_:)`` is total and deterministic: the same events give the same case, on any machine, at any time.
package struct Case: Hashable, Sendable {
    package let id: CaseID
    /// Number of events so far; 0 for a case that has not been opened.
    package private(set) var version = 0
    package private(set) var title = ""
    package private(set) var state = CaseState.signal
    package private(set) var criterion: String?
    package private(set) var lead: String?
    package private(set) var evidence: [SealedEvidence] = []
    private var evidenceIDs: Set<EvidenceID> = []
    package private(set) var readings: [EvidenceID: EvidenceReading] = [:]
    package private(set) var findings: [Finding] = []
    package private(set) var scope = ScopeAssessment()
    /// Every system known, by name.
    package private(set) var systems: [String: SystemStanding] = [:]
    package private(set) var notes: [String] = []

    package init(id: CaseID) { self.id = id }

    /// The case after one more event.
    package mutating func apply(_ event: CaseEvent) {
        version += 1
        switch event {
        case .opened(let title): self.title = title
        case .evidenceSealed(let sealed):
            evidence.append(sealed)
            evidenceIDs.insert(sealed.id)
        case .evidenceRead(let reading): readings[reading.evidence] = reading
        case .findingRecorded(let finding): findings.append(finding)
        case .findingExtended(let id, let sighting):
            if findings.indices.contains(id.number - 1) { findings[id.number - 1].sighting.merge(sighting) }
        case .scopeDerived(let assessment):
            scope = assessment
            for system in assessment.systems {
                systems[system.name, default: SystemStanding()].derive(system, at: version)
            }
        case .leadAssigned(let person): lead = person
        case .declared(let criterion): self.criterion = criterion
        case .stateEntered(let state, _): self.state = state
        case .returned(let state, _): self.state = state
        case .systemConfirmed(let name, let reason):
            systems[name, default: SystemStanding()].judgement = .confirmed(reason: reason)
        case .systemCleared(let name, let reason, let seen):
            systems[name, default: SystemStanding()].judgement = .cleared(reason: reason, seen: seen)
        case .noteAdded(let text): notes.append(text)
        }
    }

    /// Whether a file is evidence of this case.
    package func holds(_ id: EvidenceID) -> Bool { evidenceIDs.contains(id) }

    /// What the gates need to know of this case.
    package var gateFacts: GateFacts {
        let names = systems.keys.sorted()
        let unread = evidence.filter { readings[$0.id] == nil }
        return GateFacts(
            caseID: id, criterion: criterion, lead: lead, systems: names,
            unreadEvidence: unread, filesNotCovered: readings.count - scope.filesCovered,
            unsettledSystems: names.compactMap { name in
                guard let standing = systems[name], standing.verdict == .unknown || standing.isClearanceStale else {
                    return nil
                }
                return .init(name: name, why: standing.isClearanceStale ? .staleClearance : .unknown)
            })
    }
}
