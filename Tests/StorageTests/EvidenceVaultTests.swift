import CaseLifecycle
import Foundation
import Glibc
import Testing
import Vocabulary

@testable import Storage

@Suite("The evidence vault")
struct EvidenceVaultTests {
    let folder: TemporaryFolder
    let vault: EvidenceVault
    /// Three blocks, the last one short.
    let bytes = (0..<(2 * EvidenceVault.blockSize + 77)).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 11) }

    init() throws {
        folder = try TemporaryFolder()
        vault = try EvidenceVault(home: folder.home)
    }

    @Test("a sealed file is kept under its SHA-256, read-only, and read back as it was")
    func sealed() throws {
        let path = try folder.write("Security.evtx", bytes)

        let sealed = try vault.seal(path: path)

        #expect(sealed == SealedEvidence(id: sealed.id, name: "Security.evtx", origin: path, bytes: bytes.count))
        #expect(
            try contents() == [
                "incoming": 0o700, String(sealed.id.hex.prefix(2)): 0o700,
                "\(sealed.id.hex.prefix(2))/\(sealed.id)": 0o400,
            ])
        let reader = try vault.reader(of: sealed.id)
        var blocks = reader.blocks(of: EvidenceVault.blockSize)
        var read: [[UInt8]] = []
        while let block = try blocks.next() { read.append(block) }
        #expect(read.map(\.count) == [EvidenceVault.blockSize, EvidenceVault.blockSize, 77])
        #expect(Array(read.joined()) == bytes)
        #expect(try reader.head(5) == Array(bytes.prefix(5)))
        #expect(try reader.read(at: bytes.count - 3, count: 100) == Array(bytes.suffix(3)))
        #expect(try reader.read(at: bytes.count, count: 1) == [] && reader.read(at: -1, count: 1) == [])
        try vault.verify(sealed.id)
    }

    @Test("a file that is kept has one name from then on: letting go of what brought it is no change of it")
    func oneName() throws {
        let taken = try ["a", "b"].map { try vault.take(path: folder.write($0, Array($0.utf8))) }

        try vault.keep(taken)

        let names = try taken.map { one in
            try FileManager.default.attributesOfItem(atPath: vault.path(of: one.sealed.id))[.referenceCount] as? Int
        }
        #expect(names == [1, 1])
        withExtendedLifetime(taken) {}
    }

    @Test("the hash of a known text is the one the standard gives (FIPS 180-4)")
    func knownHash() throws {
        let sealed = try vault.seal(path: folder.write("abc", Array("abc".utf8)))
        let empty = try vault.seal(path: folder.write("empty", []))

        #expect(sealed.id.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(empty.id.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(empty.bytes == 0)
    }

    @Test("the same bytes are kept once, whatever they are called")
    func once() throws {
        let first = try vault.seal(path: folder.write("one", bytes))
        let before =
            try FileManager.default.attributesOfItem(atPath: vault.path(of: first.id))[.systemFileNumber] as? Int
        let second = try vault.seal(path: folder.write("two", bytes), name: "../../etc/passwd")

        #expect(second.id == first.id && second.name == "../../etc/passwd")
        #expect(
            try FileManager.default.attributesOfItem(atPath: vault.path(of: first.id))[.systemFileNumber] as? Int
                == before)
        #expect(try contents().count == 3)
    }

    @Test("a link to a file is followed; folders, devices and pipes are refused, without waiting")
    func kinds() throws {
        let file = try folder.write("file", [1, 2, 3])
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: file)
        let pipe = folder.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)

        #expect(try vault.seal(path: folder.path + "/link").bytes == 3)
        for path in [folder.path, "/dev/zero", pipe] {
            #expect(throws: StorageError(.notRegularFile, path)) { try vault.seal(path: path) }
        }
        #expect { try vault.seal(path: folder.path + "/nothing") } throws: { ($0 as? StorageError)?.code == .notFound }
        #expect(try contents().count == 3)
    }

    @Test(
        "a file that changes while it is sealed is refused and leaves nothing",
        arguments: [
            "append", "touch", "truncate", "replace", "remove",
        ])
    func changing(how: String) throws {
        let path = try folder.write("log", bytes)
        let source = try EvidenceSource(path)
        _ = try source.read(at: 0, count: bytes.count)
        switch how {
        case "append":
            let handle = try #require(FileHandle(forWritingAtPath: path))
            try handle.seekToEnd()
            try handle.write(contentsOf: Data([1]))
        case "touch": #expect(utimes(path, nil) == 0)
        case "truncate": #expect(truncate(path, 3) == 0)
        case "replace":
            try folder.write("other", bytes)
            #expect(rename(folder.path + "/other", path) == 0)
        default: #expect(unlink(path) == 0)
        }

        #expect { try source.confirmUnchanged(size: bytes.count) } throws: {
            ($0 as? StorageError)?.code == .changedWhileSealed
        }
    }

    @Test("a file that says another size than it gives, as those of /proc, is refused and leaves nothing")
    func procFile() throws {
        #expect { try vault.seal(path: "/proc/self/status") } throws: {
            ($0 as? StorageError)?.code == .changedWhileSealed
        }
        #expect(try contents() == ["incoming": 0o700])
    }

    @Test("changed and missing evidence is found")
    func verification() throws {
        let sealed = try vault.seal(path: folder.write("log", bytes))
        let held = vault.path(of: sealed.id)
        try #require(chmod(held, 0o600) == 0)
        var changed = bytes
        changed[5] ^= 1
        try Data(changed).write(to: URL(fileURLWithPath: held))

        #expect { try vault.verify(sealed.id) } throws: { ($0 as? StorageError)?.code == .damaged }
        try Data(bytes.dropLast()).write(to: URL(fileURLWithPath: held))
        #expect { try vault.seal(path: folder.path + "/log") } throws: { ($0 as? StorageError)?.code == .damaged }
        #expect(unlink(held) == 0)
        #expect { try vault.verify(sealed.id) } throws: { ($0 as? StorageError)?.code == .notFound }
        #expect(!vault.holds(sealed.id))
    }

    @Test("who reads evidence to work on it is told at the end when it is not what was sealed")
    func readingVerifies() throws {
        let sealed = try vault.seal(path: folder.write("log", bytes))
        let held = vault.path(of: sealed.id)
        func readAll() throws -> Int {
            var blocks = try vault.reader(of: sealed.id).blocks(of: 1000, verifiesHash: true)
            var size = 0
            while let block = try blocks.next() { size += block.count }
            return size
        }
        #expect(try readAll() == bytes.count)

        try #require(chmod(held, 0o600) == 0)
        try Data(bytes.dropLast()).write(to: URL(fileURLWithPath: held))
        #expect { try readAll() } throws: { ($0 as? StorageError)?.code == .damaged }
        #expect(unlink(held) == 0 && mkfifo(held, 0o400) == 0)
        #expect { try readAll() } throws: { ($0 as? StorageError)?.code == .damaged }
        #expect(unlink(held) == 0 && symlink(folder.path + "/log", held) == 0)
        #expect(throws: StorageError.self) { try readAll() }
    }

    @Test("what a killed run left is removed when the vault is opened; what another run is writing is not")
    func leftovers() throws {
        let incoming = folder.home + "/vault/incoming"
        try Data([1]).write(to: URL(fileURLWithPath: incoming + "/abandoned"))
        let underWay = try IncomingFile(in: folder.home + "/vault")
        try underWay.write([1, 2, 3])

        _ = try EvidenceVault(home: folder.home)

        let names = try FileManager.default.contentsOfDirectory(atPath: incoming)
        #expect(names.count == 1 && !names.contains("abandoned"))
        #expect(try underWay.publish(as: folder.home + "/vault/done"))
    }

    /// Everything in the vault, with its permissions.
    private func contents() throws -> [String: Int] {
        let vault = folder.home + "/vault"
        var found: [String: Int] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: vault) {
            found[name] =
                try FileManager.default.attributesOfItem(atPath: "\(vault)/\(name)")[.posixPermissions] as? Int
        }
        return found
    }

    @Test("a file sealed where it lies is read from there, and nothing is copied")
    func inPlace() throws {
        let path = try folder.write("big.evtx", bytes)

        let sealed = try vault.sealInPlace(path: path)

        #expect(sealed.isReferenced == true && sealed.bytes == bytes.count)
        #expect(vault.reference(of: sealed.id) == sealed.origin && !vault.holds(sealed.id))
        #expect(try vault.reader(of: sealed.id).head(9) == Array(bytes.prefix(9)))
        try vault.verify(sealed.id)
        #expect(try vault.strayFiles(known: [sealed.id]) == [] && vault.permissionProblems() == [])
    }

    @Test("a file sealed where it lies and changed or gone there is damaged or missing")
    func changedInPlace() throws {
        let path = try folder.write("big.evtx", bytes)
        let sealed = try vault.sealInPlace(path: path)

        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
        #expect(throws: StorageError.self) { try vault.verify(sealed.id) }
        #expect(vault.hasChanged(sealed.id, since: .earliest))

        try FileManager.default.removeItem(atPath: path)
        #expect(throws: StorageError.self) { try vault.reader(of: sealed.id) }
        #expect(vault.hasChanged(sealed.id, since: .earliest))
    }

    @Test("a copy that is added later takes the place of the reference")
    func copyAfterReference() throws {
        let path = try folder.write("big.evtx", bytes)
        let sealed = try vault.sealInPlace(path: path)

        #expect(try vault.seal(path: path).id == sealed.id)
        try FileManager.default.removeItem(atPath: path)

        try vault.verify(sealed.id)
        #expect(vault.reference(of: sealed.id) == nil)
    }
}
