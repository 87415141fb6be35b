/// One kind of file that is held and not read: how it is known, and what it would tell.
package struct HeldContent: Sendable {
    /// Bytes that stand at a place in the file.
    package struct Piece: Sendable {
        package let offset: Int
        package let bytes: [UInt8]
    }

    package let kind: HeldKind
    /// What it is, for people.
    package let name: String
    /// What it would answer.
    package let question: String
    /// What reads it.
    package let reader: String
    /// How much the answer would tell, 0 to 1, in an investigation of which nothing else is known: judgement.
    package let value: Double
    /// Each is enough by itself; of each, all pieces must fit. None where a kind is known by its structure alone.
    package let marks: [[Piece]]

    /// The row of a kind.
    package static func of(_ kind: HeldKind) -> HeldContent? { all.first { $0.kind == kind } }

    init(
        _ kind: HeldKind, _ name: String, tells question: String, readBy reader: String, value: Double,
        _ marks: [[Piece]] = []
    ) {
        self.kind = kind
        self.name = name
        self.question = question
        self.reader = reader
        self.value = value
        self.marks = marks
    }
}

extension HeldContent.Piece {
    static func text(_ text: String, at offset: Int = 0) -> Self { Self(offset: offset, bytes: Array(text.utf8)) }
    static func bytes(_ bytes: [UInt8], at offset: Int = 0) -> Self { Self(offset: offset, bytes: bytes) }
}
