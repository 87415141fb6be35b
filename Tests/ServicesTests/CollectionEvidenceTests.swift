import CaseLifecycle
import Foundation
import Services
import Storage
import Testing
import Vocabulary

@Suite("Evidence in the folders of collections, and what is held and not read")
struct CollectionEvidenceTests {
    let store: Store
    let folder: TemporaryFolder

    init() throws {
        store = try Store()
        folder = try TemporaryFolder()
        _ = try store.cases().open(title: "t")
        try folder.write("WS5/C/Windows/x.pf", Array("MAM\u{04}".utf8) + [0, 1, 0, 0])
        try folder.write("notes/a.txt", Array("hello\n".utf8))
    }

    private func investigate(host: String?) async throws -> Case {
        try await store.investigation(width: 1).investigate(
            EvidenceFinder.find(under: [folder.path]).files, in: .first, rules: InvestigationServiceTests.rules,
            host: host, staysInPlace: false, progress: { _ in })
    }

    @Test("a collection names the computer of a file, and it is kept what named it")
    func named() async throws {
        let incident = try await investigate(host: nil)

        let program = try #require(incident.evidence.first { $0.name.hasSuffix("x.pf") })
        #expect(program.host == "WS5")
        #expect(program.hostSource == "the folder WS5, which holds the drive C")
        #expect(incident.evidence.first { $0.name.hasSuffix("a.txt") }?.host == nil)
    }

    @Test("what a person says counts more than a collection")
    func said() async throws {
        let incident = try await investigate(host: "OTHER")

        #expect(incident.evidence.map(\.host) == ["OTHER", "OTHER"])
        #expect(incident.evidence.map(\.hostSource) == [nil, nil])
    }

    @Test("what is held and not read says what it is, or why it was not recognised, and asks its question")
    func held() async throws {
        let incident = try await investigate(host: nil)

        #expect(
            incident.evidence.map { incident.readings[$0.id]?.unread } == [
                .held(kind: .prefetch), .text(line: "hello"),
            ])
        #expect(incident.scope.leads.map(\.host) == ["WS5", nil])
        #expect(
            incident.scope.leads.first?.question
                == "When did a program run, how often, and which files did it load? Held, not read: Prefetch file of WS5, 1 file."
        )
    }
}
