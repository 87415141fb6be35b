package import CaseLifecycle
import Storage
package import Vocabulary

extension CaseService {
    /// What ``run(_:on:expected:)`` would refuse, found out without changing anything; a store opened for reading will
    /// do.
    ///
    /// - Returns: The case as it stands.
    /// - Throws: What ``run(_:on:expected:)`` would throw.
    package func rehearse(_ commands: [CaseCommand], on id: CaseID, expected: Int? = nil) throws -> Case {
        try AccessPolicy.check(actor, organisation: database.organisation())
        let incident = try database.loadCase(id) ?? Case(id: id)
        if let expected, expected != incident.version {
            throw CaseRefusal.stale(expected: expected, actual: incident.version)
        }
        var after = incident
        for command in commands {
            for event in try after.decide(command, facts: after.gateFacts) { after.apply(event) }
        }
        return incident
    }

    /// What a store that is not there yet would refuse of its first case, found out before the store is made.
    package static func rehearseFirstCase(title: String, actor: Principal) throws(CaseRefusal) {
        try AccessPolicy.check(actor, organisation: Organisation())
        let incident = Case(id: CaseID(number: 1))
        _ = try incident.decide(.open(title: title), facts: incident.gateFacts)
    }
}
