import CaseLifecycle
import Vocabulary

/// Who may act, and under which name.
enum AccessPolicy {
    /// The actor as the store records it: under the name that the roster has, however it was typed.
    ///
    /// - Throws: ``CaseRefusal/actingAsNotAllowed(_:)`` where the store does not allow another name, and a refusal of a name
    ///   that shows less than there is of it.
    static func admit(_ actor: Principal, organisation: Organisation) throws(CaseRefusal) -> Principal {
        guard let name = actor.actingAs, name != actor.account else { return actor }
        guard organisation.exercise != nil || organisation.value(of: .actingAs) == "true" else {
            throw .actingAsNotAllowed(name)
        }
        return try organisation.admitted(actor)
    }
}
