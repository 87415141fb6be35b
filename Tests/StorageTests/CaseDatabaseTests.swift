import CaseLifecycle
import Foundation
import GRDB
import Testing
import Vocabulary

@testable import Storage

@Suite("The store of cases")
struct CaseDatabaseTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("a commit is on the disk before it is acknowledged: the writer is synchronous FULL in WAL mode")
    func durable() throws {
        let database = try folder.open()
        let writer = try #require(database.writer)

        let settings = try writer.writeWithoutTransaction { connection in
            try ["synchronous", "journal_mode", "foreign_keys"].map { name in
                try String.fetchOne(connection, sql: "PRAGMA \(name)")
            }
        }

        #expect(settings == ["2", "wal", "1"])
    }

    @Test("the home and what is in it is for its owner only")
    func permissions() throws {
        let database = try folder.open()
        _ = try database.write {
            try $0.append([.opened(title: "a")], to: .first, expected: 0, actor: .alice, at: .minute(1))
        }
        let manager = FileManager.default

        var modes: [String: Int] = ["home": try mode(folder.home)]
        for name in try manager.contentsOfDirectory(atPath: folder.home) {
            modes[name] = try mode("\(folder.home)/\(name)")
        }

        #expect(
            modes == [
                "home": 0o700, "cordon.sqlite": 0o600, "cordon.sqlite-wal": 0o600, "cordon.sqlite-shm": 0o600,
                "journal.key": 0o600, "journal.pub": 0o600, "open.lock": 0o600,
            ])
    }

    @Test("a new store records who made it, when, and its key")
    func firstEvent() throws {
        let database = try folder.open()

        let organisation = try database.organisation()

        #expect(organisation.version == 1)
        #expect(organisation.store == database.store)
        #expect(try String(contentsOfFile: folder.home + "/journal.pub", encoding: .utf8) == database.store + "\n")
        #expect(try database.head(of: .organisation).count == 1)
    }

    @Test("what was appended is read back as it was recorded, by any process that opens the home")
    func roundTrip() throws {
        let events: [CaseEvent] = [.opened(title: "Ünusual \"logons\" \u{0} / end"), .noteAdded(text: "a\nb")]
        let recorded = try folder.open().write {
            try $0.append(events, to: .first, expected: 0, actor: .bob, at: .minute(3))
        }

        let reopened = try folder.open()

        #expect(try reopened.events(of: .first) == recorded)
        #expect(recorded.map(\.event) == events)
        #expect(recorded.map(\.version) == [1, 2])
        #expect(recorded.map(\.sequence) == [2, 3])
        #expect(recorded.allSatisfy { $0.actor == .bob && $0.time == .minute(3) })
        #expect(try reopened.summary(of: .first)?.title == "Ünusual \"logons\" \u{0} / end")
    }

    @Test("nothing of a transaction is kept when its body throws")
    func rollback() throws {
        let database = try folder.open()
        let before = try database.head(of: .store)

        #expect(throws: CaseRefusal.missing(["x"])) {
            try database.write { transaction in
                _ = try transaction.append(
                    [.opened(title: "a")], to: .first, expected: 0, actor: .alice, at: .minute(1))
                throw CaseRefusal.missing(["x"])
            }
        }

        #expect(try database.head(of: .store) == before)
        #expect(try database.loadCase(.first) == nil)
        #expect(try database.cases() == [])
        #expect(try database.write { try $0.nextCaseID() } == .first)
    }

    @Test("a stale version is refused and changes nothing")
    func stale() throws {
        let database = try folder.open()
        _ = try database.write {
            try $0.append([.opened(title: "a")], to: .first, expected: 0, actor: .alice, at: .minute(1))
        }

        #expect(throws: CaseRefusal.stale(expected: 0, actual: 1)) {
            try database.write {
                try $0.append([.noteAdded(text: "late")], to: .first, expected: 0, actor: .alice, at: .minute(2))
            }
        }
        #expect(throws: CaseRefusal.stale(expected: 0, actual: 1)) {
            try database.write {
                try $0.appendOrganisation(
                    [.settingChanged(name: "a", value: "b")], expected: 0, actor: .alice, at: .minute(2))
            }
        }

        #expect(try database.head(of: .store).count == 2)
    }

    @Test("inside a transaction a case is seen with what was just appended")
    func readYourWrites() throws {
        let database = try folder.open()

        let seen = try database.write { transaction in
            let id = try transaction.nextCaseID()
            _ = try transaction.append([.opened(title: "a")], to: id, expected: 0, actor: .alice, at: .minute(1))
            _ = try transaction.append([.noteAdded(text: "n")], to: id, expected: 1, actor: .alice, at: .minute(1))
            _ = try transaction.appendOrganisation(
                [.settingChanged(name: "x", value: "y")], actor: .alice, at: .minute(1))
            return try (
                transaction.loadCase(id)?.notes, transaction.organisation.settings, transaction.nextCaseID().description
            )
        }

        #expect(seen.0 == ["n"])
        #expect(seen.1 == ["x": "y"])
        #expect(seen.2 == "C-2")
    }

    @Test("a case is shown as it was at a moment and at a version")
    func past() throws {
        let database = try folder.open()
        for (minute, text) in [(1, "one"), (3, "three"), (2, "clock set back"), (5, "five")] {
            try database.write { transaction in
                let known = try transaction.loadCase(.first)
                let event: CaseEvent = known == nil ? .opened(title: text) : .noteAdded(text: text)
                _ = try transaction.append(
                    [event], to: .first, expected: known?.version ?? 0, actor: .alice, at: .minute(minute))
            }
        }

        let versions = try [0, 1, 2, 3, 4, 5].map { try database.loadCase(.first, at: .minute($0))?.version }

        // The third event says minute 2, but was appended after one that says minute 3.
        #expect(versions == [nil, 1, 1, 3, 3, 4])
        #expect(try [0, 1, 4, 5].map { try database.loadCase(.first, version: $0)?.version } == [nil, 1, 4, nil])
    }

    @Test("an event is known at the very moment that is printed beside it")
    func shown() throws {
        let database = try folder.open()
        let recorded = try database.write {
            _ = try $0.append([.opened(title: "a")], to: .first, expected: 0, actor: .alice, at: .minute(1))
            return try $0.appendOrganisation([.settingChanged(name: "a", value: "b")], actor: .alice, at: .minute(1))
        }
        let shown = try #require(Timestamp(iso8601: Timestamp.minute(1).description))
        let before = try #require(Timestamp(ticks: shown.ticks - 1))

        #expect(recorded == 2 && shown < .minute(1))
        #expect(try database.loadCase(.first, at: shown)?.version == 1)
        #expect(try database.loadCase(.first, at: before) == nil)
        #expect(try database.organisation(at: shown).settings == ["a": "b"])
        #expect(try database.organisation(at: before).settings == [:])
    }

    @Test("a store made by a newer release is refused, for reading and for writing")
    func newer() throws {
        let database = try folder.open()
        try database.writer?.write {
            try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('of the future')")
        }
        try database.close()

        for access in [CaseDatabase.Access.readWrite, .readOnly] {
            #expect(throws: StorageError(.newerStore, folder.home)) { try folder.open(access) }
        }
    }

    @Test("opening for reading makes nothing and changes nothing")
    func readOnly() throws {
        #expect(throws: StorageError(.notAStore, folder.home)) { try folder.open(.readOnly) }
        #expect(!FileManager.default.fileExists(atPath: folder.home))

        try folder.open().close()
        let database = try folder.open(.readOnly)

        #expect(try database.verifyJournal().problems == [])
        #expect(try database.differingReadModels() == [])
        #expect(throws: StorageError(.readOnly, folder.home)) { try database.rebuild() }
        #expect(throws: StorageError(.readOnly, folder.home)) { try database.write { try $0.nextCaseID() } }
    }

    @Test("a store without its key, or with another's, is not written to")
    func keys() throws {
        try folder.open().close()
        let key = folder.home + "/journal.key"
        let other = try TemporaryFolder()
        try other.open().close()

        try FileManager.default.removeItem(atPath: key)
        #expect(throws: StorageError(.missingKey, key)) { try folder.open() }
        try FileManager.default.copyItem(atPath: other.home + "/journal.key", toPath: key)
        #expect { try folder.open() } throws: { ($0 as? StorageError)?.code == .wrongKey }
        try Data("not a key".utf8).write(to: URL(fileURLWithPath: key))
        #expect { try folder.open() } throws: { ($0 as? StorageError)?.code == .wrongKey }
        #expect(try folder.open(.readOnly).verifyJournal().problems == [])
    }

    @Test("a number that JSON cannot hold is refused and changes nothing")
    func unstorable() throws {
        let database = try folder.open()
        let scope = try Sample.scope([("A", .possible, .nan)])

        #expect {
            try database.write {
                try $0.append(
                    [.opened(title: "a"), .scopeDerived(assessment: scope)], to: .first, expected: 0, actor: .alice,
                    at: .minute(1))
            }
        } throws: {
            ($0 as? StorageError)?.code == .unstorable
        }
        #expect(try database.head(of: .store).count == 1)
    }

    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }
}
