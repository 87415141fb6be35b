import CaseLifecycle
import Testing
import Vocabulary

@testable import Storage

@Suite("Several writers")
struct ConcurrencyTests {
    @Test("appends from many connections lose no version and give none twice")
    func manyWriters() async throws {
        let folder = try TemporaryFolder()
        // Each writer has a pool of its own, as another process would.
        let databases = try (0..<4).map { _ in try folder.open() }
        try databases[0].write {
            _ = try $0.append([.opened(title: "busy")], to: .first, expected: 0, actor: .alice, at: .minute(0))
        }

        let versions = try await withThrowingTaskGroup(of: [Int].self) { group in
            for database in databases {
                group.addTask {
                    try (0..<25).map { round in
                        try database.write { transaction in
                            let version = try transaction.loadCase(.first)?.version
                            return try transaction.append(
                                [.noteAdded(text: "\(round)")], to: .first, expected: version, actor: .alice,
                                at: .minute(round))[0].version
                        }
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }

        #expect(versions.sorted() == Array(2...101))
        #expect(try databases[3].events(of: .first).map(\.version) == Array(1...101))
        #expect(try databases[3].verifyJournal().problems == [])
        #expect(try databases[3].differingReadModels() == [])
    }

    @Test("processes that make the same store at once make one")
    func makingAtOnce() async throws {
        let folder = try TemporaryFolder()
        let home = folder.home

        let stores = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<4 {
                group.addTask { try CaseDatabase(home: home, actor: .alice, at: .minute(0)).store }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }

        #expect(stores.count == 1)
        #expect(try folder.open().organisation().version == 1)
    }
}
