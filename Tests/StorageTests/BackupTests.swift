import CaseLifecycle
import Foundation
import GRDB
import Glibc
import Synchronization
import Testing
import Vocabulary

@testable import Storage

@Suite("Backups")
struct BackupTests {
    let folder: TemporaryFolder
    let database: CaseDatabase
    let vault: EvidenceVault
    let evidence: [EvidenceID]

    /// A case with an empty file, a small one, and one of several blocks.
    init() throws {
        folder = try TemporaryFolder()
        database = try folder.open()
        vault = try EvidenceVault(home: folder.home)
        let contents: [[UInt8]] = [[], [1, 2, 3], [UInt8](repeating: 7, count: EvidenceVault.blockSize * 2 + 5)]
        var sealed: [SealedEvidence] = []
        for (number, bytes) in contents.enumerated() {
            sealed.append(try vault.seal(path: folder.write("log \(number)", bytes)))
        }
        evidence = sealed.map(\.id)
        let events = [CaseEvent.opened(title: "Break-in")] + sealed.map { .evidenceSealed(evidence: $0) }
        _ = try database.write {
            try $0.append(events, to: .first, expected: 0, actor: .bob, at: .minute(1))
        }
    }

    private var file: String { folder.path + "/backup.cordon" }
    private var restored: String { folder.path + "/restored" }

    private func open(_ access: CaseDatabase.Access = .readWriteExisting) throws -> CaseDatabase {
        try CaseDatabase(home: restored, access: access, actor: .alice, at: .minute(9))
    }

    private func code(_ body: () throws -> some Any) -> StorageError.Code? {
        do { _ = try body() } catch { return (error as? StorageError)?.code }
        return nil
    }

    /// Changes a backup as somebody with a SQLite of their own can.
    private func change(_ sql: String) throws {
        let queue = try DatabaseQueue(path: file)
        try queue.writeWithoutTransaction { database in
            for guardian in Schema.guardians { try database.execute(sql: "DROP TRIGGER \(guardian.name)") }
            try database.execute(sql: sql)
        }
        try queue.close()
    }

    @Test("what is restored is the store, byte for byte in journal and evidence", arguments: [true, false])
    func roundTrip(withKey: Bool) throws {
        let made = try database.backUp(to: file, vault: vault, withKey: withKey)
        let key = withKey ? nil : folder.home + "/journal.key"
        let found = try StoreRestore.restore(file, to: restored, keyFile: key)

        #expect(made.head == (try database.head(of: .store)) && made.evidenceFiles == 3 && made.missing == [])
        #expect(made.evidenceBytes == 3 + EvidenceVault.blockSize * 2 + 5 && made.hasKey == withKey)
        #expect(found.head == made.head && found.evidenceBytes == made.evidenceBytes && found.hasKey)
        let copy = try open()
        #expect(try copy.export(.store) == database.export(.store))
        #expect(try copy.verifyJournal().problems == [])
        #expect(try copy.differingReadModels() == [])
        #expect(try copy.loadCase(.first) == database.loadCase(.first))
        #expect(try copy.homeProblems() == [])
        let held = try EvidenceVault(home: restored)
        for id in evidence { try held.verify(id) }
        #expect(try held.permissionProblems() == [])
        _ = try copy.write {
            try $0.append([.noteAdded(text: "on")], to: .first, expected: 4, actor: .alice, at: .minute(9))
        }
    }

    @Test("the file and the home are for their owner only, and nothing else is left behind")
    func permissions() throws {
        _ = try database.backUp(to: file, vault: vault, withKey: true)
        _ = try StoreRestore.restore(file, to: restored)

        var status = stat()
        #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(stat(restored, &status) == 0 && status.st_mode & 0o777 == 0o700)
        #expect(stat(restored + "/journal.key", &status) == 0 && status.st_mode & 0o777 == 0o600)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == ["backup.cordon", "home", "log 0", "log 1", "log 2", "restored"])
    }

    @Test("without the private key a restored store is looked at, and worked on once the key is there")
    func keyless() throws {
        let made = try database.backUp(to: file, vault: vault, withKey: false)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        let key = try Data(contentsOf: URL(fileURLWithPath: folder.home + "/journal.key"))
        let found = try StoreRestore.restore(file, to: restored)

        #expect(!made.hasKey && !found.hasKey)
        #expect(bytes.range(of: key.dropLast()) == nil)
        #expect(try open(.readOnly).verifyJournal(expectedHead: made.head.hash).problems == [])
        #expect(code { try open() } == .missingKey)
        try key.write(to: URL(fileURLWithPath: restored + "/journal.key"))
        #expect(try open().store == database.store)
    }

