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
        folder = try OpenFile(vault.folder, O_RDONLY | O_DIRECTORY)
        while flock(folder.descriptor, kind == .sealing ? LOCK_SH : LOCK_EX) != 0 {
            guard errno == EINTR else { throw StorageError(errno: errno, vault.folder) }
        }
    }
}
