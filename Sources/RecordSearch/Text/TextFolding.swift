/// Makes texts alike that differ only in case, and finds their words.
///
/// A word is a run of letters and digits. Text that is written without spaces, such as Chinese, is one word from one
/// punctuation mark to the next.
enum TextFolding {
    /// Bytes of a word that are looked up; longer words are told apart by looking at the value itself.
    static let indexedWordLength = 64

    /// What a byte of ASCII is folded to within a word; 0 where it separates words.
    @inline(__always)
    static func wordByte(_ byte: UInt8) -> UInt8 {
        if byte &- UInt8(ascii: "0") < 10 || byte &- UInt8(ascii: "a") < 26 { return byte }
        return byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : 0
    }

    static func fold(_ text: String) -> [UInt8] {
        var folded: [UInt8] = []
        var text = text
        text.withUTF8 { fold($0, into: &folded) }
        return folded
    }

    /// Replaces `folded` by the folded form of UTF-8 text, with ``padding`` in the memory behind it.
    static func fold(_ text: UnsafeBufferPointer<UInt8>, into folded: inout [UInt8]) {
        var isASCII = true
        folded.removeAll(keepingCapacity: true)
        folded.append(addingCapacity: text.count + padding) { output in
            output.withUnsafeMutableBufferPointer { buffer, count in
                isASCII = foldASCII(UnsafeRawBufferPointer(text), into: UnsafeMutableRawBufferPointer(buffer))
                count = text.count
            }
        }
        guard !isASCII else { return }
        var scalars = String.UnicodeScalarView()
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            scalars.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
        }
        folded.removeAll(keepingCapacity: true)
        folded.append(contentsOf: String(scalars).utf8)
        folded.reserveCapacity(folded.count + padding)
    }

    /// Hands on where each word stands in folded text, in order.
    @inline(__always)
    static func forEachWord(in folded: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void) {
        var start = -1
        var place = 0
        while place < folded.count {
            let byte = folded[place]
            let length: Int
            let isInWord: Bool
            if byte < 0x80 {
                length = 1
                isInWord = wordByte(byte) != 0
            } else {
                (length, isInWord) = character(folded, place)
            }
            if isInWord {
                if start < 0 { start = place }
            } else if start >= 0 {
                body(start..<place)
                start = -1
            }
            place += length
        }
        if start >= 0 { body(start..<folded.count) }
    }

    static func words(of folded: [UInt8]) -> [[UInt8]] {
        var words: [[UInt8]] = []
        folded.withUnsafeBufferPointer { bytes in
            forEachWord(in: bytes) { words.append(Array(bytes[$0])) }
        }
        return words
    }

    /// Whether no part of a text separates words; an empty one has none that does.
    static func isOneWord(_ folded: UnsafeBufferPointer<UInt8>) -> Bool {
        var covered = 0
        var count = 0
        forEachWord(in: folded) {
            covered += $0.count
            count += 1
        }
        return covered == folded.count && count <= 1
    }

    /// How many bytes a character beyond ASCII has, and whether it belongs to a word.
    private static func character(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> (length: Int, isInWord: Bool) {
        let first = text[place]
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
        guard length > 1, place + length <= text.count else { return (1, false) }
        var value = UInt32(first) & (0xFF >> UInt32(length + 1))
        for offset in 1..<length {
            guard text[place + offset] & 0xC0 == 0x80 else { return (1, false) }
            value = value << 6 | UInt32(text[place + offset] & 0x3F)
        }
        guard let scalar = Unicode.Scalar(value) else { return (length, false) }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
            return (length, true)
        default: return (length, false)
        }
    }
}
