import CaseLifecycle
import Vocabulary

/// Who may act, and under which name.
enum AccessPolicy {
    /// - Throws: ``CaseRefusal/actingAsNotAllowed(_:)`` where the store does not allow it.
    static func check(_ actor: Principal, organisation: Organisation) throws(CaseRefusal) {
        guard let name = actor.actingAs, name != actor.account else { return }
        guard organisation.exercise != nil || organisation.value(of: .actingAs) == "true" else {
            throw .actingAsNotAllowed(name)
        }
    }
}
