package import Vocabulary

/// One thing that happened to the organisation, in the stream `ORG`.
package enum OrganisationEvent: Hashable, Sendable, Codable {
    /// A store was made; `store` tells it from every other.
    case storeCreated(store: String)
    case settingChanged(name: String, value: String)
    /// The store is for exercises, for ever. Second event of such a store.
    case exerciseBegun(start: Timestamp)
    case exerciseClockMoved(seconds: Int64)
    /// The store was made from a backup that held this many events of the whole store.
    case storeRestored(events: Int)
    /// One of ``Policy/numbers``.
    case policyChanged(name: String, value: Int)
    case actionsInherited(actions: [InheritedAction])
    case inheritedActionDone(caseID: CaseID, action: ActionID, outcome: String)
    case inheritedActionAssigned(caseID: CaseID, action: ActionID, owner: String, due: Timestamp, reason: String)
    case people(event: PeopleEvent)
    case staffing(event: StaffingEvent)
}
