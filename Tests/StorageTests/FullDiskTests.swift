import CaseLifecycle
import Foundation
import Glibc
import Testing
import Vocabulary

@testable import Storage

/// A disk in memory that is soon full; nil where the system does not let us make one.
final class SmallDisk {
    /// Only an administrator may make one.
    static let isPossible = (try? SmallDisk(kilobytes: 64)) != nil

    let folder: TemporaryFolder

    init(kilobytes: Int) throws {
        folder = try TemporaryFolder()
        guard mount("tmpfs", folder.path, "tmpfs", 0, "size=\(kilobytes)k") == 0 else {
            throw StorageError(errno: errno, folder.path)
        }
    }

    deinit { umount2(folder.path, CInt(MNT_DETACH)) }
}

@Suite("A full disk", .enabled(if: SmallDisk.isPossible, "mounting a small disk in memory is not permitted here"))
struct FullDiskTests {
    @Test("nothing acknowledged is lost, what was not is not there, and the store goes on when there is room again")
    func journal() throws {
        let disk = try SmallDisk(kilobytes: 2048)
        let ballast = disk.folder.path + "/ballast"
        try Data(count: 256 * 1024).write(to: URL(fileURLWithPath: ballast))
        let database = try disk.folder.open()
        let text = String(repeating: "x", count: 2000)
        var acknowledged: [RecordedEvent] = []

        let failure = #expect(throws: StorageError.self) {
            for round in 0..<2000 {
                acknowledged += try database.write {
                    try $0.append(
                        [round == 0 ? .opened(title: "full") : .noteAdded(text: "\(round) \(text)")], to: .first,
                        expected: round, actor: .alice, at: .minute(round))
                }
            }
        }

        #expect(failure?.code == .diskFull)
        #expect(acknowledged.count > 10)
        try? database.close()
        #expect(unlink(ballast) == 0)
        let reopened = try disk.folder.open()
        #expect(try reopened.events(of: .first) == acknowledged)
        #expect(try reopened.verifyJournal().problems == [])
        #expect(try reopened.differingReadModels() == [])
        _ = try reopened.write {
            try $0.append(
                [.noteAdded(text: "on")], to: .first, expected: acknowledged.count, actor: .alice, at: .minute(0))
        }
    }

    @Test("evidence that does not fit leaves nothing in the vault")
    func vault() throws {
        let disk = try SmallDisk(kilobytes: 512)
        let outside = try TemporaryFolder()
        let vault = try EvidenceVault(home: disk.folder.home)
        let path = try outside.write("large", [UInt8](repeating: 7, count: 1 << 20))

        #expect { try vault.seal(path: path) } throws: { ($0 as? StorageError)?.code == .diskFull }

        #expect(try FileManager.default.subpathsOfDirectory(atPath: disk.folder.home + "/vault") == ["incoming"])
        #expect(try vault.seal(path: outside.write("small", [1])).bytes == 1)
    }
}
