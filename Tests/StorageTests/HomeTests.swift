import CaseLifecycle
import Foundation
import GRDB
import Glibc
import Testing
import Vocabulary

@testable import Storage

@Suite("The home of a store")
struct HomeTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("a journal that was taken away is not replaced by an empty one", arguments: CaseDatabase.Access.allCases)
    func gone(access: CaseDatabase.Access) throws {
        try folder.open().close()
        try removeDatabase()

        #expect { try folder.open(access) } throws: { ($0 as? StorageError)?.code == .journalGone }
        #expect(!FileManager.default.fileExists(atPath: folder.home + "/cordon.sqlite"))
    }

    @Test("nor is one taken away together with its keys, where evidence is left")
    func goneWithKeys() throws {
        try folder.open().close()
        _ = try EvidenceVault(home: folder.home).seal(path: folder.write("log", [1]))
        try removeDatabase()
        for name in ["journal.key", "journal.pub"] { #expect(unlink("\(folder.home)/\(name)") == 0) }

        #expect { try folder.open() } throws: { ($0 as? StorageError)?.code == .journalGone }
    }

    @Test("a journal whose events were all taken away is not begun again")
    func emptied() throws {
        let database = try folder.open()
        try database.withoutGuards { try $0.execute(sql: "DELETE FROM event; DELETE FROM head") }
        try database.close()

        #expect { try folder.open() } throws: { ($0 as? StorageError)?.code == .journalGone }
        #expect(try !folder.open(.readOnly).verifyJournal().isSound)
    }

    @Test("a first run that was killed before its first event is finished by the next, with the same key")
    func killed() throws {
        let home = HomeFolder(path: folder.home)
        try home.create()
        let key = try StoreKey.create(in: home)
        _ = try EvidenceVault(home: folder.home)

        let database = try folder.open()

        #expect(database.store == key.store)
        #expect(StoreKey.published(in: home) == key.store)
    }

    @Test("one that was killed right after it is given its public key again")
    func killedLater() throws {
        let store = try folder.open().store
        #expect(unlink(folder.home + "/journal.pub") == 0)

        _ = try folder.open(.readWriteExisting)

        #expect(StoreKey.published(in: HomeFolder(path: folder.home)) == store)
    }

    @Test(
        "a store with cases is not worked with, and not decided on, without its public key or with another in its place",
        arguments: [(nil, StorageError.Code.missingKey), ("", .wrongKey), ("00\n", .wrongKey)])
    func publicKey(content: String?, code: StorageError.Code) throws {
        let database = try folder.open()
        _ = try database.write {
            try $0.append([.opened(title: "t")], to: .first, expected: nil, actor: .alice, at: .minute(1))
        }
        #expect(try database.confirmed(.first).incident?.version == 1)
        #expect(unlink(folder.home + "/journal.pub") == 0)
        if let content { try content.write(toFile: folder.home + "/journal.pub", atomically: true, encoding: .utf8) }

        for access in [CaseDatabase.Access.readWrite, .readWriteExisting] {
            #expect { try folder.open(access) } throws: { ($0 as? StorageError)?.code == code }
        }
        let looked = try folder.open(.readOnly)
        #expect(try looked.loadCase(.first)?.version == 1)
        #expect(looked.doubt()?.code == code)
        #expect { try looked.confirmed(.first) } throws: { ($0 as? StorageError)?.code == code }
    }

    @Test("who works on a store that is there makes none")
    func existing() throws {
        #expect(throws: StorageError(.notAStore, folder.home)) { try folder.open(.readWriteExisting) }
        #expect(!FileManager.default.fileExists(atPath: folder.home))
        try FileManager.default.createDirectory(atPath: folder.home, withIntermediateDirectories: false)
        #expect(throws: StorageError(.notAStore, folder.home)) { try folder.open(.readWriteExisting) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.home) == [])

        let store = try folder.open().store

        #expect(try folder.open(.readWriteExisting).store == store)
    }

    @Test("a home that others may write to is looked at, and not worked with", arguments: [0o770, 0o702, 0o1777])
    func unsafe(mode: mode_t) throws {
        try folder.open().close()
        #expect(chmod(folder.home, mode) == 0)

        for access in [CaseDatabase.Access.readWrite, .readWriteExisting] {
            #expect {
                try folder.open(access)
            } throws: {
                let error = $0 as? StorageError
                return error?.code == .unsafeHome && error?.cause.contains("chmod 700") == true
            }
        }
        let database = try folder.open(.readOnly)
        #expect(try database.homeProblems() == [HomeProblem(.homeWritableByOthers, folder.home)])
    }

    @Test("a key that is gone, strange or readable by others is found")
    func keys() throws {
        let database = try folder.open()
        let key = folder.home + "/journal.key"
        #expect(try database.homeProblems() == [])

        #expect(chmod(key, 0o640) == 0)
        #expect(try database.homeProblems() == [HomeProblem(.keyReadableByOthers, key)])
        #expect(unlink(key) == 0)
        #expect(try database.homeProblems() == [HomeProblem(.keyMissing, key)])
        _ = try StoreKey.create(in: HomeFolder(path: folder.home))
        #expect(try database.homeProblems() == [HomeProblem(.wrongKey, key)])
    }

    @Test("what no case names is found in the vault, and what is no longer read-only")
    func vault() throws {
        let vault = try EvidenceVault(home: folder.home)
        let one = try vault.seal(path: folder.write("one", [1])).id
        let two = try vault.seal(path: folder.write("two", [2])).id
        let stray = folder.home + "/vault/stray"
        #expect(symlink("/etc/passwd", stray) == 0)
        #expect(chmod(vault.path(of: two), 0o600) == 0)

        #expect(try vault.strayFiles(known: [one, two]) == [stray])
        #expect(try vault.strayFiles(known: [one]) == [vault.path(of: two), stray].sorted())
        #expect(
            try Set(vault.permissionProblems())
                == [HomeProblem(.evidencePermissions, vault.path(of: two)), HomeProblem(.evidencePermissions, stray)])
    }

    private func removeDatabase() throws {
        for suffix in ["", "-wal", "-shm"] {
            let path = folder.home + "/cordon.sqlite" + suffix
            if access(path, F_OK) == 0 { #expect(unlink(path) == 0) }
        }
    }
}
