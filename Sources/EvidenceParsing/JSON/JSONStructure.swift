/// Steps over JSON values by their brackets and quotes alone.
enum JSONStructure {
    /// Where the value that begins at `start` ends; nil where the bytes end first.
    ///
    /// Sound JSON only is measured rightly. A line break ends a string, so that one lost quote does not swallow a file.
    static func endOfValue(in bytes: Span<UInt8>, from start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        switch bytes[start] {
        case UInt8(ascii: "{"):
            return end(in: bytes, from: start + 1, closing: 1).flatMap { bytes[$0 - 1] == UInt8(ascii: "}") ? $0 : nil }
        case UInt8(ascii: "["): return end(in: bytes, from: start + 1, closing: 1)
        case UInt8(ascii: "\""): return endOfString(in: bytes, from: start + 1)
        default:
            var place = start + 1
            while place < bytes.count {
                switch bytes[place] {
                case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), 0x20, 0x09, 0x0A, 0x0D: return place
                default: place += 1
                }
            }
            return nil
        }
    }

    /// Where the `levels` innermost of the objects and arrays that are open at `start` are closed.
    static func end(in bytes: Span<UInt8>, from start: Int, closing levels: Int) -> Int? {
        var depth = levels
        var place = start
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let end = endOfString(in: bytes, from: place) else { return nil }
                place = end
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return place }
            default: break
            }
        }
        return nil
    }

    /// - Parameter start: Behind the opening quote.
    private static func endOfString(in bytes: Span<UInt8>, from start: Int) -> Int? {
        var place = start
        while place < bytes.count {
            place = ByteSearch.endOfPlainText(in: bytes, place..<bytes.count)
            guard place < bytes.count else { return nil }
            switch bytes[place] {
            case UInt8(ascii: "\""): return place + 1
            case UInt8(ascii: "\\"): place += 2
            case 0x0A: return place
            default: place += 1
            }
        }
        return nil
    }
}
