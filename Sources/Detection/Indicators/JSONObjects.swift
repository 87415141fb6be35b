/// Visits the objects of JSON documents without building a tree: each when it ends, with those of its members that
/// are text, numbers or truth values.
struct JSONObjects {
    struct Object {
        /// The member of which it is the value, or an item.
        let name: String
        /// The line on which it begins, from 1.
        let line: Int
        var members: [String: String] = [:]
    }

    struct Fault: Error {
        let line: Int
        let words: String
    }

    private struct Frame {
        var object: Object?
        /// The member whose value is read.
        var key = ""
    }

    private let bytes: [UInt8]
    private let kept: Set<String>
    private var place = 0
    private var line = 1
    private var frames: [Frame] = []

    /// - Parameter kept: The names of the members that are handed on.
    static func visit(
        _ bytes: [UInt8], keeping kept: Set<String>, _ found: (Object) -> Void
    ) throws(Fault) {
        var reader = JSONObjects(bytes: bytes, kept: kept)
        try reader.run(found)
    }

    private init(bytes: [UInt8], kept: Set<String>) {
        self.bytes = bytes
        self.kept = kept
    }

    private func fault(_ words: String) -> Fault { Fault(line: line, words: words) }

    private mutating func run(_ found: (Object) -> Void) throws(Fault) {
        while true {
            skipBlanks()
            guard place < bytes.count else {
                if !frames.isEmpty { throw fault("the document ends too early") }
                return
            }
            let byte = bytes[place]
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard frames.count < IndicatorLimits.jsonDepth else { throw fault("objects lie too deep") }
                let name = frames.last?.key ?? ""
                var frame = Frame()
                if byte == UInt8(ascii: "{") { frame.object = Object(name: name, line: line) } else { frame.key = name }
                frames.append(frame)
                place += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard let frame = frames.popLast(), (frame.object != nil) == (byte == UInt8(ascii: "}")) else {
                    throw fault("a bracket is closed that is not open")
                }
                if let object = frame.object { found(object) }
                place += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"): place += 1
            case UInt8(ascii: "\""): try takeText()
            default: try takeWord()
            }
        }
    }

    private mutating func skipBlanks() {
        while place < bytes.count, bytes[place] <= 0x20 {
            if bytes[place] == 0x0A { line += 1 }
            place += 1
        }
    }

    private mutating func takeText() throws(Fault) {
        let text = try text()
        skipBlanks()
        let isKey = place < bytes.count && bytes[place] == UInt8(ascii: ":")
        if isKey, !frames.isEmpty, frames[frames.count - 1].object != nil {
            frames[frames.count - 1].key = text
        } else {
            take(text)
        }
    }

    private mutating func take(_ text: String) {
        guard let last = frames.indices.last, frames[last].object != nil else { return }
        let key = frames[last].key
        if kept.contains(key) { frames[last].object?.members[key] = text }
    }

    /// A number, `true`, `false` or `null`.
    private mutating func takeWord() throws(Fault) {
        let start = place
        while place < bytes.count, ByteClasses.isHost(bytes[place]) || bytes[place] == UInt8(ascii: "+") { place += 1 }
        guard place > start, place - start <= 64 else { throw fault("it is no JSON") }
        let word = String(decoding: bytes[start..<place], as: UTF8.self)
        if word != "null" { take(word) }
    }

    private mutating func text() throws(Fault) -> String {
        place += 1
        let start = place
        var isPlain = true
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            if bytes[place] == UInt8(ascii: "\\") {
                isPlain = false
                place += 1
            } else if bytes[place] == 0x0A {
                line += 1
            }
            place += 1
        }
        guard place < bytes.count else { throw fault("a text has no end") }
        let raw = bytes[start..<place]
        place += 1
        let bounded = raw.prefix(IndicatorLimits.memberBytes)
        return isPlain ? String(decoding: bounded, as: UTF8.self) : Self.unescaped(bounded)
    }

    private static func unescaped(_ raw: ArraySlice<UInt8>) -> String {
        var text = ""
        var plain: [UInt8] = []
        var high: UInt32?
        var place = raw.startIndex
        func flush() {
            text += String(decoding: plain, as: UTF8.self)
            plain = []
        }
        while place < raw.endIndex {
            guard raw[place] == UInt8(ascii: "\\"), place + 1 < raw.endIndex else {
                plain.append(raw[place])
                place += 1
                continue
            }
            let sign = raw[place + 1]
            place += 2
            switch sign {
            case UInt8(ascii: "n"): plain.append(0x0A)
            case UInt8(ascii: "t"): plain.append(0x09)
            case UInt8(ascii: "r"): plain.append(0x0D)
            case UInt8(ascii: "b"): plain.append(0x08)
            case UInt8(ascii: "f"): plain.append(0x0C)
            case UInt8(ascii: "u"):
                let digits = raw[place..<min(place + 4, raw.endIndex)]
                let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0xFFFD
                place = digits.endIndex
                flush()
                if unit & 0xFC00 == 0xD800 {
                    high = unit
                } else if unit & 0xFC00 == 0xDC00, let first = high {
                    let code = 0x10000 + (first & 0x3FF) << 10 + unit & 0x3FF
                    text.unicodeScalars.append(Unicode.Scalar(code) ?? "\u{FFFD}")
                    high = nil
                } else {
                    text.unicodeScalars.append(Unicode.Scalar(unit) ?? "\u{FFFD}")
                }
            default: plain.append(sign)
            }
        }
        flush()
        return text
    }
}
