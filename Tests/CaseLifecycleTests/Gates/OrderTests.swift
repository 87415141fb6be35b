import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-ORDER, GATE-NEW-HOST and GATE-REOPEN")
struct OrderTests {
    @Test("a return goes to an earlier state, and only there")
    func returning() throws {
        var builder = try CaseBuilder.scoped([("A", .possible)]).analysed()
        for state in CaseState.allCases where state >= .analysis {
            #expect(
                builder.refusal(of: .returnTo(state, reason: "r"))
                    == .wrongState(.analysis, needs: "an earlier state to return to"))
        }

        #expect(try builder.run(.returnTo(.declared, reason: "r")) == [.returned(to: .declared, reason: "r")])
        #expect(builder.incident.state == .declared)
    }

    @Test("no command but advance, declare, the go and close moves a case forward")
    func onlyForward() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()
        let closing = Closing(vector: .web, outcome: .resolved, resolution: "rebuilt", reason: "all done")

        #expect(
            builder.refusal(of: .close(closing))
                == .wrongState(.analysis, needs: "a case whose review is done: cordon case advance C-1"))
        #expect(
            builder.refusal(of: .reopen(reason: "r"))
                == .wrongState(.analysis, needs: "a closed case, and this is open"))
        #expect(
            builder.refusal(of: .declare(criterion: "c"))
                == .wrongState(.analysis, needs: "a case that has not been declared"))
    }

    @Test("the states map to the phases of three models, from one table")
    func models() {
        #expect(
            ProcessModel.nist80061r2.phases == [
                "Preparation", "Detection and Analysis", "Containment, Eradication, and Recovery",
                "Post-Incident Activity",
            ])
        #expect(
            ProcessModel.picerl.phases == [
                "Preparation", "Identification", "Containment", "Eradication", "Recovery", "Lessons Learned",
            ])
        #expect(
            CaseState.allCases.allSatisfy { state in
                ProcessModel.allCases.allSatisfy { $0.phases.contains($0.phase(of: state)) }
            })
    }

    @Test("every gate has a name of its own, a statement and a source, and says what instead where nobody may override")
    func described() {
        #expect(Set(Gate.all.map(\.id)).count == Gate.all.count)
        #expect(Gate.all.allSatisfy { $0.id.hasPrefix("GATE-") && !$0.statement.isEmpty && !$0.citation.isEmpty })
    }

    @Test("the gates on the way are seen without taking the step")
    func dryRun() throws {
        let builder = try CaseBuilder.opened()

        #expect(builder.incident.unmetGates(in: builder.context).map(\.id) == ["GATE-DECLARE", "GATE-LEAD"])
        #expect(builder.incident.version == 1)
    }
}
