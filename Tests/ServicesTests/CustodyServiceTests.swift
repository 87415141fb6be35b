import CaseLifecycle
import Foundation
import Services
import Storage
import Testing
import Vocabulary

@Suite("Custody and the vault")
struct CustodyServiceTests {
    let store: Store

    init() throws {
        store = try Store()
        try store.addLead("Ada")
        try store.addLead("Bo")
        // The cases of these tests are open: what they give up is given up before counsel, after a long time.
        try store.grant(.legal, to: "Bo")
    }

    private func cases(as name: String = "Ada", hours: Int64 = 0) -> CaseService {
        CaseService(
            database: store.database, actor: Principal(account: name),
            now: { Store.time.advanced(bySeconds: hours * 3600) })
    }

    private func custody(as name: String = "Ada", hours: Int64 = 0) -> CustodyService {
        CustodyService(
            cases: cases(as: name, hours: hours),
            evidence: EvidenceService(database: store.database, vault: store.vault), vault: store.vault,
            index: store.index)
    }

    /// A case with one sealed file, kept for an hour.
    private func caseWithFile(_ bytes: [UInt8] = [1, 2, 3]) throws -> (id: CaseID, evidence: EvidenceID) {
        let folder = try #require(store.folder)
        let file = try folder.write("a.log", bytes)
        let id = try cases().open(title: "t").incident.id
        let sealed = try store.vault.seal(path: file.path)
        _ = try cases().run(
            [
                .sealEvidence(sealed),
                .custody(.retain(.all, until: Store.time.advanced(bySeconds: 3600), reason: "the schedule")),
            ], on: id)
        return (id, sealed.id)
    }

    private func request(_ id: CaseID) throws {
        _ = try cases(hours: 2162).run(
            [.custody(.requestDestruction(.all, method: "removed from the vault", reason: "kept long enough"))], on: id)
    }

    private func item(_ id: CaseID, _ evidence: EvidenceID) throws -> CustodyItem {
        try #require(try store.queries.incident(id).custody.items[evidence])
    }

    @Test("destroyed evidence is gone from the vault, has a certificate, and is not called missing")
    func destroying() throws {
        let (id, evidence) = try caseWithFile()
        try request(id)
        #expect(throws: CaseRefusal.self) { try custody(as: "Ada", hours: 2162).destroy(.all, in: id) }
        #expect(store.vault.holds(evidence))

        let (_, items) = try custody(as: "Bo", hours: 2162).destroy(.all, in: id)

        #expect(!store.vault.holds(evidence))
        #expect(items.count == 1)
        let removal = try #require(items[0].destruction?.removal)
        #expect(removal.problem == nil && removal.keptFor.isEmpty)
        let checks = try custody().recordChecks(of: id)
        #expect(checks.map(\.isDestroyed) == [true] && checks.map(\.problem) == [nil])
        #expect(try store.admin().examine().allSatisfy(\.isHealthy))
        #expect(try store.database.differingReadModels() == [])
    }

    @Test("evidence that must be kept stays in the vault, whoever asks", arguments: ["Ada", "Bo"])
    func keeping(name: String) throws {
        let (id, evidence) = try caseWithFile()
        try request(id)
        _ = try cases(hours: 2162).run([.custody(.hold(.all, reason: "a court asks"))], on: id)

        #expect(throws: CaseRefusal.self) { try custody(as: name, hours: 2163).destroy(.all, in: id) }

        #expect(store.vault.holds(evidence))
    }

    @Test("a file that another case holds stays for it, hold or no hold; the last case that gives it up removes it")
    func sharedFile() throws {
        let (first, evidence) = try caseWithFile()
        let (second, same) = try caseWithFile()
        #expect(evidence == same)
        _ = try cases().run([.custody(.hold(.all, reason: "a court asks"))], on: first)
        try request(second)

        _ = try custody(as: "Bo", hours: 2162).destroy(.all, in: second)

        #expect(try item(second, evidence).destruction?.removal?.keptFor == [first])
        try store.vault.verify(evidence)
        #expect(throws: CaseRefusal.self) { try request(first) }
    }

    @Test("when a run ends after the witness spoke, the next one removes the file")
    func interrupted() throws {
        let (id, evidence) = try caseWithFile()
        try request(id)
        _ = try cases(as: "Bo", hours: 2162).run([.custody(.confirmDestruction(.all))], on: id)
        #expect(store.vault.holds(evidence))

        _ = try custody(as: "Ada", hours: 2163).destroy(.named([evidence.hex]), in: id)
        _ = try custody(as: "Ada", hours: 2164).destroy(.named([evidence.hex]), in: id)

        #expect(!store.vault.holds(evidence))
        #expect(try item(id, evidence).destruction?.removal?.time == Store.time.advanced(bySeconds: 2163 * 3600))
    }

    @Test("the certificate says when the bytes were no longer what was sealed")
    func damagedBefore() throws {
        let (id, evidence) = try caseWithFile()
        try request(id)
        try FileManager.default.removeItem(atPath: store.vault.path(of: evidence))

        _ = try custody(as: "Bo", hours: 2162).destroy(.all, in: id)

        #expect(try item(id, evidence).destruction?.removal?.problem?.hasPrefix("not found") == true)
    }

    @Test("a check that is recorded is in the log, with what it found")
    func recordedCheck() throws {
        let (id, evidence) = try caseWithFile()
        _ = try custody(hours: 2161).recordChecks(of: id)
        try FileManager.default.removeItem(atPath: store.vault.path(of: evidence))
        _ = try custody(hours: 2162).recordChecks(of: id)

        let checks = try item(id, evidence).checks
        #expect(checks.map { $0.problem == nil } == [true, true, false])
    }

