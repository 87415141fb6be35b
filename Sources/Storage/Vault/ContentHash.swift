import Crypto
package import Vocabulary

/// The identity of bytes that stay outside the vault.
package enum ContentHash {
    package static func of(_ bytes: [UInt8], _ subject: String) throws(StorageError) -> EvidenceID {
        guard let id = EvidenceID(digest: SHA256.hash(data: bytes)) else { throw StorageError(.inputOutput, subject) }
        return id
    }
}
