/// Bytes handed out one stretch after the other and all taken back at once.
///
/// Stretches are known by their start, since growing moves them.
struct ByteArena: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var used = 0

    init() {
        capacity = 64 << 10
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    mutating func clear() { used = 0 }

    /// The start of `count` new bytes.
    mutating func reserve(_ count: Int, zeroed: Bool = false) -> Int {
        let start = used
        if start + count > capacity {
            let larger = max(2 * capacity, start + count)
            let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
            moved.update(from: base, count: used)
            base.deallocate()
            base = moved
            capacity = larger
        }
        if zeroed { (base + start).update(repeating: 0, count: count) }
        used += count
        return start
    }

    /// Takes back the last `count` bytes that were handed out.
    mutating func giveBack(_ count: Int) { used -= count }

    func pointer(_ start: Int) -> UnsafePointer<UInt8> { UnsafePointer(base + start) }
    func mutablePointer(_ start: Int) -> UnsafeMutablePointer<UInt8> { base + start }

    subscript(start: Int, count: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base + start, count: count)
    }
}
