import CaseLifecycle
import Testing
import Vocabulary

@Suite("Which evidence is meant, and when")
struct EvidenceChoiceTests {
    @Test("evidence is named by its hash or by its first eight digits, in either case")
    func digits() throws {
        var builder = try CaseBuilder.opened()
        let ids = try [0xabcd_ef01, 0xabcd_ef02].map { try builder.seal($0) }

        #expect(try builder.incident.evidence(named: ids[0].hex) == ids[0])
        #expect(try builder.incident.evidence(named: "ABCDEF02") == ids[1])
        #expect(
            refusal { () throws(CaseRefusal) in try builder.incident.evidence(named: "abcdef03") }
                == .unknownItem("evidence abcdef03"))
        for wrong in ["abcdef0", "", "../../etc/passwd", "abcdef0g", ids[0].hex + "0"] {
            guard case .impossible = refusal({ () throws(CaseRefusal) in try builder.incident.evidence(named: wrong) })
            else {
                Issue.record("\(wrong) names evidence")
                return
            }
        }
    }

    @Test("where several files share the digits, more are asked for")
    func ambiguous() throws {
        var builder = try CaseBuilder.opened()
        let ids = try [0xabcd_ef01_1, 0xabcd_ef01_2].map { try builder.seal($0) }

        #expect(
            refusal { () throws(CaseRefusal) in try builder.incident.evidence(named: "abcdef01") }
                == .impossible("2 evidence files begin with abcdef01"))
        #expect(try builder.incident.evidence(named: "abcdef012") == ids[1])
    }

    @Test("no evidence at all is no choice")
    func nothing() throws {
        var builder = try CaseBuilder.opened()
        for selection in [EvidenceSelection.all, .named([])] {
            #expect(
                builder.refusal(of: .custody(.hold(selection, reason: "a court asks")))
                    == .missing(["which evidence: a SHA-256, or --all"]))
        }
    }

    @Test("evidence outlives its case: custody goes on when the case is closed, the response does not")
    func closedCase() throws {
        let (builder, id) = try CaseBuilder.withEvidence()
        var incident = builder.incident
        incident.apply(.stateEntered(state: .closed, gates: []), builder.context.stamp)
        let preserve = CaseCommand.custody(.preserve(.system("A"), kind: .disk, evidence: id.hex, acquired: nil))
        let waive = CaseCommand.custody(.waive(.system("A"), category: .notObtainable, reason: "it is lost"))

        for command in [preserve, waive] {
            let refused = refusal { () throws(CaseRefusal) in try incident.perform(command, in: builder.context) }
            #expect(unmet(refused) == ["GATE-REOPEN"])
        }
        #expect(try !incident.perform(.custody(.hold(.all, reason: "a court asks")), in: builder.context).isEmpty)
    }

    @Test("bytes that were destroyed and are found again begin a new chain of custody, with the certificate kept")
    func foundAgain() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(.custody(.retain(id, until: builder.now.advanced(bySeconds: 60))), by: "ann")
        builder.wait(hours: 1)
        builder.wait(hours: 24 * 90)
        try builder.run(.custody(.requestDestruction(id)), by: "ann")
        try builder.run(.custody(.confirmDestruction(id)), by: "lou")
        try builder.run(.custody(.recordDestruction(id, keptFor: [], problem: nil)))
        let certificate = try #require(builder.incident.custody.items[id]?.destruction)

        try builder.seal(1, by: "dora")

        let item = try #require(builder.incident.custody.items[id])
        #expect(item.formerDestructions == [certificate] && item.destruction == nil && item.statements.isEmpty)
        #expect(item.holder == Principal(account: "dora"))
        #expect(builder.incident.evidence.map(\.id) == [id])
    }
}
