package import CaseLifecycle
package import Storage
package import Vocabulary

/// The only way to change what spans cases: roster, roles, duties, thresholds, settings. Loads it, decides and appends,
/// all in one transaction.
package struct OrganisationService: Sendable {
    /// The organisation after a command, and what was appended; no events where the command changed nothing.
    package struct Outcome: Sendable {
        package let organisation: Organisation
        package let events: [OrganisationEvent]
        /// The moment that was decided on.
        package let now: Timestamp
        /// Who leads an open case, and so covers no standing duty.
        package let leads: Set<String>
    }

    let database: CaseDatabase
    let actor: Principal
    let now: @Sendable () -> Timestamp

    package init(database: CaseDatabase, actor: Principal, now: @escaping @Sendable () -> Timestamp) {
        self.database = database
        self.actor = actor
        self.now = now
    }

    /// What spans cases, as it stands now.
    package func current() throws -> Outcome {
        let organisation = try database.organisation()
        return Outcome(
            organisation: organisation, events: [], now: organisation.effectiveTime(at: now()),
            leads: OrganisationContext.leads(of: try database.cases()))
    }

    /// The commands with which a store is to begin.
    package struct FirstCommands: Hashable, Sendable {
        let commands: [OrganisationCommand]

        package init(_ commands: [OrganisationCommand]) { self.commands = commands }
    }

    /// What a store that is not there yet would refuse, found out before the store is made.
    package static func rehearse(_ first: FirstCommands, actor: Principal) throws(CaseRefusal) {
        var organisation = Organisation()
        let actor = try AccessPolicy.admit(actor, organisation: organisation)
        organisation.apply(.storeCreated(store: ""), Stamp(time: .earliest, actor: actor))
        let context = OrganisationContext(actor: actor, now: .earliest)
        for command in first.commands { _ = try organisation.perform(command, in: context) }
    }

    /// Runs commands, all of them or none; each sees what the one before did.
    ///
    /// - Returns: After the events have reached the disk.
    /// - Throws: ``CaseRefusal``, or a failure of storage. Nothing is changed then.
    package func run(_ commands: [OrganisationCommand]) throws -> Outcome {
        try database.write { transaction in
            var organisation = try transaction.organisation
            let actor = try AccessPolicy.admit(actor, organisation: organisation)
            let version = organisation.version
            // Who leads cannot change between this look and the decision: there is one writer.
            let cases = try transaction.cases()
            let context = OrganisationContext(
                actor: actor, now: organisation.effectiveTime(at: now()),
                openCases: cases.compactMap(OrganisationContext.OpenCase.init))
            var events: [OrganisationEvent] = []
            for command in commands { events += try organisation.perform(command, in: context) }
            if !events.isEmpty {
                try transaction.appendOrganisation(events, expected: version, actor: actor, at: context.now)
            }
            return Outcome(
                organisation: organisation, events: events, now: context.now,
                leads: OrganisationContext.leads(of: cases))
        }
    }
}
