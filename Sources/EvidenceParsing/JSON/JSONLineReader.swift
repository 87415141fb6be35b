import Vocabulary

/// Reads one JSON object after the other into the fields of records.
///
/// A line is walked with a stack of its own, never by recursion. Its values are only noted while that goes on; when the
/// whole line has proved to be sound they are copied into the batch (``RecordAssembly``). A damaged line leaves
/// nothing behind.
struct JSONLineReader {
    /// A value that was met: where it stands in the bytes and in the structure.
    struct Value {
        var place: StructureTree.PlaceID
        var encoding: ValueEncoding
        /// A string with escapes in it.
        var isEscaped: Bool
        /// `range` counts in ``JSONLineReader/embedded``, not in the bytes of the line.
        var isEmbedded = false
        var range: Range<Int>
    }

    /// An object or array that is open.
    private struct Level {
        let place: StructureTree.PlaceID
        let isArray: Bool
        let isData: Bool
        /// Number of the object among all of the portion.
        let object: UInt32
        /// Values met before it.
        let firstValue: Int
        /// Members or items so far.
        var count: Int32 = 0
    }

    var tree = StructureTree()
    /// The values of the line read last, in its order.
    private(set) var values: [Value] = []
    /// Values of that line that no field could be made for: a limit was reached.
    private(set) var dropped = 0
    /// The text of an event that stood in a string of that line.
    private(set) var embedded: [UInt8] = []
    /// The value that holds it.
    private var embedding: Int?
    private var levels: [Level] = []
    private var objects: UInt32 = 0

    /// Reads the object that `range` begins with. Behind it may be white space and further objects.
    ///
    /// - Returns: Where the next object begins, or the end of the range.
    mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(JSONDamage) -> Int {
        begin()
        let end = try walk(bytes, range, from: StructureTree.root)
        if let embedding { readEvent(in: values[embedding], bytes) }
        return end
    }

