import CaseLifecycle
import GRDB
import Testing
import Vocabulary

@testable import Storage

@Suite("A journal changed from outside")
struct TamperingTests {
    let folder: TemporaryFolder
    let database: CaseDatabase

    // 1 ORG 1    2 C-1 1    3 C-1 2    4 C-2 1    5 C-1 3
    init() throws {
        folder = try TemporaryFolder()
        database = try folder.open()
        let appends: [(CaseID, CaseEvent)] = [
            (.first, .opened(title: "Case")), (.first, .noteAdded(text: "one")), (.second, .opened(title: "Other")),
            (.first, .noteAdded(text: "the boss did it")),
        ]
        for (id, event) in appends {
            _ = try database.write { try $0.append([event], to: id, expected: nil, actor: .alice, at: .minute(1)) }
        }
    }

    /// What somebody can do who has the database but not the key.
    private static let changes = [
        // The tail cut off, with heads that fit but are not signed.
        """
        DELETE FROM event WHERE sequence = 5;
        UPDATE head SET count = 4, hash = (SELECT hash FROM event WHERE sequence = 4) WHERE stream = '*';
        UPDATE head SET count = 2, hash = (SELECT hash FROM event WHERE sequence = 3) WHERE stream = 'C-1';
        """,
        // The tail cut off, the heads as they were.
        "DELETE FROM event WHERE sequence = 5",
        "UPDATE event SET event = replace(event, 'boss', 'butler') WHERE sequence = 5",
        "UPDATE event SET event = replace(event, 'one', 'two') WHERE sequence = 3",
        "DELETE FROM event WHERE sequence = 3",
        "UPDATE event SET time = 'yesterday' WHERE sequence = 3",
        "DELETE FROM head WHERE stream = 'C-1'",
        "DELETE FROM head WHERE stream = '*'",
        "UPDATE head SET signature = (SELECT signature FROM head WHERE stream = 'C-2') WHERE stream = 'C-1'",
        "UPDATE head SET signature = '' WHERE stream = '*'",
    ]

    @Test(
        "is not opened for writing and not decided on where its guards are gone or others were added, and still shown",
        arguments: [
            "DROP TRIGGER event_is_never_deleted",
            "CREATE TRIGGER more AFTER INSERT ON event BEGIN DELETE FROM head; END",
        ])
    func unguarded(sql: String) throws {
        try database.writer?.write { try $0.execute(sql: sql) }
        func isTold(_ error: (any Error)?) -> Bool {
            let error = error as? StorageError
            return error?.code == .damaged && error?.cause.contains("the triggers that keep its events") == true
        }

        #expect { try folder.open() } throws: { isTold($0) }
        let shown = try folder.open(.readOnly)
        #expect { try shown.confirmed(.first) } throws: { isTold($0) }
        #expect(isTold(shown.doubt()))
        #expect(try shown.loadCase(.first)?.version == 3)
        #expect(try shown.verifyJournal().problems == [JournalProblem(.unguarded)])
    }

    @Test("is not decided on, not added to, and not signed", arguments: changes)
    func append(sql: String) throws {
        try database.withoutGuards { try $0.execute(sql: sql) }
        let before = try database.verifyJournal()

        let reopened = try folder.open()
        #expect { try note(reopened) } throws: {
            let error = $0 as? StorageError
            return error?.code == .damaged && error?.cause.contains("cordon journal verify") == true
        }

        #expect(try database.verifyJournal() == before)
        #expect(!before.isSound)
    }

    @Test("is not read for a decision, by whoever only looks", arguments: changes)
    func decision(sql: String) throws {
        #expect(try folder.open(.readOnly).confirmed(.first).incident?.version == 3)
        try database.withoutGuards { try $0.execute(sql: sql) }

        #expect { try folder.open(.readOnly).confirmed(.first) } throws: { ($0 as? StorageError)?.code == .damaged }
    }

    @Test("is still found after a process that knew the case has gone on from the true history", arguments: changes)
    func goneOn(sql: String) throws {
        try database.withoutGuards { try $0.execute(sql: sql) }

        _ = try? note(database)

        #expect(try !database.verifyJournal().isSound)
    }

    @Test("is found when all its hashes were made anew without the key")
    func rewritten() throws {
        try database.withoutGuards { try Self.rewrite($0, from: "the boss did it", to: "nobody did it") }

        #expect { try note(database) } throws: { ($0 as? StorageError)?.code == .damaged }
        #expect(try !database.verifyJournal().isSound)
    }

    @Test("is not taken for the organisation's word")
    func organisation() throws {
        _ = try database.write {
            try $0.appendOrganisation([.settingChanged(name: "a", value: "b")], actor: .alice, at: .minute(2))
        }
        try database.withoutGuards {
            try $0.execute(sql: "UPDATE event SET event = replace(event, '\"b\"', '\"c\"') WHERE sequence = 6")
        }

        #expect { try database.write { try $0.organisation } } throws: { ($0 as? StorageError)?.code == .damaged }
        #expect {
            try database.write {
                try $0.appendOrganisation([.settingChanged(name: "x", value: "y")], actor: .alice, at: .minute(3))
            }
        } throws: {
            ($0 as? StorageError)?.code == .damaged
        }
    }

    @Test("is not exported under a new signature", arguments: changes)
    func export(sql: String) throws {
        try database.withoutGuards { try $0.execute(sql: sql) }

        for stream in [JournalStream.ofCase(.first), .store] where Self.concerns(sql, stream) {
            #expect { try database.export(stream) } throws: { ($0 as? StorageError)?.code == .damaged }
        }
    }

    @Test("does not keep an untouched case from being exported")
    func untouched() throws {
        try database.withoutGuards { try $0.execute(sql: Self.changes[3]) }

        #expect(JournalVerifier.verify(try database.export(.ofCase(.second))).isSound)
    }

    /// The head of one stream says nothing of the other.
    private static func concerns(_ sql: String, _ stream: JournalStream) -> Bool {
        guard sql.contains(" head "), !sql.contains("event") else { return true }
        return sql.hasSuffix("WHERE stream = '\(stream)'")
    }

    private func note(_ database: CaseDatabase) throws {
        _ = try database.write {
            try $0.append([.noteAdded(text: "ordinary")], to: .first, expected: nil, actor: .alice, at: .minute(9))
        }
    }

    /// Changes a text of an event and makes every hash anew that follows from it.
    private static func rewrite(_ database: Database, from old: String, to new: String) throws {
        try database.execute(
            sql: "UPDATE event SET event = replace(event, ?, ?)", arguments: [old, new])
        var lines: [JournalLine] = []
        try CaseJournal(database: database).forEachRow(of: .store) { row in
            lines.append(try #require(row.line))
            return true
        }
        var heads: [JournalStream: String] = [:]
        for var line in lines {
            line.previous = heads[line.stream] ?? JournalLine.noHash
            line.previousInStore = heads[.store] ?? JournalLine.noHash
            let hash = line.hash
            try database.execute(
                sql: "UPDATE event SET previous = ?, previous_in_store = ?, hash = ? WHERE sequence = ?",
                arguments: [line.previous, line.previousInStore, hash, line.sequence])
            heads[line.stream] = hash
            heads[.store] = hash
        }
        for (stream, hash) in heads {
            try database.execute(
                sql: "UPDATE head SET hash = ? WHERE stream = ?", arguments: [hash, stream.description])
        }
    }
}
