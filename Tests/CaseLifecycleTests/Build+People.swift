import CaseLifecycle
import Testing
import Vocabulary

/// An organisation as its people run it: who acts and what time it is can be set between commands.
struct OrganisationBuilder {
    var organisation = Staff.organisation
    var actor = Principal(account: "root")
    var clock = Staff.start
    var openCases: [OrganisationContext.OpenCase] = []

    var now: Timestamp { organisation.effectiveTime(at: clock) }

    @discardableResult
    mutating func run(_ command: OrganisationCommand, by other: String? = nil) throws(CaseRefusal)
        -> [OrganisationEvent]
    {
        if let other { actor = Principal(account: other) }
        let context = OrganisationContext(actor: actor, now: now, openCases: openCases)
        return try organisation.perform(command, in: context)
    }

    /// Runs a command that must be refused, and checks that it changed nothing.
    mutating func refusal(of command: OrganisationCommand, by other: String? = nil) -> CaseRefusal? {
        let before = organisation
        do throws(CaseRefusal) {
            try run(command, by: other)
            return nil
        } catch {
            #expect(organisation == before)
            return error
        }
    }

    mutating func wait(hours: Int) { clock = clock.advanced(bySeconds: Int64(hours) * 3600) }

    /// A moment some hours after the beginning.
    static func hour(_ hours: Int) -> Timestamp { Staff.start.advanced(bySeconds: Int64(hours) * 3600) }

    /// carl on preparation and dora on detection, until further notice.
    static func staffed() throws(CaseRefusal) -> OrganisationBuilder {
        var builder = OrganisationBuilder()
        try builder.run(.assign("carl", .preparation, from: nil, until: nil), by: "ann")
        try builder.run(.assign("dora", .detection, from: nil, until: nil), by: "ann")
        return builder
    }

    /// A store that was just made by the account `root`, with nobody on its roster.
    static func fresh() -> OrganisationBuilder {
        var builder = OrganisationBuilder()
        builder.organisation = Organisation()
        builder.organisation.apply(
            .storeCreated(store: "ab12"), Stamp(time: Staff.start, actor: Principal(account: "root")))
        return builder
    }

    mutating func add(_ name: String, kind: Person.Kind = .human) throws(CaseRefusal) {
        try run(.addPerson(name: name, kind: kind, accounts: [], title: "", phone: ""))
    }
}
