import Vocabulary

/// The value types of binary XML that Windows events use ([MS-EVEN6] 2.2.12).
enum EVTXType: UInt8 {
    case null = 0x00
    case string = 0x01
    case uint8 = 0x04
    case uint16 = 0x06
    case uint32 = 0x08
    case uint64 = 0x0A
    case bool = 0x0D
    case guid = 0x0F
    case fileTime = 0x11
    case sid = 0x13
    case hex32 = 0x14
    case hex64 = 0x15
    case binaryXML = 0x21

    init(_ value: EventValue) {
        self =
            switch value {
            case .null: .null
            case .string: .string
            case .uint8: .uint8
            case .uint16: .uint16
            case .uint32: .uint32
            case .uint64: .uint64
            case .hex32: .hex32
            case .hex64: .hex64
            case .bool: .bool
            case .guid: .guid
            case .sid: .sid
            case .fileTime: .fileTime
            }
    }
}

extension EventValue {
    /// The value as binary XML stores it: little-endian numbers, UTF-16 text without terminator.
    var binary: [UInt8] {
        switch self {
        case .null: []
        case .string(let text): text.utf16.flatMap(\.littleEndianBytes)
        case .uint8(let number): [number]
        case .uint16(let number): number.littleEndianBytes
        case .uint32(let number), .hex32(let number): number.littleEndianBytes
        case .uint64(let number), .hex64(let number): number.littleEndianBytes
        case .bool(let flag): UInt32(flag ? 1 : 0).littleEndianBytes
        case .guid(let guid): guid.bytes
        case .sid(let sid): sid.bytes
        case .fileTime(let moment): moment.ticks.littleEndianBytes
        }
    }
}
