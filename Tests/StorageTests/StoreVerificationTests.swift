import CaseLifecycle
import Foundation
import GRDB
import Glibc
import Testing
import Vocabulary

@testable import Storage

@Suite("Verification of a store")
struct StoreVerificationTests {
    let folder: TemporaryFolder
    let database: CaseDatabase

    init() throws {
        folder = try TemporaryFolder()
        database = try folder.open()
        for round in 0..<3 {
            for id in [CaseID.first, .second] {
                let event: CaseEvent = round == 0 ? .opened(title: "Case") : .noteAdded(text: "note \(round)")
                _ = try database.write {
                    try $0.append([event], to: id, expected: round, actor: .alice, at: .minute(round))
                }
            }
        }
    }

    // 1 ORG 1    2 C-1 1    3 C-2 1    4 C-1 2    5 C-2 2    6 C-1 3    7 C-2 3
    private static let zeros = String(repeating: "0", count: 64)

    @Test("an untouched store is sound, and says where an expected head is")
    func sound() throws {
        let earlier = try database.events(of: .first)[1].hash

        let result = try database.verifyJournal(expectedHead: earlier, expectedKey: database.store)

        #expect(
            result
                == JournalVerification(
                    stream: .store, events: 7, head: try database.head(of: .store).hash, publicKey: database.store,
                    expectedHeadAt: 4))
    }

    @Test(
        "SQLite refuses to change, delete or replace an event",
        arguments: [
            "UPDATE event SET time = time", "DELETE FROM event WHERE sequence = 7",
            "INSERT OR REPLACE INTO event SELECT * FROM event WHERE sequence = 4",
            "REPLACE INTO event SELECT 99, stream, version, time, actor, previous, previous_in_store, hash, event FROM event",
            "UPDATE OR REPLACE event SET sequence = 3 WHERE sequence = 4",
        ])
    func guarded(sql: String) throws {
        #expect { try database.writer?.write { try $0.execute(sql: sql) } } throws: {
            ($0 as? DatabaseError)?.resultCode == .SQLITE_CONSTRAINT
        }
        #expect(try database.verifyJournal().isSound)
    }

    @Test(
        "what was done behind the guards is found, and the first bad event named",
        arguments: [
            (
                "UPDATE event SET event = replace(event, 'note 1', 'note 7') WHERE sequence = 4",
                JournalProblem(.wrongHash, stream: "C-1", version: 2, line: 4)
            ),
            (
                "UPDATE event SET event = event || ' ' WHERE sequence = 4",
                JournalProblem(.wrongHash, stream: "C-1", version: 2, line: 4)
            ),
            (
                "UPDATE event SET event = event || char(0) WHERE sequence = 4",
                JournalProblem(.wrongHash, stream: "C-1", version: 2, line: 4)
            ),
            (
                "UPDATE event SET time = '2026-03-01T10:00:00.0000000Z' WHERE sequence = 4",
                JournalProblem(.wrongHash, stream: "C-1", version: 2, line: 4)
            ),
            (
                "UPDATE event SET time = '2026-03-01T10:00:00Z' WHERE sequence = 4",
                JournalProblem(.unreadable, stream: "C-1", version: 2, line: 4)
            ),
            (
                "UPDATE event SET actor = replace(actor, 'alice', 'mallory') WHERE sequence = 4",
                JournalProblem(.wrongHash, stream: "C-1", version: 2, line: 4)
            ),
            (
                "UPDATE event SET actor = replace(actor, ',', ', ') WHERE sequence = 4",
                JournalProblem(.unreadable, stream: "C-1", version: 2, line: 4)
            ),
            (
                "UPDATE event SET hash = upper(hash) WHERE sequence = 4",
                JournalProblem(.wrongHash, stream: "C-1", version: 2, line: 4)
            ),
            (
                "UPDATE event SET stream = 'C-3' WHERE sequence = 4",
                JournalProblem(.wrongHash, stream: "C-3", version: 2, line: 4)
            ),
            (
                "UPDATE event SET stream = 'nothing' WHERE sequence = 4",
                JournalProblem(.unreadable, stream: "nothing", version: 2, line: 4)
            ),
            (
                "UPDATE event SET previous = '\(zeros)' WHERE sequence = 4",
                JournalProblem(.wrongHash, stream: "C-1", version: 2, line: 4)
            ),
            ("DELETE FROM event WHERE sequence = 4", JournalProblem(.missing, line: 4)),
            ("DELETE FROM event WHERE sequence = 1", JournalProblem(.missing, line: 1)),
            ("DELETE FROM event WHERE sequence = 7", JournalProblem(.missing, stream: "C-2", version: 3)),
            ("DELETE FROM event WHERE sequence > 1", JournalProblem(.missing, stream: "C-1", version: 1)),
            ("DELETE FROM event", JournalProblem(.missing, stream: "C-1", version: 1)),
            (
                "UPDATE event SET sequence = 8 WHERE sequence = 7",
                JournalProblem(.wrongHash, stream: "C-2", version: 3, line: 8)
            ),
            (
                "UPDATE event SET sequence = -sequence WHERE sequence IN (4, 5)",
                JournalProblem(.wrongHash, stream: "C-2", version: 2, line: -5)
            ),
            ("UPDATE head SET count = 2 WHERE stream = 'C-1'", JournalProblem(.badSignature, stream: "C-1")),
            ("UPDATE head SET hash = '\(zeros)' WHERE stream = '*'", JournalProblem(.badSignature, stream: "*")),
            (
                "UPDATE head SET signature = upper(signature) WHERE stream = 'ORG'",
                JournalProblem(.badSignature, stream: "ORG")
            ),
            ("DELETE FROM head WHERE stream = 'C-2'", JournalProblem(.wrongHead, stream: "C-2", version: 1)),
            ("DELETE FROM head WHERE stream = '*'", JournalProblem(.wrongHead, stream: "*", version: 1)),
            ("INSERT INTO head VALUES ('stray', 1, '\(zeros)', '')", JournalProblem(.wrongHead, stream: "stray")),
            (
                "UPDATE head SET count = (SELECT count FROM head h WHERE h.stream = 'C-2'), hash = (SELECT hash FROM head h WHERE h.stream = 'C-2'), signature = (SELECT signature FROM head h WHERE h.stream = 'C-2') WHERE stream = 'C-1'",
                JournalProblem(.badSignature, stream: "C-1")
            ),
        ])
    func tampered(sql: String, problem: JournalProblem) throws {
        try database.withoutGuards { try $0.execute(sql: sql) }

        #expect(try folder.open(.readOnly).verifyJournal().problems.first == problem)
    }

    @Test("an event appended behind the journal's back is found, though its hashes fit")
    func appended() throws {
        let last = try #require(try database.events(of: .second).last)
        let store = try database.head(of: .store)
        let line = JournalLine(
            sequence: 8, stream: .ofCase(.second), version: 4, time: .minute(9), actor: .alice, previous: last.hash,
            previousInStore: store.hash, event: Array(#"{"noteAdded":{"text":"!"}}"#.utf8))
        try database.withoutGuards {
            try $0.execute(
                sql: "INSERT INTO event VALUES (8, 'C-2', 4, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    line.time.text(digits: 7), line.actorText, line.previous, line.previousInStore, line.hash,
                    String(decoding: line.event, as: UTF8.self),
                ])
        }

        #expect(
            try database.verifyJournal().problems == [
                JournalProblem(.wrongHead, stream: "C-2", version: 4),
                JournalProblem(.wrongHead, stream: "*", version: 8),
            ])
    }

    @Test(
        "guards that are gone or weakened are found",
        arguments: [
            "DROP TRIGGER event_is_never_changed",
            "CREATE TRIGGER more AFTER INSERT ON event BEGIN DELETE FROM finding; END",
        ])
    func unguarded(sql: String) throws {
        try database.writer?.write { try $0.execute(sql: sql) }

        #expect(try database.verifyJournal().problems == [JournalProblem(.unguarded)])
    }

    @Test(
        "whatever was done to the tables is a result, not an error",
        arguments: [
            ("DROP TABLE finding", [], ["finding"]),
            ("ALTER TABLE system RENAME COLUMN verdict TO word", [], ["system"]),
            ("UPDATE case_summary SET title = x'41' WHERE number = 1", [], ["case_summary"]),
            ("UPDATE event SET time = 'yesterday' WHERE sequence = 4", [.unreadable], Self.allModels),
            ("UPDATE event SET event = '{}' WHERE sequence = 4", [.wrongHash], Self.allModels),
            ("UPDATE event SET stream = 'nothing' WHERE sequence = 4", [.unreadable], ["case_summary"]),
            ("DROP TABLE head", [.damagedDatabase], []),
            ("DROP TABLE event", [.damagedDatabase], Self.allModels),
            (
                // A table that takes anything, even nothing, where the strict one was.
                """
                CREATE TABLE loose AS SELECT * FROM event; DROP TABLE event; ALTER TABLE loose RENAME TO event;
                UPDATE event SET sequence = 'four', version = NULL, time = NULL, hash = NULL WHERE sequence = 4
                """, [.missing, .unguarded], Self.allModels
            ),
            (
                """
                CREATE TABLE loose AS SELECT * FROM head; DROP TABLE head; ALTER TABLE loose RENAME TO head;
                UPDATE head SET count = NULL, hash = NULL, signature = NULL WHERE stream = 'C-1'
                """, [.badSignature], []
            ),
        ] as [(String, [JournalProblem.Kind], [String])])
    func anyTables(sql: String, problems: [JournalProblem.Kind], models: [String]) throws {
        try database.withoutGuards(restoring: !sql.contains("TABLE event")) { try $0.execute(sql: sql) }
        try database.close()

        let damaged = try folder.open(.readOnly)

        let found = try damaged.verifyJournal().problems.map(\.kind)
        #expect(found.first == problems.first && Set(found).isSuperset(of: problems))
        #expect(try damaged.differingReadModels() == models)
    }

    private static let allModels = ["case_summary", "evidence_item", "finding", "system", "scope_name"]

    @Test("an older state of the store in place of a newer one is found by the head printed last")
    func older() throws {
        let copy = folder.path + "/copy"
        try database.writer?.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try FileManager.default.copyItem(atPath: folder.home + "/cordon.sqlite", toPath: copy)
        _ = try database.write {
            try $0.append([.noteAdded(text: "newer")], to: .first, expected: 3, actor: .alice, at: .minute(5))
        }
        let head = try database.head(of: .ofCase(.first)).hash
        try database.close()
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: folder.home + "/cordon.sqlite" + suffix)
        }
        try FileManager.default.copyItem(atPath: copy, toPath: folder.home + "/cordon.sqlite")

        let restored = try folder.open(.readOnly)

        #expect(try restored.verifyJournal().isSound)
        #expect(try restored.verifyJournal(expectedHead: head).problems == [JournalProblem(.headNotFound, stream: "*")])
    }

    @Test("a byte changed in the file itself is found", arguments: ["note 2", "Case", "storeCreated"])
    func rawBytes(text: String) throws {
        try database.writer?.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try database.close()
        let url = URL(fileURLWithPath: folder.home + "/cordon.sqlite")
        var bytes = try Data(contentsOf: url)
        // The journal's table comes before the read models in the file.
        let place = try #require(bytes.range(of: Data(text.utf8)))
        bytes[place.lowerBound] ^= 1
        try bytes.write(to: url)

        let problem = try #require(try folder.open(.readOnly).verifyJournal().problems.first)

        #expect([.wrongHash, .unreadable].contains(problem.kind))
        #expect(problem.stream != nil && problem.version != nil && problem.line != nil)
    }

    @Test("a public key beside the store that is not the store's is found")
    func publicKey() throws {
        try Data((Self.zeros + "\n").utf8).write(to: URL(fileURLWithPath: folder.home + "/journal.pub"))

        #expect(try database.verifyJournal().problems == [JournalProblem(.unpublishedKey)])
    }

    @Test("so is one that was taken away")
    func missingPublicKey() throws {
        #expect(unlink(folder.home + "/journal.pub") == 0)

        #expect(try database.verifyJournal().problems == [JournalProblem(.unpublishedKey)])
    }
}
