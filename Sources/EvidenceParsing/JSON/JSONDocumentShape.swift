/// Where the records of a JSON document stand.
enum JSONDocumentShape: Equatable, Sendable {
    /// Each object is a record; one object after the other.
    case objects
    /// The items of an array are records: the whole document (no keys), or what stands under keys of wrapping objects.
    case list(under: [String])
    /// The values of one object are records, as in plaso's `{"event_0": {..}, "event_1": {..}}`.
    case members

    /// Under which keys products put the list of their records.
    private static let lists: [[String]] = [
        ["Records"],  // CloudTrail
        ["records"],  // Azure Monitor
        ["value"],  // Microsoft Graph
        ["hits", "hits"],  // Elasticsearch
        ["Events"], ["events"],  // `aws cloudtrail lookup-events`, CloudWatch
        ["results"],  // Wazuh's and other search interfaces
        ["alerts"],
    ]

    /// What may stand before the list in its object: an object with other keys is a record of its own.
    private static let envelope: Set<String> = [
        "took", "timed_out", "_shards", "_scroll_id", "terminated_early", "hits", "total", "max_score", "count",
        "NextToken", "nextToken", "next", "searchedLogStreams", "page", "pages", "per_page", "preview", "error",
    ]

    private static func isEnvelope(_ key: String) -> Bool { envelope.contains(key) || key.hasPrefix("@odata.") }

    /// The shape of a document that begins with `head`; nil where it is no JSON document with records in it, or JSON lines.
    static func recognise(_ head: Span<UInt8>) -> JSONDocumentShape? {
        var scanner = JSONScanner(0..<head.count)
        scanner.skipSeparators(in: head)
        while let end = endOfRecordMark(in: head, at: scanner.place) {
            scanner.skip(to: end)
            scanner.skipSeparators(in: head)
        }
        guard !scanner.atEnd else { return nil }
        let start = scanner.place
        if head[start] == UInt8(ascii: "[") {
            scanner.advance()
            scanner.skipBlanks(in: head)
            if !scanner.atEnd, head[scanner.place] == UInt8(ascii: "]") { return .list(under: []) }
            return holdsRecord(head, at: scanner.place) ? .list(under: []) : nil
        }
        guard head[start] == UInt8(ascii: "{") else { return nil }
        for keys in lists {
            guard let place = startOfList(in: head, from: start, under: keys[...], isWhole: false) else { continue }
            scanner = JSONScanner(place..<head.count)
            scanner.skipBlanks(in: head)
            let isEmpty = !scanner.atEnd && head[scanner.place] == UInt8(ascii: "]")
            if isEmpty || holdsRecord(head, at: scanner.place) { return .list(under: keys) }
        }
        if let key = firstKey(in: head, from: start), key.name == "event_0", holdsRecord(head, at: key.value) {
            return .members
        }
        if let keys = JSONEnvelope.keys(in: head, from: start) { return .list(under: keys) }
        return holdsRecord(head, at: start) && !JSONLinesRecognition.isLines(head) ? .objects : nil
    }

    /// Where the line ends that `evtx_dump` writes before each event, `Record 77`; nil for any other.
    static func endOfRecordMark(in bytes: Span<UInt8>, at place: Int) -> Int? {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "R"), bytes.starts(place..<bytes.count, with: "Record ")
        else { return nil }
        let end = bytes.first(0x0A, in: place..<min(bytes.count, place + 32))
        let number = place + 7..<(end > place + 7 && bytes[end - 1] == 0x0D ? end - 1 : end)
        return bytes.number(number) == nil ? nil : end
    }

    /// Whether a sound object is here, or one that the head cuts off.
    private static func holdsRecord(_ head: Span<UInt8>, at place: Int) -> Bool {
        guard place < head.count, head[place] == UInt8(ascii: "{") else { return false }
        var reader = JSONLineReader()
        do throws(JSONDamage) {
            _ = try reader.readItem(head, place..<head.count)
            return true
        } catch {
            // The head may end inside of a record, and a hostile one may fill it.
            return error == .endsEarly || error == .tooDeep
        }
    }

    /// The first byte behind the `[` of the list that the object at `start` holds; nil where it holds none.
    ///
    /// - Parameter isWhole: Whatever else the object holds may stand before the list.
    static func startOfList(
        in bytes: Span<UInt8>, from start: Int, under keys: ArraySlice<String>, isWhole: Bool
    ) -> Int? {
        guard let wanted = keys.first else {
            return start < bytes.count && bytes[start] == UInt8(ascii: "[") ? start + 1 : nil
        }
        var place = start
        while let key = firstKey(in: bytes, from: place) {
            if key.name == wanted {
                return startOfList(in: bytes, from: key.value, under: keys.dropFirst(), isWhole: isWhole)
            }
            guard isWhole || isEnvelope(key.name), let end = JSONStructure.endOfValue(in: bytes, from: key.value)
            else { return nil }
            var scanner = JSONScanner(end..<bytes.count)
            scanner.skipBlanks(in: bytes)
            guard !scanner.atEnd, bytes[scanner.place] == UInt8(ascii: ",") else { return nil }
            place = scanner.place
        }
        return nil
    }

    /// The key behind a brace or comma, and where its value begins.
    static func firstKey(in bytes: Span<UInt8>, from place: Int) -> (name: String, value: Int)? {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "{") || bytes[place] == UInt8(ascii: ",") else {
            return nil
        }
        var scanner = JSONScanner(place + 1..<bytes.count)
        do throws(JSONDamage) {
            guard try scanner.nextVisible(in: bytes) == UInt8(ascii: "\"") else { return nil }
            let key = try scanner.string(in: bytes)
            guard key.range.count <= JSONLimits.nameLength, try scanner.nextVisible(in: bytes) == UInt8(ascii: ":")
            else { return nil }
            scanner.advance()
            _ = try scanner.nextVisible(in: bytes)
            return (TextEscape.json.string(bytes, key.range), scanner.place)
        } catch {
            return nil
        }
    }
}
