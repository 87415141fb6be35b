package import Vocabulary

/// Evidence that was copied and hashed and has not come under its name yet. Gone with whoever holds it, unless
/// ``EvidenceVault/keep(_:)`` was told of it.
package final class TakenEvidence: Sendable {
    package let sealed: SealedEvidence
    let file: IncomingFile

    init(_ sealed: SealedEvidence, _ file: consuming IncomingFile) {
        self.sealed = sealed
        self.file = file
    }
}
