/// Finds that there is nothing: half of a log's file can be chunks that were never used.
enum ZeroBytes {
    static func areAll(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeRawBufferPointer(bytes)
        var place = 0
        while place + 64 <= raw.count {
            let low = raw.loadUnaligned(fromByteOffset: place, as: SIMD4<UInt64>.self)
            let high = raw.loadUnaligned(fromByteOffset: place + 32, as: SIMD4<UInt64>.self)
            let both = low | high
            guard both[0] | both[1] | both[2] | both[3] == 0 else { return false }
            place += 64
        }
        return raw[place...].allSatisfy { $0 == 0 }
    }
}
