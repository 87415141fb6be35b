import Vocabulary

/// Values of a batch in which nothing was found: machines write the same ones all the time.
///
/// Compared byte for byte, so that nothing is missed.
struct QuietValues {
    private struct Known {
        var batch: UInt32 = 0
        var offset: UInt32 = 0
        var length: UInt32 = 0
        var encoding = ValueEncoding.null
        var role: UInt8 = 0
    }

    private var known = ContiguousArray(repeating: Known(), count: 4_096)
    private var batch: UInt32 = 0

    /// Forgets the batch before.
    mutating func begin() {
        if batch == UInt32.max {
            for place in known.indices { known[place].batch = 0 }
            batch = 0
        }
        batch += 1
    }

    /// Where a value would stand.
    @inline(__always)
    func place(of slot: RecordBatch.Slot, _ bytes: UnsafePointer<UInt8>) -> Int {
        let raw = UnsafeRawPointer(bytes)
        let count = Int(slot.length)
        let middle = raw.loadUnaligned(fromByteOffset: count / 2 - 4, as: UInt64.self)
        let last = raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        let first = raw.loadUnaligned(as: UInt64.self)
        let hash = TokenHash.mix(first ^ UInt64(slot.length), last &+ 0xE703_7ED1_A0B4_28DB)
        return Int(truncatingIfNeeded: hash ^ (middle &* 0x9E37_79B9_7F4A_7C15) >> 32) & 4_095
    }

    /// Whether the same value was looked at before, and nothing was found.
    @inline(__always)
    func has(_ slot: RecordBatch.Slot, role: UInt8, at place: Int, in all: UnsafePointer<UInt8>) -> Bool {
        let one = known.withUnsafeBufferPointer { $0[place] }
        guard one.batch == batch, one.length == slot.length, one.encoding == slot.encoding, one.role == role else {
            return false
        }
        return one.offset == slot.offset
            || Self.equal(
                UnsafeRawPointer(all + Int(one.offset)), UnsafeRawPointer(all + Int(slot.offset)), Int(slot.length))
    }

    /// Compares eight bytes at a time; there are eight at least.
    @inline(__always)
    private static func equal(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
        func same(_ place: Int) -> Bool {
            left.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                == right.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        }
        var place = 0
        while place < count - 8 {
            if !same(place) { return false }
            place += 8
        }
        return same(count - 8)
    }

    mutating func insert(_ slot: RecordBatch.Slot, role: UInt8, at place: Int) {
        known[place] = Known(
            batch: batch, offset: slot.offset, length: slot.length, encoding: slot.encoding, role: role)
    }
}
