import Glibc

/// Small files that are either whole or not there.
enum DurableFile {
    /// Far above anything kept in this way: keys are 65 bytes.
    private static let largest = 4096

    static func read(_ path: String) throws(StorageError) -> [UInt8] {
        try OpenFile(path, O_RDONLY).read(at: 0, count: largest)
    }

    /// Writes a file that only its owner may read, and returns once it and its name are on the disk.
    static func write(_ bytes: [UInt8], to path: String, in folder: String) throws(StorageError) {
        let temporary = path + ".new"
        unlink(temporary)
        let file = try OpenFile(temporary, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
        try file.write(bytes)
        try file.synchronise()
        guard rename(temporary, path) == 0 else { throw StorageError(errno: errno, path) }
        try synchroniseFolder(folder)
    }

    /// Returns once the names in a folder are on the disk.
    static func synchroniseFolder(_ path: String) throws(StorageError) {
        try OpenFile(path, O_RDONLY | O_DIRECTORY).synchronise()
    }
}
