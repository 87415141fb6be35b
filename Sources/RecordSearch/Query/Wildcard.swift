/// Text with `*` (any number of characters) and `?` (one character), compared with folded text.
package struct Wildcard: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case byte(UInt8)
        case oneCharacter
        case anything
    }

    let parts: [Part]

    /// - Parameter parts: Literal bytes are folded already.
    init(_ parts: [Part]) {
        // Stars side by side mean one.
        self.parts = parts.reduce(into: []) { if $1 != .anything || $0.last != .anything { $0.append($1) } }
    }

    /// The literal bytes before the first wildcard.
    var prefix: [UInt8] {
        var bytes: [UInt8] = []
        for case .byte(let byte) in parts.prefix(while: { if case .byte = $0 { true } else { false } }) {
            bytes.append(byte)
        }
        return bytes
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
        var place = 0
        var part = 0
        var retry: (part: Int, place: Int)?
        while place < text.count {
            if part < parts.count {
                switch parts[part] {
                case .byte(let byte) where byte == text[place]:
                    part += 1
                    place += 1
                    continue
                case .oneCharacter:
                    part += 1
                    place = Self.nextCharacter(text, place)
                    continue
                case .anything:
                    retry = (part + 1, place)
                    part += 1
                    continue
                case .byte: break
                }
            }
            guard let last = retry else { return false }
            place = Self.nextCharacter(text, last.place)
            retry = (last.part, place)
            part = last.part
        }
        return parts[part...].allSatisfy { $0 == .anything }
    }

    private static func nextCharacter(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
        var next = place + 1
        while next < text.count, text[next] & 0xC0 == 0x80 { next += 1 }
        return next
    }
}
