import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-ERADICATION-GRID, a cause that was named by mistake")
struct WithdrawnCauseTests {
    private let gate = "GATE-ERADICATION-GRID"
    private let second = CauseID(number: 2)

    /// V-1 is gone from A; V-2, which carl names, is of another case.
    private func mistaken() throws -> CaseBuilder {
        var builder = try CaseBuilder.eradicated(["A"])
        try builder.run(.nameCause(.persistence, "task Updater", seenOn: [.system("A")]), by: "carl")
        return builder
    }

    private func withdraw(_ reason: String = "that was seen in another case") -> CaseCommand {
        .recovery(.withdrawCause(second, reason: reason))
    }

    @Test("another lead, deputy or executive withdraws it, and that is said by name; its cells are asked for no longer")
    func withdrawn() throws {
        var builder = try mistaken()
        #expect(
            builder.missing(gate, Step(.recover)) == [
                "V-2 removed from A: cordon eradicate cell C-1 V-2 --done TEXT -- A; or, where it was named by "
                    + "mistake, by a lead, deputy or executive who did not name it: cordon eradicate withdraw C-1 V-2 --reason TEXT"
            ])
        for name in ["carl", "dora", "lou"] { #expect(builder.refusal(of: withdraw(), by: name) != nil) }
        #expect(builder.refusal(of: withdraw("n/a"), by: "bob") != nil)
        #expect(builder.incident.responseState(of: .system("A")) == .contained)

        try builder.run(withdraw(), by: "bob")

        #expect(builder.missing(gate, Step(.recover)).isEmpty)
        #expect(builder.incident.responseState(of: .system("A")) == .eradicated)
        #expect(builder.incident.recovery.grid.causes.count == 2)
        #expect(
            builder.warnings(of: try #require(Gate.named(gate)), for: .recover).contains(
                "V-2, task Updater, was withdrawn by bob: that was seen in another case"))
        #expect(builder.refusal(of: withdraw(), by: "bob") != nil)
        #expect(builder.refusal(of: .cell("A", 2, .done(what: "removed it", destroysTraces: true)), by: "carl") != nil)
        try builder.run(.nameCause(.persistence, "task Updater", seenOn: [.system("A")]), by: "carl")
        #expect(builder.missing(gate, Step(.recover)).count == 1)
    }

    @Test("who named it does not withdraw it, and nobody does once something was removed for it")
    func refused() throws {
        var builder = try CaseBuilder.eradicated(["A"])
        try builder.run(.nameCause(.configuration, "open share"), by: "bob")
        guard case .secondPersonNeeded = builder.refusal(of: withdraw(), by: "bob") else {
            Issue.record("bob took back what he had named")
            return
        }
        try builder.run(.cell("A", 2, .done(what: "closed it", destroysTraces: false)), by: "carl")
        #expect(builder.refusal(of: withdraw(), by: "ann") != nil)
        try builder.run(.cell("A", 2, .failed(observed: "it is open again", at: nil)), by: "dora")
        #expect(builder.refusal(of: withdraw(), by: "ann") != nil)
    }

    @Test("a case in which every cause was withdrawn has none yet")
    func all() throws {
        var builder = try CaseBuilder.eradicating(["A"])
        try builder.run(.recovery(.withdrawCause(CauseID(number: 1), reason: "that is of another case")), by: "bob")

        #expect(
            builder.missing(gate, Step(.recover)).map { $0.hasPrefix("at least one cause that must be removed") } == [
                true
            ])
    }
}
