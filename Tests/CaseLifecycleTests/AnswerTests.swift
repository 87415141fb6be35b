import CaseLifecycle
import Testing
import Vocabulary

@Suite("What people write for others to rely on")
struct AnswerTests {
    @Test(
        "the words that get past a form are no reason, outcome or statement",
        arguments: ["", " ", ".", "n/a", "none", "TBD", "unknown", "ok", "x", "aaaa", "\u{200B}"])
    func words(text: String) throws {
        var (builder, evidence) = try CaseBuilder.withEvidence()
        builder.actor = "ann"
        builder = try builder.analysed()
        try builder.run(.task(.open(text: "image A", owner: "dora", due: Self.inAWeek)), by: "ann")
        try builder.run(.plan(.draft(.containment, including: [], owner: nil)), by: "carl")
        let plan = PlanID(number: 1)
        let refused: [(CaseCommand, String)] = [
            (.returnTo(.declared, reason: text), "ann"),
            (.assessImpact(Self.impact(text)), "ann"),
            (.scope(.nameCommandChannel(address: "198.51.100.7", reason: text)), "carl"),
            (.task(.open(text: text, owner: "dora", due: Self.inAWeek)), "ann"),
            (.task(.finish(TaskID(number: 1), outcome: text)), "dora"),
            (.task(.log(LogEntry(kind: .action, text: text, happenedAt: nil, parties: []))), "dora"),
            (.plan(.removeAction(ActionKey(plan: plan, number: 1), reason: text)), "carl"),
            (.plan(.withdraw(plan, reason: text)), "carl"),
            (.custody(.hold(.named([evidence.hex]), reason: text)), "carl"),
            (.custody(.retain(.named([evidence.hex]), until: Self.inAWeek, reason: text)), "ann"),
            (.custody(.handle(.named([evidence.hex]), text: text, location: "lab", happened: nil)), "carl"),
            (.custody(.handle(.named([evidence.hex]), text: "copied", location: text, happened: nil)), "carl"),
            (.custody(.offer(.named([evidence.hex]), to: "dora", location: text, reason: nil)), "carl"),
            (.recovery(.dateCompromise(system: "A", at: CaseBuilder.compromise, reason: text)), "carl"),
        ]

        for (command, person) in refused {
            guard case .missing = builder.refusal(of: command, by: person) else {
                Issue.record("\(command)")
                continue
            }
        }
        try builder.run(.custody(.hold(.named([evidence.hex]), reason: "court order 12")), by: "carl")
        guard case .missing = builder.refusal(of: .custody(.lift(.named([evidence.hex]), reason: text)), by: "lou")
        else {
            Issue.record("lifted")
            return
        }
    }

    private static let inAWeek = Staff.start.advanced(bySeconds: 7 * 86_400)

    private static func impact(_ reason: String) -> ImpactAssessment {
        ImpactAssessment(
            functionalNow: .low, functionalIfNotContained: .high, information: [], recoverability: .regular,
            reason: reason)
    }
}
