import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-EVIDENCE: whose a file is")
struct EvidenceOriginTests {
    private static let account = Target.account("CORP\\svc")

    private func preserve(_ id: EvidenceID, _ target: Target = .system("A")) -> CaseCommand {
        .custody(.preserve(target, kind: .logs, evidence: id.hex, acquired: nil))
    }

    /// Why it is refused; empty where it is not.
    private func why(_ command: CaseCommand, _ builder: inout CaseBuilder, by name: String = "carl") -> String {
        if case .impossible(let why) = builder.refusal(of: command, by: name) { why } else { "" }
    }

    @Test("a log preserves the systems that wrote a real share of it, and none that it only names")
    func writers() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.read(id, 173, writers: ["A": 1, "B": 172], computers: ["A", "B"])

        #expect(why(preserve(id), &builder).contains("does not bear on A, for its records were written by A, B"))
        #expect(try !builder.run(preserve(id, .system("B"))).isEmpty)
    }

    @Test("a log that many computers write into preserves each, by name, alias or address")
    func collector() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        var scope = builder.incident.scope
        scope.systems[0].aliases = ["A.corp.example"]
        scope.systems[1].addresses = ["10.0.0.5"]
        try builder.run(.recordScope(scope))
        try builder.read(id, 4000, writers: ["a.corp.example": 12, "10.0.0.5": 40, "Z": 3948])
        try builder.identify(id, as: "collector")

        for name in ["A", "B"] { #expect(try !builder.run(preserve(id, .system(name))).isEmpty) }

        #expect(builder.incident.custody.items[id]?.preserves == [.system("A"), .system("B")])
        #expect(builder.missing("GATE-EVIDENCE", .eradicate).isEmpty)
    }

    @Test("the log of another system that is concerned itself is not made that of this one, whoever says so")
    func ofAnotherConcerned() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.read(id, 50, writers: ["B": 50])
        try builder.identify(id, as: "A")

        #expect(why(preserve(id), &builder).contains("written by B, which is concerned itself"))
        #expect(try !builder.run(preserve(id, .system("B")), by: "carl").isEmpty)
    }

    @Test("a label that all records contradict counts where another person gave it than who rests on it")
    func contradicted() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.read(id, 50, writers: ["WEB-01": 50])
        builder.actor = "carl"
        try builder.identify(id, as: "A")

        let refused = why(preserve(id), &builder)
        #expect(refused.contains("its records were written by WEB-01"))
        #expect(refused.contains("somebody else than carl says so: cordon evidence custody C-1 \(id) --hostname A;"))
        #expect(refused.hasSuffix("cordon evidence waive C-1 --system A --reason TEXT"))
        #expect(try !builder.run(preserve(id), by: "dora").isEmpty)
    }

    @Test("whoever seals a log of one system as that of another does not preserve it so")
    func sealedAsAnother() throws {
        var (builder, _) = try CaseBuilder.withEvidence()
        let id = try builder.seal(2, host: "A", by: "carl")
        try builder.identify(id)
        try builder.read(id, 50, writers: ["B": 50])

        #expect(!why(preserve(id), &builder).isEmpty)
        #expect(try !builder.run(preserve(id, .system("B"))).isEmpty)
    }

    @Test("a log that names no computer is of the system that somebody says, or that is known to rest on it")
    func untold() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.read(id, 50, writers: [:])
        #expect(why(preserve(id), &builder).hasSuffix("cordon evidence custody C-1 \(id) --hostname A"))

        var known = builder
        var scope = known.incident.scope
        scope.systems[0].evidence = [EvidenceReference(evidence: id, record: 3)]
        scope.filesCovered = 1
        try known.run(.recordScope(scope))
        #expect(try !known.run(preserve(id)).isEmpty)

        try builder.identify(id, as: "A")
        #expect(try !builder.run(preserve(id), by: "carl").isEmpty)
    }

    @Test("that a record of another system's log is known to concern a system does not make the log its own")
    func movementRecord() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.read(id, 50, writers: ["B": 50])
        var scope = builder.incident.scope
        scope.systems[0].evidence = [EvidenceReference(evidence: id, record: 3)]
        scope.filesCovered = 1
        try builder.run(.recordScope(scope))

        #expect(why(preserve(id), &builder).contains("written by B"))
    }

    @Test(
        "a log read by a release that did not say who wrote it preserves what it names, or what people say",
        arguments: [["B", "A"], nil])
    func readBefore(computers: [String]?) throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.read(id, 50, writers: nil, computers: computers)

        #expect(try !builder.run(preserve(id)).isEmpty)
    }

    @Test("what a log was said to preserve by mistake is taken back by the right statement")
    func mistake() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.read(id, 50, writers: ["B": 50])
        let acquired = try #require(ZonedTime(iso8601: "2026-03-02T08:00:00Z"))
        builder.given(
            .custody(event: .preserved(target: .system("A"), kind: .logs, evidence: id, acquired: acquired)))

        try builder.run(preserve(id, .system("B")))

        #expect(builder.incident.custody.items[id]?.preserves == [.system("B")])
    }

    private func withAccount() throws -> (CaseBuilder, EvidenceID) {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.run(.scope(.enrol(Self.account, tier: 1, owner: nil)))
        try builder.read(id, 50, writers: ["A": 50])
        return (builder, id)
    }

    @Test("a file preserves an account where what is known of it rests on the file, whatever else the file preserves")
    func account() throws {
        var (builder, id) = try withAccount()
        #expect(
            why(preserve(id, Self.account), &builder)
                == "nothing that is known of account CORP\\svc rests on \(id); where the file is its record, somebody else "
                + "than carl says so: cordon evidence custody C-1 \(id) --hostname 'CORP\\svc'")
        var scope = builder.incident.scope
        scope.movements = [
            Movement(
                time: Staff.start, from: "B", to: "A", account: "corp\\SVC", method: "WMI", technique: nil,
                confidence: 1, evidence: [EvidenceReference(evidence: id, record: 3)])
        ]
        scope.filesCovered = 1
        try builder.run(.recordScope(scope))

        try builder.run(preserve(id))
        try builder.run(preserve(id, Self.account))

        #expect(builder.incident.custody.items[id]?.preserves == [.system("A"), Self.account])
        let other = try builder.seal(2)
        try builder.identify(other)
        #expect(
            why(preserve(other, Self.account), &builder).contains(
                "as this does: cordon evidence preserve C-1 --account 'CORP\\svc' --kind logs --evidence 10000000;"))
    }

    @Test("a record of an account is what another person says to be one")
    func vouched() throws {
        var (builder, id) = try withAccount()
        builder.actor = "carl"
        try builder.identify(id, as: Self.account.name)

        #expect(!why(preserve(id, Self.account), &builder).isEmpty)
        #expect(try !builder.run(preserve(id, Self.account), by: "dora").isEmpty)
    }

    @Test("a log preserves nothing where no record has a time, or where all are of before the intrusion")
    func undated() throws {
        var (builder, _) = try CaseBuilder.withEvidence()
        let small = try builder.seal(2, bytes: 3, host: "A")
        try builder.identify(small)
        try builder.read(small, 1, writers: [:], last: nil)
        #expect(
            why(preserve(small), &builder)
                == "file 2 has 3 bytes, and no record of it has a time: it preserves nothing. Other evidence: cordon "
                + "evidence add C-1 PATH")

        let old = try builder.seal(3)
        try builder.identify(old)
        try builder.read(old, 50, writers: ["A": 50], last: Timestamp(iso8601: "2026-02-01T00:00:00Z"))
        try builder.date("B", "2026-02-28T00:00:00Z")
        #expect(why(preserve(old), &builder).contains("before the first compromise of the case (2026-02-28T00:00:00"))
        try builder.date("B", "2026-01-28T00:00:00Z")
        #expect(try !builder.run(preserve(old)).isEmpty)
    }

    @Test("a few records that do not say who wrote them preserve something where two people say so")
    func fewOfNobody() throws {
        var (builder, id) = try CaseBuilder.withEvidence()
        try builder.read(id, 9, writers: [:])
        builder.actor = "carl"
        try builder.identify(id, as: "A")

        #expect(
            why(preserve(id), &builder).hasPrefix("of file 1, few records say nothing of who wrote them, and nobody"))
        #expect(try !builder.run(preserve(id), by: "dora").isEmpty)
    }

    @Test("a line of a system is taken for its traces only where the case holds no log of it")
    func aLine() throws {
        var (builder, line) = try CaseBuilder.withEvidence()
        try builder.read(line, 1, writers: ["A": 1])
        let log = try builder.seal(2)
        try builder.identify(log)
        var alone = builder
        #expect(try !alone.run(preserve(line)).isEmpty)
        try builder.read(log, 173, writers: ["A": 173])

        #expect(
            why(preserve(line), &builder)
                == "file 1 has few records, and the case holds more of A: cordon evidence preserve C-1 --system A "
                + "--kind logs --evidence 20000000")
        try builder.run(preserve(log))
        #expect(try !builder.run(preserve(line)).isEmpty)
    }
}
