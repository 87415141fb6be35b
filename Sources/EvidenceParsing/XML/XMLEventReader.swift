import Vocabulary

/// Reads one `<Event>` after the other from XML exports of Windows event logs.
///
/// As much of XML 1.0 as those hold: elements, attributes, text, CDATA, comments, processing instructions, the five
/// entities and character references. There are no declarations, so nothing can be expanded or fetched. Names are those
/// that the same event has in an EVTX file.
struct XMLEventReader {
    /// An element that is open.
    private struct Level {
        let place: StructureTree.PlaceID
        let name: Range<Int>
        let object: UInt32
        /// Values and attributes noted before it.
        let firstValue: Int
        /// Where text behind its start tag, or behind its last child, begins.
        var text: Int
        var hasChildren = false
    }

    /// An attribute of a start tag.
    private struct Attribute {
        let name: Range<Int>
        let value: Range<Int>
    }

    private var levels: [Level] = []
    private var attributes: [Attribute] = []
    private var objects: UInt32 = 0
    private var root = StructureTree.root

    private static let damage = Damage(.damagedRecord, "the event is not well-formed XML")
    private static let endsEarly = Damage(.truncated, "the file ends inside of an event")

    /// Adds the values of the event whose `<Event` begins the range to a draft.
    ///
    /// - Parameter root: The place of the event.
    /// - Returns: Where it ends.
    mutating func read(
        _ bytes: Span<UInt8>, _ range: Range<Int>, at root: StructureTree.PlaceID = StructureTree.root,
        into draft: inout RecordDraft
    ) throws(Damage) -> Int {
        levels.removeAll(keepingCapacity: true)
        self.root = root
        var place = range.lowerBound
        repeat { place = try step(bytes, place..<range.upperBound, &draft) } while !levels.isEmpty
        return place
    }

    /// Reads the tag or section that begins the range, and goes to the next one.
    private mutating func step(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ draft: inout RecordDraft
    ) throws(Damage) -> Int {
        guard range.count >= 2 else { throw Self.endsEarly }
        var place: Int
        switch bytes[range.lowerBound + 1] {
        case UInt8(ascii: "/"): place = try endTag(bytes, range, &draft)
        case UInt8(ascii: "!"):
            guard let section = XMLContent.endOfSection(in: bytes, range) else {
                throw range.count < 9 || XMLContent.beginsSection(bytes, range) ? Self.endsEarly : Self.damage
            }
            place = section
        case UInt8(ascii: "?"):
            guard let end = ByteSearch.find([UInt8(ascii: "?"), UInt8(ascii: ">")], in: bytes, range) else {
                throw Self.endsEarly
            }
            place = end + 2
        default: place = try startTag(bytes, range, &draft)
        }
        if levels.isEmpty { return place }
        place = ByteSearch.first(of: UInt8(ascii: "<"), or: UInt8(ascii: "<"), in: bytes, place..<range.upperBound)
        guard place < range.upperBound else { throw Self.endsEarly }
        return place
    }

    private mutating func startTag(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ draft: inout RecordDraft
    ) throws(Damage) -> Int {
        let nameEnd = try endOfName(bytes, range.lowerBound + 1..<range.upperBound)
        let name = range.lowerBound + 1..<nameEnd
        let isRoot = levels.isEmpty
        // A second event within the first is one whose end was lost.
        guard isRoot || !isEqual(bytes, name, "Event") else { throw Self.damage }
        guard levels.count < ParsingLimits.elementDepth else { throw Damage(.limit, "elements nest too deep") }
        let tag = try readAttributes(bytes, nameEnd..<range.upperBound)
        let element = isRoot ? root : place(of: name, bytes, before: range.lowerBound, &draft)
        objects &+= 1
        let firstValue = draft.values.count
        for attribute in attributes where !(isRoot && isEqual(bytes, attribute.name, "xmlns")) {
            let place = draft.tree.key(bytes.extracting(attribute.name), of: element, object: objects, as: .attribute)
            Self.note(bytes, attribute.value, at: place, &draft)
        }
        levels.append(
            Level(place: element, name: name, object: objects, firstValue: firstValue, text: tag.end))
        if tag.isEmpty { close(bytes, textEnd: tag.end, tagEnd: tag.end, &draft) }
        return tag.end
    }

    /// The place of a child of the innermost element; the attribute that names a `<Data>` is taken for that.
    private mutating func place(
        of name: Range<Int>, _ bytes: Span<UInt8>, before tag: Int, _ draft: inout RecordDraft
    ) -> StructureTree.PlaceID {
        let last = levels.count - 1
        noteText(bytes, levels[last].text..<tag, isWhole: false, &draft)
        levels[last].hasChildren = true
        let parent = levels[last]
        if isEqual(bytes, name, "Data"),
            let label = attributes.firstIndex(where: { isEqual(bytes, $0.name, "Name") && !$0.value.isEmpty })
        {
            var text: [UInt8] = []
            XMLContent.appendDecoded(bytes, attributes.remove(at: label).value, to: &text)
            return draft.tree.key(text.span, of: parent.place, object: parent.object, as: .namedData)
        }
        return draft.tree.key(bytes.extracting(name), of: parent.place, object: parent.object)
    }

