/// Goes from object to object of a journal file.
///
/// Each says its size, so that the next is known; where one lies, the walk goes on at the next place that looks like one.
struct JournalWalk {
    struct Object {
        let kind: UInt8
        let flags: UInt8
        /// All of it.
        let range: Range<Int>
    }

    enum Step {
        case object(Object)
        /// Zeros, as behind the last object of a file that was not filled.
        case free
        /// No object, up to ``place``.
        case damage(from: Int)
        /// An object that goes on behind the bytes.
        case cut(from: Int)
    }

    private(set) var place: Int
    /// No bytes follow.
    private let isLast: Bool

    /// - Parameter place: Where an object begins; 8 divides its place in the file.
    init(from place: Int, isLast: Bool = true) {
        self.place = place
        self.isLast = isLast
    }

    /// The next step; nil at the end, or where it takes more bytes to tell.
    mutating func next(_ bytes: Span<UInt8>) -> Step? {
        guard place < bytes.count, isLast || bytes.count - place >= JournalLayout.objectHeader else { return nil }
        let start = place
        while isZero(bytes) { place += 8 }
        if place > start { return .free }
        if let size = Self.size(bytes, at: place) {
            // What fills up to the next object belongs to this one.
            let end = place + (Int(size) + 7) & ~7
            let isSeen = size <= UInt64(bytes.count - place)
            guard isSeen, isLast || bytes.count - end >= JournalLayout.objectHeader else {
                // A size that lies must not hide what is behind.
                place += 8
                return .cut(from: start)
            }
            if isFollowed(bytes, end) || !Self.holdsObjects(bytes, start + 8..<min(end, bytes.count)) {
                place = min(bytes.count, end)
                return .object(
                    Object(kind: bytes[start], flags: bytes[start + 1], range: start..<start + Int(size)))
            }
        }
        repeat { place += 8 } while !isDecided(bytes)
        place = min(place, bytes.count)
        return .damage(from: start)
    }

    private func isZero(_ bytes: Span<UInt8>) -> Bool {
        bytes.count - place >= 8 && bytes.number64(at: place) == 0
    }

    /// Whether the stretch of damage ends here.
    private func isDecided(_ bytes: Span<UInt8>) -> Bool {
        if bytes.count - place < (isLast ? 1 : JournalLayout.objectHeader) { return true }
        return isZero(bytes) || Self.size(bytes, at: place) != nil
    }

    /// Whether what stands behind an object can stand there: another, free space, or the end.
    private func isFollowed(_ bytes: Span<UInt8>, _ end: Int) -> Bool {
        guard bytes.count - end >= JournalLayout.objectHeader else { return true }
        return bytes.number64(at: end) == 0 || Self.size(bytes, at: end) != nil
    }

    /// Whether two objects in a row stand in a range: then what claims the range lies about its size.
    private static func holdsObjects(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for place in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
            guard let size = size(bytes, at: place), size <= UInt64(bytes.count - place) else { continue }
            if Self.size(bytes, at: place + (Int(size) + 7) & ~7) != nil { return true }
        }
        return false
    }

    /// The size of the object that seems to begin at a place; nil where none does.
    private static func size(_ bytes: Span<UInt8>, at place: Int) -> UInt64? {
        guard place >= 0, bytes.count - place >= JournalLayout.objectHeader,
            let least = JournalLayout.leastSize(of: bytes[place])
        else { return nil }
        let flags = bytes[place + 1]
        guard flags == 0 || bytes[place] == JournalLayout.data && (flags == 1 || flags == 2 || flags == 4),
            bytes.number64(at: place) >> 16 == 0
        else { return nil }
        let size = bytes.number64(at: place + 8)
        return size >= least && size <= JournalLimits.objectLength ? size : nil
    }
}
