import CaseLifecycle
import Testing
import Vocabulary

@Suite("Overrides and debts of GATE-STAFFING")
struct StaffingOverrideTests {
    typealias Builder = OrganisationBuilder
    private let override = OverrideID(number: 1)
    private let debt = DebtID(number: 1)

    private func propose(
        _ name: String = "carl", hours: Int = 6, reason: String = "everybody is needed"
    ) -> OrganisationCommand {
        .proposeOverride(person: name, until: Builder.hour(hours), category: .harmOfWaiting, reason: reason)
    }

    private func overridden() throws -> Builder {
        var builder = try Builder.staffed()
        try builder.run(propose(), by: "ann")
        try builder.run(.approveOverride(override), by: "bob")
        return builder
    }

    @Test("two people agree on a gap; using it leaves a debt, which stays until the duty is covered again")
    func agreed() throws {
        var builder = try overridden()

        let events = try builder.run(.assign("carl", .response, from: nil, until: Builder.hour(6)), by: "ann")

        #expect(
            events.last
                == .staffing(
                    event: .debtIncurred(
                        id: debt, override: override,
                        spans: [UncoveredSpan(duty: .preparation, from: Staff.start, until: Builder.hour(6))],
                        owner: "ann")))
        #expect(builder.organisation.staffing.openDebts.map(\.id) == [debt])
        #expect(builder.refusal(of: .settleDebt(debt, reason: "it is fine"), by: "ann") != nil)
        builder.wait(hours: 7)
        #expect(builder.organisation.isCovered(.preparation, at: builder.now, leads: []))
        try builder.run(.settleDebt(debt, reason: "carl is back"), by: "ann")
        #expect(builder.organisation.staffing.openDebts.isEmpty)
    }

    @Test("a proposal alone lets nothing through, and neither does what it does not cover")
    func bounds() throws {
        var builder = try Builder.staffed()
        try builder.run(propose(), by: "ann")
        let inside = OrganisationCommand.assign("carl", .response, from: nil, until: Builder.hour(6))
        #expect(unmet(builder.refusal(of: inside, by: "ann")) == ["GATE-STAFFING"])
        try builder.run(.approveOverride(override), by: "bob")

        for command in [
            OrganisationCommand.assign("carl", .response, from: nil, until: Builder.hour(7)),
            .assign("carl", .response, from: nil, until: nil), .release("carl", at: nil),
            .assign("dora", .response, from: nil, until: Builder.hour(1)),
        ] {
            #expect(unmet(builder.refusal(of: command, by: "ann")) == ["GATE-STAFFING"])
        }
        #expect(unmet(builder.refusal(of: .disable("carl"), by: "root")) == ["GATE-STAFFING"])
    }

    @Test("an override that is over lets nothing through")
    func over() throws {
        var builder = try overridden()
        builder.wait(hours: 7)

        let again = OrganisationCommand.assign("carl", .response, from: nil, until: Builder.hour(9))
        #expect(unmet(builder.refusal(of: again, by: "ann")) == ["GATE-STAFFING"])
        try builder.run(propose(hours: 20), by: "ann")
        builder.wait(hours: 24)
        #expect(builder.refusal(of: .approveOverride(OverrideID(number: 2)), by: "bob") != nil)
    }

    @Test("it ends with the shift, and after two weeks at the latest")
    func longest() throws {
        var builder = OrganisationBuilder()
        try builder.run(.assign("carl", .preparation, from: nil, until: Builder.hour(8)), by: "ann")

        #expect(builder.refusal(of: propose(hours: 24 * 14 + 1), by: "ann") != nil)
        #expect(builder.refusal(of: propose(hours: 0), by: "ann") != nil)
        try builder.run(propose(hours: 24 * 14), by: "ann")
        #expect(
            builder.organisation.staffing.overrides[override]?.spans
                == [UncoveredSpan(duty: .preparation, from: Staff.start, until: Builder.hour(8))])
    }

    @Test("where nothing would be uncovered there is nothing to override")
    func nothing() throws {
        var builder = try Builder.staffed()

        #expect(builder.refusal(of: propose("bob"), by: "ann") != nil)
        try builder.run(.assign("bob", .preparation, from: nil, until: nil), by: "ann")
        #expect(builder.refusal(of: propose(), by: "ann") != nil)
    }

    @Test("leads and deputies propose, with a reason", arguments: ["carl", "eve", "lou", "root", "robot", "stranger"])
    func proposers(name: String) throws {
        var builder = try Builder.staffed()

        #expect(builder.refusal(of: propose(), by: name) != nil)
        for reason in ["", " . ", "n/a"] { #expect(builder.refusal(of: propose(reason: reason), by: "ann") != nil) }
    }

    @Test("another person approves, who may, and who could before it was proposed")
    func approvers() throws {
        var builder = try Builder.staffed()
        try builder.run(.addAccount("ann2", to: "ann"), by: "root")
        builder.wait(hours: 1)
        try builder.run(propose(), by: "ann")
        for name in ["ann", "ann2", "carl", "lou", "root", "robot", "stranger"] {
            #expect(builder.refusal(of: .approveOverride(override), by: name) != nil, "\(name)")
        }
        builder.wait(hours: 1)
        try builder.run(.grant(.deputy, to: "lou"), by: "root")
        #expect(builder.refusal(of: .approveOverride(override), by: "lou") != nil)

        try builder.run(.approveOverride(override), by: "eve")
        #expect(
            builder.refusal(of: .approveOverride(override), by: "bob")
                == .impossible("override O-1 is approved already"))
    }

    @Test("an executive who had no part in it bears the debt")
    func accepted() throws {
        var builder = try overridden()
        try builder.run(.assign("carl", .response, from: nil, until: Builder.hour(6)), by: "ann")

        for name in ["ann", "bob", "carl", "root"] {
            #expect(builder.refusal(of: .acceptDebt(debt, reason: "nobody was to be had"), by: name) != nil)
        }
        #expect(builder.refusal(of: .acceptDebt(debt, reason: "."), by: "eve") != nil)
        try builder.run(.acceptDebt(debt, reason: "nobody was to be had"), by: "eve")
        #expect(builder.organisation.staffing.debts[debt]?.end?.kind == .accepted)
    }

    @Test("nobody accepts a debt of an override that he approved himself")
    func ownDebt() throws {
        var builder = try Builder.staffed()
        try builder.run(propose(), by: "ann")
        try builder.run(.approveOverride(override), by: "eve")
        try builder.run(.assign("carl", .response, from: nil, until: Builder.hour(6)), by: "ann")

        #expect(
            builder.refusal(of: .acceptDebt(debt, reason: "nobody was to be had"), by: "eve")
                == .secondPersonNeeded(act: "accepting a debt", first: "eve"))
    }
}
