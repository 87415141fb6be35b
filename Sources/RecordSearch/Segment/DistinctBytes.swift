/// Numbers stretches of bytes, each together with a tag, so that equal ones have the same number.
struct DistinctBytes {
    struct Entry {
        let offset: UInt32
        let length: UInt32
        let tag: UInt32
    }

    private(set) var entries: [Entry] = []
    private(set) var bytes: [UInt8] = []
    /// Upper half of the hash, and the number plus one; 0 where it is free. A power of two of them.
    private var slots: [UInt64]
    private let seed: UInt64

    init(seed: UInt64, expecting count: Int) {
        self.seed = seed
        var size = 1024
        while size < count * 2 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
        entries.reserveCapacity(count)
    }

    var count: Int { entries.count }

    @inline(__always)
    mutating func number(of value: UnsafeRawBufferPointer, tag: UInt32) -> UInt32 {
        let hash = ByteHash.of(value, seed: seed ^ (UInt64(tag) &* 0x9E37_79B9_7F4A_7C15))
        let known = slots.withUnsafeBufferPointer { slots in
            entries.withUnsafeBufferPointer { entries in
                bytes.withUnsafeBytes { bytes in
                    Self.find(value, tag, hash, slots, entries, bytes)
                }
            }
        }
        if known.number != .max { return known.number }
        return add(value, tag, hash, at: known.slot)
    }

    func value(_ number: Int) -> Range<Int> {
        let entry = entries[number]
        return Int(entry.offset)..<Int(entry.offset) + Int(entry.length)
    }

    /// The number, or `.max` and the free slot for it.
    @inline(__always)
    private static func find(
        _ value: UnsafeRawBufferPointer, _ tag: UInt32, _ hash: UInt64, _ slots: UnsafeBufferPointer<UInt64>,
        _ entries: UnsafeBufferPointer<Entry>, _ bytes: UnsafeRawBufferPointer
    ) -> (number: UInt32, slot: Int) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let number = UInt32(truncatingIfNeeded: slots[slot]) &- 1
            if slots[slot] >> 32 == hash >> 32 {
                let entry = entries[Int(number)]
                if entry.tag == tag, Int(entry.length) == value.count {
                    let start = Int(entry.offset)
                    let held = UnsafeRawBufferPointer(rebasing: bytes[start..<start + value.count])
                    if ByteHash.areEqual(held, value) { return (number, slot) }
                }
            }
            slot = (slot + 1) & mask
        }
        return (.max, slot)
    }

    private mutating func add(_ value: UnsafeRawBufferPointer, _ tag: UInt32, _ hash: UInt64, at slot: Int) -> UInt32 {
        let number = UInt32(entries.count)
        entries.append(Entry(offset: UInt32(bytes.count), length: UInt32(value.count), tag: tag))
        bytes.append(contentsOf: value)
        slots[slot] = (hash >> 32) << 32 | UInt64(number + 1)
        if entries.count * 2 > slots.count { grow() }
        return number
    }

    private mutating func grow() {
        var larger = [UInt64](repeating: 0, count: slots.count * 2)
        let mask = larger.count - 1
        for (number, entry) in entries.enumerated() {
            let start = Int(entry.offset)
            let hash = bytes.withUnsafeBytes {
                ByteHash.of(
                    UnsafeRawBufferPointer(rebasing: $0[start..<start + Int(entry.length)]),
                    seed: seed ^ (UInt64(entry.tag) &* 0x9E37_79B9_7F4A_7C15))
            }
            var slot = Int(truncatingIfNeeded: hash) & mask
            while larger[slot] != 0 { slot = (slot + 1) & mask }
            larger[slot] = (hash >> 32) << 32 | UInt64(number + 1)
        }
        slots = larger
    }
}
