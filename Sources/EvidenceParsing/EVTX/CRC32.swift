import CShims

/// The CRC-32 of IEEE 802.3, as EVTX uses it for its headers and records.
enum CRC32 {
    /// Table `n` advances a byte that is followed by `n` more, so that eight bytes are taken in one step.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var value = UInt32(byte)
            for _ in 0..<8 { value = value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
            tables[byte] = value
        }
        for place in 256..<8 * 256 {
            let before = tables[place - 256]
            tables[place] = before >> 8 ^ tables[Int(before & 0xFF)]
        }
        return tables
    }()

    /// The checksum of several stretches, as if they stood one after another.
    static func checksum(of stretches: [UnsafeBufferPointer<UInt8>]) -> UInt32 {
        ~stretches.reduce(~0) { update($0, $1) }
    }

    private static func update(_ start: UInt32, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var folded = SIMD16<UInt8>()
        let count = bytes.count & ~15
        let isFolded = withUnsafeMutableBytes(of: &folded) {
            bytes_fold_crc32(bytes.baseAddress, count, start, $0.baseAddress)
        }
        guard isFolded else { return update(start, bytes.span.bytes) }
        let sum = withUnsafeBytes(of: folded) { update(0, $0.bytes) }
        return update(sum, UnsafeBufferPointer(rebasing: bytes[count...]).span.bytes)
    }

    private static func update(_ start: UInt32, _ bytes: RawSpan) -> UInt32 {
        var sum = start
        var place = 0
        let table = tables.span
        while place + 8 <= bytes.byteCount {
            let word =
                UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)) ^ UInt64(sum)
            let low = UInt32(truncatingIfNeeded: word)
            let high = UInt32(truncatingIfNeeded: word >> 32)
            let first = table[7 * 256 + Int(low & 0xFF)] ^ table[6 * 256 + Int(low >> 8 & 0xFF)]
            let second = table[5 * 256 + Int(low >> 16 & 0xFF)] ^ table[4 * 256 + Int(low >> 24)]
            let third = table[3 * 256 + Int(high & 0xFF)] ^ table[2 * 256 + Int(high >> 8 & 0xFF)]
            let fourth = table[256 + Int(high >> 16 & 0xFF)] ^ table[Int(high >> 24)]
            sum = first ^ second ^ third ^ fourth
            place += 8
        }
        while place < bytes.byteCount {
            let byte = bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self)
            sum = sum >> 8 ^ table[Int((sum ^ UInt32(byte)) & 0xFF)]
            place += 1
        }
        return sum
    }
}
