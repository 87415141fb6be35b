import Vocabulary

/// The numbers of the fields whose names stand in the text, found again without making a string of them.
///
/// Names stand in groups: those at the top of a record, those of one element of structured data, those of one record
/// type of an audit event.
struct LineNames {
    /// Where a group's fields stand in a record, and how they are called.
    private struct Group {
        var path: [PathStep] = []
        /// What their names begin with.
        var prefix = ""
        /// They are `<Data Name="..">` of an event.
        var isNamedData = false
    }

    /// The group of the names at the top of a record.
    static let top = 0

    private struct Entry {
        let space: Int
        let hash: UInt64
        let start: Int
        let count: Int
        /// The number of a field or of a group.
        let value: Int
    }

    private var groups = [Group()]
    private var entries: [Entry] = []
    private var keys: [UInt8] = []
    /// Numbers of entries by hash, or -1; a power of two, at most half full.
    private var slots: [Int32] = Array(repeating: -1, count: 256)

    /// The field called `key` in a group; nil past a limit.
    ///
    /// - Parameter isRaw: The field of the text before it was decoded, which is called `<key>_hex`.
    @inline(__always)
    mutating func field(
        _ bytes: Span<UInt8>, _ key: Range<Int>, of group: Int = top, isRaw: Bool = false,
        in builder: inout RecordBatchBuilder
    ) -> FieldID? {
        let space = group &* 4 &+ (isRaw ? 1 : 0)
        let hash = Self.hash(bytes, key, space)
        if let known = find(bytes, key, space, hash) { return FieldID(index: UInt32(truncatingIfNeeded: known)) }
        guard isRoom(for: key), !key.isEmpty else { return nil }
        var name = text(bytes, key)
        if isRaw { name += "_hex" }
        let here = groups[group]
        let step: PathStep = here.isNamedData ? .namedData(name) : .element(name)
        let field = builder.intern(FieldName(here.prefix + name, path: here.path + [step]))
        add(bytes, key, space, hash, Int(field.index))
        return field
    }

    /// The field of a group whose name does not stand in the text.
    mutating func field(
        named name: StaticString, of group: Int, in builder: inout RecordBatchBuilder
    ) -> FieldID? {
        let text = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount).span
        return field(text, 0..<text.count, of: group, in: &builder)
    }

    /// The group called `key`, the `ordinal`th of that name in its record; nil past a limit.
    ///
    /// - Parameter isPrefix: The names of its fields begin with its own and a point.
    mutating func group(_ bytes: Span<UInt8>, _ key: Range<Int>, ordinal: Int = 0, isPrefix: Bool) -> Int? {
        let space = ordinal &* 4 &+ (isPrefix ? 3 : 2)
        let hash = Self.hash(bytes, key, space)
        if let known = find(bytes, key, space, hash) { return known }
        guard isRoom(for: key) else { return nil }
        let name = text(bytes, key)
        groups.append(Group(path: [.element(name, ordinal: ordinal)], prefix: isPrefix ? name + "." : ""))
        add(bytes, key, space, hash, groups.count - 1)
        return groups.count - 1
    }

    /// The group of what an event reports under names of its own.
    mutating func eventData() -> Int {
        groups.append(Group(path: [.element("EventData")], isNamedData: true))
        return groups.count - 1
    }

    private func isRoom(for key: Range<Int>) -> Bool {
        entries.count < LineLimits.namesPerPortion && key.count <= LineLimits.nameLength
    }

    private func text(_ bytes: Span<UInt8>, _ key: Range<Int>) -> String {
        bytes.extracting(key).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// Steps of the search for a name: a half-full table needs a handful, only names made to collide need more.
    private static let probes = 64

    @inline(__always)
    private func find(_ bytes: Span<UInt8>, _ key: Range<Int>, _ space: Int, _ hash: UInt64) -> Int? {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        for _ in 0..<Self.probes {
            guard slots[slot] >= 0 else { return nil }
            let entry = entries[Int(slots[slot])]
            if entry.hash == hash, entry.space == space, entry.count == key.count, isEqual(bytes, key, entry.start) {
                return entry.value
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    @inline(__always)
    private func isEqual(_ bytes: Span<UInt8>, _ key: Range<Int>, _ start: Int) -> Bool {
        let raw = bytes.bytes
        let known = keys.span.bytes
        var index = 0
        while key.count - index >= 8 {
            guard
                raw.unsafeLoadUnaligned(fromByteOffset: key.lowerBound + index, as: UInt64.self)
                    == known.unsafeLoadUnaligned(fromByteOffset: start + index, as: UInt64.self)
            else { return false }
            index += 8
        }
        while index < key.count {
            guard bytes[key.lowerBound + index] == keys[start + index] else { return false }
            index += 1
        }
        return true
    }

    @inline(never)
    private mutating func add(_ bytes: Span<UInt8>, _ key: Range<Int>, _ space: Int, _ hash: UInt64, _ value: Int) {
        entries.append(Entry(space: space, hash: hash, start: keys.count, count: key.count, value: value))
        bytes.extracting(key).withUnsafeBufferPointer { keys.append(contentsOf: $0) }
        if entries.count * 2 > slots.count {
            slots = Array(repeating: -1, count: slots.count * 2)
            for number in entries.indices { place(number) }
        } else {
            place(entries.count - 1)
        }
    }

    private mutating func place(_ number: Int) {
        var slot = Int(truncatingIfNeeded: entries[number].hash) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(truncatingIfNeeded: number)
    }

    /// Eight bytes at a time, multiplied and folded.
    @inline(__always)
    private static func hash(_ bytes: Span<UInt8>, _ key: Range<Int>, _ space: Int) -> UInt64 {
        let raw = bytes.bytes
        var hash = UInt64(truncatingIfNeeded: space) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(key.count)
        var place = key.lowerBound
        while key.upperBound - place >= 8 {
            let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
            hash = (hash ^ word) &* 0xA076_1D64_78BD_642F
            hash ^= hash >> 29
            place += 8
        }
        var rest: UInt64 = 0
        while place < key.upperBound {
            rest = rest << 8 | UInt64(bytes[place])
            place += 1
        }
        hash = (hash ^ rest) &* 0xE703_7ED1_A0B4_28DB
        return hash ^ hash >> 32
    }
}
