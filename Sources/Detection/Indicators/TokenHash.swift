/// Numbers for texts that are compared with indicators.
enum TokenHash {
    private static let first: UInt64 = 0xA076_1D64_78BD_642F
    private static let second: UInt64 = 0xE703_7ED1_A0B4_28DB
    private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

    @inline(__always)
    static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }

    /// Of a text that is case-folded.
    @inline(__always)
    static func of(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        let raw = UnsafeRawPointer(start)
        var hash = first ^ UInt64(truncatingIfNeeded: count)
        if count >= 8 {
            var place = 0
            while place < count - 8 {
                hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: place, as: UInt64.self), second)
                place += 8
            }
            hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self), second)
        } else {
            var word: UInt64 = 0
            if count >= 4 {
                word =
                    UInt64(raw.loadUnaligned(as: UInt32.self)) << 32
                    | UInt64(raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
            } else {
                for place in 0..<count { word = word << 8 | UInt64(start[place]) }
            }
            hash = mix(hash ^ word, second)
        }
        return mix(hash, factor)
    }

    static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        Array(bytes).withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { of($0, buffer.count) } ?? 0
        }
    }

    /// Of a network, or an address with its full width; see ``AddressKey``.
    @inline(__always)
    static func of(address bits: UInt128, prefix: Int) -> UInt64 {
        let high = UInt64(truncatingIfNeeded: bits >> 64)
        let low = UInt64(truncatingIfNeeded: bits)
        return mix(mix(high ^ first, second) ^ low, factor ^ UInt64(truncatingIfNeeded: prefix))
    }

    /// A path is numbered from its end on, so that all paths that end at a place are numbered on one way back.
    @inline(__always)
    static func extend(_ hash: UInt64, backBy byte: UInt8) -> UInt64 {
        hash &* 0x0000_0100_0000_01B3 &+ UInt64(byte) &+ 1
    }

    @inline(__always)
    static func finish(path hash: UInt64) -> UInt64 { mix(hash ^ second, factor) }

    /// Of a path with `\` between its parts.
    static func of(path bytes: some BidirectionalCollection<UInt8>) -> UInt64 {
        var hash: UInt64 = 0
        for byte in bytes.reversed() { hash = extend(hash, backBy: byte) }
        return finish(path: hash)
    }
}