    @Test(
        "a step that rests on evidence looks at changed files again, and what was found is on record when it is refused"
    )
    func recheck() throws {
        let folder = try #require(store.folder)
        // The clock of the server is a minute behind that of the file system, or an hour ahead.
        let present = try #require(Timestamp(unixSeconds: Int64(Date().timeIntervalSince1970), nanoseconds: 0))
        func cases(ahead seconds: Int64 = -60) -> CaseService {
            CaseService(
                database: store.database, vault: store.vault, actor: Principal(account: "Ada"),
                now: { present.advanced(bySeconds: seconds) })
        }
        let id = try cases().open(title: "t").incident.id
        let sealed = try store.vault.seal(path: folder.write("a.log", [1, 2, 3]).path)
        _ = try cases().run([.sealEvidence(sealed)], on: id)
        func checks(after service: CaseService) throws -> [Bool] {
            #expect(throws: CaseRefusal.self) { try service.run([.advance], on: id) }
            return try item(id, sealed.id).checks.map { $0.problem == nil }
        }
        func write(_ bytes: [UInt8]) throws {
            try FileManager.default.removeItem(atPath: store.vault.path(of: sealed.id))
            try Data(bytes).write(to: URL(fileURLWithPath: store.vault.path(of: sealed.id)))
        }

        #expect(try checks(after: cases()) == [true, true])
        try write([9, 9, 9])
        #expect(throws: CaseRefusal.self) { try cases().rehearse([.advance], on: id) }
        #expect(try item(id, sealed.id).checks.count == 2)
        #expect(try checks(after: cases()) == [true, true, false])
        #expect(try checks(after: cases()) == [true, true, false])
        #expect(
            throws: CaseRefusal.stale(expected: 1, actual: try store.queries.incident(id).version)
        ) { try cases().run([.advance], on: id, expected: 1) }
        try write([1, 2, 3])
        #expect(try checks(after: cases(ahead: 3600)) == [true, true, false, true])
        #expect(try checks(after: cases(ahead: 3600)) == [true, true, false, true])
    }

    @Test(
        "whatever may destroy traces looks at the evidence first",
        arguments: [
            CaseCommand.recovery(
                .cells(
                    targets: [.system("A")], cause: CauseID(number: 1), act: .done(what: "wiped", destroysTraces: false)
                )),
            .recovery(.resetCredential(account: "a", act: .removed, observed: "gone", at: nil)),
            .plan(
                .recordResult(
                    ActionKey(plan: PlanID(number: 1), number: 1), .done, observed: "wiped", happenedAt: nil)),
            .recovery(.resume(criteria: ["all is well"])),
        ])
    func recheckBeforeTracesGo(command: CaseCommand) throws {
        let (id, evidence) = try caseWithFile()
        try FileManager.default.removeItem(atPath: store.vault.path(of: evidence))
        let service = CaseService(
            database: store.database, vault: store.vault, actor: Principal(account: "Ada"), now: { Store.time })

        #expect(throws: CaseRefusal.self) { try service.run([command], on: id) }

        #expect(try item(id, evidence).checks.last?.problem?.hasPrefix("not found") == true)
    }

    @Test("destroyed evidence is sealed anew when it is found again, and stands in one row")
    func foundAgain() throws {
        let (id, evidence) = try caseWithFile()
        try request(id)
        _ = try custody(as: "Bo", hours: 2162).destroy(.all, in: id)
        let folder = try #require(store.folder)
        let sealed = try store.vault.seal(path: try folder.write("b.log", [1, 2, 3]).path)
        _ = try cases(hours: 2163).run([.sealEvidence(sealed)], on: id)

        #expect(store.vault.holds(evidence))
        #expect(try item(id, evidence).formerDestructions.count == 1)
        let log = try item(id, evidence).handlings.map(\.text)
        #expect(log.first?.hasPrefix("Sealed as ") == true, "what was done before stays in the log")
        #expect(log.last?.hasPrefix("Sealed after it was destroyed (") == true)
        #expect(try !item(id, evidence).retentions.isEmpty)
        #expect(try store.database.evidence(of: id).items.map(\.sealed.name) == ["b.log"])
        #expect(try store.database.differingReadModels() == [])
        #expect(try custody(hours: 2163).recordChecks(of: id).map(\.problem) == [nil])
    }

    @Test("a case goes on taking evidence after some was destroyed")
    func investigating() async throws {
        let (id, _) = try caseWithFile(Array("not a log\n".utf8))
        let rules = try RuleLibrary.load([]).rules
        let folder = try #require(store.folder)
        let investigation = InvestigationService(cases: cases(), vault: store.vault, index: store.index, width: 1)
        _ = try await investigation.investigate(
            [try folder.write("c.log", [7])], in: id, rules: rules, host: nil, progress: { _ in })
        _ = try cases().run(
            [.custody(.retain(.all, until: Store.time.advanced(bySeconds: 3600), reason: "the schedule"))], on: id)
        try request(id)
        _ = try custody(as: "Bo", hours: 2162).destroy(.all, in: id)

        let incident = try await investigation.investigate(
            [try folder.write("d.log", [8])], in: id, rules: rules, host: nil, progress: { _ in })

        #expect(incident.evidence.count == 3 && incident.readings.count == 3)
    }
}
