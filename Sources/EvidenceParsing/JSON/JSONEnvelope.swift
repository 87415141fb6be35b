import Vocabulary

/// Finds the list of records in an object that a product wraps around it, whatever its key is called.
///
/// An event can hold most of its bytes in a list of objects, too: what it changed, who was asked. So the list must be at least
/// half of the document, and what stands beside it and what its items say decide: the items state times, and the wrapping
/// objects are no event.
enum JSONEnvelope {
    /// What members of an object say of it.
    private struct Traits {
        var members = 0
        /// A time under a name that is known, and anything else that is known to describe an event.
        var hasKnownTime = false
        var hasKnownMeaning = false
        /// A text that reads like a time.
        var hasTime = false
        /// Values of the largest object.
        var values = 0

        var isEvent: Bool { hasKnownTime && hasKnownMeaning }

        mutating func note(_ meaning: CommonFieldTable.Meaning) {
            switch meaning {
            case .time: hasKnownTime = true
            case .host, .channel, .provider, .eventCode: hasKnownMeaning = true
            case .number, .source, .takenIn, .account: break
            }
        }
    }

    /// Objects around a list, and members of each that are looked at.
    private static let levels = 4
    private static let members = 64
    /// Items that are looked at: the first may be out of the ordinary.
    private static let items = 3
    /// Values of an item that is more than a name with its value and a kind.
    private static let valuesOfRecord = 4

    /// The keys under which the records of the object at `start` are; nil where it is a record itself.
    ///
    /// What follows the object must be wrapped in the same way: events in a row are records.
    static func keys(in head: Span<UInt8>, from start: Int) -> [String]? {
        guard let keys = keys(ofObject: start, in: head) else { return nil }
        guard let end = JSONStructure.endOfValue(in: head, from: start) else { return keys }
        var scanner = JSONScanner(end..<head.count)
        scanner.skipSeparators(in: head)
        return scanner.atEnd || self.keys(ofObject: scanner.place, in: head) == keys ? keys : nil
    }

    /// Whether an object holds more than the list to which `keys` lead: an event of its own, so that the list is a part of it.
    ///
    /// - Parameter list: Behind the `[` of the list.
    static func isEvent(_ bytes: Span<UInt8>, from start: Int, around list: Int) -> Bool {
        var traits = Traits()
        var place = start
        while let member = JSONDocumentShape.firstKey(in: bytes, from: place), member.value < list - 1 {
            let end = JSONStructure.endOfValue(in: bytes, from: member.value) ?? bytes.count
            if end > list {
                place = member.value
                continue
            }
            note(member.name, bytes, member.value..<end, &traits)
            place = comma(in: bytes, behind: end) ?? bytes.count
        }
        return traits.isEvent
    }

    /// Whether what stands in the wrapping objects behind their list, or before it, is an event or holds another list of
    /// objects.
    static func holdsMore(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var traits = Traits()
        var place = range.lowerBound
        while place < range.upperBound {
            switch bytes[place] {
            case UInt8(ascii: "{"), UInt8(ascii: ","):
                guard let member = JSONDocumentShape.firstKey(in: bytes, from: place),
                    member.value < range.upperBound
                else { return traits.isEvent }
                let end = JSONStructure.endOfValue(in: bytes, from: member.value) ?? bytes.count
                // The object in which the list stands.
                guard end <= range.upperBound || bytes[member.value] != UInt8(ascii: "{") else {
                    place = member.value
                    continue
                }
                guard end <= range.upperBound else { return traits.isEvent }
                if isListOfObjects(bytes, member.value..<end) { return true }
                note(member.name, bytes, member.value..<end, &traits)
                place = end
            case UInt8(ascii: "}"), 0x20, 0x09, 0x0A, 0x0D: place += 1
            default: return traits.isEvent
            }
        }
        return traits.isEvent
    }

    // MARK: The head of a file

    private static func keys(ofObject start: Int, in head: Span<UInt8>) -> [String]? {
        guard start < head.count, head[start] == UInt8(ascii: "{") else { return nil }
        let end = JSONStructure.endOfValue(in: head, from: start)
        let length = (end ?? head.count) - start
        var keys: [String] = []
        var beside = Traits()
        var place = start
        while keys.count < levels {
            guard let main = mainMember(of: place, in: head, atLeast: length / 2, &beside) else { return nil }
            keys.append(main.name)
            place = main.value
            guard head[place] == UInt8(ascii: "[") else { continue }
            let list = JSONDocumentShape.startOfList(in: head, from: start, under: keys[...], isWhole: true)
            return list == place + 1 && areRecords(head, from: place + 1, beside, isWhole: end != nil) ? keys : nil
        }
        return nil
    }

