import Foundation
import Glibc
import Synchronization
package import Vocabulary

/// Adds to the index of one case; one at a time does so. Good for calls from many threads.
package final class IndexWriter: Sendable {
    static let manifestName = "manifest.json"
    private static let lockName = "writer.lock"

    private let folder: String
    private let manifestPath: String
    /// Locked as long as this is held.
    private let lock: OpenFile
    private let state: Mutex<IndexManifest>

    init(folder: String, manifestPath: String, manifest: IndexManifest) throws(StorageError) {
        self.folder = folder
        self.manifestPath = manifestPath
        lock = try OpenFile("\(folder)/\(Self.lockName)", O_RDWR | O_CREAT, mode: 0o600)
        guard flock(lock.descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw StorageError(.busy, folder, cause: "another run adds to this index")
        }
        state = Mutex(manifest)
        removeUnlisted()
    }

    package var manifest: IndexManifest { state.withLock(\.self) }

    /// Takes out what is known of some sealed files, and of every file that is not whole.
    package func takeOut(_ sealed: Set<EvidenceID>) throws(StorageError) {
        let removed = state.withLock { $0.takeOut(sealed) }
        try save()
        for name in removed { unlink("\(folder)/\(name)") }
    }

    /// Adds a segment. When this returns, it is on the disk and listed.
    package func add(_ bytes: [UInt8], records: [IndexedFile: Int]) throws(StorageError) {
        try add(bytes, records: records, insteadOf: [])
    }

    /// Puts one segment into the place of several, whose records it has.
    package func replace(_ old: [IndexManifest.Segment], by bytes: [UInt8]) throws(StorageError) {
        var records: [IndexedFile: Int] = [:]
        for segment in old { records.merge(segment.records, uniquingKeysWith: +) }
        try add(bytes, records: records, insteadOf: old)
        for segment in old { unlink("\(folder)/\(segment.name)") }
    }

    private func add(
        _ bytes: [UInt8], records: [IndexedFile: Int], insteadOf old: [IndexManifest.Segment]
    ) throws(StorageError) {
        let name = UUID().uuidString + ".segment"
        let path = "\(folder)/\(name)"
        let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
        do throws(StorageError) {
            try file.write(bytes)
            try file.synchronise()
        } catch {
            unlink(path)
            throw error
        }
        let names = Set(old.map(\.name))
        state.withLock { manifest in
            manifest.segments.removeAll { names.contains($0.name) }
            manifest.segments.append(IndexManifest.Segment(name: name, records: records))
        }
        try save()
    }

    /// Says that a file was read to its end; kept with the next segment, or by ``save()``.
    package func end(_ file: IndexedFile, id: EvidenceID, records: Int) {
        state.withLock { $0.files[file] = IndexManifest.File(id: id, records: records) }
    }

    package func save() throws(StorageError) {
        let path = manifestPath
        try state.withLock { manifest throws(StorageError) in
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let bytes = try StorageError.translating(path) { try encoder.encode(manifest) }
            try DurableFile.write(Array(bytes), to: path, in: folder)
        }
    }

    /// Removes what a run left behind that did not live to list it.
    private func removeUnlisted() {
        let listed = Set(manifest.segments.map(\.name))
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasSuffix(".segment") && !listed.contains(name) { unlink("\(folder)/\(name)") }
    }
}
