import Vocabulary

extension Case {
    /// Decides what follows from a command and takes it: the one way in which a case changes by decision.
    ///
    ///     let events = try incident.perform(.advance, in: context)
    ///
    /// - Parameters:
    ///   - command: What is asked for.
    ///   - context: Who asks, when, and what holds across cases; gates are tested against it.
    /// - Returns: The events to append, in order, what follows from them by itself included. Empty when the command
    ///   changes nothing, such as evidence already held.
    /// - Throws: ``CaseRefusal`` naming everything that is missing, so that all the work left is seen at once; the case
    ///   is then as it was.
    package mutating func perform(
        _ command: CaseCommand, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        var events = try decide(command, in: context)
        let former = scope.movements
        for event in events { apply(event, context.stamp) }
        let following = consequences(of: events, beyond: former, in: context.organisation)
        for event in following { apply(event, context.stamp) }
        events += following
        return events
    }

    private func decide(_ command: CaseCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        if case .open(let title) = command {
            guard version == 0 else { throw .wrongState(state, needs: "a case that has not been opened") }
            return [.opened(title: try Text.required(title, "a title"))]
        }
        guard version > 0 else { throw .unknownCase(id.description) }
        if state == .closed, !command.concernsClosedCases { _ = try pass(Step(.changeClosed), in: context) }
        if let act = command.steering { try context.requireSteering(for: act) }
        if !command.isIntake { try context.requireKnown(for: "working on a case") }
        if let act = command.responding { try context.requireResponder(for: act) }
        switch command {
        case .open: return []
        case .sealEvidence(let sealed):
            // What was destroyed and is found again begins a new chain of custody.
            let isHeld = holds(sealed.id) && custody.items[sealed.id]?.isDestroyed == false
            guard isHeld else { return signature(in: context) + [.evidenceSealed(evidence: sealed)] }
            let place = EvidencePlace(sealed)
            return isKnown(place, of: sealed.id) ? [] : [.evidenceMetAgain(evidence: sealed.id, place: place)]
        case .recordMissed(let files): return recordMissed(files)
        case .recordReading(let reading):
            return readings[reading.evidence] == reading ? [] : [.evidenceRead(reading: reading)]
        case .recordEntries(let container, let entries):
            // A container that was not read to its end before is read again from its beginning.
            let known = Set(self.entries[container] ?? [])
            let news = entries.filter { !known.contains($0) }
            return news.isEmpty ? [] : [.entriesRead(container: container, entries: news)]
        case .recordFindings(let sightings): return record(sightings)
        case .recordScope(let assessment):
            guard assessment.filesCovered == readings.count else {
                throw .scopeIncomplete(covered: assessment.filesCovered, held: readings.count)
            }
            return assessment == scope ? [] : [.scopeDerived(assessment: assessment)]
        case .assignLead(let person): return try assignLead(person, in: context)
        case .declare(let criterion): return try declare(criterion, in: context)
        case .advance: return try advance(in: context)
        case .returnTo(let earlier, let reason):
            guard state != .closed else {
                throw .impossible("a closed case is reopened: cordon case reopen \(id) --reason TEXT")
            }
            guard earlier < state else { throw .wrongState(state, needs: "an earlier state to return to") }
            // A declaration is not taken back: what turns out to be none is closed as a false positive.
            guard earlier >= .analysis || state <= .analysis else {
                throw .impossible(
                    "new evidence takes a case back to analysis, and no further: cordon case return \(id) --to analysis "
                        + "--reason TEXT")
            }
            return [.returned(to: earlier, reason: try Text.reason(reason))] + responses(backIn: earlier)
        case .close(let closing): return try close(closing, in: context)
        case .reopen(let reason): return try reopen(reason)
        case .withdrawReopening(let reason): return try withdrawReopening(reason, in: context)
        case .note(let text): return [.noteAdded(text: try Text.required(text, "the text of the note"))]
        case .assessImpact(let assessment):
            _ = try Text.reason(assessment.reason)
            guard assessment.functionalIfNotContained >= assessment.functionalNow else {
                throw .impossible(
                    "what is to be feared if it is not contained is no less than what it does now: "
                        + "\(assessment.functionalNow.rawValue)")
            }
            return assessment == impact && isPrioritised ? [] : [.impactAssessed(assessment: assessment)]
        case .scope(let command): return try decide(command, in: context)
        case .override(let command): return try decide(command, in: context)
        case .task(let command): return try decide(command, in: context)
        case .people(let command): return try decide(command, in: context)
        case .custody(let command): return try decide(command, in: context)
        case .plan(let command): return try decide(command, in: context)
        case .containment(let command): return try decide(command, in: context)
        case .recovery(let command): return try decide(command, in: context)
        case .review(let command): return try decide(command, in: context)
        case .cost(let command): return try decide(command, in: context)
        case .notification(let command): return try decide(command, in: context)
        }
    }

    private func advance(in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        guard let next = state.next, let step = Step.entering(next) else {
            throw .wrongState(state, needs: "a case that is not closed: cordon case reopen \(id) --reason TEXT")
        }
        // Containment begins with the order to contain, whichever way it is asked for.
        if next == .containment { return try orderContainment(in: context) }
        let verdicts = try pass(step, in: context)
        switch next {
        case .closed: throw .missing(["how the incident ended: cordon case close \(id) --help"])
        case .declared:
            throw .missing(["the criterion that makes this an incident: cordon case declare \(id) --criterion TEXT"])
        default: return [.stateEntered(state: next, gates: verdicts)]
        }
    }

    private func declare(_ criterion: String, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        guard state == .signal else { throw .wrongState(state, needs: "a case that has not been declared") }
        var claims = GateFacts.Claims()
        claims.criterion = Text.answers(criterion) ? criterion : nil
        let verdicts = try pass(Step(.declare), in: context, claims: claims)
        return [
            .declared(criterion: criterion), .policyAdopted(policy: policy ?? context.organisation.policy),
            .stateEntered(state: .declared, gates: verdicts),
        ]
    }

    private func close(_ closing: Closing, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        // What is no incident is not contained, eradicated and recovered first.
        let isDismissal = closing.outcome == .falsePositive && state < .containment && containment.orders.isEmpty
        guard state == .review || isDismissal else {
            throw refusal(needing: "a case whose review is done", in: .review)
        }
        var claims = GateFacts.Claims()
        claims.closing = closing
        let verdicts = try pass(Step(isDismissal ? .dismiss : .close), in: context, claims: claims)
        return [.closed(closing: closing), .stateEntered(state: .closed, gates: verdicts)]
    }

    private func record(_ sightings: [FindingSighting]) -> [CaseEvent] {
        struct Key: Hashable {
            let rule: String
            let host: String
        }
        var ids: [Key: FindingID] = [:]
        for finding in findings {
            ids[Key(rule: finding.sighting.rule.id, host: finding.sighting.host)] = finding.id
        }
        var events: [CaseEvent] = []
        var count = findings.count
        for sighting in sightings {
            let key = Key(rule: sighting.rule.id, host: sighting.host)
            if let id = ids[key] {
                events.append(.findingExtended(finding: id, sighting: sighting))
            } else {
                count += 1
                ids[key] = FindingID(number: count)
                events.append(.findingRecorded(finding: Finding(id: FindingID(number: count), sighting: sighting)))
            }
        }
        return events
    }
}

extension Case {
    /// Closed, or about to be, as no incident, with nothing contained.
    var isDismissed: Bool { closing?.outcome == .falsePositive && containment.orders.isEmpty }
}
