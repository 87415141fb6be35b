import CaseLifecycle
import Vocabulary

/// Who may act, and under which name.
enum AccessPolicy {
    /// The setting that lets one account act under another name (`--as`); off in a store that was not told otherwise.
    static let actingAsSetting = "allow-as"

    /// - Throws: ``CaseRefusal/actingAsNotAllowed(_:)`` where the store does not allow it.
    static func check(_ actor: Principal, organisation: Organisation) throws(CaseRefusal) {
        guard let name = actor.actingAs, name != actor.account else { return }
        guard organisation.exercise != nil || organisation.settings[actingAsSetting] == "true" else {
            throw .actingAsNotAllowed(name)
        }
    }
}
