/// The data objects of a stretch of a journal file: each the `NAME=value` of a field, compressed or not.
struct JournalData: Sendable {
    /// One of them.
    struct Value {
        let flags: UInt8
        let bytes: Range<Int>
    }

    /// What stood in the objects, one behind the other.
    private(set) var bytes: [UInt8] = []
    /// Where the stretch begins and ends in the file.
    private let offset: UInt64
    private let length: Int
    /// Of each object where it is in the stretch, its flags, and where its bytes end in ``bytes``.
    private var objects: [(place: UInt32, flags: UInt8, end: UInt32)] = []

    init(_ portion: EvidencePortion, _ header: JournalHeader) {
        offset = portion.offset
        length = portion.bytes.count
        let source = portion.bytes.span
        var walk = JournalWalk(from: portion.offset == 0 ? header.size : 0)
        while let step = walk.next(source) {
            guard case .object(let object) = step, object.kind == JournalLayout.data,
                object.range.count >= header.dataStart
            else { continue }
            let payload = source.extracting(object.range.lowerBound + header.dataStart..<object.range.upperBound)
            payload.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
            objects.append((UInt32(object.range.lowerBound), object.flags, UInt32(bytes.count)))
        }
    }

    /// Where the stretch begins in the file.
    var start: UInt64 { offset }

    /// The object at a place of the file; nil where the stretch has none there.
    func value(at place: UInt64) -> Value? {
        guard place >= offset, let wanted = UInt32(exactly: place - offset), wanted < length else { return nil }
        var (low, high) = (0, objects.count)
        while low < high {
            let middle = (low + high) / 2
            if objects[middle].place < wanted { low = middle + 1 } else { high = middle }
        }
        guard low < objects.count, objects[low].place == wanted else { return nil }
        let begin = low == 0 ? 0 : Int(objects[low - 1].end)
        return Value(flags: objects[low].flags, bytes: begin..<Int(objects[low].end))
    }
}
