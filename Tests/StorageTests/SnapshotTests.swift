import CaseLifecycle
import Foundation
import GRDB
import Testing
import Vocabulary

@testable import Storage

@Suite("Snapshots of cases")
struct SnapshotTests {
    static let interval = CaseSnapshots.interval

    let folder: TemporaryFolder
    let database: CaseDatabase

    /// A case with a snapshot at its 500th event and a tail of 20.
    init() throws {
        folder = try TemporaryFolder()
        database = try folder.open()
        try append([.opened(title: "long"), .evidenceSealed(evidence: Sample.sealed(1))], minute: 0)
        let scope = try Sample.scope([("WEB", .probable, 0.8), ("DB", .possible, 0.4)])
        try append([.scopeDerived(assessment: scope)], minute: 1)
        try append((4...Self.interval).map { .noteAdded(text: "n\($0)") }, minute: 2)
        for number in 1...20 { try append([.noteAdded(text: "tail \(number)")], minute: 2 + number) }
    }

    private func append(_ events: [CaseEvent], minute: Int) throws {
        _ = try database.write { try $0.append(events, to: .first, expected: nil, actor: .alice, at: .minute(minute)) }
    }

    /// The version of the snapshot that is believed; nil for none.
    private func believed(_ database: CaseDatabase) throws -> Int? {
        try database.read("test") { connection in
            try CaseSnapshots(database: connection, store: database.store).find(.first)?.last.version
        }
    }

    /// The case folded from its first event.
    private func replayed() throws -> Case {
        try database.events(of: .first).reduce(into: Case(id: .first)) { $0.apply($1.event, $1.stamp) }
    }

    private func change(_ sql: String) throws {
        try database.withoutGuards { try $0.execute(sql: sql) }
    }

    @Test("a case that is loaded from one equals the case that is folded from its first event")
    func equal() throws {
        #expect(try believed(database) == Self.interval)
        #expect(try database.loadCase(.first) == replayed())
        let reopened = try folder.open()
        let seen = try reopened.write { try $0.loadCase(.first) }
        #expect(try seen == replayed())
        #expect(try folder.open(.readOnly).loadCase(.first) == replayed())
    }

    @Test("what follows one is appended as if there were none, and the next is made in time")
    func appended() throws {
        let reopened = try folder.open()
        let recorded = try reopened.write {
            try $0.append([.noteAdded(text: "on")], to: .first, expected: 520, actor: .bob, at: .minute(40))
        }
        #expect(recorded.map(\.version) == [521])
        #expect(try believed(reopened) == Self.interval)
        _ = try reopened.write {
            try $0.append(
                (0..<600).map { .noteAdded(text: "more \($0)") }, to: .first, expected: 521, actor: .bob,
                at: .minute(41))
        }

        #expect(try believed(reopened) == 1121)
        #expect(try reopened.loadCase(.first) == replayed())
        #expect(try reopened.summary(of: .first)?.opened == .minute(0))
        #expect(try reopened.differingReadModels() == [])
        #expect(try reopened.verifyJournal().problems == [])
    }

    @Test("the past does not see what was appended later, on either side of one")
    func past() throws {
        let all = try database.events(of: .first)
        for version in [1, 2, 499, 500, 501, 510, 520] {
            let expected = all.prefix(version).reduce(into: Case(id: .first)) { $0.apply($1.event, $1.stamp) }
            #expect(try database.loadCase(.first, version: version) == expected)
        }
        for minute in [0, 1, 2, 3, 22] {
            let expected = all.filter { $0.time <= .minute(minute) }
                .reduce(into: Case(id: .first)) { $0.apply($1.event, $1.stamp) }
            #expect(try database.loadCase(.first, at: .minute(minute)) == expected)
        }
        #expect(try database.loadCase(.first, at: .minute(-1)) == nil)
    }

    @Test(
        "one that was changed, is of another form, or names what the journal does not say is as good as absent",
        arguments: [
            "UPDATE snapshot SET body = x'00'", "UPDATE snapshot SET body = substr(body, 1, length(body) - 1)",
            "UPDATE snapshot SET format = format + 1", "UPDATE snapshot SET version = version + 1",
            "UPDATE snapshot SET hash = (SELECT hash FROM event WHERE stream = 'C-1' AND version = 499)",
            "UPDATE snapshot SET signature = replace(signature, 'a', 'b')",
            "UPDATE snapshot SET signature = 'x', hash = ''", "DELETE FROM snapshot", "DROP TABLE snapshot",
            "UPDATE snapshot SET case_number = 2",
            "UPDATE event SET hash = 'x' WHERE stream = 'C-1' AND version = 500",
        ])
    func unbelievable(sql: String) throws {
        let expected = try replayed()
        try change(sql)

        #expect(try believed(database) == nil)
        #expect(try database.loadCase(.first) == expected)
        #expect(try database.loadCase(.second) == nil)
    }

    @Test("none is made where there is none any more to replace: the table is made anew")
    func dropped() throws {
        try change("DROP TABLE snapshot")

        try append((0..<600).map { .noteAdded(text: "more \($0)") }, minute: 50)

        #expect(try believed(database) == 1120)
    }

    @Test("a tail that was changed from outside is not built upon")
    func tail() throws {
        try change("UPDATE event SET time = replace(time, '2026', '2025') WHERE stream = 'C-1' AND version = 510")
        let reopened = try folder.open()

        #expect { try reopened.write { try $0.loadCase(.first) } } throws: {
            ($0 as? StorageError)?.code == .damaged
        }
    }

    @Test("another store's is not believed, whatever case it says it is of")
    func otherStore() throws {
        let other = try TemporaryFolder()
        let foreign = try other.open()
        _ = try foreign.write {
            try $0.append([.opened(title: "other")], to: .first, expected: 0, actor: .alice, at: .minute(0))
        }
        let row = try #require(
            try database.read("test") { try Row.fetchOne($0, sql: "SELECT * FROM snapshot") })
        try foreign.withoutGuards { connection in
            try connection.execute(
                sql: "INSERT INTO snapshot VALUES (?, ?, ?, ?, ?, ?)", arguments: StatementArguments(row.databaseValues)
            )
        }

        #expect(try believed(foreign) == nil)
        #expect(try foreign.loadCase(.first)?.title == "other")
    }

    @Test("a rebuild throws them away, and an examination holds them against the journal")
    func examined() throws {
        #expect(try database.differingSnapshots() == [])
        try change("UPDATE snapshot SET signature = replace(signature, 'a', 'b')")
        #expect(try database.differingSnapshots() == [.first])

        try database.rebuild()

        #expect(try database.differingSnapshots() == [])
        #expect(try believed(database) == nil)
    }
}
