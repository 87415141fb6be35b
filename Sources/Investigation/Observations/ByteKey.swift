import Vocabulary

/// Bytes to look something up by. A slice alone would be hashed and compared byte by byte.
struct ByteKey: Hashable, Sendable {
    var encoding = ValueEncoding.utf8
    let bytes: ArraySlice<UInt8>

    /// The same with memory of its own, for keeping.
    var copied: ByteKey { ByteKey(encoding: encoding, bytes: ArraySlice(Array(bytes))) }

    func hash(into hasher: inout Hasher) {
        hasher.combine(encoding.rawValue)
        hasher.combine(bytes.count)
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }

    static func == (left: Self, right: Self) -> Bool {
        guard left.bytes.count == right.bytes.count, left.encoding == right.encoding else { return false }
        return left.bytes.withUnsafeBytes { mine in
            right.bytes.withUnsafeBytes { theirs in
                var place = 0
                while place + 8 <= mine.count {
                    if mine.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                        != theirs.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                    {
                        return false
                    }
                    place += 8
                }
                return mine[place...].elementsEqual(theirs[place...])
            }
        }
    }
}
