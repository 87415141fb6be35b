import Foundation
import Glibc
import Synchronization
package import Vocabulary

/// Adds to the index of one case; one at a time does so. Good for calls from many threads.
///
/// Segments are listed many at a time, once they are on the disk: nobody waits for the disk with each. What was not listed
/// when a run was ended is as if it had not been read for the index.
package final class IndexWriter: Sendable {
    static let manifestName = "manifest.json"
    private static let lockName = "writer.lock"
    /// Bytes of segments that wait to be listed. A disk takes as long for so many as for a few.
    private static let bytesPerSave = 64 << 20

    private struct State {
        var manifest: IndexManifest
        /// Segments that may not be on the disk yet.
        var written: [String] = []
        var writtenBytes = 0
    }

    private let folder: String
    private let manifestPath: String
    /// Locked as long as this is held.
    private let lock: OpenFile
    private let state: Mutex<State>
    /// Held while the manifest is written, so that an older one never replaces a later one.
    private let saving = Mutex(())

    init(folder: String, manifestPath: String, manifest: IndexManifest) throws(StorageError) {
        self.folder = folder
        self.manifestPath = manifestPath
        lock = try OpenFile("\(folder)/\(Self.lockName)", O_RDWR | O_CREAT, mode: 0o600)
        guard flock(lock.descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw StorageError(.busy, folder, cause: "another run adds to this index")
        }
        state = Mutex(State(manifest: manifest))
        removeUnlisted()
    }

    package var manifest: IndexManifest { state.withLock(\.manifest) }

    /// Takes out what is known of some sealed files, and of every file that is not whole.
    package func takeOut(_ sealed: Set<EvidenceID>) throws(StorageError) {
        let removed = state.withLock { $0.manifest.takeOut(sealed) }
        try save()
        for name in removed { unlink("\(folder)/\(name)") }
    }

    /// Adds a segment. It is listed, and on the disk, after one of the next ones or ``save()``.
    package func add(_ bytes: [UInt8], records: [IndexedFile: Int]) throws(StorageError) {
        if try add(bytes, records: records, insteadOf: []) >= Self.bytesPerSave { try save() }
    }

    /// Puts one segment into the place of several, whose records it has. When this returns, it is listed.
    package func replace(_ old: [IndexManifest.Segment], by bytes: [UInt8]) throws(StorageError) {
        var records: [IndexedFile: Int] = [:]
        for segment in old { records.merge(segment.records, uniquingKeysWith: +) }
        _ = try add(bytes, records: records, insteadOf: old)
        try save()
        for segment in old { unlink("\(folder)/\(segment.name)") }
    }

    /// - Returns: Bytes of all segments that wait to be listed.
    private func add(
        _ bytes: [UInt8], records: [IndexedFile: Int], insteadOf old: [IndexManifest.Segment]
    ) throws(StorageError) -> Int {
        let name = UUID().uuidString + ".segment"
        let path = "\(folder)/\(name)"
        let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
        do throws(StorageError) { try file.write(bytes) } catch {
            unlink(path)
            throw error
        }
        file.beginSynchronising()
        let names = Set(old.map(\.name))
        return state.withLock { state in
            state.manifest.segments.removeAll { names.contains($0.name) }
            state.manifest.segments.append(IndexManifest.Segment(name: name, records: records))
            state.written.append(name)
            state.writtenBytes += bytes.count
            return state.writtenBytes
        }
    }

    /// Says that a file was read to its end; kept by ``save()``.
    package func end(_ file: IndexedFile, id: EvidenceID, records: Int) {
        state.withLock { $0.manifest.files[file] = IndexManifest.File(id: id, records: records) }
    }

    /// Lists everything that was added. When this returns, all of it is on the disk.
    package func save() throws(StorageError) {
        try saving.withLock { _ throws(StorageError) in
            let (manifest, written) = state.withLock { state in
                let taken = (state.manifest, state.written)
                state.written = []
                state.writtenBytes = 0
                return taken
            }
            // One that was replaced since is not there any more.
            let listed = Set(manifest.segments.map(\.name))
            for name in written where listed.contains(name) {
                try OpenFile("\(folder)/\(name)", O_RDONLY | O_NOFOLLOW).synchronise()
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let bytes = try StorageError.translating(manifestPath) { try encoder.encode(manifest) }
            try DurableFile.write(Array(bytes), to: manifestPath, in: folder)
        }
    }

    /// Removes what a run left behind that did not live to list it.
    private func removeUnlisted() {
        let listed = Set(self.manifest.segments.map(\.name))
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasSuffix(".segment") && !listed.contains(name) { unlink("\(folder)/\(name)") }
    }
}
