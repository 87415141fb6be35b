import CaseLifecycle
import GRDB
import Testing
import Vocabulary

@testable import Storage

@Suite("Other cases that tell of the same")
struct OtherCasesTests {
    let folder: TemporaryFolder
    let database: CaseDatabase

    init() throws {
        folder = try TemporaryFolder()
        database = try folder.open()
    }

    private func append(_ events: [CaseEvent], to number: Int = 1) throws {
        _ = try database.write {
            try $0.append(
                events, to: CaseID(number: number), expected: nil, actor: .alice, at: .minute(number))
        }
    }

    /// A case whose evidence, if it has any, speaks of these systems.
    private func add(_ number: Int, _ hosts: [(String, SystemVerdict)], evidence: [Int] = []) throws {
        let sealed = try evidence.map { CaseEvent.evidenceSealed(evidence: try Sample.sealed($0)) }
        let scope = try Sample.scope(hosts.map { ($0.0, $0.1, 0.9) })
        try append([.opened(title: "case \(number)")] + sealed + [.scopeDerived(assessment: scope)], to: number)
    }

    private func found(from number: Int = 1) throws -> [String] {
        let id = CaseID(number: number)
        let read = try database.otherCases(than: [id], confirmsList: true)[id] ?? []
        #expect(try database.write { try $0.otherCases(than: id) } == read)
        return read.map { "\($0.id): \($0.common.map(\.description).joined(separator: ", "))" }
    }

    @Test("open cases that know the same systems are found, with what they know; each finds the other")
    func shared() throws {
        try add(1, [("FS-02", .confirmed), ("WS1", .probable)], evidence: [1])
        try add(2, [("APP-02", .confirmed), ("FS-02", .probable)], evidence: [2])
        try add(3, [("ELSEWHERE", .confirmed)], evidence: [3])
        try add(4, [("ws1", .confirmed), ("FS-02", .confirmed)], evidence: [4])

        #expect(try found() == ["C-2: FS-02", "C-4: FS-02, WS1"])
        #expect(try found(from: 2) == ["C-1: FS-02", "C-4: FS-02"])
        #expect(try found(from: 3) == [])
        #expect(try folder.open(.readOnly).otherCases(than: [.first])[.first]?.map(\.id.number) == [2, 4])
    }

    @Test("a judgement counts as soon as it is recorded, and no longer than it holds")
    func judged() throws {
        try add(1, [("FS-02", .confirmed)], evidence: [1])
        try add(2, [("FS-02", .unknown)], evidence: [2])
        let seen = EvidenceFingerprint(version: 9, files: 1, records: 0, mentions: 0)
        func judge(_ verdict: SystemVerdict) throws {
            try append(
                [.scope(event: .judged(target: .system("FS-02"), verdict: verdict, reason: "r", seen: seen))], to: 2)
        }

        #expect(try found() == [])
        try judge(.confirmed)
        #expect(try found() == ["C-2: FS-02"])
        try judge(.cleared)
        #expect(try found() == [])
        #expect(try database.differingReadModels() == [])
    }

    @Test("a closed case tells of nothing that is still to be contained")
    func closed() throws {
        try add(1, [("FS-02", .confirmed)], evidence: [1])
        try add(2, [("FS-02", .confirmed)], evidence: [2])
        try append([.stateEntered(state: .closed, gates: [])], to: 2)

        #expect(try found() == [])
    }

    @Test("what another case tells counts whether this one holds its evidence, or it has none")
    func held() throws {
        try add(1, [("FS-02", .confirmed), ("WS1", .confirmed)], evidence: [1, 2])
        try add(2, [("FS-02", .confirmed), ("APP-02", .confirmed)], evidence: [2])
        try add(3, [("FS-02", .confirmed)])

        #expect(try found() == ["C-2: FS-02", "C-3: FS-02"])
    }

    @Test("each name of a case is looked up once, however many cases there are")
    func plan() throws {
        try add(1, [("FS-02", .confirmed)], evidence: [1])
        try add(2, [("FS-02", .confirmed)], evidence: [2])

        let steps = try database.read("plan") { database in
            try String.fetchAll(
                database, sql: "EXPLAIN QUERY PLAN " + ScopeNameRows.sharedNames,
                arguments: ["closed", 1], adapter: RangeRowAdapter(3..<4))
        }

        #expect(steps.count == 3 && steps.allSatisfy { $0.hasPrefix("SEARCH") }, "\(steps)")
    }
}
