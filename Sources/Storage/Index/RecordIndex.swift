import Foundation
import Glibc
package import Vocabulary

/// The segments of the record index, in files beside the database: a folder for each case, and in it a manifest.
///
/// Everything here can be made again from the vault, so nothing here is an error that stops a case: what is damaged or of
/// another version is as good as not there.
package struct RecordIndex: Sendable {
    private let folder: String

    package init(home: String) { folder = HomeFolder(path: home).index }

    /// What the index of a case has; empty where there is none that can be read.
    package func manifest(of id: CaseID) -> IndexManifest {
        guard let bytes = FileManager.default.contents(atPath: manifestPath(id)),
            let manifest = try? JSONDecoder().decode(IndexManifest.self, from: bytes),
            manifest.version == IndexManifest.currentVersion
        else { return IndexManifest() }
        return manifest
    }

    /// The bytes of a segment, mapped.
    ///
    /// A file is never changed once it has its name, and stays mapped when it is taken out of the folder.
    package func region(of segment: IndexManifest.Segment, in id: CaseID) throws(StorageError) -> ByteRegion {
        let path = "\(folder(id))/\(Self.bare(segment.name))"
        let file = try OpenFile(path, O_RDONLY | O_NOFOLLOW)
        let size = Int(try file.status().st_size)
        guard size > 0, let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file.descriptor, 0), start != MAP_FAILED
        else { throw StorageError(.damaged, path, cause: "it cannot be mapped") }
        let address = UInt(bitPattern: start)
        // Opening needs the first page alone. Of an index that is not in memory, the system would read on in each of its
        // segments.
        madvise(start, size, MADV_RANDOM)
        let isBlank = start.load(as: UInt8.self) == 0
        madvise(start, size, MADV_NORMAL)
        guard !isBlank else {
            munmap(start, size)
            throw StorageError(.damaged, path, cause: "nothing stands where it begins")
        }
        return ByteRegion(UnsafeRawBufferPointer(start: start, count: size)) {
            munmap(UnsafeMutableRawPointer(bitPattern: address), size)
        }
    }

    /// Begins to add to the index of a case.
    ///
    /// - Throws: ``StorageError/Code/busy`` while another run adds to it.
    package func writer(of id: CaseID) throws(StorageError) -> IndexWriter {
        try HomeFolder.makeFolder(folder, mode: 0o700)
        try HomeFolder.makeFolder(folder(id), mode: 0o700)
        return try IndexWriter(folder: folder(id), manifestPath: manifestPath(id), manifest: manifest(of: id))
    }

    /// Takes out all that the index of a case has of some sealed files. Other files that shared a segment with them are
    /// not in the index then.
    package func forget(_ sealed: Set<EvidenceID>, in id: CaseID) throws(StorageError) {
        let known = manifest(of: id)
        guard !sealed.isEmpty, known != IndexManifest() else { return }
        try writer(of: id).takeOut(sealed)
    }

    /// Throws the index of a case away.
    package func remove(_ id: CaseID) throws(StorageError) {
        let path = folder(id)
        guard access(path, F_OK) == 0 else { return }
        try StorageError.translating(path) { try FileManager.default.removeItem(atPath: path) }
    }

    private func folder(_ id: CaseID) -> String { "\(folder)/\(id)" }

    private func manifestPath(_ id: CaseID) -> String { "\(folder(id))/\(IndexWriter.manifestName)" }

    /// A name without folders: what stands in a manifest is no path to follow.
    private static func bare(_ name: String) -> String { (name as NSString).lastPathComponent }
}
