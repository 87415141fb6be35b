import CaseLifecycle
import Services
import Simulation
import Storage
import Testing
import Vocabulary

@Suite("An intrusion that was split over two cases")
struct SplitCaseTests {
    static let second = CaseID(number: 2)

    private func investigate(_ files: [EvidenceFile], in id: CaseID, _ store: Store) async throws {
        _ = try await store.investigation(width: 2).investigate(
            files, in: id, rules: try RuleLibrary.load([]).rules, host: nil, progress: { _ in })
    }

    /// What keeps a case from its next state, as somebody who may decide is told.
    private func missing(_ id: CaseID, _ store: Store) throws -> [String] {
        let ada = store.cases(as: Principal(account: "Ada"))
        func missing(_ body: () throws -> Void) throws -> [String] {
            do {
                try body()
                return []
            } catch let refusal as CaseRefusal {
                guard case .gates(let gates) = refusal else { throw refusal }
                return gates.filter { $0.id == "GATE-SCOPE" }.flatMap(\.missing).filter {
                    $0.contains("cordon scope apart")
                }
            }
        }
        let refused = try missing { _ = try ada.run([.advance], on: id) }
        #expect(try missing { _ = try ada.rehearse([.advance], on: id) } == refused, "a rehearsal tells the same")
        let shown = try store.queries.incident(id).unmetGates(in: try store.queries.context(of: id)).flatMap(\.missing)
        #expect(Set(refused).isSubset(of: shown), "and so does a look at the case")
        return refused
    }

    @Test("containment waits until its evidence is in one case, or somebody says that they are two intrusions")
    func split() async throws {
        let start = try #require(Timestamp(iso8601: "2026-03-02T06:00:00Z"))
        let folder = try TemporaryFolder()
        for file in SampleIntrusion(seed: 1, start: start).files {
            try folder.write("evidence/" + file.name, file.bytes)
        }
        let files = try EvidenceFinder.find(under: [folder.path + "/evidence"]).files
        let half = files.count / 2
        let store = try Store()
        try store.addLead("Ada")
        try store.addLead("Ben")
        let (ada, ben) = (store.cases(as: Principal(account: "Ada")), store.cases(as: Principal(account: "Ben")))
        for (id, part) in [(CaseID.first, files.prefix(half)), (Self.second, files.dropFirst(half))] {
            _ = try store.cases().open(title: "one half")
            try await investigate(Array(part), in: id, store)
            _ = try ada.run([.assignLead(person: "Ada"), .declare(criterion: "theft"), .advance], on: id)
        }

        #expect(try missing(.first, store).map { $0.hasPrefix("the evidence of C-2") } == [true])
        #expect(try missing(Self.second, store).map { $0.hasPrefix("the evidence of C-1") } == [true])

        for person in [ada, ben] {
            _ = try person.run([.scope(.setApart(Self.second, reason: "other tools"))], on: .first)
        }
        #expect(try missing(.first, store) == [])
        #expect(try store.queries.incident(.first).apart.map(\.other) == [Self.second, Self.second])
        #expect(try missing(Self.second, store).count == 1, "it is said in one case, for that case")

        try await investigate(Array(files.prefix(half)), in: Self.second, store)
        #expect(try missing(Self.second, store).count == 1, "what people say there is no evidence, and stays there")
        for person in [ada, ben] {
            _ = try person.run([.scope(.setApart(.first, reason: "all its evidence is here"))], on: Self.second)
        }
        #expect(try missing(Self.second, store) == [])
        #expect(try store.database.differingReadModels() == [])
    }
}
