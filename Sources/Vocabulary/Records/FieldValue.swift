/// One value of a record: bytes in a batch, made into text when someone asks.
package struct FieldValue: Sendable {
    let batch: RecordBatch
    let slot: RecordBatch.Slot

    package var encoding: ValueEncoding { slot.encoding }

    /// The value is there but empty, as `<Data/>` or JSON `null`.
    package var isNull: Bool { slot.encoding == .null }

    /// Length of the stored bytes, before any decoding.
    package var byteCount: Int { Int(slot.length) }

    /// The bytes as they were in the source, encoded as ``encoding`` says.
    package var bytes: ArraySlice<UInt8> {
        batch.bytes[Int(slot.offset)..<Int(slot.offset) + Int(slot.length)]
    }

    /// The value as people read it; empty for null. Damaged bytes become U+FFFD.
    package var text: String {
        if slot.encoding == .utf8 || slot.encoding == .numberText { return String(decoding: bytes, as: UTF8.self) }
        var buffer: [UInt8] = []
        appendText(to: &buffer)
        return String(decoding: buffer, as: UTF8.self)
    }

    /// Appends ``text`` as UTF-8 to a buffer the caller keeps, so that nothing is allocated per value.
    package func appendText(to buffer: inout [UInt8]) {
        let start = Int(slot.offset)
        batch.bytes.withUnsafeBufferPointer { all in
            ValueText.append(
                UnsafeBufferPointer(rebasing: all[start..<start + Int(slot.length)]), slot.encoding, to: &buffer)
        }
    }

    /// The value as a whole number where it is one: a binary integer, or text of digits with an optional sign or `0x`.
    package var integer: Int64? {
        switch slot.encoding {
        case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .hex32, .hex64:
            let bits = littleEndian
            let width = Int(slot.length) * 8
            guard width > 0, width <= 64 else { return nil }
            switch slot.encoding {
            case .int8, .int16, .int32, .int64:
                return Int64(bitPattern: bits << UInt64(64 - width)) >> Int64(64 - width)
            default: return Int64(exactly: bits)
            }
        case .utf8, .utf16, .windows1252, .numberText: return ValueText.integer(text)
        default: return nil
        }
    }

    /// Zero or not, for values that the source typed as a truth value.
    package var bool: Bool? {
        slot.encoding == .bool ? bytes.contains { $0 != 0 } : nil
    }

    private var littleEndian: UInt64 {
        var bits: UInt64 = 0
        let start = Int(slot.offset)
        let count = min(8, Int(slot.length))
        batch.bytes.withUnsafeBufferPointer { bytes in
            for place in 0..<count { bits |= UInt64(bytes[start + place]) << UInt64(8 * place) }
        }
        return bits
    }
}
