/// Text with `*` (any number of characters) and `?` (one character), compared with folded text.
package struct Wildcard: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case byte(UInt8)
        case oneCharacter
        case anything
    }

    let parts: [Part]
    /// The parts as numbers, for the comparison of many texts: a byte, or one of the two below.
    private let codes: [UInt16]
    private static let oneCharacter: UInt16 = 0x100
    private static let anything: UInt16 = 0x101

    /// - Parameter parts: Literal bytes are folded already.
    init(_ parts: [Part]) {
        // Stars side by side mean one.
        self.parts = parts.reduce(into: []) { if $1 != .anything || $0.last != .anything { $0.append($1) } }
        codes = self.parts.map {
            switch $0 {
            case .byte(let byte): UInt16(byte)
            case .oneCharacter: Self.oneCharacter
            case .anything: Self.anything
            }
        }
    }

    /// The literal bytes before the first wildcard.
    var prefix: [UInt8] {
        var bytes: [UInt8] = []
        for case .byte(let byte) in parts.prefix(while: { if case .byte = $0 { true } else { false } }) {
            bytes.append(byte)
        }
        return bytes
    }

    /// What every text has that matches: see ``WordCharacters``.
    var characters: UInt32 {
        WordCharacters.bits(of: parts.compactMap { if case .byte(let byte) = $0 { byte } else { nil } })
    }

    /// Whether it could match a single word: nothing literal in it separates words.
    var fitsWord: Bool {
        let literal = parts.compactMap { if case .byte(let byte) = $0 { byte } else { nil } }
        return literal.withUnsafeBufferPointer { TextFolding.isOneWord($0) }
    }

    /// Words that every match holds: they stand between separators, with no wildcard beside them.
    var wholeWords: [[UInt8]] {
        var found: [[UInt8]] = []
        var literal: [UInt8] = []
        func take(opensWild: Bool, closesWild: Bool) {
            literal.withUnsafeBufferPointer { bytes in
                TextFolding.forEachWord(in: bytes) { range in
                    if range.lowerBound == 0, opensWild { return }
                    if range.upperBound == bytes.count, closesWild { return }
                    found.append(Array(bytes[range]))
                }
            }
            literal = []
        }
        var isAfterWild = false
        for part in parts {
            if case .byte(let byte) = part {
                literal.append(byte)
            } else {
                take(opensWild: isAfterWild, closesWild: true)
                isAfterWild = true
            }
        }
        take(opensWild: isAfterWild, closesWild: false)
        return found
    }

    /// Whether all of a folded text matches.
    ///
    /// - Complexity: Of a star only the last one tried is gone back to, so at worst the product of both lengths.
    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        codes.withUnsafeBufferPointer { Self.matches(text, $0) }
    }

    private static func matches(_ text: UnsafeBufferPointer<UInt8>, _ codes: UnsafeBufferPointer<UInt16>) -> Bool {
        var place = 0
        var code = 0
        /// Behind the last star, and where the text it stands for may end; none is at 0.
        var retry = (code: 0, place: 0)
        while place < text.count {
            if code < codes.count {
                let wanted = codes[code]
                if wanted == anything {
                    code += 1
                    // The star reaches to where what follows it may begin.
                    if code < codes.count, codes[code] < oneCharacter {
                        while place < text.count, UInt16(text[place]) != codes[code] { place += 1 }
                    }
                    retry = (code, place)
                    continue
                }
                if wanted == oneCharacter || wanted == UInt16(text[place]) {
                    place = wanted == oneCharacter ? nextCharacter(text, place) : place + 1
                    code += 1
                    continue
                }
            }
            guard retry.code > 0 else { return false }
            place = nextCharacter(text, retry.place)
            if retry.code < codes.count, codes[retry.code] < oneCharacter {
                while place < text.count, UInt16(text[place]) != codes[retry.code] { place += 1 }
            }
            retry.place = place
            code = retry.code
        }
        return codes[code...].allSatisfy { $0 == anything }
    }

    @inline(__always)
    private static func nextCharacter(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
        var next = place + 1
        while next < text.count, text[next] & 0xC0 == 0x80 { next += 1 }
        return next
    }
}
