package import Vocabulary

/// What somebody asks of the organisation.
package enum OrganisationCommand: Hashable, Sendable {
    case addPerson(name: String, kind: Person.Kind, accounts: [String], title: String, phone: String)
    case addAccount(String, to: String)
    case grant(Role, to: String)
    case take(Role, from: String)
    case disable(String)
    case enable(String)
    /// Two persons of the roster are one.
    case join(String, into: String)
    /// Puts a person on a duty: from now where no beginning is given, until further notice where no end is.
    case assign(String, Duty, from: Timestamp?, until: Timestamp?)
    /// Takes a person off every duty, from now where no moment is given.
    case release(String, at: Timestamp?)
    /// Asks that a person may be taken off the duty that nobody else is on, until a moment.
    case proposeOverride(person: String, until: Timestamp, category: Override.Category, reason: String)
    case approveOverride(OverrideID)
    case settleDebt(DebtID, reason: String)
    case acceptDebt(DebtID, reason: String)
    /// One of ``Policy/numbers``.
    case changePolicy(name: String, value: Int)
    /// One of ``StoreSetting/all``.
    case changeSetting(name: String, value: String)
    /// What came of a corrective action that a closed case left behind.
    case finishAction(CaseID, ActionID, outcome: String)
    /// Gives such an action another owner, another date, or both.
    case assignAction(CaseID, ActionID, owner: String?, due: Timestamp?, reason: String)
}

/// What the organisation cannot know of itself when it decides.
package struct OrganisationContext: Sendable {
    /// A case that is not closed, and who leads it.
    package struct OpenCase: Hashable, Sendable {
        package let id: CaseID
        package let lead: String

        package init(id: CaseID, lead: String) {
            self.id = id
            self.lead = lead
        }

        /// Nil for a case that is closed or has no lead.
        package init?(_ summary: CaseSummary) {
            guard summary.state != .closed, let lead = summary.lead else { return nil }
            self.init(id: summary.id, lead: lead)
        }
    }

    package let actor: Principal
    /// Now, UTC. Never earlier than the last event of the organisation, whatever the clock of the server says.
    package let now: Timestamp
    /// Every case that is open and has a lead.
    package let openCases: [OpenCase]

    package init(actor: Principal, now: Timestamp, openCases: [OpenCase] = []) {
        self.actor = actor
        self.now = now
        self.openCases = openCases
    }

    /// Who leads an open case: nobody does that and prepares or detects. A case that is not declared counts, too, since
    /// declaring it asks nobody who is on which duty.
    package static func leads(of cases: [CaseSummary], but id: CaseID? = nil) -> Set<String> {
        Set(cases.compactMap(OpenCase.init).filter { $0.id != id }.map(\.lead))
    }

    var leads: Set<String> { Set(openCases.map(\.lead)) }

    package var stamp: Stamp { Stamp(time: now, actor: actor) }
}
