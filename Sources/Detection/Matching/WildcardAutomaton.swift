/// Matches a pattern with wildcards in one pass, whatever the text: all places at which a piece between two `*` can have
/// begun are followed at once, a bit for each code that has been met (the Shift-And method of Baeza-Yates and Gonnet).
struct WildcardAutomaton {
    /// What stands between two `*`, as steps of one byte each.
    private struct Piece {
        var length = 0
        /// For each byte, the steps that take it.
        var takes: [UInt64] = []
        /// Steps that stay where they are while a character goes on.
        var stays: [UInt64] = []
        /// The third steps of dashes, which a hyphen and a slash reach from the step before the first.
        var dashEnds: [UInt64] = []
        var hasDashes = false

        var wordCount: Int { (length + 63) / 64 }

        init(_ codes: Slice<UnsafeBufferPointer<UInt16>>) {
            length = codes.reduce(0) { $0 + ($1 == WildcardPattern.anyDash ? 3 : 1) }
            takes = [UInt64](repeating: 0, count: 256 * wordCount)
            stays = [UInt64](repeating: 0, count: wordCount)
            dashEnds = stays
            var step = 0
            for code in codes {
                switch code {
                case WildcardPattern.anyOne:
                    // A character begins where the byte is no continuation, and goes on with those.
                    for byte in 0..<256 where byte & 0xC0 != 0x80 { take(UInt8(byte), at: step) }
                    Self.set(step, in: &stays)
                case WildcardPattern.anyDash:
                    // U+2013 to U+2015 are E2 80 93 to E2 80 95.
                    take(0xE2, at: step)
                    take(0x80, at: step + 1)
                    for byte in UInt8(0x93)...0x95 { take(byte, at: step + 2) }
                    Self.set(step + 2, in: &dashEnds)
                    hasDashes = true
                    step += 2
                default: take(UInt8(truncatingIfNeeded: code), at: step)
                }
                step += 1
            }
        }

        private mutating func take(_ byte: UInt8, at step: Int) {
            takes[Int(byte) * wordCount + step / 64] |= 1 << UInt64(step % 64)
        }

        private static func set(_ step: Int, in words: inout [UInt64]) { words[step / 64] |= 1 << UInt64(step % 64) }
    }

    private var pieces: [Piece] = []
    private var isOpenBefore = false
    private var isOpenBehind = false

    /// - Parameter codes: Of a ``WildcardPattern``.
    init(_ codes: UnsafeBufferPointer<UInt16>) {
        isOpenBefore = codes.first == WildcardPattern.anyRun
        isOpenBehind = codes.last == WildcardPattern.anyRun
        pieces = codes.split(separator: WildcardPattern.anyRun).map { Piece($0) }
    }

    /// - Complexity: O(text × longest piece / 64).
    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !pieces.isEmpty else { return isOpenBefore || text.isEmpty }
        var place = 0
        for (number, piece) in pieces.enumerated() {
            let isLast = number == pieces.count - 1
            guard
                let end = end(
                    of: piece, in: text, from: place, onlyThere: number == 0 && !isOpenBefore,
                    toTheEnd: isLast && !isOpenBehind)
            else { return false }
            place = end
        }
        return true
    }

    /// Where a piece ends first; nil where it is not there.
    ///
    /// - Parameters:
    ///   - onlyThere: Whether it must begin at `start`, and not behind.
    ///   - toTheEnd: Whether it must end with the text.
    private func end(
        of piece: Piece, in text: UnsafeBufferPointer<UInt8>, from start: Int, onlyThere: Bool, toTheEnd: Bool
    ) -> Int? {
        let count = piece.wordCount
        let last = (word: (piece.length - 1) / 64, bit: UInt64(1) << UInt64((piece.length - 1) % 64))
        var met = [UInt64](repeating: 0, count: count)
        for place in start..<max(start, text.count) {
            let byte = text[place]
            let goesOn = byte & 0xC0 == 0x80
            let isDash = piece.hasDashes && (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/"))
            let begins: UInt64 = onlyThere && place > start ? 0 : 1
            // What leaves a word goes into the next: one bit for a step, three for the dashes.
            var carry = begins
            var dashCarry = begins << 2
            var any: UInt64 = 0
            for word in 0..<count {
                let old = met[word]
                var new = (old << 1 | carry) & piece.takes[Int(byte) * count + word]
                if goesOn { new |= old & piece.stays[word] }
                if isDash { new |= (old << 3 | dashCarry) & piece.dashEnds[word] }
                carry = old >> 63
                dashCarry = old >> 61
                met[word] = new
                any |= new
            }
            if any == 0, onlyThere { return nil }
            if !toTheEnd, met[last.word] & last.bit != 0 { return place + 1 }
        }
        return toTheEnd && met[last.word] & last.bit != 0 ? text.count : nil
    }
}
