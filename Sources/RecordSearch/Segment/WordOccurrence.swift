/// A word of a value.
struct WordOccurrence {
    /// Bytes of a word that fit its head.
    static let headLength = 8
    /// For ``tail``: all of the word is in its head.
    static let noTail = UInt32.max

    /// Its first eight bytes, the first one highest, and zeros behind a shorter one: no byte of a word is zero.
    let head: UInt64
    let value: UInt32
    /// The number of what does not fit its head among all such tails.
    let tail: UInt32

    /// Bytes of its head.
    var headLength: Int { Self.headLength - head.trailingZeroBitCount / 8 }

    func isSameWord(as other: WordOccurrence) -> Bool { head == other.head && tail == other.tail }
}