    @Test("nothing is ever replaced: neither a file by a backup nor a store by an older one")
    func nothingReplaced() throws {
        _ = try database.backUp(to: file, vault: vault, withKey: true)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        _ = try database.write {
            try $0.append([.noteAdded(text: "later")], to: .first, expected: 4, actor: .alice, at: .minute(2))
        }
        let head = try database.head(of: .store)

        #expect(code { try database.backUp(to: file, vault: vault, withKey: true) } == .notEmpty)
        #expect(code { try StoreRestore.restore(file, to: folder.home) } == .notEmpty)

        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == bytes)
        #expect(try database.head(of: .store) == head)
        // Beside the store, the older state is found by a head of the newer.
        _ = try StoreRestore.restore(file, to: restored + "/")
        #expect(try open().verifyJournal(expectedHead: head.hash).problems.map(\.kind) == [.headNotFound])
    }

    @Test("a backup is consistent in itself, whatever is appended while it is made")
    func concurrent() throws {
        let database = database
        let written = Atomic(0)
        let isOver = Atomic(false)
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            while !isOver.load(ordering: .relaxed) {
                let note: [CaseEvent] = [.noteAdded(text: "n")]
                let appended = try? database.write {
                    try $0.append(note, to: .first, expected: nil, actor: .bob, at: .minute(3))
                }
                written.add(appended?.count ?? 0, ordering: .relaxed)
            }
            done.signal()
        }
        var heads: [JournalHead] = []
        for round in 0..<4 {
            let path = "\(file)-\(round)"
            heads.append(try database.backUp(to: path, vault: vault, withKey: true).head)
            #expect(try StoreRestore.restore(path, to: "\(restored)-\(round)").head == heads.last)
        }
        isOver.store(true, ordering: .relaxed)
        done.wait()
        #expect(written.load(ordering: .relaxed) > 0)
        for head in heads { #expect(try database.verifyJournal(expectedHead: head.hash).problems == []) }
    }

    @Test(
        "a backup in which anything was changed is not restored, and leaves nothing",
        arguments: [
            "UPDATE event SET event = replace(event, 'Break', 'Brake')", "DELETE FROM event WHERE sequence = 3",
            "DELETE FROM event WHERE sequence = 5", "DELETE FROM event WHERE sequence > 4; UPDATE head SET count = 4",
            "DELETE FROM head", "UPDATE head SET signature = replace(signature, 'a', 'b')",
            "UPDATE head SET stream = 'C-9' WHERE stream = 'C-1'",
            "UPDATE event SET time = replace(time, '2026', '2025')", "DELETE FROM event; DELETE FROM head",
            "UPDATE evidence_block SET bytes = x'00' WHERE number = 0",
            "UPDATE evidence_block SET number = number + 10", "DELETE FROM evidence_block WHERE number = 1",
            "UPDATE evidence_block SET bytes = zeroblob(1048577) WHERE number = 1",
            "UPDATE backup_fact SET value = 'x'",
        ])
    func changed(sql: String) throws {
        _ = try database.backUp(to: file, vault: vault, withKey: true)
        try change(sql)

        #expect([.damaged, .journalGone].contains(code { try StoreRestore.restore(file, to: restored) }))
        #expect(!FileManager.default.fileExists(atPath: restored))
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains("restor") }
        #expect(left == [])
    }

    @Test(
        "what is no backup is said to be none: no view stands in for a table",
        arguments: [
            "PRAGMA application_id = 1", "DROP TABLE evidence_block",
            "DROP TABLE event; CREATE VIEW event AS SELECT * FROM head",
            "ALTER TABLE head ADD COLUMN more TEXT GENERATED ALWAYS AS (zeroblob(1000000000))",
        ])
    func noBackup(sql: String) throws {
        _ = try database.backUp(to: file, vault: vault, withKey: true)
        try change(sql)

        #expect(code { try StoreRestore.restore(file, to: restored) } == .notABackup)
        #expect(code { try StoreRestore.restore(folder.home + "/cordon.sqlite", to: restored) } == .notABackup)
        #expect(code { try StoreRestore.restore(folder.path + "/log 1", to: restored) } == .notABackup)
        #expect(code { try StoreRestore.restore("/dev/null", to: restored) } == .notABackup)
        #expect(code { try StoreRestore.restore(folder.path + "/nothing", to: restored) } == .notFound)
        #expect(!FileManager.default.fileExists(atPath: restored))
    }

    @Test("a backup that was cut off, or bits of which were turned over, never traps and never passes for a good one")
    func mutated() throws {
        let small = try TemporaryFolder()
        let store = try small.open()
        _ = try store.write {
            try $0.append([.opened(title: "small")], to: .first, expected: 0, actor: .alice, at: .minute(1))
        }
        let expected = try store.export(.store)
        let path = small.path + "/backup"
        _ = try store.backUp(to: path, vault: EvidenceVault(home: small.home), withKey: true)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        var random = SplitMix(state: 3)
        for round in 0..<150 {
            var mutated = bytes
            if round % 5 == 0 {
                mutated.removeLast(Int.random(in: 1..<bytes.count, using: &random))
            } else {
                for _ in 0..<(round % 4 + 1) {
                    mutated[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(
                        in: 1...255, using: &random)
                }
            }
            let target = small.path + "/restored-\(round)"
            try Data(mutated).write(to: URL(fileURLWithPath: path))
            // What was turned over may lie where nothing is read; then the store is the one that was kept.
            guard (try? StoreRestore.restore(path, to: target)) != nil else { continue }
            let found = try CaseDatabase(home: target, access: .readOnly, actor: .alice, at: .minute(2))
            #expect(try found.verifyJournal().problems == [])
            #expect(found.store != store.store || (try? found.export(.store)) == expected)
        }
    }

    @Test("a journal that was changed from outside is not backed up, and neither is changed evidence")
    func damagedStore() throws {
        let path = vault.path(of: evidence[1])
        #expect(chmod(path, 0o600) == 0)
        try Data([1, 2, 4]).write(to: URL(fileURLWithPath: path))
        #expect(code { try database.backUp(to: file, vault: vault, withKey: false) } == .damaged)
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
        try database.withoutGuards {
            try $0.execute(sql: "UPDATE event SET event = replace(event, 'Break', 'Brake')")
        }

        #expect(code { try database.backUp(to: file, vault: vault, withKey: false) } == .damaged)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains("backup") }
        #expect(left == [])
    }

    @Test("evidence that is not held is named, and does not keep the rest from being kept")
    func missing() throws {
        #expect(unlink(vault.path(of: evidence[1])) == 0)

        let made = try database.backUp(to: file, vault: vault, withKey: true)
        let found = try StoreRestore.restore(file, to: restored)

        #expect(made.missing == [evidence[1]] && found.missing == [evidence[1]])
        #expect(made.evidenceFiles == 2 && found.evidenceFiles == 2)
    }

    @Test("a key of another store is refused")
    func otherKey() throws {
        let other = try TemporaryFolder()
        try other.open().close()
        _ = try database.backUp(to: file, vault: vault, withKey: false)

        let key = other.home + "/journal.key"
        #expect(code { try StoreRestore.restore(file, to: restored, keyFile: key) } == .wrongKey)
        #expect(!FileManager.default.fileExists(atPath: restored))
    }

    @Test("a backup of an exercise restores an exercise")
    func exercise() throws {
        let home = folder.path + "/drill"
        let drill = try CaseDatabase(newExercise: home, start: .minute(-99), actor: .alice, at: .minute(0))

        let made = try drill.backUp(to: file, vault: EvidenceVault(home: home), withKey: true)
        let found = try StoreRestore.restore(file, to: restored)

        #expect(made.isExercise && found.isExercise)
        #expect(try open().isExercise)
    }

    @Test("a store of an earlier release is backed up as it is, and restored as this release has it")
    func old() throws {
        let old = try OldStore()
        let store = try old.folder.open(.readOnly)

        let vault = try EvidenceVault(home: old.folder.home, access: .readOnly)
        let made = try store.backUp(to: file, vault: vault, withKey: true)
        _ = try StoreRestore.restore(file, to: restored)

        #expect(made.head.hash == OldStore.head && made.evidenceFiles == 2)
        #expect(try open().verifyJournal(expectedHead: OldStore.head).problems == [])
        #expect(try open().differingReadModels() == [])
    }
}
