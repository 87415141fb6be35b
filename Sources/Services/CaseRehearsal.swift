package import CaseLifecycle
import Storage
package import Vocabulary

extension CaseService {
    /// The case as it stands, and what commands would have added to it.
    package struct Rehearsal: Sendable {
        package let incident: Case
        package let events: [CaseEvent]
        /// What was decided against, for saying what the case lacks now.
        package let context: DecisionContext
    }

    /// What ``run(_:on:expected:)`` would refuse, found out without changing anything; a store opened for reading will
    /// do.
    ///
    /// - Returns: The case as it stands, with what would be recorded.
    /// - Throws: What ``run(_:on:expected:)`` would throw.
    package func rehearse(_ commands: [CaseCommand], on id: CaseID, expected: Int? = nil) throws -> Rehearsal {
        let (organisation, known) = try database.confirmed(id)
        let actor = try AccessPolicy.admit(actor, organisation: organisation)
        let incident = known ?? Case(id: id)
        if let expected, expected != incident.version {
            throw CaseRefusal.stale(expected: expected, actual: incident.version)
        }
        var after = incident
        let time = organisation.time(at: now())
        let context = DecisionContext(
            organisation: organisation, actor: actor, now: max(time, incident.updated ?? time),
            leadsElsewhere: commands.contains(where: \.givesWork)
                ? OrganisationContext.leads(of: try database.cases(), but: id) : [],
            otherCases: commands.contains(where: \.asksOfOtherCases)
                ? try database.otherCases(than: [id], confirmsList: true)[id] ?? [] : [])
        let check = try recheck(before: commands, of: incident)
        var events: [CaseEvent] = []
        for command in [check].compactMap(\.self) + commands { events += try after.perform(command, in: context) }
        try database.confirmSigning()
        return Rehearsal(incident: incident, events: events, context: context)
    }

    /// What a store that is not there yet would refuse of its first case, found out before the store is made.
    package static func rehearseFirstCase(title: String, actor: Principal) throws(CaseRefusal) {
        let actor = try AccessPolicy.admit(actor, organisation: Organisation())
        var incident = Case(id: CaseID(number: 1))
        let context = DecisionContext(organisation: Organisation(), actor: actor, now: .earliest)
        _ = try incident.perform(.open(title: title), in: context)
    }
}
