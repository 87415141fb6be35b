import CaseLifecycle
import Testing
import Vocabulary

@Suite("Corrective actions that closed cases left behind")
struct InheritedActionTests {
    private let one = CaseID(number: 1)
    private let first = ActionID(number: 1)

    /// A-1 of C-1 is eve's, until ten hours after the start.
    private func inherited() throws -> OrganisationBuilder {
        var builder = try OrganisationBuilder.staffed()
        builder.organisation.apply(
            .actionsInherited(actions: [
                InheritedAction(
                    caseID: one, action: first, text: "log PowerShell", owner: "eve",
                    due: OrganisationBuilder.hour(10), lane: .detection)
            ]), Staff.before)
        return builder
    }

    @Test("what is overdue, or whose owner left, is said with the duties until somebody has it")
    func neglected() throws {
        var builder = try inherited()
        func said() -> [String] { builder.organisation.actionWarnings(at: builder.clock) }
        let warning = "1 corrective action of preparation or detection is overdue or without an owner: A-1 of C-1"
        #expect(said() == [])

        try builder.run(.disable("eve"), by: "root")
        #expect(said() == [warning])
        #expect(
            builder.organisation.actionsOwned(by: "eve") == [
                "A-1 of C-1 is still eve's: cordon staff action C-1 A-1 --owner NAME --reason TEXT"
            ])
        try builder.run(.assignAction(one, first, owner: "dora", due: nil, reason: "eve left"), by: "ann")
        #expect(said() == [])
        builder.wait(hours: 11)
        #expect(said() == [warning])
        let later = OrganisationBuilder.hour(100)
        try builder.run(.assignAction(one, first, owner: nil, due: later, reason: "the vendor is late"), by: "dora")
        #expect(said() == [])
    }

    @Test("another owner is an enabled person, and another date is to come")
    func refused() throws {
        var builder = try inherited()
        func assign(_ owner: String?, _ due: Timestamp? = nil, _ reason: String = "eve left") -> OrganisationCommand {
            .assignAction(one, first, owner: owner, due: due, reason: reason)
        }

        #expect(builder.refusal(of: assign("nobody"), by: "ann") != nil)
        #expect(builder.refusal(of: assign(nil), by: "ann") != nil)
        #expect(builder.refusal(of: assign("dora", OrganisationBuilder.hour(-1)), by: "ann") != nil)
        #expect(builder.refusal(of: assign("dora", OrganisationBuilder.hour(24 * 800)), by: "ann") != nil)
        #expect(builder.refusal(of: assign("dora", nil, "n/a"), by: "ann") != nil)
        #expect(
            builder.refusal(
                of: .assignAction(one, ActionID(number: 2), owner: "dora", due: nil, reason: "eve left"), by: "ann")
                != nil)
        try builder.run(.finishAction(one, first, outcome: "rolled out to all servers"), by: "ann")
        #expect(builder.refusal(of: assign("dora"), by: "ann") != nil)
    }

    @Test("whoever declares the next incident is told what was never corrected after the one before")
    func declared() throws {
        var builder = try CaseBuilder.opened()
        try builder.run(.assignLead(person: "ann"))
        builder.organisation.apply(
            .actionsInherited(actions: [
                InheritedAction(
                    caseID: CaseID(number: 7), action: first, text: "log PowerShell", owner: "eve",
                    due: Staff.start.advanced(bySeconds: -60), lane: .detection)
            ]), Staff.before)

        let events = try builder.run(.declare(criterion: "theft of data"))

        #expect(
            verdict("GATE-LEAD", in: events)?.warnings?.contains {
                $0.hasSuffix("is overdue or without an owner: A-1 of C-7")
            } == true)
    }
}
