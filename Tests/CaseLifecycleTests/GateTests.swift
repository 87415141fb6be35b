import CaseLifecycle
import Testing
import Vocabulary

@Suite("Gates")
struct GateTests {
    @Test("a case without a lead is not declared, and the refusal says what would help")
    func lead() throws {
        var builder = try CaseBuilder.opened()

        let refused = refusal { () throws(CaseRefusal) in try builder.run(.declare(criterion: "theft")) }

        #expect(unmet(refused) == ["GATE-LEAD"])
        #expect(missing(refused) == ["the person who leads: cordon case assign C-1 --lead NAME"])
        #expect(builder.incident.state == .signal && builder.incident.criterion == nil)
    }

    @Test("advancing is no way around declaring: everything missing is said at once")
    func declare() throws {
        var builder = try CaseBuilder.opened()

        #expect(
            unmet(refusal { () throws(CaseRefusal) in try builder.run(.advance) }) == ["GATE-DECLARE", "GATE-LEAD"])
        try builder.run(.assignLead(person: "Ann"))
        #expect(unmet(refusal { () throws(CaseRefusal) in try builder.run(.advance) }) == ["GATE-DECLARE"])
    }

    @Test("a declaration records its criterion and the gates it passed, and happens once")
    func declared() throws {
        var builder = try CaseBuilder.opened()
        try builder.run(.assignLead(person: "Ann"))

        #expect(
            try builder.run(.declare(criterion: "theft")) == [
                .declared(criterion: "theft"),
                .stateEntered(
                    state: .declared,
                    gates: ["GATE-DECLARE", "GATE-LEAD"].map { GateVerdict(gate: $0, outcome: .passed) }),
            ])
        #expect(
            refusal { () throws(CaseRefusal) in try builder.run(.declare(criterion: "again")) }
                == .wrongState(.declared, needs: "a case that has not been declared"))
    }

    @Test("containment waits until every system has a verdict, and names those that have none")
    func scope() throws {
        var builder = try CaseBuilder.scoped([("B", .unknown), ("A", .unknown), ("C", .possible), ("D", .confirmed)])
            .analysed()

        let refused = refusal { () throws(CaseRefusal) in try builder.run(.advance) }
        #expect(unmet(refused) == ["GATE-SCOPE"])
        #expect(missing(refused).map { String($0.prefix(18)) } == ["a verdict for A: c", "a verdict for B: c"])

        try builder.run(.clear(system: "A", reason: "r"))
        try builder.run(.confirm(system: "B", reason: "r"))
        try builder.run(.advance)
        #expect(builder.incident.state == .containment)
        #expect(
            refusal { () throws(CaseRefusal) in try builder.run(.advance) }
                == .wrongState(.containment, needs: "a state that another follows"))
    }

    @Test("containment without evidence of any system is refused")
    func noSystems() throws {
        var builder = try CaseBuilder.opened().analysed()

        let refused = refusal { () throws(CaseRefusal) in try builder.run(.advance) }

        #expect(missing(refused) == ["evidence of at least one system: cordon evidence add C-1 PATH"])
    }

    @Test("a clearance does not outlive newer evidence about the system")
    func staleClearance() throws {
        var builder = try CaseBuilder.scoped([("A", .unknown), ("B", .confirmed)]).analysed()
        try builder.run(.clear(system: "A", reason: "looked"))
        #expect(builder.incident.systems["A"]?.verdict == .cleared)

        // The same said again is not newer evidence; something said of another system is not about this one.
        var scope = CaseBuilder.scope([("A", .unknown), ("B", .confirmed)])
        scope.leads = [Lead(question: "q", collect: "c", host: nil, value: 1)]
        try builder.run(.recordScope(scope))
        #expect(builder.incident.systems["A"]?.verdict == .cleared)

        scope.systems[0].addresses = ["10.0.0.9"]
        try builder.run(.recordScope(scope))
        #expect(builder.incident.systems["A"]?.verdict == .unknown)
        let refused = refusal { () throws(CaseRefusal) in try builder.run(.advance) }
        #expect(missing(refused).count == 1)
        #expect(missing(refused)[0].hasPrefix("a new verdict for A, cleared before newer evidence spoke of it"))
    }

    @Test("any further record of a cleared system, or about it, makes the clearance stale", arguments: [true, false])
    func furtherRecords(ofItsOwn: Bool) throws {
        var builder = try CaseBuilder.scoped([("A", .possible), ("B", .confirmed)]).analysed()
        try builder.run(.clear(system: "A", reason: "looked"))
        var scope = CaseBuilder.scope([("A", .possible), ("B", .confirmed)])
        if ofItsOwn { scope.systems[0].records += 1 } else { scope.systems[0].mentions += 1 }

        try builder.run(.recordScope(scope))

        // What was derived earlier was known when the person cleared it; it does not settle the matter again.
        let refused = refusal { () throws(CaseRefusal) in try builder.run(.advance) }
        #expect(missing(refused).map { $0.hasPrefix("a new verdict for A") } == [true])
    }

    @Test("evidence that is sealed but not read, or not yet part of the scope, keeps a case from containment")
    func unreadEvidence() throws {
        var builder = try CaseBuilder.scoped([("B", .confirmed)]).analysed()
        let id = try #require(EvidenceID(hex: String(repeating: "a", count: 64)))
        try builder.run(.sealEvidence(SealedEvidence(id: id, name: "x", origin: "/in/it's $(x)", bytes: 1)))
        let unread = refusal { () throws(CaseRefusal) in try builder.run(.advance) }
        try builder.run(
            .recordReading(EvidenceReading(evidence: id, format: .evtx, records: 1, issueCount: 0, issues: [])))
        let uncovered = refusal { () throws(CaseRefusal) in try builder.run(.advance) }
        let tooEarly = refusal { () throws(CaseRefusal) in
            try builder.run(.recordScope(CaseBuilder.scope([("C", .possible)])))
        }
        var scope = CaseBuilder.scope([("B", .confirmed)])
        scope.filesCovered = 1
        try builder.run(.recordScope(scope))

        #expect(
            missing(unread) == [
                #"the reading of x, sealed but not read: cordon evidence add C-1 -- '/in/it'\''s $(x)'"#
            ])
        #expect(missing(uncovered).map { $0.hasPrefix("a scope that covers all evidence (1 files") } == [true])
        #expect(tooEarly == .scopeIncomplete(covered: 0, held: 1))
        #expect(try builder.run(.advance).count == 1)
    }

    @Test("text without a letter or digit says nothing, and a refused declaration names all that is missing")
    func invisibleText() throws {
        var builder = try CaseBuilder.opened()

        let lead = refusal { () throws(CaseRefusal) in try builder.run(.assignLead(person: "\u{200B}\u{2060} .")) }
        let declared = refusal { () throws(CaseRefusal) in try builder.run(.declare(criterion: " \u{200B}")) }

        #expect(lead == .missing(["the name of the lead"]))
        #expect(missing(declared).count == 2)
    }

    @Test("the gates on the way are seen without taking the step")
    func dryRun() throws {
        let incident = try CaseBuilder.opened().incident

        #expect(try incident.unmetGates(facts: incident.gateFacts).map(\.id) == ["GATE-DECLARE", "GATE-LEAD"])
        #expect(incident.version == 1)
    }

    @Test("every gate has a name of its own, a statement and a source")
    func described() {
        #expect(Set(Gate.all.map(\.id)).count == Gate.all.count)
        #expect(Gate.all.allSatisfy { $0.id.hasPrefix("GATE-") && !$0.statement.isEmpty && !$0.citation.isEmpty })
    }

    private func unmet(_ refusal: CaseRefusal?) -> [String] {
        if case .gates(let gates) = refusal { gates.map(\.id) } else { [] }
    }

    private func missing(_ refusal: CaseRefusal?) -> [String] {
        if case .gates(let gates) = refusal { gates.flatMap(\.missing) } else { [] }
    }
}
