import CaseLifecycle
import Foundation
import Glibc
import Testing
import Vocabulary

@testable import Storage

/// A folder that nobody may write to, not even an administrator; writable again when its owner lets go of it.
final class ReadOnlyMount {
    static let isPossible = (try? TemporaryFolder()).map { (try? ReadOnlyMount($0.path)) != nil } ?? false

    let path: String

    init(_ path: String) throws {
        self.path = path
        guard mount(path, path, nil, UInt(MS_BIND), nil) == 0 else { throw StorageError(errno: errno, path) }
        let flags = MS_BIND | MS_REMOUNT | MS_RDONLY
        guard mount(nil, path, nil, UInt(flags), nil) == 0 else {
            umount2(path, CInt(MNT_DETACH))
            throw StorageError(errno: errno, path)
        }
    }

    deinit { umount2(path, CInt(MNT_DETACH)) }
}

@Suite("A home that cannot be written to", .enabled(if: ReadOnlyMount.isPossible, "mounting is not permitted here"))
struct ReadOnlyHomeTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("is verified, read and exported", arguments: ["closed", "killed", "open"])
    func read(state: String) throws {
        let database = try folder.open()
        let recorded = try database.write {
            try $0.append([.opened(title: "a")], to: .first, expected: 0, actor: .alice, at: .minute(1))
        }
        let home = folder.path + "/evidence"
        switch state {
        case "closed":
            try database.close()
            try FileManager.default.moveItem(atPath: folder.home, toPath: home)
        case "killed":
            // What was appended last is in the -wal only, as after a crash whose -shm is not kept.
            try FileManager.default.copyItem(atPath: folder.home, toPath: home)
            #expect(unlink(home + "/cordon.sqlite-shm") == 0)
        default: try FileManager.default.copyItem(atPath: folder.home, toPath: home)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: home).sorted()
        let mount = try ReadOnlyMount(home)

        let found = try CaseDatabase(home: home, access: .readOnly, actor: .alice, at: .minute(2))

        #expect(try found.verifyJournal().problems == [])
        #expect(try found.events(of: .first) == recorded)
        #expect(try found.cases().map(\.title) == ["a"])
        #expect(try found.differingReadModels() == [])
        #expect(JournalVerifier.verify(try found.export(.store)).isSound)
        #expect(try FileManager.default.contentsOfDirectory(atPath: mount.path).sorted() == names)
    }
}
