import Foundation
import Glibc
import Vocabulary

/// Evidence that lies outside the vault: where, for each by its SHA-256.
///
/// What lies elsewhere can change or go at any time. So it is hashed again before every use, like all evidence, and is then
/// found damaged or missing.
struct VaultReferences: Sendable {
    static let folderName = "references"

    let vault: String

    private var folder: String { "\(vault)/\(Self.folderName)" }

    /// Where evidence lies; nil where no such place is known.
    func place(of id: EvidenceID) -> String? {
        guard let bytes = try? DurableFile.read("\(folder)/\(id.hex)"), !bytes.isEmpty else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// Notes where evidence lies, and returns once that is on the disk.
    func note(_ id: EvidenceID, at place: String) throws(StorageError) {
        guard place.utf8.count < Int(PATH_MAX) else {
            throw StorageError(.inputOutput, place, cause: "the path is too long")
        }
        try HomeFolder.makeFolder(folder, mode: 0o700)
        try DurableFile.write(Array(place.utf8), to: "\(folder)/\(id.hex)", in: folder)
        try DurableFile.synchroniseFolder(vault)
    }

    /// A path from the root, with all links followed.
    static func fullPath(_ path: String) throws(StorageError) -> String {
        guard let real = realpath(path, nil) else { throw StorageError(errno: errno, path) }
        defer { free(real) }
        guard let text = String(validatingCString: real) else {
            throw StorageError(.inputOutput, path, cause: "its path is not UTF-8: seal a copy")
        }
        return text
    }
}
