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
    /// How many of the values can be looked up.
    private var held = 0
    private let seed: UInt64

    init(seed: UInt64, expecting count: Int) {
        self.seed = seed
        var size = 1024
        while size * 3 < count * 4 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
        entries.reserveCapacity(count)
    }

    var count: Int { entries.count }

    /// Forgets everything, and keeps its memory.
    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        for slot in slots.indices { slots[slot] = 0 }
        held = 0
    }

    @inline(__always)
    mutating func number(of value: UnsafeRawBufferPointer, tag: UInt32) -> UInt32 {
        number(of: value, tag: tag, hash: hash(value, tag: tag))
    }

    /// - Parameter hash: As ``hash(_:tag:)`` gives it.
    @inline(__always)
    mutating func number(of value: UnsafeRawBufferPointer, tag: UInt32, hash: UInt64) -> UInt32 {
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

    /// Never 0.
    @inline(__always)
    func hash(_ value: UnsafeRawBufferPointer, tag: UInt32) -> UInt64 {
        ByteHash.of(value, seed: seed ^ (UInt64(tag) &* 0x9E37_79B9_7F4A_7C15)) | 1 << 63
    }

    /// Numbers a value without a look at whether it is known.
    @inline(__always)
    mutating func append(_ value: UnsafeRawBufferPointer, tag: UInt32) -> UInt32 {
        let number = UInt32(entries.count)
        entries.append(Entry(offset: UInt32(bytes.count), length: UInt32(value.count), tag: tag))
        bytes.append(contentsOf: value)
        return number
    }

    /// Looks at the slot of a hash, so that it is near when it is needed.
    @inline(__always)
    func glance(_ hash: UInt64) -> UInt64 { slots[Int(truncatingIfNeeded: hash) & (slots.count - 1)] }

    /// Whether a number is that of a value.
    @inline(__always)
    func holds(_ value: UnsafeRawBufferPointer, tag: UInt32, at number: UInt32) -> Bool {
        let entry = entries[Int(number)]
        guard entry.tag == tag, Int(entry.length) == value.count else { return false }
        let start = Int(entry.offset)
        return bytes.withUnsafeBytes {
            ByteHash.areEqual(UnsafeRawBufferPointer(rebasing: $0[start..<start + value.count]), value)
        }
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
        let number = append(value, tag: tag)
        held += 1
        slots[slot] = hash & ~0xFFFF_FFFF | UInt64(number + 1)
        if held * 4 > slots.count * 3 { grow() }
        return number
    }

    private mutating func grow() {
        var larger = [UInt64](repeating: 0, count: slots.count * 2)
        let mask = larger.count - 1
        for known in slots where known != 0 {
            let entry = entries[Int(UInt32(truncatingIfNeeded: known) &- 1)]
            let start = Int(entry.offset)
            let hash = bytes.withUnsafeBytes { bytes in
                self.hash(UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(entry.length)]), tag: entry.tag)
            }
            var slot = Int(truncatingIfNeeded: hash) & mask
            while larger[slot] != 0 { slot = (slot + 1) & mask }
            larger[slot] = known
        }
        slots = larger
    }
}
