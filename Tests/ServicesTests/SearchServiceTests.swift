import CaseLifecycle
import Detection
import Foundation
import RecordSearch
import Services
import Storage
import Testing
import Vocabulary

@Suite("Searching the records of cases")
struct SearchServiceTests {
    private let store: Store
    private let rules = RuleSet.load([]).rules

    init() throws { store = try Store() }

    private var search: SearchService { store.search }

    private func lines(_ count: Int, host: String, from first: Int = 0) -> [String] {
        (first..<first + count).map { number in
            #"{"@timestamp":"2026-03-0\#(1 + number % 5)T10:00:00Z","Computer":"\#(host)","EventID":\#(number % 3),"Note":"line \#(number) of \#(host)"}"#
        }
    }

    private func add(_ name: String, _ lines: [String], to id: CaseID, width: Int = 2) async throws {
        let folder = try #require(store.folder)
        _ = try await store.investigation(width: width).investigate(
            [try folder.write(name, lines: lines)], in: id, rules: rules, host: nil, progress: { _ in })
    }

    private func newCase() throws -> CaseID { try store.cases().open(title: "t").incident.id }

    private func references(_ text: String, in ids: [CaseID]? = nil) throws -> [String] {
        var merge = try search.open(ids).hits(try Query(text), isReversed: false, after: nil)
        var found: [String] = []
        while let hit = merge.next() { found.append(try merge.record(of: hit).reference.description) }
        return found
    }

    private var indexFolder: String { (store.folder?.home ?? "") + "/index/C-1" }

    private var segments: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: indexFolder).filter { $0.hasSuffix(".segment") }
                .map { "\(indexFolder)/\($0)" }.sorted()
        }
    }

    @Test("what is read can be searched, each record under its own reference")
    func found() async throws {
        let id = try newCase()
        // Larger than a portion, so that workers share the file.
        try await add("a.jsonl", lines(30_000, host: "WS-1"), to: id)
        let sealed = try #require(try store.queries.incident(id).evidence.first).id
        #expect(try references("\"line 17 of\"") == ["\(sealed)#17"])
        #expect(try references("note:\"line 29999\"") == ["\(sealed)#29999"])
        #expect(try await search.open(nil).count(try Query("host:ws-1")).value == 30_000)
    }

    @Test("an index made anew gives the same answers")
    func rebuilt() async throws {
        let id = try newCase()
        try await add("a.jsonl", lines(3_000, host: "WS-1"), to: id)
        try await add("b.jsonl", lines(2_000, host: "WS-2", from: 7), to: id)
        let before = try references("event_id:1 NOT \"line 4\"")
        #expect(before.count == 1666)
        #expect(try await search.rebuild().isEmpty)
        #expect(try references("event_id:1 NOT \"line 4\"") == before)
    }

    @Test("files that were sealed and never read are told, and no longer when they were")
    func neverRead() async throws {
        let id = try newCase()
        let file = try #require(store.folder).write("a.jsonl", lines: lines(10, host: "WS-1"))
        _ = try store.cases().run([.sealEvidence(try store.vault.seal(path: file.path))], on: id)
        #expect(try search.open(nil).gaps.map(\.unread) == [1])
        #expect(try references("*").isEmpty)

        try await add("a.jsonl", lines(10, host: "WS-1"), to: id)
        #expect(try search.open(nil).gaps.isEmpty)
        #expect(try references("*").count == 10)
    }

    @Test("what was left half done is told, not found, and taken up by the next run")
    func halfDone() async throws {
        let id = try newCase()
        try await add("a.jsonl", lines(100, host: "WS-1"), to: id)
        try await add("b.jsonl", lines(100, host: "WS-2"), to: id)
        // As after a kill: one file has no end in the manifest, and a segment is not listed.
        let path = indexFolder + "/manifest.json"
        let sealed = try store.queries.incident(id).evidence.map(\.id)
        var manifest = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path))) as? [String: Any])
        let files = try #require(manifest["files"] as? [Any])
        let cut = try #require(
            files.firstIndex { (($0 as? [String: Any])?["sealed"] as? String) == sealed[1].hex })
        manifest["files"] = Array(files[..<cut]) + Array(files[(cut + 2)...])
        try JSONSerialization.data(withJSONObject: manifest).write(to: URL(fileURLWithPath: path))
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: indexFolder + "/left.segment"))

        #expect(try search.open(nil).gaps.map(\.files) == [1])
        #expect(try references("host:WS-1").count == 100)
        #expect(try references("host:WS-2").isEmpty)

        try await add("c.jsonl", lines(50, host: "WS-3"), to: id)
        #expect(try search.open(nil).gaps.isEmpty)
        #expect(try references("*").count == 250)
        #expect(!FileManager.default.fileExists(atPath: indexFolder + "/left.segment"))
    }

    @Test("a damaged index is told and made anew, and stops nothing")
    func damaged() async throws {
        let id = try newCase()
        try await add("a.jsonl", lines(100, host: "WS-1"), to: id)
        let segment = try #require(try segments.first)
        try Data(repeating: 7, count: 5000).write(to: URL(fileURLWithPath: segment))
        #expect(try search.open(nil).gaps.map(\.damage.count) == [1])
        #expect(try store.admin().examine().first { $0.name == "index" }?.isHealthy == false)
        try Data("{".utf8).write(to: URL(fileURLWithPath: indexFolder + "/manifest.json"))
        #expect(try search.open(nil).gaps.map(\.files) == [1])
        #expect(try await search.rebuild([id]).isEmpty)
        #expect(try references("*").count == 100)
    }

    @Test("an index that cannot be written is told, and the case goes on without it")
    func unwritable() async throws {
        let id = try newCase()
        let folder = try #require(store.folder)
        // A file where a folder should be.
        try Data().write(to: URL(fileURLWithPath: folder.home + "/index"))
        let told = Counter()
        let incident = try await store.investigation(width: 2).investigate(
            [try folder.write("a.jsonl", lines: lines(10, host: "WS-1"))], in: id, rules: rules, host: nil,
            progress: { if case .notIndexed = $0 { _ = told.next() } })
        #expect(told.count == 1)
        #expect(incident.readings.count == 1)
        #expect(try search.open(nil).gaps.map(\.files) == [1])
    }

    @Test("the same file in two cases is found in each, and in one alone where one is asked for")
    func cases() async throws {
        let first = try newCase()
        let second = try newCase()
        try await add("a.jsonl", lines(20, host: "WS-1"), to: first)
        try await add("a.jsonl", lines(20, host: "WS-1"), to: second)
        #expect(try references("*").count == 40)
        #expect(try references("*", in: [second]).count == 20)
        #expect(throws: CaseRefusal.self) { try search.open([CaseID(number: 9)]) }
    }
}
