package import Vocabulary

/// An event of a case in words: the one place from which timeline, journal listing and report speak of it.
package struct EventWords: Hashable, Sendable {
    /// What sort of entry it is. NIST SP 800-61r2 section 3.2.5 asks for facts; what somebody only thinks is a note.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case fact, action, decision, communication, note
        /// A step of taking evidence in, which timelines gather into one entry.
        case intake
    }

    package let kind: Kind
    /// The system concerned; nil where the event is about the case.
    package let host: String?
    package let text: String
    /// Why, where the event says so.
    package let reason: String?
    /// When it happened, where the event says so: entries can be made later than what they tell of.
    package let happenedAt: Timestamp?

    package init(
        _ kind: Kind, host: String? = nil, _ text: String, reason: String? = nil, happenedAt: Timestamp? = nil
    ) {
        self.kind = kind
        self.host = host
        self.text = text
        self.reason = reason
        self.happenedAt = happenedAt
    }

    /// Text and reason in one line.
    package var line: String { reason.map { "\(text): \($0)" } ?? text }
}

extension CaseEvent {
    package var words: EventWords {
        switch self {
        case .opened(let title): EventWords(.action, "Case opened: \(title)")
        case .evidenceSealed(let sealed):
            EventWords(.intake, "Sealed \(sealed.name) (\(sealed.id.hex.prefix(12)), \(sealed.bytes) bytes)")
        case .evidenceMetAgain(let id, let place):
            EventWords(
                .intake, host: place.host,
                "Met \(id.hex.prefix(12)) again as \(place.name)" + (place.host.map { " of \($0)" } ?? ""))
        case .evidenceMissed(let files):
            EventWords(
                .intake, "Could not take in \(files.count) files, such as \(files.first?.origin ?? "")",
                reason: files.first?.reason)
        case .evidenceRead(let reading):
            EventWords(
                .intake,
                "Read \(reading.evidence.hex.prefix(12)): \(reading.records) records, \(reading.issueCount) issues")
        case .entriesRead(let container, let entries):
            EventWords(
                .intake,
                "Read \(entries.count) files in \(container.hex.prefix(12)): "
                    + "\(entries.reduce(0) { $0 &+ ($1.reading?.records ?? 0) }) records")
        case .findingRecorded(let finding):
            EventWords(
                .intake, host: finding.sighting.host,
                "\(finding.id) on \(finding.sighting.host): \(finding.sighting.rule.title)")
        case .findingExtended(let id, let sighting):
            EventWords(.intake, host: sighting.host, "\(id) seen \(sighting.count) times more")
        case .scopeDerived(let assessment):
            EventWords(
                .intake,
                "Scope derived: \(assessment.systems.count) systems, \(assessment.movements.count) movements")
        case .leadAssigned(let person): EventWords(.decision, "Lead assigned: \(person)")
        case .declared(let criterion): EventWords(.decision, "Incident declared", reason: criterion)
        case .stateEntered(let state, let gates):
            EventWords(
                .decision,
                gates.isEmpty
                    ? "State \(state.rawValue) entered"
                    : "State \(state.rawValue) entered through \(Self.text(gates))")
        case .returned(let state, let reason):
            EventWords(.decision, "Returned to \(state.rawValue)", reason: reason)
        case .systemConfirmed(let system, let reason):
            EventWords(.decision, host: system, "Confirmed as compromised", reason: reason)
        case .systemCleared(let system, let reason, _): EventWords(.decision, host: system, "Cleared", reason: reason)
        case .noteAdded(let text): EventWords(.note, "Note: \(text)")
        case .clockPutBack(let moment):
            EventWords(.fact, "The clock of the server shows \(moment), which is before the last event")
        case .clockSet(let seconds):
            EventWords(
                .fact,
                "The clock of the server was put \(seconds < 0 ? "back" : "forward") by \(abs(seconds)) s against what the "
                    + "machine counted")
        case .policyAdopted: EventWords(.decision, "The thresholds of the organisation hold for this case from here on")
        case .loopedBack(let kind, let state, let reason, _):
            EventWords(.fact, "Back to \(state.rawValue) (\(kind.rawValue))", reason: reason)
        case .reopeningWithdrawn(let reason):
            EventWords(.decision, "Closed as before, having been reopened by mistake", reason: reason)
        case .gatesPassed(let step, let target, let gates):
            EventWords(
                .fact, host: target?.kind == .system ? target?.name : nil, "\(step): \(Self.text(gates))")
        case .impactAssessed(let impact):
            EventWords(
                .decision,
                "Impact: functional \(impact.functionalNow.rawValue), if not contained "
                    + "\(impact.functionalIfNotContained.rawValue); information "
                    + (impact.information.isEmpty
                        ? "none" : impact.information.map(\.rawValue).sorted().joined(separator: ", "))
                    + "; recoverability \(impact.recoverability.rawValue)", reason: impact.reason)
        case .responseChanged(let targets, let state):
            EventWords(
                .fact, host: targets.count == 1 && targets[0].kind == .system ? targets[0].name : nil,
                "\(targets.map(\.description).joined(separator: ", ")): \(state.rawValue)")
        case .closed(let closing):
            EventWords(
                .decision, "Closed as \(closing.outcome.rawValue): \(closing.resolution)", reason: closing.reason)
        case .scope(let event): event.words
        case .override(let event): event.words
        case .task(let event): event.words
        case .people(let event): event.words
        case .custody(let event): event.words
        case .plan(let event): event.words
        case .containment(let event): event.words
        case .recovery(let event): event.words
        case .review(let event): event.words
        case .cost(let event): event.words
        case .notification(let event): event.words
        }
    }