    /// Reads an object or array, over all of its lines.
    mutating func readDocument(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(JSONDamage) {
        begin()
        _ = try walk(bytes, range, from: StructureTree.root, isDocument: true)
    }

    private mutating func begin() {
        values.removeAll(keepingCapacity: true)
        dropped = 0
        embedding = nil
    }

    /// Reads the event inside of a string. A string that holds none is no damage, and is kept as it is in any case.
    private mutating func readEvent(in value: Value, _ bytes: Span<UInt8>) {
        var text: [UInt8] = []
        JSONText.appendDecoded(bytes, value.range, to: &text)
        let known = (values: values.count, dropped: dropped)
        let place = tree.named(Span(), .embedded, of: value.place)
        do throws(JSONDamage) {
            let end = try walk(text.span, 0..<text.count, from: place)
            guard end == text.count else { throw JSONDamage.trailingBytes }
        } catch {
            values.removeSubrange(known.values...)
            dropped = known.dropped
        }
        for index in known.values..<values.count { values[index].isEmbedded = true }
        embedded = text
    }

    private mutating func walk(
        _ bytes: Span<UInt8>, _ range: Range<Int>, from place: StructureTree.PlaceID, isDocument: Bool = false
    ) throws(JSONDamage) -> Int {
        levels.removeAll(keepingCapacity: true)
        var scanner = JSONScanner(range)
        scanner.skipSeparators(in: bytes)
        let first = try scanner.nextVisible(in: bytes)
        guard first == UInt8(ascii: "{") || isDocument && first == UInt8(ascii: "[") else { throw .notAnObject }
        try open(place, isArray: first == UInt8(ascii: "["), &scanner)
        while !levels.isEmpty { try step(bytes, &scanner) }
        let end = scanner.place
        scanner.skipSeparators(in: bytes)
        if scanner.atEnd { return range.upperBound }
        guard bytes[scanner.place] == UInt8(ascii: "{") else { throw .trailingBytes }
        return end
    }

    /// Reads one member or item of the innermost level, or its end.
    @inline(__always)
    private mutating func step(_ bytes: Span<UInt8>, _ scanner: inout JSONScanner) throws(JSONDamage) {
        let last = levels.count - 1
        let level = levels[last]
        var byte = try scanner.nextVisible(in: bytes)
        if byte == (level.isArray ? UInt8(ascii: "]") : UInt8(ascii: "}")) {
            scanner.advance()
            return close(level, bytes)
        }
        if level.count > 0 {
            guard byte == UInt8(ascii: ",") else { throw .syntax }
            scanner.advance()
            byte = try scanner.nextVisible(in: bytes)
        }
        levels[last].count = level.count &+ 1
        let place: StructureTree.PlaceID
        if level.isArray {
            place = tree.item(level.count, of: level.place)
        } else {
            guard byte == UInt8(ascii: "\"") else { throw .syntax }
            let key = try scanner.string(in: bytes)
            place = keyPlace(bytes, key.range, isEscaped: key.isEscaped, level)
            guard try scanner.nextVisible(in: bytes) == UInt8(ascii: ":") else { throw .syntax }
            scanner.advance()
            byte = try scanner.nextVisible(in: bytes)
        }
        try value(byte, at: place, bytes, &scanner)
    }

    @inline(__always)
    private mutating func value(
        _ byte: UInt8, at place: StructureTree.PlaceID, _ bytes: Span<UInt8>, _ scanner: inout JSONScanner
    ) throws(JSONDamage) {
        let start = scanner.place
        switch byte {
        case UInt8(ascii: "\""):
            let text = try scanner.string(in: bytes)
            note(Value(place: place, encoding: .utf8, isEscaped: text.isEscaped, range: text.range))
            if place >= 0, tree.nodes[Int(place)].embedsEvent, embedding == nil, values.last?.place == place {
                embedding = values.count - 1
            }
        case UInt8(ascii: "{"): try open(place, isArray: false, &scanner)
        case UInt8(ascii: "["): try open(place, isArray: true, &scanner)
        case UInt8(ascii: "t"):
            try scanner.word("true", in: bytes)
            note(Value(place: place, encoding: .bool, isEscaped: false, range: start..<scanner.place))
        case UInt8(ascii: "f"):
            try scanner.word("false", in: bytes)
            note(Value(place: place, encoding: .bool, isEscaped: false, range: start..<scanner.place))
        case UInt8(ascii: "n"):
            try scanner.word("null", in: bytes)
            note(Value(place: place, encoding: .null, isEscaped: false, range: start..<start))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let number = try scanner.number(in: bytes)
            note(Value(place: place, encoding: .numberText, isEscaped: false, range: number))
        default: throw .syntax
        }
    }

    @inline(__always)
    private mutating func keyPlace(
        _ bytes: Span<UInt8>, _ range: Range<Int>, isEscaped: Bool, _ level: Level
    ) -> StructureTree.PlaceID {
        guard isEscaped else { return tree.key(bytes.extracting(range), of: level.place, object: level.object) }
        var decoded: [UInt8] = []
        JSONText.appendDecoded(bytes, range, to: &decoded)
        return tree.key(decoded.span, of: level.place, object: level.object)
    }

    @inline(__always)
    private mutating func note(_ value: Value) {
        guard value.place >= 0, values.count < JSONLimits.fieldsPerRecord else { return dropped += 1 }
        values.append(value)
    }

    private mutating func open(
        _ place: StructureTree.PlaceID, isArray: Bool, _ scanner: inout JSONScanner
    ) throws(JSONDamage) {
        guard levels.count < JSONLimits.depth else { throw .tooDeep }
        scanner.advance()
        objects &+= 1
        levels.append(
            Level(
                place: place, isArray: isArray, isData: !isArray && place >= 0 && tree.nodes[Int(place)].isData,
                object: objects, firstValue: values.count))
    }

    private mutating func close(_ level: Level, _ bytes: Span<UInt8>) {
        levels.removeLast()
        // An empty object or array is a place without a value; `{}` as the whole line is a record without fields.
        if level.count == 0, !levels.isEmpty {
            note(Value(place: level.place, encoding: .null, isEscaped: false, range: 0..<0))
        }
        if level.isData { nameText(of: level, bytes) }
    }

    /// Calls the text of `{"@Name": "Image", "#text": "a.exe"}` by its name, whichever of the two comes first.
    private mutating func nameText(of level: Level, _ bytes: Span<UInt8>) {
        func role(_ value: Value) -> StructurePlace.Role { tree.nodes[Int(value.place)].role }
        guard
            let name = values[level.firstValue...].first(where: { role($0) == .dataName && $0.encoding == .utf8 }),
            !name.range.isEmpty
        else { return }
        var label: [UInt8] = []
        JSONText.appendDecoded(bytes, name.range, to: &label)
        var hasText = false
        for index in level.firstValue..<values.count where role(values[index]) == .dataText {
            let place = tree.named(label.span, .named, of: values[index].place)
            if place >= 0 { values[index].place = place }
            hasText = true
        }
        if !hasText {
            let place = tree.named(label.span, .alias, of: level.place)
            note(Value(place: place, encoding: .null, isEscaped: false, range: 0..<0))
        }
    }
}