    private mutating func endTag(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ draft: inout RecordDraft
    ) throws(Damage) -> Int {
        guard let level = levels.last else { throw Self.damage }
        let start = range.lowerBound + 2
        let nameEnd = start + level.name.count
        guard nameEnd < range.upperBound else { throw Self.endsEarly }
        for offset in 0..<level.name.count where bytes[start + offset] != bytes[level.name.lowerBound + offset] {
            throw Self.damage
        }
        let end = skipBlanks(bytes, nameEnd..<range.upperBound)
        guard end < range.upperBound else { throw Self.endsEarly }
        guard bytes[end] == UInt8(ascii: ">") else { throw Self.damage }
        close(bytes, textEnd: range.lowerBound, tagEnd: end + 1, &draft)
        return end + 1
    }

    private mutating func close(_ bytes: Span<UInt8>, textEnd: Int, tagEnd: Int, _ draft: inout RecordDraft) {
        guard let level = levels.last else { return }
        let isWhole = !level.hasChildren
        let known = draft.values.count
        noteText(bytes, level.text..<textEnd, isWhole: isWhole, &draft)
        // An empty element is a value only where its attributes are none.
        if isWhole, draft.values.count == known, known == level.firstValue, levels.count > 1 {
            draft.note(.init(place: level.place, encoding: .null, range: textEnd..<textEnd))
        }
        levels.removeLast()
        if !levels.isEmpty { levels[levels.count - 1].text = tagEnd }
    }

    /// Notes text of the innermost element. White space between elements, or over lines, only makes it look nice, and
    /// Internet Explorer shows a sign before each element that can be folded.
    private func noteText(
        _ bytes: Span<UInt8>, _ range: Range<Int>, isWhole: Bool, _ draft: inout RecordDraft
    ) {
        guard let level = levels.last, !range.isEmpty else { return }
        if XMLEventSearch.isDecoration(bytes, range),
            !isWhole || ByteSearch.lineFeed(in: bytes, range) < range.upperBound
        {
            return
        }
        Self.note(bytes, range, at: level.place, &draft)
    }

    private static func note(
        _ bytes: Span<UInt8>, _ range: Range<Int>, at place: StructureTree.PlaceID, _ draft: inout RecordDraft
    ) {
        let special = ByteSearch.first(of: UInt8(ascii: "&"), or: UInt8(ascii: "<"), in: bytes, range)
        draft.note(
            .init(place: place, encoding: .utf8, escape: special < range.upperBound ? .xml : .none, range: range))
    }

    /// Reads the attributes of a start tag, and where the tag ends.
    private mutating func readAttributes(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(Damage) -> (end: Int, isEmpty: Bool) {
        attributes.removeAll(keepingCapacity: true)
        var place = range.lowerBound
        while true {
            place = skipBlanks(bytes, place..<range.upperBound)
            guard place < range.upperBound else { throw Self.endsEarly }
            if bytes[place] == UInt8(ascii: ">") { return (place + 1, false) }
            if bytes[place] == UInt8(ascii: "/") {
                guard place + 1 < range.upperBound else { throw Self.endsEarly }
                guard bytes[place + 1] == UInt8(ascii: ">") else { throw Self.damage }
                return (place + 2, true)
            }
            let name = place..<(try endOfName(bytes, place..<range.upperBound))
            place = skipBlanks(bytes, name.upperBound..<range.upperBound)
            guard place < range.upperBound else { throw Self.endsEarly }
            guard bytes[place] == UInt8(ascii: "=") else { throw Self.damage }
            place = skipBlanks(bytes, place + 1..<range.upperBound)
            guard place < range.upperBound else { throw Self.endsEarly }
            let quote = bytes[place]
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw Self.damage }
            let end = ByteSearch.first(of: quote, or: UInt8(ascii: "<"), in: bytes, place + 1..<range.upperBound)
            guard end < range.upperBound else { throw Self.endsEarly }
            guard bytes[end] == quote, attributes.count < ParsingLimits.attributes else { throw Self.damage }
            attributes.append(Attribute(name: name, value: place + 1..<end))
            place = end + 1
        }
    }

    private func endOfName(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Damage) -> Int {
        var place = range.lowerBound
        while place < range.upperBound {
            switch bytes[place] {
            case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "/"), UInt8(ascii: ">"), UInt8(ascii: "="):
                guard place > range.lowerBound, place - range.lowerBound <= ParsingLimits.nameLength else {
                    throw Self.damage
                }
                return place
            case UInt8(ascii: "<"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "&"): throw Self.damage
            default: place += 1
            }
        }
        throw Self.endsEarly
    }

    private func skipBlanks(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var place = range.lowerBound
        while place < range.upperBound {
            let byte = bytes[place]
            guard byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else { return place }
            place += 1
        }
        return place
    }

    private func isEqual(_ bytes: Span<UInt8>, _ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        for (offset, byte) in wanted.enumerated() where bytes[range.lowerBound + offset] != byte { return false }
        return true
    }
}
