import Vocabulary

/// The marks of binary XML ([MS-EVEN6] 2.2.12).
enum BinaryXML {
    /// What a token begins. Bit 0x40 of the byte says that more of the same kind follows, or that an element has
    /// attributes, and is not part of it.
    enum Token: UInt8 {
        case endOfStream = 0x00
        case openStartElement = 0x01
        case closeStartElement = 0x02
        case closeEmptyElement = 0x03
        case endElement = 0x04
        case value = 0x05
        case attribute = 0x06
        case cdata = 0x07
        case characterReference = 0x08
        case entityReference = 0x09
        case instructionTarget = 0x0A
        case instructionData = 0x0B
        case templateInstance = 0x0C
        case normalSubstitution = 0x0D
        case optionalSubstitution = 0x0E
        case fragmentHeader = 0x0F

        static let moreFlag: UInt8 = 0x40
    }

    /// The type of a value ([MS-EVEN6] 2.2.12, ValueType).
    struct ValueType: Hashable {
        let code: UInt8

        static let null = ValueType(code: 0x00)
        static let string = ValueType(code: 0x01)
        static let ansiString = ValueType(code: 0x02)
        static let securityIdentifier = ValueType(code: 0x13)
        static let binaryXML = ValueType(code: 0x21)

        /// Several values of ``item`` instead of one.
        var isArray: Bool { code & 0x80 != 0 }
        var item: ValueType { ValueType(code: code & 0x7F) }

        /// How `byteCount` bytes of this type are kept. A type that is not known is kept as bytes.
        func encoding(byteCount: Int) -> ValueEncoding {
            switch code {
            case 0x00: .null
            case 0x01: .utf16
            case 0x02: .windows1252
            case _ where byteCount == 0: .null
            case 0x03: .int8
            case 0x04: .uint8
            case 0x05: .int16
            case 0x06: .uint16
            case 0x07: .int32
            case 0x08: .uint32
            case 0x09: .int64
            case 0x0A: .uint64
            case 0x0B: .float32
            case 0x0C: .float64
            case 0x0D: .bool
            case 0x0F: .guid
            // SizeT has the width of the machine that wrote it and is shown like the hexadecimal types.
            case 0x10: byteCount == 4 ? .hex32 : .hex64
            case 0x11: .fileTime
            case 0x12: .systemTime
            case 0x13: .sid
            case 0x14: .hex32
            case 0x15: .hex64
            default: .binary
            }
        }

        /// Bytes of each item of an array; nil for types whose items differ in length.
        var width: Int? {
            switch code {
            case 0x03, 0x04: 1
            case 0x05, 0x06: 2
            case 0x07, 0x08, 0x0B, 0x0D, 0x14: 4
            case 0x09, 0x0A, 0x0C, 0x10, 0x11, 0x15: 8
            case 0x0F, 0x12: 16
            default: nil
            }
        }
    }

    /// A value handed to a template.
    struct Value {
        let type: ValueType
        private let start: UInt32
        private let length: UInt32

        /// - Parameter range: Positions in the chunk.
        init(type: ValueType, range: Range<Int>) {
            self.type = type
            start = UInt32(truncatingIfNeeded: range.lowerBound)
            length = UInt32(truncatingIfNeeded: range.count)
        }

        var range: Range<Int> { Int(start)..<Int(start) + Int(length) }

        static var null: Value { Value(type: .null, range: 0..<0) }
    }
}