    private static func text(_ gates: [GateVerdict]) -> String {
        gates.map { $0.outcome == .passed ? $0.gate : "\($0.gate) (\($0.outcome.rawValue))" }.joined(separator: ", ")
    }
}

extension ScopeEvent {
    var words: EventWords {
        switch self {
        case .judged(let target, let verdict, let reason, _):
            let what =
                switch verdict {
                case .confirmed: "Confirmed as compromised"
                case .probable, .possible: "Suspected"
                case .cleared: "Cleared"
                case .outOfScope: "Left out of scope"
                case .unknown: "Judged unknown"
                }
            return target.kind == .system
                ? EventWords(.decision, host: target.name, what, reason: reason)
                : EventWords(.decision, "\(what): \(target)", reason: reason)
        case .enrolled(let target, let tier, let owner):
            return EventWords(
                .fact, host: target.kind == .system ? target.name : nil,
                "Enrolled: \(target), tier \(tier)" + (owner.map { ", owner \($0)" } ?? ""))
        case .tierRaised(let system, let tier): return EventWords(.decision, host: system, "Tier raised to \(tier)")
        case .ownerNamed(let system, let owner): return EventWords(.fact, host: system, "Owner: \(owner)")
        case .ownerConfirmed(let system, let owner):
            return EventWords(.decision, host: system, "Owner confirmed: \(owner)")
        case .commandChannelNamed(let address, let reason):
            return EventWords(.fact, "Command channel of the intruder: \(address)", reason: reason)
        case .setApart(let other, let names, let reason):
            return EventWords(
                .decision,
                "\(other) is another intrusion, though both know \(names.map(\.description).joined(separator: ", "))",
                reason: reason)
        }
    }
}

extension OverrideEvent {
    var words: EventWords {
        switch self {
        case .proposed(let proposal):
            EventWords(
                .decision, "\(proposal.id) proposed: pass \(proposal.gate) (\(proposal.category.words))",
                reason: proposal.reason)
        case .approved(let id): EventWords(.decision, "\(id) approved")
        case .debtIncurred(let id, _, _, let text, let owner, let due):
            EventWords(.fact, "\(id) owed by \(owner) until \(due): \(text)")
        case .debtSettled(let id, let reason): EventWords(.action, "\(id) settled", reason: reason)
        case .debtAccepted(let id, let reason): EventWords(.decision, "\(id) accepted", reason: reason)
        case .debtTakenOver(let id, let owner): EventWords(.decision, "\(id) taken over by \(owner)")
        }
    }
}

extension TaskEvent {
    var words: EventWords {
        switch self {
        case .opened(let id, let text, let owner, let due):
            EventWords(.action, "\(id) for \(owner) until \(due): \(text)")
        case .reassigned(let id, let owner): EventWords(.action, "\(id) taken over by \(owner)")
        case .done(let id, let outcome): EventWords(.action, "\(id) done: \(outcome)")
        case .entryAdded(let entry):
            EventWords(
                EventWords.Kind(rawValue: entry.kind.rawValue) ?? .fact,
                entry.parties.isEmpty ? entry.text : "\(entry.text) (with \(entry.parties.joined(separator: ", ")))",
                happenedAt: entry.happenedAt)
        }
    }
}
