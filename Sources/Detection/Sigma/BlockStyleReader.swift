/// Reads YAML documents that are written in the block style of nearly all rules: maps and lists by indentation, scalars
/// on one line, literal text behind `|`.
///
/// It does not know all of YAML, and never guesses: whatever it does not know for certain, errors included, it leaves to
/// the real parser, which takes ten times as long. What it does read is the same, places included; a test compares both.
struct BlockStyleReader {
    private typealias Range = Swift.Range<Int>

    /// A line that holds something: where its first character stands, and where it ends without blanks and comment.
    private struct Line {
        let number: Int
        let start: Int
        var content: Range
        var indent: Int { content.lowerBound - start }
    }

    /// Maps and lists inside each other; rules have five.
    private static let depthLimit = 32
    /// YAML allows a key of 1,024 characters.
    private static let longestKey = 1_000

    private let bytes: UnsafeBufferPointer<UInt8>
    private var left = DetectionLimits.nodesPerDocument
    private var next: Line?
    /// Where the line behind `next` begins, and its number.
    private var position: Int
    private var number: Int

    /// - Parameters:
    ///   - bytes: The whole file, of which ``isOrdinary(_:)`` holds.
    ///   - range: Of the document, from the beginning of a line.
    ///   - firstLine: The number of its first line.
    /// - Returns: The document; nil where another parser must read it.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, in range: Swift.Range<Int>, firstLine: Int
    ) -> SigmaNode? {
        var reader = BlockStyleReader(
            bytes: UnsafeBufferPointer(rebasing: bytes[..<range.upperBound]), position: range.lowerBound,
            number: firstLine)
        guard reader.skipMarker(), reader.advance(), let first = reader.next, first.indent == 0,
            let node = reader.map(indent: 0, column: 1, depth: 0), reader.next == nil
        else { return nil }
        return node
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, position: Int, number: Int) {
        self.bytes = bytes
        self.position = position
        self.number = number
    }

    /// Whether text has only line feeds to end its lines, and no characters that YAML treats in ways of their own.
    static func isOrdinary(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for (place, byte) in bytes.enumerated() {
            if byte >= 0x20, byte < 0x7F || (byte >= 0x80 && byte < 0xC2) { continue }
            switch byte {
            case 0x0A: continue
            case 0xC2:
                // Control characters and the line end U+0085.
                guard place + 1 < bytes.count, bytes[place + 1] >= 0xA0 else { return false }
            case 0xE2:
                // The line ends U+2028 and U+2029.
                guard place + 2 < bytes.count else { return false }
                if bytes[place + 1] == 0x80, bytes[place + 2] == 0xA8 || bytes[place + 2] == 0xA9 { return false }
            // Byte order marks and characters that are none.
            case 0xEF:
                guard place + 1 < bytes.count, bytes[place + 1] < 0xB7 || bytes[place + 1] == 0xBC else { return false }
            case 0x00...0x1F, 0x7F: return false
            default: continue
            }
        }
        return true
    }

    // MARK: Lines

    /// Skips the three dashes that a document can begin with.
    private mutating func skipMarker() -> Bool {
        guard starts(with: "---", at: position) else { return true }
        var end = position + 3
        while end < bytes.count, bytes[end] == Byte.space { end += 1 }
        guard end == bytes.count || bytes[end] == Byte.lineFeed else { return false }
        position = min(end + 1, bytes.count)
        number += 1
        return true
    }

    private func starts(with text: StaticString, at place: Int) -> Bool {
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        return place + wanted.count <= bytes.count && bytes[place..<place + wanted.count].elementsEqual(wanted)
    }

    /// Where the line that begins at a place ends, without its line feed.
    private func lineEnd(from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != Byte.lineFeed { end += 1 }
        return end
    }

    /// Goes to the next line that is not blank and no comment. False where a line asks for the real parser.
    private mutating func advance() -> Bool {
        while position < bytes.count {
            let start = position
            let end = lineEnd(from: start)
            var first = start
            while first < end, bytes[first] == Byte.space { first += 1 }
            position = min(end + 1, bytes.count)
            defer { number += 1 }
            if first == end || bytes[first] == Byte.hash { continue }
            if first == start, bytes[first] == Byte.percent || starts(with: "...", at: first) { return false }
            next = Line(number: number, start: start, content: first..<end)
            return true
        }
        next = nil
        return true
    }

    /// From 1, in characters.
    private func place(_ byte: Int, in line: Line) -> SourcePlace {
        SourcePlace(line: line.number, column: 1 + bytes[line.start..<byte].count { $0 & 0xC0 != 0x80 })
    }

    // MARK: Maps and lists

    /// Reads the map whose keys stand at an indentation, from the key at the beginning of `next` on.
    private mutating func map(indent: Int, column: Int, depth: Int) -> SigmaNode? {
        guard depth < Self.depthLimit, let first = next else { return nil }
        var pairs: [(key: SigmaNode, value: SigmaNode)] = []
        while let line = next, line.indent == indent {
            if isListItem(line.content) { return nil }
            guard let (key, rest) = key(line) else { return nil }
            // Merged and repeated keys, of which a rule has few enough to compare all.
            if key.text == "<<" || pairs.contains(where: { $0.key.text == key.text }) { return nil }
            guard let value = value(in: rest, of: line, indent: indent, depth: depth) else { return nil }
            left -= 2
            guard left > 1 else { return nil }
            pairs.append((key, value))
        }
        if let line = next, line.indent > indent { return nil }
        return SigmaNode(place: SourcePlace(line: first.number, column: column), content: .map(pairs), text: "")
    }

    private mutating func list(indent: Int, depth: Int) -> SigmaNode? {
        guard depth < Self.depthLimit, let first = next else { return nil }
        let place = place(first.content.lowerBound, in: first)
        var items: [SigmaNode] = []
        while let line = next, line.indent == indent, isListItem(line.content) {
            var start = line.content.lowerBound + 1
            while start < line.content.upperBound, bytes[start] == Byte.space { start += 1 }
            let content = start..<line.content.upperBound
            // Lists of lists, and items that begin on the next line.
            if content.isEmpty || isListItem(content) || bytes[start] == Byte.hash { return nil }
            var inner = line
            inner.content = content
            if Self.isQuote(bytes[start]) || keyEnd(content) == nil {
                guard let (item, _) = scalar(content, line) else { return nil }
                guard endScalar(indent: indent) else { return nil }
                items.append(item)
            } else {
                // A map whose first key stands behind the dash.
                next = inner
                let column = self.place(start, in: line).column
                guard let item = map(indent: inner.indent, column: column, depth: depth + 1) else { return nil }
                items.append(item)
            }
            left -= 1
            guard left > 1 else { return nil }
        }
        if let line = next, line.indent > indent { return nil }
        return SigmaNode(place: place, content: .list(items), text: "")
    }

    private func isListItem(_ content: Range) -> Bool {
        bytes[content.lowerBound] == Byte.dash
            && (content.count == 1 || bytes[content.lowerBound + 1] == Byte.space)
    }

    /// Goes on behind a scalar. False where it could go on in the next line.
    private mutating func endScalar(indent: Int) -> Bool {
        guard advance() else { return false }
        return next.map { $0.indent <= indent } ?? true
    }

    /// The value of a key, which is behind it or below it.
    private mutating func value(in rest: Range, of line: Line, indent: Int, depth: Int) -> SigmaNode? {
        if rest.isEmpty {
            guard advance(), let below = next else { return nil }
            if below.indent >= indent, isListItem(below.content) { return list(indent: below.indent, depth: depth + 1) }
            guard below.indent > indent else { return nil }
            return map(
                indent: below.indent, column: place(below.content.lowerBound, in: below).column, depth: depth + 1)
        }
        if bytes[rest.lowerBound] == Byte.bar { return literal(rest, of: line, indent: indent) }
        guard let (value, _) = scalar(rest, line), endScalar(indent: indent) else { return nil }
        return value
    }

    // MARK: Scalars

    /// The key at the beginning of a line, and where its value stands; empty where that is on other lines.
    private func key(_ line: Line) -> (key: SigmaNode, rest: Range)? {
        let key: SigmaNode
        var end: Int
        if Self.isQuote(bytes[line.content.lowerBound]) {
            guard let (read, behind) = quoted(line.content, line) else { return nil }
            (key, end) = (read, behind)
            guard end < line.content.upperBound, bytes[end] == Byte.colon else { return nil }
        } else {
            guard let found = keyEnd(line.content), let (read, _) = plain(line.content.lowerBound..<found, line) else {
                return nil
            }
            (key, end) = (read, found)
        }
        guard end - line.content.lowerBound < Self.longestKey else { return nil }
        end += 1
        guard end == line.content.upperBound || bytes[end] == Byte.space else { return nil }
        while end < line.content.upperBound, bytes[end] == Byte.space { end += 1 }
        let isComment = end < line.content.upperBound && bytes[end] == Byte.hash
        return (key, isComment ? end..<end : end..<line.content.upperBound)
    }

    /// Where the colon behind a plain key stands; nil where there is none.
    private func keyEnd(_ content: Range) -> Int? {
        var place = content.lowerBound
        while place < content.upperBound {
            if bytes[place] == Byte.colon,
                place + 1 == content.upperBound || bytes[place + 1] == Byte.space
            {
                return place
            }
            if bytes[place] == Byte.hash, place > content.lowerBound, bytes[place - 1] == Byte.space { return nil }
            place += 1
        }
        return nil
    }

    /// A scalar that ends with its line, but for blanks and a comment.
    private func scalar(_ content: Range, _ line: Line) -> (SigmaNode, Int)? {
        guard Self.isQuote(bytes[content.lowerBound]) else { return plain(content, line) }
        guard let (node, end) = quoted(content, line) else { return nil }
        var place = end
        while place < content.upperBound, bytes[place] == Byte.space { place += 1 }
        guard place == content.upperBound || (bytes[place] == Byte.hash && place > end) else { return nil }
        return (node, end)
    }

    private func plain(_ content: Range, _ line: Line) -> (SigmaNode, Int)? {
        guard !content.isEmpty, canBeginPlain(content) else { return nil }
        var end = content.upperBound
        var place = content.lowerBound + 1
        while place < end {
            let byte = bytes[place]
            if byte == Byte.hash, bytes[place - 1] == Byte.space { end = place }
            if byte == Byte.colon, place + 1 == end || bytes[place + 1] == Byte.space { return nil }
            place += 1
        }
        while end > content.lowerBound, bytes[end - 1] == Byte.space { end -= 1 }
        let text = String(decoding: bytes[content.lowerBound..<end], as: UTF8.self)
        let node = SigmaNode(
            place: self.place(content.lowerBound, in: line), content: SigmaDocuments.plain(text), text: text)
        return (node, end)
    }

    private func canBeginPlain(_ content: Range) -> Bool {
        switch bytes[content.lowerBound] {
        case Byte.dash: content.count > 1 && bytes[content.lowerBound + 1] != Byte.space
        case UInt8(ascii: "?"), Byte.colon, UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "{"), UInt8(ascii: "}"), Byte.hash, UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"),
            Byte.bar, UInt8(ascii: ">"), Byte.quote, Byte.doubleQuote, Byte.percent, UInt8(ascii: "@"),
            UInt8(ascii: "`"):
            false
        default: true
        }
    }

    /// Text in quotes, and where it ends; nil where it goes on in the next line or holds escapes that are rare.
    private func quoted(_ content: Range, _ line: Line) -> (SigmaNode, Int)? {
        let mark = bytes[content.lowerBound]
        var text: [UInt8] = []
        var place = content.lowerBound + 1
        // Nearly always nothing has to be changed.
        var copied = place
        while place < content.upperBound {
            let byte = bytes[place]
            if byte == Byte.backslash, mark == Byte.doubleQuote {
                guard place + 1 < content.upperBound,
                    bytes[place + 1] == Byte.backslash || bytes[place + 1] == Byte.doubleQuote
                else { return nil }
                text += bytes[copied..<place]
                copied = place + 1
                place += 2
                continue
            }
            guard byte == mark else {
                place += 1
                continue
            }
            if mark == Byte.quote, place + 1 < content.upperBound, bytes[place + 1] == mark {
                text += bytes[copied...place]
                place += 2
                copied = place
                continue
            }
            let string =
                text.isEmpty
                ? String(decoding: bytes[copied..<place], as: UTF8.self)
                : String(decoding: text + bytes[copied..<place], as: UTF8.self)
            let node = SigmaNode(place: self.place(content.lowerBound, in: line), content: .text, text: string)
            return (node, place + 1)
        }
        return nil
    }

    /// The lines below `|`, as they are but for their indentation.
    private mutating func literal(_ header: Range, of line: Line, indent: Int) -> SigmaNode? {
        let isStripped = header.count == 2 && bytes[header.lowerBound + 1] == Byte.dash
        guard header.count == 1 || isStripped else { return nil }
        var text: [UInt8] = []
        var width: Int?
        var emptyLines = 0
        while position < bytes.count {
            let end = lineEnd(from: position)
            var first = position
            while first < end, bytes[first] == Byte.space { first += 1 }
            let indentation = first - position
            if first == end {
                // An empty first line, and blanks beyond the text, have rules of their own.
                guard let width, indentation <= width else { return nil }
                emptyLines += 1
            } else if let width, indentation < width {
                guard indentation <= indent else { return nil }
                break
            } else if width == nil, indentation <= indent {
                return nil
            } else {
                if width != nil { text += repeatElement(Byte.lineFeed, count: emptyLines + 1) }
                emptyLines = 0
                text += bytes[position + (width ?? indentation)..<end]
                width = width ?? indentation
                // Text without a last line feed has none here either.
                guard end < bytes.count else { return nil }
            }
            position = min(end + 1, bytes.count)
            number += 1
        }
        guard width != nil else { return nil }
        if !isStripped { text.append(Byte.lineFeed) }
        let place = place(header.lowerBound, in: line)
        guard advance() else { return nil }
        return SigmaNode(place: place, content: .text, text: String(decoding: text, as: UTF8.self))
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == Byte.quote || byte == Byte.doubleQuote }

    private enum Byte {
        static let lineFeed = UInt8(ascii: "\n")
        static let space = UInt8(ascii: " ")
        static let hash = UInt8(ascii: "#")
        static let dash = UInt8(ascii: "-")
        static let colon = UInt8(ascii: ":")
        static let bar = UInt8(ascii: "|")
        static let quote = UInt8(ascii: "'")
        static let doubleQuote = UInt8(ascii: "\"")
        static let backslash = UInt8(ascii: "\\")
        static let percent = UInt8(ascii: "%")
    }
}