    /// The member that makes up most of the document; what the others say is noted.
    private static func mainMember(
        of object: Int, in head: Span<UInt8>, atLeast length: Int, _ beside: inout Traits
    ) -> (name: String, value: Int)? {
        var main: (name: String, value: Int)?
        var place = object
        for _ in 0..<members {
            guard let member = JSONDocumentShape.firstKey(in: head, from: place), member.value < head.count else {
                break
            }
            let end = JSONStructure.endOfValue(in: head, from: member.value)
            let value = member.value..<(end ?? head.count)
            let isOpening = head[member.value] == UInt8(ascii: "{") || head[member.value] == UInt8(ascii: "[")
            if main == nil, isOpening, value.count >= length {
                main = member
            } else {
                note(member.name, head, value, &beside)
                noteTimes(head, value, &beside)
            }
            guard let next = end.flatMap({ comma(in: head, behind: $0) }) else { break }
            place = next
        }
        return main
    }

    /// Whether items of a list are records, and not a part of what is beside it.
    ///
    /// - Parameter isWhole: The head shows all that is beside it.
    private static func areRecords(
        _ head: Span<UInt8>, from start: Int, _ beside: Traits, isWhole: Bool
    ) -> Bool {
        guard !beside.isEvent else { return false }
        var item = Traits()
        var reader = JSONLineReader()
        var scanner = JSONScanner(start..<head.count)
        for index in 0..<items {
            scanner.skipBlanks(in: head)
            guard !scanner.atEnd, head[scanner.place] == UInt8(ascii: "{") else {
                if index == 0 { return false }
                break
            }
            let end = noteRecord(head, scanner.place, with: &reader, &item)
            guard let next = end.flatMap({ comma(in: head, behind: $0) }) else { break }
            scanner = JSONScanner(next + 1..<head.count)
        }
        // What can come behind the list could be that of an event.
        if !isWhole, !item.hasKnownTime, item.values < valuesOfRecord { return false }
        // Nothing is an event that says nothing but a list.
        if beside.members == 0 { return true }
        // An export states when it was made, and an event when it happened.
        return beside.hasTime || beside.hasKnownTime ? item.isEvent : item.hasTime || item.hasKnownTime
    }

    // MARK: What members say

    private static func note(_ name: String, _ bytes: Span<UInt8>, _ value: Range<Int>, _ traits: inout Traits) {
        traits.members += 1
        guard let first = value.first.map({ bytes[$0] }), first == UInt8(ascii: "\"") || first.isDigit else { return }
        for row in CommonFieldTable.standard.rows(named: name) { traits.note(row.meaning) }
    }

    /// Notes whether a text, or one within an object, reads like a time.
    private static func noteTimes(_ bytes: Span<UInt8>, _ value: Range<Int>, _ traits: inout Traits) {
        guard let first = value.first else { return }
        if bytes[first] == UInt8(ascii: "{") {
            var reader = JSONLineReader()
            var inner = Traits()
            _ = noteRecord(bytes, first, with: &reader, &inner)
            traits.hasTime = traits.hasTime || inner.hasTime || inner.hasKnownTime
        } else if bytes[first] == UInt8(ascii: "\""), value.count > 2 {
            traits.hasTime = traits.hasTime || TimeReading.isWritten(in: bytes, first + 1..<value.upperBound - 1)
        }
    }

    /// Notes what the values of an object say; of one that the head cuts off, those before.
    ///
    /// - Returns: Where the object ends; nil where it is not sound, or not whole.
    private static func noteRecord(
        _ bytes: Span<UInt8>, _ place: Int, with reader: inout JSONLineReader, _ traits: inout Traits
    ) -> Int? {
        let end: Int?
        do throws(JSONDamage) { end = try reader.readItem(bytes, place..<bytes.count) } catch { end = nil }
        traits.values = max(traits.values, reader.draft.values.count)
        for value in reader.draft.values {
            let node = reader.draft.tree.nodes[Int(value.place)]
            for row in Int(node.firstRow)..<Int(node.firstRow + node.rowCount) where value.canBeCommon {
                traits.note(reader.draft.tree.rows[row].meaning)
            }
            guard !traits.hasTime, case .utf8 = value.encoding else { continue }
            traits.hasTime = reader.draft.withBytes(of: value, in: bytes) { TimeReading.isWritten(in: $0, value.range) }
        }
        return end
    }

    private static func isListOfObjects(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        guard bytes[value.lowerBound] == UInt8(ascii: "[") else { return false }
        var scanner = JSONScanner(value.lowerBound + 1..<value.upperBound)
        scanner.skipBlanks(in: bytes)
        return !scanner.atEnd && bytes[scanner.place] == UInt8(ascii: "{")
    }

    /// The comma behind a value; nil where another sign or nothing is there.
    private static func comma(in bytes: Span<UInt8>, behind end: Int) -> Int? {
        var scanner = JSONScanner(end..<bytes.count)
        scanner.skipBlanks(in: bytes)
        return !scanner.atEnd && bytes[scanner.place] == UInt8(ascii: ",") ? scanner.place : nil
    }
}
