import Crypto
package import Vocabulary

/// The identity of bytes that stay outside the vault.
package enum ContentHash {
    package static func of(_ bytes: [UInt8], _ subject: String) throws(StorageError) -> EvidenceID {
        guard let id = EvidenceID(digest: SHA256.hash(data: bytes)) else { throw StorageError(.inputOutput, subject) }
        return id
    }
}

/// Finds the identity of bytes that come piece by piece.
package struct ContentHasher {
    private var hash = SHA256()

    package init() {}

    package mutating func update(_ bytes: [UInt8]) { hash.update(data: bytes) }

    /// The identity of all bytes so far; a SHA-256 always has the length that one needs.
    package var id: EvidenceID? { EvidenceID(digest: hash.finalize()) }
}
