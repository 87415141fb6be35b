/// A pattern with wildcards inside, matched against whole texts in UTF-8.
struct WildcardPattern: Hashable, Sendable {
    // Bytes are themselves; these stand for more.
    static let anyRun: UInt16 = 0x100
    static let anyOne: UInt16 = 0x101
    static let anyDash: UInt16 = 0x102

    private(set) var codes: ContiguousArray<UInt16> = []
    /// The longest literal piece: what a text must have.
    private(set) var longestLiteral: [UInt8] = []

    /// - Parameter folds: Whether literals are case-folded, for texts that are.
    init(_ pattern: SigmaPattern, folds: Bool) {
        for part in pattern.parts {
            switch part {
            case .literal(let text):
                let bytes = folds ? CaseFolding.bytes(text) : Array(text.utf8)
                codes.append(contentsOf: bytes.map(UInt16.init))
                if bytes.count > longestLiteral.count { longestLiteral = bytes }
            case .anyRun: codes.append(Self.anyRun)
            case .anyOne: codes.append(Self.anyOne)
            case .anyDash: codes.append(Self.anyDash)
            }
        }
    }

    /// - Complexity: linear for patterns as people write them; where going back takes more than a few steps for each
    ///   byte, ``WildcardAutomaton`` goes on, which takes a step for each byte and each 64 codes of a piece.
    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        codes.withUnsafeBufferPointer { codes in
            var left = Self.stepsPerByte * text.count + Self.stepsPerCode * codes.count
            var place = 0
            var code = 0
            // Where to go on when what follows the last `*` does not fit: one byte further.
            var retryCode = -1
            var retryPlace = 0
            while place < text.count {
                left -= 1
                if left < 0 { return WildcardAutomaton(codes).matches(text) }
                if code < codes.count {
                    if codes[code] == Self.anyRun {
                        code += 1
                        if code == codes.count { return true }
                        retryCode = code
                        retryPlace = place
                        continue
                    }
                    let width = Self.width(of: codes[code], in: text, at: place)
                    if width > 0 {
                        place += width
                        code += 1
                        continue
                    }
                }
                guard retryCode >= 0 else { return false }
                retryPlace += 1
                let next = codes[retryCode]
                // A byte that must come next is looked for in one go.
                if next < 0x100 { retryPlace = ByteSearch.place(of: UInt8(next), in: text, from: retryPlace) }
                place = retryPlace
                code = retryCode
            }
            while code < codes.count, codes[code] == Self.anyRun { code += 1 }
            return code == codes.count
        }
    }

    /// Steps before an automaton is made: what it takes to make one, and some for each byte.
    private static let stepsPerByte = 8
    private static let stepsPerCode = 256

    /// How many bytes of the text one code takes; 0 where it does not fit.
    @inline(__always)
    private static func width(of code: UInt16, in text: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
        let byte = text[place]
        if code < 0x100 { return UInt16(byte) == code ? 1 : 0 }
        if code == anyDash {
            if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") { return 1 }
            // U+2013 to U+2015 are E2 80 93 to E2 80 95.
            let isLong = byte == 0xE2 && place + 2 < text.count && text[place + 1] == 0x80
            return isLong && (0x93...0x95).contains(text[place + 2]) ? 3 : 0
        }
        // A character begins where the byte is no continuation; `*` may have stopped inside one.
        guard byte & 0xC0 != 0x80 else { return 0 }
        var width = 1
        while place + width < text.count, text[place + width] & 0xC0 == 0x80 { width += 1 }
        return width
    }
}
