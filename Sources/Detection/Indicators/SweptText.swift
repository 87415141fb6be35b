import Vocabulary

/// The text of one value at a time, case-folded, in memory that is used again.
struct SweptText {
    private var buffer: [UInt8] = []
    private(set) var count = 0
    private(set) var isASCII = true

    /// Reads a value that is text; nil for others.
    mutating func read(_ slot: RecordBatch.Slot, _ all: UnsafePointer<UInt8>) {
        let start = all + Int(slot.offset)
        let length = Int(slot.length)
        isASCII = true
        switch slot.encoding {
        case .utf8: narrow(start, length)
        case .utf16: widen(start, length / 2)
        default: isASCII = false
        }
        if !isASCII { decode(UnsafeBufferPointer(start: start, count: length), slot.encoding) }
    }

    @inline(__always)
    func withText(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        buffer.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }

    private mutating func makeRoom(_ size: Int) {
        if buffer.count < size { buffer += [UInt8](repeating: 0, count: max(size, 2 * buffer.count) - buffer.count) }
        count = size
    }

    private mutating func narrow(_ start: UnsafePointer<UInt8>, _ length: Int) {
        makeRoom(length)
        var seen: UInt8 = 0
        buffer.withUnsafeMutableBufferPointer { out in
            for place in 0..<length {
                let byte = start[place]
                seen |= byte
                out[place] = CaseFolding.ascii(byte)
            }
        }
        isASCII = seen < 0x80
    }

    private mutating func widen(_ start: UnsafePointer<UInt8>, _ length: Int) {
        makeRoom(length)
        var seen: UInt8 = 0
        buffer.withUnsafeMutableBufferPointer { out in
            for place in 0..<length {
                let low = start[2 * place]
                seen |= low | (start[2 * place + 1] == 0 ? 0 : 0x80)
                out[place] = CaseFolding.ascii(low)
            }
        }
        isASCII = seen < 0x80
    }

    private mutating func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ encoding: ValueEncoding) {
        var plain: [UInt8] = []
        ValueText.append(bytes, encoding, to: &plain)
        let folded = CaseFolding.bytes(String(decoding: plain, as: UTF8.self))
        makeRoom(folded.count)
        buffer.replaceSubrange(0..<folded.count, with: folded)
    }

    /// The bytes of a value's text as it is that a range of its folded text stands for.
    ///
    /// Folding makes one character of one, but not always as many bytes.
    static func plainRange(of range: Range<Int>, in plain: String) -> Range<Int> {
        var folded = 0
        var place = 0
        var start = 0
        for scalar in plain.unicodeScalars {
            if folded <= range.lowerBound { start = place }
            if folded >= range.upperBound { break }
            folded += UTF8.width(CaseFolding.fold(scalar))
            place += UTF8.width(scalar)
        }
        if folded <= range.lowerBound { start = place }
        return start..<max(start, place)
    }
}
