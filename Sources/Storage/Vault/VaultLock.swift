import Glibc

/// Keeps evidence from being destroyed between the moment it is found in the vault and the moment a case names it.
///
/// Whoever seals holds it beside others who do; whoever destroys holds it alone. Take it before a transaction, never in
/// one. It is let go of with the value, or when the process ends.
package struct VaultLock: ~Copyable {
    package enum Kind: Sendable { case sealing, destroying }

    private let folder: OpenFile

    /// Waits until the vault can be had.
    package init(_ kind: Kind, of vault: EvidenceVault) throws(StorageError) {
        let folder = try OpenFile(vault.folder, O_RDONLY | O_DIRECTORY)
        try Self.lock(folder, kind == .sealing ? LOCK_SH : LOCK_EX, path: vault.folder)
        self.folder = folder
    }

    private static func lock(
        _ folder: borrowing OpenFile, _ operation: CInt, path: String
    ) throws(StorageError) {
        while flock(folder.descriptor, operation) != 0 {
            guard errno == EINTR else { throw StorageError(errno: errno, path) }
        }
    }
}
