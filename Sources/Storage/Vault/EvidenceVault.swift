import Crypto
import Foundation
import Glibc
import Synchronization
package import Vocabulary

/// Evidence files, each kept once under the SHA-256 of its bytes, written once and never altered.
///
/// Cases share the vault: the same file sealed for two of them is held once. The name a file had outside is data of the
/// case and plays no part here.
package struct EvidenceVault: Sendable {
    /// How much is read, hashed and written at a time. Larger blocks are no faster.
    static let blockSize = 1 << 20

    let folder: String

    /// Opens the vault of a home and makes it if need be; what a killed run left half-written is removed.
    ///
    /// - Parameter access: ``CaseDatabase/Access/readOnly`` leaves the folder as it is, even where it is not there;
    ///     only ``CaseDatabase/Access/readWrite`` makes the home.
    package init(home: String, access: CaseDatabase.Access = .readWrite) throws(StorageError) {
        folder = HomeFolder(path: home).vault
        if access == .readOnly { return }
        if access == .readWrite { try HomeFolder(path: home).create() }
        try HomeFolder(path: home).confirmSafe()
        try HomeFolder.makeFolder(folder, mode: 0o700)
        try IncomingFile.makeFolder(in: folder)
        try IncomingFile.removeAbandoned(in: folder)
    }

    /// Takes a file into the vault. When this returns it is on the disk, under its hash.
    ///
    /// A link is followed to the file it names. Evidence already held is not an error and is not written again.
    ///
    /// - Parameters:
    ///   - path: Where the file is, kept as its origin.
    ///   - name: What it is called; nil for the last part of `path`.
    /// - Throws: ``StorageError/Code/notRegularFile``; ``StorageError/Code/changedWhileSealed``;
    ///   ``StorageError/Code/diskFull``; ``StorageError/Code/damaged`` where something else is held under the hash. The
    ///   vault is then as it was.
    package func seal(path: String, name: String? = nil) throws(StorageError) -> SealedEvidence {
        let taken = try take(path: path, name: name)
        try keep([taken])
        return taken.sealed
    }

    /// Copies a file to where nobody sees it yet, and hashes it: the first half of ``seal(path:name:)``.
    package func take(path: String, name: String? = nil) throws(StorageError) -> TakenEvidence {
        let source = try EvidenceSource(path)
        let incoming = try IncomingFile(in: folder)
        let hash = Mutex(SHA256())
        var size = 0
        // What shares its blocks is what the file was at one moment, whatever happens to the file meanwhile.
        let isCloned = source.clone(to: incoming)
        while true {
            let block =
                try isCloned
                ? incoming.read(at: size, count: Self.blockSize) : source.read(at: size, count: Self.blockSize)
            if block.isEmpty { break }
            if isCloned || block.count < Self.blockSize {
                hash.withLock { $0.update(data: block) }
                if !isCloned { try incoming.write(block) }
            } else {
                try incoming.write(block, alongside: { hash.withLock { $0.update(data: block) } })
            }
            size += block.count
        }
        if !isCloned { try source.confirmUnchanged(size: size) }
        guard let id = EvidenceID(digest: hash.withLock { $0.finalize() }) else {
            throw StorageError(.inputOutput, path)
        }
        return TakenEvidence(
            SealedEvidence(id: id, name: name ?? Self.lastPart(of: path), origin: path, bytes: size), incoming)
    }

    /// Takes files into the vault under their hashes: the second half of ``seal(path:name:)``, for many at once, since the
    /// disk takes about as long for many as for one.
    package func keep(_ taken: [TakenEvidence]) throws(StorageError) {
        guard taken.count > 1 else {
            if let one = taken.first { try keep(one.file, as: one.sealed.id) }
            return
        }
        var shelves: Set<String> = []
        for one in taken { shelves.insert(shelf(of: one.sealed.id)) }
        for shelf in shelves { try HomeFolder.makeFolder(shelf, mode: 0o700) }
        // First what the files hold, then their names: a name never stands for less than the whole file.
        for one in taken { try one.file.protect() }
        let vault = try OpenFile(folder, O_RDONLY | O_DIRECTORY)
        try vault.synchroniseFileSystem()
        for one in taken where try !one.file.publish(as: path(of: one.sealed.id)) { try verify(one.sealed.id) }
        try vault.synchroniseFileSystem()
    }

    /// Seals a file where it lies: its hash is taken and its place noted, and nothing is copied.
    ///
    /// - Parameters:
    ///   - path: Where the file is. What is kept is the full path behind it.
    ///   - name: What it is called; nil for the last part of `path`.
    /// - Throws: As ``seal(path:name:)``.
    package func sealInPlace(path: String, name: String? = nil) throws(StorageError) -> SealedEvidence {
        let place = try VaultReferences.fullPath(path)
        let source = try EvidenceSource(place)
        var hash = SHA256()
        var size = 0
        while case let block = try source.read(at: size, count: Self.blockSize), !block.isEmpty {
            hash.update(data: block)
            size += block.count
        }
        try source.confirmUnchanged(size: size)
        guard let id = EvidenceID(digest: hash.finalize()) else { throw StorageError(.inputOutput, path) }
        if !holds(id) { try references.note(id, at: place) }
        return SealedEvidence(
            id: id, name: name ?? Self.lastPart(of: path), origin: place, bytes: size, isReferenced: true)
    }

    /// Opens held evidence for reading.
    ///
    /// - Throws: ``StorageError/Code/notFound`` where it is not held.
    package func reader(of id: EvidenceID) throws(StorageError) -> EvidenceReader {
        try EvidenceReader(id: id, path: location(of: id))
    }

    /// Takes evidence out of the vault for good: its name, and with it its bytes as far as the file system goes. What is
    /// not held is no error.
    ///
    /// Hold ``VaultLock/Kind/destroying`` meanwhile, so that nobody is about to name the file in a case.
    package func remove(_ id: EvidenceID) throws(StorageError) {
        guard holds(id) else { return }
        guard unlink(path(of: id)) == 0 else { throw StorageError(errno: errno, id.hex) }
        try DurableFile.synchroniseFolder(folder + "/" + id.hex.prefix(2))
    }

    /// Where files may lie that are of no use once a run has ended.
    package var scratchFolder: String { "\(folder)/\(IncomingFile.folderName)" }

    /// Whether there is a vault at all: one that was opened for looking may not have been made.
    var isThere: Bool { access(folder, F_OK) == 0 }

    /// Whether the bytes are in the vault, and not only known to lie elsewhere.
    package func holds(_ id: EvidenceID) -> Bool { access(path(of: id), F_OK) == 0 }

    /// Reads held evidence again, all of it, and compares its hash.
    ///
    /// - Throws: ``StorageError/Code/notFound`` where it is not held; ``StorageError/Code/damaged`` where its bytes are
    ///   no longer those that were sealed.
    package func verify(_ id: EvidenceID) throws(StorageError) {
        var blocks = try reader(of: id).blocks(of: Self.blockSize, verifiesHash: true)
        while try blocks.next() != nil {}
    }

    /// Whether a file was written, moved or replaced after a moment of the server's clock, or is not there at all, by the
    /// time of its last change of any kind.
    package func hasChanged(_ id: EvidenceID, since moment: Timestamp) -> Bool {
        var status = stat()
        guard lstat(location(of: id), &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            let changed = Timestamp(
                unixSeconds: Int64(status.st_ctim.tv_sec), nanoseconds: Int64(status.st_ctim.tv_nsec))
        else { return true }
        return changed > moment
    }

    /// Where held evidence lies; made from its hash only. The file is read-only and must stay so.
    package func path(of id: EvidenceID) -> String { "\(folder)/\(id.hex.prefix(2))/\(id.hex)" }

    /// Where evidence lies that was sealed in its place; nil for what the vault holds, and for what is not known.
    package func reference(of id: EvidenceID) -> String? { holds(id) ? nil : references.place(of: id) }

    private var references: VaultReferences { VaultReferences(vault: folder) }

    private func location(of id: EvidenceID) -> String { reference(of: id) ?? path(of: id) }

    private func keep(_ incoming: borrowing IncomingFile, as id: EvidenceID) throws(StorageError) {
        // Held already: but is it still what its name says?
        if holds(id) { return try verify(id) }
        let shelf = shelf(of: id)
        try HomeFolder.makeFolder(shelf, mode: 0o700)
        try incoming.protect()
        try incoming.synchronise()
        if try incoming.publish(as: path(of: id)) {
            try DurableFile.synchroniseFolder(shelf)
            try DurableFile.synchroniseFolder(folder)
        } else {
            try verify(id)
        }
    }

    private func shelf(of id: EvidenceID) -> String { folder + "/" + id.hex.prefix(2) }

    private static func lastPart(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}

extension EvidenceVault {
    /// Takes evidence back that a backup holds, block by block.
    ///
    /// - Throws: ``StorageError/Code/damaged`` where the bytes are not those that were sealed; the vault is then as it was.
    func takeBack(_ id: EvidenceID, _ next: () throws -> [UInt8]?) throws {
        let incoming = try IncomingFile(in: folder)
        var hash = SHA256()
        while let block = try next() {
            hash.update(data: block)
            try incoming.write(block)
        }
        guard EvidenceID(digest: hash.finalize()) == id else {
            throw StorageError(.damaged, id.hex, cause: "the backup holds other bytes than were sealed")
        }
        try keep(incoming, as: id)
    }
}
