/// What texts have in common that differ in names and numbers: their words without digits, in order, and where others stand
/// between.
///
/// Sixty-four bits tell them apart: of a full segment's, two are taken for one once in 10^11 segments.
struct Wording {
    /// Bytes of texts that have one: others are looked at as fast.
    static let shortestText = 40
    /// Of a single word, the word's own list says everything; identifiers and times have none.
    private static let fewestWords = 2
    /// In the place of a word with digits. No word's first byte is zero.
    private static let variable: UInt64 = 1

    private let seed: UInt64
    private var joined: UInt64
    private var words = 0

    private init(seed: UInt64) {
        self.seed = seed
        joined = seed
    }

    /// A number that texts of one wording share, and no others; 0 for a text that needs none.
    ///
    /// - Parameters:
    ///   - folded: With ``TextFolding/padding`` behind its `count` bytes.
    ///   - seed: Any number that evidence cannot know, so that no two wordings are made to look like one.
    static func hash(ofASCII folded: UnsafeRawBufferPointer, count: Int, seed: UInt64) -> UInt64 {
        var wording = Wording(seed: seed)
        TextFolding.forEachWord(inASCII: folded, count: count) { wording.append(folded, $0, $1) }
        return wording.words < fewestWords ? 0 : wording.joined | 1
    }

    @inline(__always)
    private mutating func append(_ text: UnsafeRawBufferPointer, _ start: Int, _ length: Int) {
        let head = ByteHash.word(text, start)
        if length <= 8 {
            let word = head << UInt64(8 * (8 - length))
            if TextFolding.hasDigit(word) {
                joined = ByteHash.join(joined, Self.variable)
            } else {
                joined = ByteHash.join(joined, word)
                words += 1
            }
        } else {
            joined = ByteHash.join(joined, long(text, start, length))
        }
    }

    private mutating func long(_ text: UnsafeRawBufferPointer, _ start: Int, _ length: Int) -> UInt64 {
        for place in start..<start + length where text[place] &- UInt8(ascii: "0") < 10 { return Self.variable }
        words += 1
        return ByteHash.of(UnsafeRawBufferPointer(rebasing: text[start..<start + length]), seed: seed)
    }
}
