/// Where indicators stand by the number of their text: an open-addressed table behind a filter of bits, which answers
/// "none" for most texts.
final class IndicatorTable: Sendable {
    private let filter: BitFilter
    /// Half of a number, and the place of its indicator plus one; 0 where there is none.
    private let slots: ContiguousArray<UInt64>
    private let shift: UInt64

    /// What became of an indicator that was to be put into the table.
    enum Outcome {
        case taken, repeated
        /// Too many have numbers like its own.
        case crowded
    }

    /// - Parameters:
    ///   - hashes: Of each indicator.
    ///   - isSame: Whether two indicators are the same one.
    ///   - outcome: Told what became of each.
    init(
        _ hashes: ContiguousArray<UInt64>, isSame: (Int, Int) -> Bool, outcome: (Int, Outcome) -> Void
    ) {
        let bits = max(6, Int.bitWidth - (2 * hashes.count).leadingZeroBitCount)
        let shift = UInt64(64 - bits)
        let mask = 1 << bits - 1
        var slots = ContiguousArray<UInt64>(repeating: 0, count: 1 << bits)
        var filter = BitFilter(count: hashes.count)
        slots.withUnsafeMutableBufferPointer { slots in
            next: for (number, hash) in hashes.enumerated() {
                var place = Int(truncatingIfNeeded: hash >> shift)
                var steps = 0
                while slots[place] != 0 {
                    if slots[place] >> 32 == hash & 0xFFFF_FFFF,
                        isSame(Int(slots[place] & 0xFFFF_FFFF) - 1, number)
                    {
                        outcome(number, .repeated)
                        continue next
                    }
                    steps += 1
                    guard steps < IndicatorLimits.probes else {
                        outcome(number, .crowded)
                        continue next
                    }
                    place = (place + 1) & mask
                }
                slots[place] = hash << 32 | UInt64(number + 1)
                filter.insert(hash)
                outcome(number, .taken)
            }
        }
        self.shift = shift
        self.slots = slots
        self.filter = filter
    }

    @inline(__always)
    func mayHave(_ hash: UInt64) -> Bool { filter.mayHave(hash) }

    /// Hands on the indicators whose number may be this one.
    @inline(__always)
    func find(_ hash: UInt64, _ found: (Int) -> Void) {
        if filter.mayHave(hash) { look(hash, found) }
    }

    @inline(never)
    private func look(_ hash: UInt64, _ found: (Int) -> Void) {
        var place = Int(truncatingIfNeeded: hash >> shift)
        while slots[place] != 0 {
            if slots[place] >> 32 == hash & 0xFFFF_FFFF { found(Int(slots[place] & 0xFFFF_FFFF) - 1) }
            place = (place + 1) & (slots.count - 1)
        }
    }

    /// Bytes that it takes.
    var size: Int { slots.count * 8 + filter.size }
}

/// Numbers that may have been put in, and all that were.
struct BitFilter: Sendable {
    private var words: ContiguousArray<UInt64>
    private let shift: UInt64

    init(count: Int) {
        // Sixteen bits for each number leave one in sixty to chance.
        let bits = max(12, Int.bitWidth - (16 * max(1, count) - 1).leadingZeroBitCount)
        words = ContiguousArray(repeating: 0, count: 1 << (bits - 6))
        shift = UInt64(64 - bits + 6)
    }

    var size: Int { words.count * 8 }

    mutating func insert(_ hash: UInt64) { words[Int(truncatingIfNeeded: hash >> shift)] |= Self.bits(hash) }

    @inline(__always)
    func mayHave(_ hash: UInt64) -> Bool {
        let bits = Self.bits(hash)
        return words.withUnsafeBufferPointer { $0[Int(truncatingIfNeeded: hash >> shift)] & bits == bits }
    }

    /// Two bits of one word, so that one look is enough.
    @inline(__always)
    private static func bits(_ hash: UInt64) -> UInt64 { 1 << (hash & 63) | 1 << (hash >> 6 & 63) }
}
