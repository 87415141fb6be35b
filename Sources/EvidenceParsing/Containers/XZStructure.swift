/// Streams of xz one after the other, with the zeros that may stand between (The .xz File Format 1.2, 2 to 4; LZMA2).
struct XZStructure: CompressedStructure {
    private enum Part {
        case start, magic, header, blockSize, control, chunk, content, padding, count, record, index, stream
    }

    private static let magic: [UInt8] = [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]

    private var part = Part.start
    /// Bytes of a block's checksum.
    private var checkLength = 0
    /// Bytes of the present block, or of the index, so far: what ends is filled up with zeros to a place that 4 divides.
    private var length = 0
    private var control: UInt8 = 0
    /// The number of the index that is being read, seven bits a byte.
    private var number: UInt64 = 0
    private var shift: UInt64 = 0
    private var numbersLeft: UInt64 = 0

    mutating func take(_ bytes: ArraySlice<UInt8>) -> CompressedStep {
        let first = bytes.first ?? 0
        switch part {
        case .start:
            part = .magic
            return .see(4)
        case .magic:
            if bytes.allSatisfy({ $0 == 0 }) { return .boundary(4) }
            guard bytes.elementsEqual(Self.magic[..<4]) else { return .end }
            part = .header
            return .see(8)
        case .header:
            guard bytes.starts(with: Self.magic[4...]) else { return .unknown }
            // 2.1.1.2: a checksum of 0, 4, 8, 16, 32 or 64 bytes.
            let check = bytes[bytes.startIndex + 3] & 0xF
            checkLength = check == 0 ? 0 : 4 << ((Int(check) - 1) / 3)
            part = .blockSize
            return .see(1)
        case .blockSize:
            // No block has a header of no length: it is the index.
            guard first > 0 else {
                (part, length, number, shift) = (.count, 1, 0, 0)
                return .see(1)
            }
            length = (Int(first) + 1) * 4
            part = .content
            return .pass(length - 1)
        case .control: return begin(chunk: first)
        case .chunk:
            length += bytes.count
            let size = bytes.suffix(2).reduce(0) { $0 << 8 | Int($1) } + 1
            // LZMA's own properties stand before a chunk that sets them.
            let properties = control >= 0xC0 ? 1 : 0
            length += size + properties
            part = .content
            return .pass(size + properties)
        case .content:
            part = .control
            return .see(1)
        case .padding:
            part = .blockSize
            return .see(1)
        case .count, .record: return takeDigit(first)
        case .index:
            part = .stream
            // The index's own checksum, and the footer.
            return .pass(4 + 12)
        case .stream:
            part = .magic
            return .boundary(4)
        }
    }

    /// LZMA2: no chunk follows, one of bytes as they are, or one of LZMA.
    private mutating func begin(chunk first: UInt8) -> CompressedStep {
        length += 1
        control = first
        switch first {
        case 0:
            part = .padding
            return .pass(fill + checkLength)
        case 1, 2, 0x80...:
            part = .chunk
            return .see(first < 0x80 ? 2 : 4)
        default: return .unknown
        }
    }

    /// How many blocks there are, and two numbers for each.
    private mutating func takeDigit(_ byte: UInt8) -> CompressedStep {
        length += 1
        guard shift < 63 else { return .unknown }
        number |= UInt64(byte & 0x7F) << shift
        shift += 7
        guard byte < 0x80 else { return .see(1) }
        if part == .count {
            guard number < 1 << 62 else { return .unknown }
            numbersLeft = 2 * number
        } else {
            numbersLeft -= 1
        }
        (part, number, shift) = (.record, 0, 0)
        guard numbersLeft == 0 else { return .see(1) }
        part = .index
        return .pass(fill)
    }

    private var fill: Int { (4 - length % 4) % 4 }
}
