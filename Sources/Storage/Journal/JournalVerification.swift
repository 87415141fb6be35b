/// What examining a journal found.
package struct JournalVerification: Hashable, Sendable {
    /// What was examined; nil where an exported file does not say.
    package var stream: JournalStream?
    /// Number of events that were found to be in order, from the first.
    package var events = 0
    /// The hash of the last of them.
    package var head = JournalHead().hash
    /// The public key that signed it, 64 hexadecimal digits; nil where that cannot be told.
    package var publicKey: String?
    /// Whether it says that it comes from a store for exercises.
    package var isExercise = false
    /// At which line of a file, or sequence of a store, the expected head is. Events may follow it.
    package var expectedHeadAt: Int?
    /// What is wrong, the earliest event first; empty for a sound journal.
    package var problems: [JournalProblem] = []

    package var isSound: Bool { problems.isEmpty }
}

/// Something in a journal that is not as it was appended.
package struct JournalProblem: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The line is not, byte for byte, what would be written for any event.
        case unreadable
        /// The event is not the one that its hash was made for.
        case wrongHash
        /// An event of another stream.
        case wrongStream
        /// An event that should be here is not.
        case missing
        /// An event that has been here already, or belongs elsewhere.
        case outOfPlace
        /// The event does not name the hash of the one before in its stream.
        case brokenLink
        /// The event does not name the hash of the one before in the store.
        case brokenStoreLink
        /// The event is in order, but it is not one that this release knows.
        case unknownEvent
        /// The first event does not name the store's key.
        case wrongStore
        /// The end of an exported file is missing.
        case cut
        /// The trailer is not, byte for byte, what would be written.
        case badTrailer
        /// The number of events or the last hash is not the one that was signed.
        case wrongHead
        /// The bytes before the trailer are not those that were exported.
        case wrongDigest
        /// The signature was not made by the store's key over this head.
        case badSignature
        /// Something follows the trailer.
        case trailingBytes
        /// The expected head is not the hash of any event.
        case headNotFound
        /// Signed, but by another key than expected.
        case unexpectedKey
        /// The public key beside the store is not there, or not the one that its journal names.
        case unpublishedKey
        /// The triggers that keep events from being changed are not as they were made.
        case unguarded
        /// SQLite finds its own file damaged.
        case damagedDatabase
    }

    package let kind: Kind
    /// The stream concerned, as text: a damaged one may have no stream's name.
    package let stream: String?
    /// Place in the stream of the event concerned: of the missing one, where one is missing.
    package let version: Int?
    /// Line of the exported file, or sequence in the store, from 1.
    package let line: Int?

    package init(_ kind: Kind, stream: String? = nil, version: Int? = nil, line: Int? = nil) {
        self.kind = kind
        self.stream = stream
        self.version = version
        self.line = line
    }
}
