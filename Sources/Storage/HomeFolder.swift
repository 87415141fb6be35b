import Foundation
import Glibc

/// Where the parts of a store lie in its home.
struct HomeFolder: Sendable {
    let path: String

    var database: String { path + "/cordon.sqlite" }
    var privateKey: String { path + "/journal.key" }
    var publicKey: String { path + "/journal.pub" }
    var vault: String { path + "/vault" }
    /// Can be made again from the vault.
    var index: String { path + "/index" }
    /// Held by whoever makes or upgrades the store, so that two processes do not do so at once.
    var lock: String { path + "/open.lock" }

    /// Makes the home and the folders above it; the home itself is its owner's only.
    func create() throws(StorageError) {
        try Self.makeFolder(path, mode: 0o700)
    }

    /// - Throws: ``StorageError/Code/unsafeHome`` where others than its owner may put files into the home or take them
    ///   away; a fault of the system where it is not there.
    func confirmSafe() throws(StorageError) {
        guard try isWritableByOthers else { return }
        throw StorageError(.unsafeHome, path, cause: "others may write to it: chmod 700 \(path)")
    }

    /// - Throws: ``StorageError/Code/notEmpty`` where the home holds anything but the lock.
    func confirmEmpty() throws(StorageError) {
        let found = try StorageError.translating(path) { try FileManager.default.contentsOfDirectory(atPath: path) }
        guard let name = found.sorted().first(where: { "\(path)/\($0)" != lock }) else { return }
        throw StorageError(.notEmpty, path, cause: "it holds \(name): name a folder that is not there yet")
    }

    var isWritableByOthers: Bool {
        get throws(StorageError) {
            try OpenFile(path, O_RDONLY | O_DIRECTORY).status().st_mode & (S_IWGRP | S_IWOTH) != 0
        }
    }

    /// Whether something here is left only by a journal that had events: the public key, which is published after the
    /// first one, or evidence.
    var hadJournal: Bool {
        if access(publicKey, F_OK) == 0 { return true }
        return (try? VaultFiles(folder: vault).list())?.isEmpty == false
    }

    /// Makes a folder unless it is there; folders above it are made with the permissions that are usual here.
    static func makeFolder(_ path: String, mode: mode_t) throws(StorageError) {
        if mkdir(path, mode) == 0 { return }
        switch errno {
        case EEXIST: return
        case ENOENT:
            guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
                throw StorageError(errno: ENOENT, path)
            }
            try makeFolder(String(path[..<slash]), mode: 0o777)
            guard mkdir(path, mode) == 0 || errno == EEXIST else { throw StorageError(errno: errno, path) }
        default: throw StorageError(errno: errno, path)
        }
    }

    /// Runs `body` while no other process is in here with the same home.
    func locked<Value>(_ body: () throws(StorageError) -> Value) throws(StorageError) -> Value {
        let file = try OpenFile(lock, O_RDWR | O_CREAT, mode: 0o600)
        while flock(file.descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw StorageError(errno: errno, lock) }
        }
        return try body()
    }
}
