import Crypto
import Vocabulary

/// How a document that was written is known ever after.
package enum DocumentHash {
    /// The SHA-256 of the document, 64 lower-case hexadecimal digits.
    package static func sha256(_ bytes: [UInt8]) -> String { Hexadecimal.text(SHA256.hash(data: bytes)) }
}
