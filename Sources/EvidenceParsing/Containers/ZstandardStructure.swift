/// Frames of zstd one after the other (RFC 8878, 3.1).
struct ZstandardStructure: CompressedStructure {
    private enum Part { case start, magic, descriptor, header, block, content, isLast, checksum, skippable }

    private var part = Part.start
    private var hasChecksum = false

    mutating func take(_ bytes: ArraySlice<UInt8>) -> CompressedStep {
        switch part {
        case .start:
            part = .magic
            return .see(4)
        case .magic:
            let isSkippable = bytes.first.map { $0 & 0xF0 == 0x50 } ?? false
            if isSkippable, bytes.dropFirst().elementsEqual([0x2A, 0x4D, 0x18]) {
                part = .skippable
                return .see(4)
            }
            guard bytes.elementsEqual([0x28, 0xB5, 0x2F, 0xFD]) else { return .end }
            part = .descriptor
            return .see(1)
        case .descriptor:
            let flags = bytes.first ?? 0
            hasChecksum = flags & 4 != 0
            let isSingle = flags & 0x20 != 0
            let dictionary = [0, 1, 2, 4][Int(flags & 3)]
            let size = [isSingle ? 1 : 0, 2, 4, 8][Int(flags >> 6)]
            part = .header
            return .pass((isSingle ? 0 : 1) + dictionary + size)
        case .header, .content:
            part = .block
            return .see(3)
        case .block:
            let number = bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
            part = number & 1 == 1 ? .isLast : .content
            // A byte that is repeated stands there once.
            return switch number >> 1 & 3 {
            case 0, 2: .pass(number >> 3)
            case 1: .pass(1)
            default: .unknown
            }
        case .isLast where hasChecksum:
            part = .checksum
            return .pass(4)
        case .isLast, .checksum:
            part = .magic
            return .boundary(4)
        case .skippable:
            part = .checksum
            return .pass(bytes.reversed().reduce(0) { $0 << 8 | Int($1) })
        }
    }
}
