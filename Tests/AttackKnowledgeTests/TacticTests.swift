import AttackKnowledge
import Testing

@Suite("Tactics and stages")
struct TacticTests {
    @Test(
        "a tag may join its words with hyphens or underscores, with or without prefix, in any case",
        arguments: [
            "attack.lateral-movement", "attack.lateral_movement", "Attack.Lateral-Movement", "lateral-movement",
        ])
    func tags(tag: String) {
        #expect(Tactic(tag: tag) == .lateralMovement)
    }

    @Test("a tag that names no tactic is none", arguments: ["attack.t1021.006", "attack.", "", "car.lateral-movement"])
    func otherTags(tag: String) {
        #expect(Tactic(tag: tag) == nil)
    }

    @Test("names are spelled as the matrix spells them")
    func names() {
        #expect(Tactic.commandAndControl.name == "Command and Control")
        #expect(Tactic.impact.name == "Impact")
        #expect(Tactic.commandAndControl.id == "TA0011")
    }

    @Test("ids are not shared")
    func ids() {
        let ids = Tactic.allCases.compactMap(\.id)
        #expect(Set(ids).count == 14)
        #expect(ids.count == 14)
    }

    @Test("the matrix runs from reconnaissance to impact, and every stage has its tactics")
    func order() {
        #expect(Tactic.allCases.min() == .reconnaissance)
        #expect(Tactic.allCases.max() == .impact)
        #expect(Set(Tactic.allCases.map(\.stage)).sorted() == KillChainStage.allCases)
    }

    @Test("moving to another system is an action on objectives, staying on one is installation")
    func stages() {
        #expect(Tactic.lateralMovement.stage == .actionsOnObjectives)
        #expect(Tactic.persistence.stage == .installation)
        #expect(Tactic.stealth.stage == Tactic.defenseEvasion.stage)
    }
}
