import Vocabulary

/// Steps through JSON objects and notes their values in a draft, with a stack of its own, never by recursion.
struct JSONWalk {
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
        /// The place of the key before; its own where there is none.
        var previous: StructureTree.PlaceID

        var closing: UInt8 { isArray ? UInt8(ascii: "]") : UInt8(ascii: "}") }
    }

    /// The levels around the innermost one.
    private var outer: [Level] = []
    private var objects: UInt32 = 0
    /// An array of the numbers of bytes is the text that they are, as journalctl writes one that is not printable.
    var readsByteArrays = false

    /// Reads the object that `range` begins with.
    ///
    /// - Returns: Where the object ends.
    mutating func read(
        _ bytes: Span<UInt8>, _ range: Range<Int>, from place: StructureTree.PlaceID, isDocument: Bool = false,
        into draft: inout RecordDraft
    ) throws(JSONDamage) -> Int {
        outer.removeAll(keepingCapacity: true)
        var scanner = JSONScanner(range)
        scanner.skipSeparators(in: bytes)
        let first = try scanner.nextVisible(in: bytes)
        guard first == UInt8(ascii: "{") || isDocument && first == UInt8(ascii: "[") else { throw .notAnObject }
        var level = opened(place, isArray: first == UInt8(ascii: "["), &scanner, draft)
        while true {
            var byte = try scanner.nextVisible(in: bytes)
            if byte == level.closing {
                scanner.advance()
                close(level, bytes, &draft)
                guard let next = outer.popLast() else { return scanner.place }
                level = next
                continue
            }
            if level.count > 0 {
                guard byte == UInt8(ascii: ",") else { throw .syntax }
                scanner.advance()
                byte = try scanner.nextVisible(in: bytes)
            }
            level.count &+= 1
            let place: StructureTree.PlaceID
            if level.isArray {
                place = draft.tree.item(level.count &- 1, of: level.place)
            } else {
                guard byte == UInt8(ascii: "\"") else { throw .syntax }
                place = try key(bytes, &level, &scanner, &draft.tree)
                guard try scanner.nextVisible(in: bytes) == UInt8(ascii: ":") else { throw .syntax }
                scanner.advance()
                byte = try scanner.nextVisible(in: bytes)
            }
            try value(byte, at: place, bytes, &level, &scanner, &draft)
        }
    }

    /// Reads a key. Records of one kind have the same keys in the same order, so that most are the one that is expected.
    @inline(__always)
    private func key(
        _ bytes: Span<UInt8>, _ level: inout Level, _ scanner: inout JSONScanner, _ tree: inout StructureTree
    ) throws(JSONDamage) -> StructureTree.PlaceID {
        let start = scanner.place + 1
        if let known = tree.expectedKey(
            bytes, start..<scanner.end, behind: level.previous, of: level.place, object: level.object)
        {
            scanner.skip(to: known.end)
            level.previous = known.place
            return known.place
        }
        let key = try scanner.string(in: bytes)
        let place = keyPlace(bytes, key.range, isEscaped: key.isEscaped, level, &tree)
        tree.expect(place, behind: level.previous, of: level.place)
        if place >= 0 { level.previous = place }
        return place
    }

    @inline(__always)
    private mutating func value(
        _ byte: UInt8, at place: StructureTree.PlaceID, _ bytes: Span<UInt8>, _ level: inout Level,
        _ scanner: inout JSONScanner, _ draft: inout RecordDraft
    ) throws(JSONDamage) {
        let start = scanner.place
        switch byte {
        case UInt8(ascii: "\""):
            let text = try scanner.string(in: bytes, decodingTo: &draft.text)
            draft.note(
                .init(place: place, encoding: .utf8, source: text.isDecoded ? .text : .portion, range: text.range))
        case UInt8(ascii: "[") where readsByteArrays && readBytes(bytes, at: place, &scanner, &draft): break
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard outer.count + 1 < JSONLimits.depth else { throw .tooDeep }
            outer.append(level)
            level = opened(place, isArray: byte == UInt8(ascii: "["), &scanner, draft)
        case UInt8(ascii: "t"):
            try scanner.word("true", in: bytes)
            draft.note(.init(place: place, encoding: .bool, range: start..<scanner.place))
        case UInt8(ascii: "f"):
            try scanner.word("false", in: bytes)
            draft.note(.init(place: place, encoding: .bool, range: start..<scanner.place))
        case UInt8(ascii: "n"):
            try scanner.word("null", in: bytes)
            draft.note(.init(place: place, encoding: .null, range: start..<start))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            if level.isArray { draft.hasNumberArray = true }
            let number = try scanner.number(in: bytes)
            draft.note(.init(place: place, encoding: .numberText, range: number))
        default: throw .syntax
        }
    }

    /// Reads an array of numbers that are bytes, and nothing else; leaves any other where it is.
    @inline(never)
    private func readBytes(
        _ bytes: Span<UInt8>, at place: StructureTree.PlaceID, _ scanner: inout JSONScanner,
        _ draft: inout RecordDraft
    ) -> Bool {
        let start = draft.text.count
        var numbers = JSONScanner(scanner.place + 1..<scanner.end)
        while let byte = numbers.byte(in: bytes) {
            draft.text.append(byte)
            numbers.skipBlanks(in: bytes)
            guard !numbers.atEnd else { break }
            let mark = bytes[numbers.place]
            numbers.advance()
            if mark == UInt8(ascii: "]") {
                scanner.skip(to: numbers.place)
                draft.hasNumberArray = true
                draft.note(.init(place: place, encoding: .utf8, source: .text, range: start..<draft.text.count))
                return true
            }
            guard mark == UInt8(ascii: ",") else { break }
        }
        draft.text.removeSubrange(start...)
        return false
    }

    @inline(never)
    private func keyPlace(
        _ bytes: Span<UInt8>, _ range: Range<Int>, isEscaped: Bool, _ level: Level, _ tree: inout StructureTree
    ) -> StructureTree.PlaceID {
        guard isEscaped else { return tree.key(bytes.extracting(range), of: level.place, object: level.object) }
        var decoded: [UInt8] = []
        JSONText.appendDecoded(bytes, range, to: &decoded)
        return tree.key(decoded.span, of: level.place, object: level.object)
    }

    private mutating func opened(
        _ place: StructureTree.PlaceID, isArray: Bool, _ scanner: inout JSONScanner, _ draft: borrowing RecordDraft
    ) -> Level {
        scanner.advance()
        objects &+= 1
        return Level(
            place: place, isArray: isArray, isData: !isArray && place >= 0 && draft.tree.nodes[Int(place)].isData,
            object: objects, firstValue: draft.values.count, previous: place)
    }

    private func close(_ level: Level, _ bytes: Span<UInt8>, _ draft: inout RecordDraft) {
        // An empty object or array is a place without a value; `{}` as the whole line is a record without fields.
        if level.count == 0, !outer.isEmpty {
            let start = draft.text.count
            draft.text.append(level.isArray ? UInt8(ascii: "[") : UInt8(ascii: "{"))
            draft.text.append(level.closing)
            draft.note(.init(place: level.place, encoding: .null, source: .text, range: start..<start + 2))
        }
        if level.isData { Self.nameText(of: level, bytes, &draft) }
    }

    /// Calls the text of `{"@Name": "Image", "#text": "a.exe"}` by its name, whichever of the two comes first.
    private static func nameText(of level: Level, _ bytes: Span<UInt8>, _ draft: inout RecordDraft) {
        guard
            let name = draft.values[level.firstValue...].first(where: {
                draft.role(of: $0) == .dataName && $0.encoding == .utf8
            }), !name.range.isEmpty
        else { return }
        var label: [UInt8] = []
        draft.withBytes(of: name, in: bytes) { name.escape.appendDecoded($0, name.range, to: &label) }
        var hasText = false
        for index in level.firstValue..<draft.values.count where draft.role(of: draft.values[index]) == .dataText {
            let place = draft.tree.named(label.span, .named, of: draft.values[index].place)
            if place >= 0 { draft.rename(index, to: place) }
            hasText = true
        }
        if !hasText {
            let place = draft.tree.named(label.span, .alias, of: level.place)
            draft.note(.init(place: place, encoding: .null, range: 0..<0))
        }
    }
}
