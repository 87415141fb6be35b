package import CaseLifecycle
package import Storage
package import Vocabulary

/// The only way to change a case: loads it, gathers facts, decides and appends, all in one transaction.
package struct CaseService: Sendable {
    /// The case after a command, and what was appended; no events where the command changed nothing.
    package struct Outcome: Sendable {
        package let incident: Case
        package let events: [RecordedEvent]
        /// What was decided against, for saying what the case lacks now.
        package let context: DecisionContext
    }

    let database: CaseDatabase
    /// Where the evidence lies; nil where its files are not at hand, as in a rehearsal of numbers alone.
    let vault: EvidenceVault?
    let actor: Principal
    let now: @Sendable () -> Timestamp
    /// When the machine started if it is now a moment; nil where it does not say.
    let machineStart: @Sendable (Timestamp) -> MachineStart?

    package init(
        database: CaseDatabase, vault: EvidenceVault? = nil, actor: Principal,
        now: @escaping @Sendable () -> Timestamp,
        machineStart: @escaping @Sendable (Timestamp) -> MachineStart? = { _ in nil }
    ) {
        self.database = database
        self.vault = vault
        self.actor = actor
        self.now = now
        self.machineStart = machineStart
    }

    /// Opens a new case under the next free number.
    ///
    /// - Throws: ``CaseRefusal``, or a failure of storage.
    package func open(title: String) throws -> Outcome {
        try database.write { transaction in
            try run([.open(title: title)], on: transaction.nextCaseID(), expected: nil, in: transaction)
        }
    }

    /// Runs commands on a case, all of them or none.
    ///
    /// - Parameter expected: The version the caller saw; a case that has moved on is refused. Nil where the caller
    ///   does not mind.
    /// - Returns: After the events have reached the disk.
    /// - Throws: ``CaseRefusal``, or a failure of storage. Nothing is changed then.
    package func run(_ commands: [CaseCommand], on id: CaseID, expected: Int? = nil) throws -> Outcome {
        let expected = try recheck(before: commands, on: id, expected: expected)
        return try database.write { transaction in try run(commands, on: id, expected: expected, in: transaction) }
    }

    /// Looks at the evidence again before a step that rests on it, and records what is no longer as it was: the gates see it
    /// then, and so does everybody else.
    ///
    /// - Returns: The version that the case must be at for the commands.
    private func recheck(before commands: [CaseCommand], on id: CaseID, expected: Int?) throws -> Int? {
        guard commands.contains(where: \.restsOnEvidence),
            let found = try recheck(before: commands, of: try database.loadCase(id))
        else { return expected }
        let version = try database.write { transaction in
            try run([found], on: id, expected: expected, in: transaction).incident.version
        }
        return expected == nil ? nil : version
    }

    /// What is to be recorded of the evidence before a step that rests on it; nil where there is nothing new.
    func recheck(before commands: [CaseCommand], of incident: Case?) throws -> CaseCommand? {
        guard let vault, let incident, commands.contains(where: \.restsOnEvidence) else { return nil }
        return EvidenceRecheck(vault: vault, ownsClock: database.isExercise).findings(of: incident)
    }

    /// Runs the commands that a look at the case calls for; nobody can change the case between the look and them.
    func run(on id: CaseID, _ commands: (Case) throws -> [CaseCommand]) throws -> Outcome {
        try database.write { transaction in
            let incident = try transaction.loadCase(id) ?? Case(id: id)
            return try run(commands(incident), on: id, expected: nil, in: transaction)
        }
    }

    func run(
        _ commands: [CaseCommand], on id: CaseID, expected: Int?, in transaction: CaseTransaction
    ) throws -> Outcome {
        let organisation = try transaction.organisation
        let actor = try AccessPolicy.admit(actor, organisation: organisation)
        var incident = try transaction.loadCase(id) ?? Case(id: id)
        if let expected, expected != incident.version {
            throw CaseRefusal.stale(expected: expected, actual: incident.version)
        }
        let before = incident.version
        let clock = now()
        let time = organisation.time(at: clock)
        let start = machineStart(clock)
        // A clock that was put back gives nobody time: what is decided on never lies before what is recorded.
        let context = DecisionContext(
            organisation: organisation, actor: actor, now: max(time, incident.updated ?? time),
            leadsElsewhere: commands.contains(where: \.givesWork)
                ? OrganisationContext.leads(of: try transaction.cases(), but: id) : [],
            otherCases: commands.contains(where: \.asksOfOtherCases) ? try transaction.otherCases(than: id) : [])
        let unchanged = incident
        let clockSet = incident.noteClock(time, ahead: try transaction.clockAhead(start, of: id), by: actor)
        var events: [CaseEvent] = []
        for command in commands { events += try incident.perform(command, in: context) }
        if events.isEmpty { return Outcome(incident: unchanged, events: [], context: context) }
        let recorded = try transaction.append(
            clockSet + events, to: id, expected: before, actor: actor, at: context.now)
        try transaction.keep(start, of: id)
        try passOn(recorded, of: incident, to: organisation, in: context, on: transaction)
        return Outcome(incident: incident, events: recorded, context: context)
    }

    /// What a case leaves undone when it is closed falls to the organisation, in the same transaction.
    private func passOn(
        _ events: [RecordedEvent], of incident: Case, to organisation: Organisation, in context: DecisionContext,
        on transaction: CaseTransaction
    ) throws {
        guard events.contains(where: { if case .closed = $0.event { true } else { false } }) else { return }
        // A case that was reopened has left some before.
        let left = incident.actionsLeft.filter { action in
            !organisation.inheritedActions.contains { $0.caseID == action.caseID && $0.action == action.action }
        }
        guard !left.isEmpty else { return }
        try transaction.appendOrganisation(
            [.actionsInherited(actions: left)], expected: organisation.version, actor: context.actor,
            at: max(context.now, organisation.updated ?? context.now))
    }
}
