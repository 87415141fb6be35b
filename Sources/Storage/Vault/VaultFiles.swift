import Foundation
import Glibc

/// What lies in a vault's folder, apart from what is on its way in.
struct VaultFiles {
    struct File {
        /// Below the vault.
        let path: String
        /// Kind and permissions, as `lstat` gives them.
        let mode: mode_t
    }

    let folder: String
    /// Folders of the vault that are no shelves.
    private static let otherFolders: Set = [IncomingFile.folderName, VaultReferences.folderName]

    /// Every file on a shelf, and whatever else is there that is no shelf, in the order of the paths. Empty where there
    /// is no vault.
    func list() throws(StorageError) -> [File] {
        guard access(folder, F_OK) == 0 else { return [] }
        var files: [File] = []
        for name in try names(in: folder) where !Self.otherFolders.contains(name) {
            let mode = try mode(of: name)
            guard mode & S_IFMT == S_IFDIR else {
                files.append(File(path: name, mode: mode))
                continue
            }
            for held in try names(in: "\(folder)/\(name)") {
                files.append(File(path: "\(name)/\(held)", mode: try self.mode(of: "\(name)/\(held)")))
            }
        }
        return files
    }

    private func names(in folder: String) throws(StorageError) -> [String] {
        try StorageError.translating(folder) { try FileManager.default.contentsOfDirectory(atPath: folder) }.sorted()
    }

    private func mode(of name: String) throws(StorageError) -> mode_t {
        var status = stat()
        guard lstat("\(folder)/\(name)", &status) == 0 else { throw StorageError(errno: errno, "\(folder)/\(name)") }
        return status.st_mode
    }
}
