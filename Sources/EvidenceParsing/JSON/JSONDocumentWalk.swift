/// Finds one record after the other in a portion of a JSON document.
///
/// What stands around a list in its wrapping objects (counts, links to the next page) is stepped over.
struct JSONDocumentWalk {
    /// What was found.
    enum Step: Equatable {
        /// A record begins here: it is to be read, and the walk set behind it.
        case record(at: Int)
        /// Bytes that are no record where one could be.
        case strange(Range<Int>)
        /// An event, or a list of objects, beside the list of records.
        case beside(Range<Int>)
        case end
    }

    private let shape: JSONDocumentShape
    /// Within the list; records outside of one are objects beside the list that was expected.
    private(set) var isInside: Bool
    var place = 0
    /// What of the wrapping objects was stepped over, and is to be told.
    private var beside: Range<Int>?

    /// - Parameter isFirst: The portion begins its file. Later ones begin behind a record of the list.
    init(_ shape: JSONDocumentShape, isFirst: Bool) {
        self.shape = shape
        isInside = !isFirst && shape != .objects
    }

    mutating func next(in bytes: Span<UInt8>) -> Step {
        while true {
            if let found = beside {
                beside = nil
                return .beside(found)
            }
            skipSeparators(in: bytes)
            guard place < bytes.count else { return .end }
            let byte = bytes[place]
            if isInside, byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
                leave(bytes)
            } else if isInside, shape == .members, byte == UInt8(ascii: "\"") {
                guard skipKey(in: bytes) else { return strange(in: bytes) }
            } else if byte == UInt8(ascii: "{") {
                if isInside || !enter(bytes) { return .record(at: place) }
            } else if byte == UInt8(ascii: "["), !isInside, shape == .list(under: []) {
                place += 1
                isInside = true
            } else if !isInside, let end = JSONDocumentShape.endOfRecordMark(in: bytes, at: place) {
                place = end
            } else {
                return strange(in: bytes)
            }
        }
    }

    private mutating func skipSeparators(in bytes: Span<UInt8>) {
        while place < bytes.count {
            switch bytes[place] {
            case 0x20, 0x09, 0x0A, 0x0D, 0x1E, UInt8(ascii: ","): place += 1
            default: return
            }
        }
    }

    /// Goes into the list of a wrapping object.
    private mutating func enter(_ bytes: Span<UInt8>) -> Bool {
        switch shape {
        case .objects: return false
        case .members: place += 1
        case .list(let keys):
            guard !keys.isEmpty,
                let list = JSONDocumentShape.startOfList(in: bytes, from: place, under: keys[...], isWhole: true),
                !JSONEnvelope.isEvent(bytes, from: place, around: list)
            else { return false }
            note(bytes, place..<list - 1)
            place = list
        }
        isInside = true
        return true
    }

    /// Goes out of the list and of the objects around it.
    private mutating func leave(_ bytes: Span<UInt8>) {
        isInside = false
        place += 1
        if case .list(let keys) = shape, !keys.isEmpty {
            let start = place
            place = JSONStructure.end(in: bytes, from: place, closing: keys.count) ?? bytes.count
            note(bytes, start..<place)
        }
    }

    private mutating func note(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        if JSONEnvelope.holdsMore(bytes, range) { beside = range }
    }

    private mutating func skipKey(in bytes: Span<UInt8>) -> Bool {
        guard let end = JSONStructure.endOfValue(in: bytes, from: place) else { return false }
        var scanner = JSONScanner(end..<bytes.count)
        scanner.skipBlanks(in: bytes)
        guard !scanner.atEnd, bytes[scanner.place] == UInt8(ascii: ":") else { return false }
        place = scanner.place + 1
        return true
    }

    /// Steps over a value that is no object, or over the rest of a line that is no value.
    private mutating func strange(in bytes: Span<UInt8>) -> Step {
        let start = place
        let byte = bytes[place]
        let isValue =
            byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "-")
            || byte & 0xDF >= UInt8(ascii: "A") && byte & 0xDF <= UInt8(ascii: "Z")
            || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
        if isInside, isValue, let end = JSONStructure.endOfValue(in: bytes, from: place) {
            place = max(end, start + 1)
        } else {
            place = min(ByteSearch.lineFeed(in: bytes, start..<bytes.count) + 1, bytes.count)
        }
        return .strange(start..<place)
    }
}
