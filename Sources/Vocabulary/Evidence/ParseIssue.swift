/// Damage met in evidence. Never an error: the rest of the file is still read.
package struct ParseIssue: Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable {
        /// The file's or chunk's own header does not hold together.
        case damagedHeader
        /// A checksum does not fit; what can be read is read.
        case badChecksum
        /// A record could not be read and is missing from the result.
        case damagedRecord
        /// The file ends in the middle of something.
        case truncated
        /// A limit of ``ParsingLimits`` was reached; says which.
        case limit
        /// The time of a record cannot be read; the record is kept.
        case badTime
        /// A line of a log is of another kind than its file; it is kept as text.
        case unknownLine
        /// Something in a container is no file, or encrypted; says which.
        case notRead
    }

    package let kind: Kind
    /// Where in the evidence file, in bytes.
    package let offset: UInt64
    /// What is wrong, in a few words of our own; never text from the evidence but names of fields in letters and digits.
    package let detail: String

    /// What is wrong and where, for a line of its own.
    package var words: String { "\(detail), at byte \(offset)" }

    package init(_ kind: Kind, offset: UInt64, _ detail: String) {
        self.kind = kind
        self.offset = offset
        self.detail = detail
    }
}
