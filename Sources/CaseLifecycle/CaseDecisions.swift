import Vocabulary

extension Case {
    /// Decides what follows from a command, without changing the case.
    ///
    ///     let events = try incident.decide(.advance, facts: facts)
    ///
    /// - Parameters:
    ///   - command: What is asked for.
    ///   - facts: What is known right now; gates are tested against it. Gathered only for commands that have gates.
    /// - Returns: The events to append, in order. Empty when the command changes nothing, such as evidence already held.
    /// - Throws: ``CaseRefusal`` naming everything that is missing, so that all the work left is seen at once.
    package func decide(
        _ command: CaseCommand, facts: @autoclosure () -> GateFacts
    ) throws(CaseRefusal) -> [CaseEvent] {
        if case .open(let title) = command {
            guard version == 0 else { throw .wrongState(state, needs: "a case that has not been opened") }
            return [.opened(title: try Self.required(title, "a title"))]
        }
        guard version > 0 else { throw .unknownCase(id.description) }
        switch command {
        case .open: return []
        case .sealEvidence(let sealed):
            return holds(sealed.id) ? [] : [.evidenceSealed(evidence: sealed)]
        case .recordReading(let reading):
            return readings[reading.evidence] == reading ? [] : [.evidenceRead(reading: reading)]
        case .recordFindings(let sightings): return record(sightings)
        case .recordScope(let assessment):
            guard assessment.filesCovered == readings.count else {
                throw .scopeIncomplete(covered: assessment.filesCovered, held: readings.count)
            }
            return assessment == scope ? [] : [.scopeDerived(assessment: assessment)]
        case .assignLead(let person):
            let person = try Self.required(person, "the name of the lead")
            return person == lead ? [] : [.leadAssigned(person: person)]
        case .declare(let criterion): return try declare(criterion, facts: facts())
        case .advance: return try advance(facts: facts())
        case .returnTo(let earlier, let reason):
            guard earlier < state else { throw .wrongState(state, needs: "an earlier state to return to") }
            return [.returned(to: earlier, reason: try Self.required(reason, "a reason"))]
        case .confirm(let system, let reason):
            return [.systemConfirmed(system: try known(system), reason: try Self.required(reason, "a reason"))]
        case .clear(let system, let reason):
            return [
                .systemCleared(system: try known(system), reason: try Self.required(reason, "a reason"), seen: version)
            ]
        case .note(let text): return [.noteAdded(text: try Self.required(text, "the text of the note"))]
        }
    }

    /// The gates that keep the case from its next state; empty when it may advance.
    ///
    /// - Throws: ``CaseRefusal/wrongState(_:needs:)`` where there is no next state.
    package func unmetGates(facts: GateFacts) throws(CaseRefusal) -> [UnmetGate] {
        Gate.unmet(entering: try nextState(), facts: facts)
    }

    private func advance(facts: GateFacts) throws(CaseRefusal) -> [CaseEvent] {
        let next = try nextState()
        let unmet = Gate.unmet(entering: next, facts: facts)
        guard unmet.isEmpty else { throw .gates(unmet) }
        return [.stateEntered(state: next, gates: Gate.passed(entering: next))]
    }

    private func declare(_ criterion: String, facts: GateFacts) throws(CaseRefusal) -> [CaseEvent] {
        guard state == .signal else { throw .wrongState(state, needs: "a case that has not been declared") }
        var facts = facts
        facts.criterion = Self.says(criterion) ? criterion : nil
        let unmet = Gate.unmet(entering: .declared, facts: facts)
        guard unmet.isEmpty else { throw .gates(unmet) }
        return [
            .declared(criterion: criterion),
            .stateEntered(state: .declared, gates: Gate.passed(entering: .declared)),
        ]
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

    private func nextState() throws(CaseRefusal) -> CaseState {
        guard let next = state.next else { throw .wrongState(state, needs: "a state that another follows") }
        return next
    }

    private func known(_ system: String) throws(CaseRefusal) -> String {
        let upper = system.uppercased()
        if let name = systems.keys.first(where: { $0 == upper }) { return name }
        for (name, standing) in systems
        where standing.assessment?.aliases.contains(where: { $0.uppercased() == upper }) == true {
            return name
        }
        throw .unknownSystem(system)
    }

    private static func required(_ text: String, _ what: String) throws(CaseRefusal) -> String {
        guard says(text) else { throw .missing([what]) }
        return text
    }

    /// Whether a text holds anything that a person can read: spaces and invisible characters alone say nothing.
    private static func says(_ text: String) -> Bool { text.contains { $0.isLetter || $0.isNumber } }
}
