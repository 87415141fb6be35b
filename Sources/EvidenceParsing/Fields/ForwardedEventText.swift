import Vocabulary

/// Reads the text that Splunk's forwarder makes of a Windows event: pairs, a line each, and the message behind them.
///
///     LogName=Security
///     EventCode=4624
///     Message=An account was successfully logged on.
///
///     New Logon:
///         Account Name:       anna
///
/// The labels of the message name fields as Splunk names them, with `_` for blanks (`Account_Name`).
struct ForwardedEventText {
    /// Pairs in front of the message: Splunk writes some fifteen.
    private static let mostPairs = 32
    /// Bytes of a label; Windows' longest have some forty.
    private static let longestLabel = 64

    /// How many texts were read: each is an object of its own.
    private var objects: UInt32 = 0

    /// Adds the fields of a text; none where it is not one of an event.
    mutating func read(
        _ text: Span<UInt8>, at place: StructureTree.PlaceID, into draft: inout RecordDraft
    ) {
        var known = 0
        var start = 0
        for _ in 0..<Self.mostPairs where start < text.count {
            let line = start..<ByteSearch.lineFeed(in: text, start..<text.count)
            start = line.upperBound + 1
            if text.starts(line, with: "LogName=") || text.starts(line, with: "EventCode=") { known += 1 }
            if text.starts(line, with: "Message=") { break }
        }
        guard known == 2 else { return }
        objects &+= 1
        start = 0
        while start < text.count {
            let line = start..<ByteSearch.lineFeed(in: text, start..<text.count)
            if text.starts(line, with: "Message=") {
                note(text, line.lowerBound..<line.lowerBound + 7, line.lowerBound + 8..<text.count, place, &draft)
                // What a message says does not describe its record.
                let labels = draft.tree.key(Array("EventData".utf8).span, of: place, object: objects)
                readLabels(text, line.upperBound..<text.count, labels, &draft)
                return
            }
            let equals = text.first(UInt8(ascii: "="), in: line)
            if equals < line.upperBound, equals > line.lowerBound, Self.isName(text, line.lowerBound..<equals) {
                note(text, line.lowerBound..<equals, equals + 1..<line.upperBound, place, &draft)
            }
            start = line.upperBound + 1
        }
    }

    /// Reads lines of a label and a value, `Account Name:\t\tanna`.
    private func readLabels(
        _ text: Span<UInt8>, _ range: Range<Int>, _ place: StructureTree.PlaceID, _ draft: inout RecordDraft
    ) {
        var start = range.lowerBound
        while start < range.upperBound {
            let line = start..<ByteSearch.lineFeed(in: text, start..<range.upperBound)
            start = line.upperBound + 1
            let trimmed = text.trimmed(line)
            let colon = text.first(UInt8(ascii: ":"), in: trimmed)
            guard colon + 1 < trimmed.upperBound, text[colon + 1] == 0x09 || text[colon + 1] == 0x20,
                (1...Self.longestLabel).contains(colon - trimmed.lowerBound),
                Self.isName(text, trimmed.lowerBound..<colon)
            else { continue }
            note(text, trimmed.lowerBound..<colon, colon + 1..<trimmed.upperBound, place, &draft)
        }
    }

    private func note(
        _ text: Span<UInt8>, _ name: Range<Int>, _ value: Range<Int>, _ place: StructureTree.PlaceID,
        _ draft: inout RecordDraft
    ) {
        var key: [UInt8] = []
        for index in name { key.append(text[index] == 0x20 ? UInt8(ascii: "_") : text[index]) }
        var value = text.trimmed(value)
        if let last = value.last, text[last] == 0x0D { value = value.lowerBound..<last }
        guard !value.isEmpty else { return }
        draft.note(
            .init(
                place: draft.tree.key(key.span, of: place, object: objects), encoding: .utf8, range: value))
    }

    private static func isName(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for place in range
        where !text[place].isLetter && !text[place].isDigit && text[place] != 0x20 && text[place] != UInt8(ascii: "_") {
            return false
        }
        return true
    }
}
