/// Reads a line of a list without columns: `value`, `value,remark`, `value <tab> remark`, `value # remark`,
/// `kind:value`, and the lines of hosts files and of `sha256sum`.
enum IndicatorLine {
    static func read(_ line: ArraySlice<UInt8>) -> IndicatorEntry {
        var text = line.drop { $0 == 0x20 || $0 == 0x09 }
        if text.count == 64 || text.count == 32, isAddressOrDigest(text) { return IndicatorEntry(text) }
        var remark: ArraySlice<UInt8> = []
        func cut(at place: Int, _ length: Int = 1) {
            remark = text[(place + length)...]
            text = text[..<place]
        }
        if let tab = text.firstIndex(of: 0x09) {
            cut(at: tab)
        } else {
            var place = text.startIndex
            while place + 1 < text.endIndex {
                if text[place] == 0x20, text[place + 1] == UInt8(ascii: "#") { break }
                place += 1
            }
            if place + 1 < text.endIndex { cut(at: place, 2) }
        }
        let quotes = text.first.map { $0 == 0x22 } ?? false
        if remark.isEmpty, !quotes, let comma = text.firstIndex(of: 0x2C), isValue(text[..<comma]) { cut(at: comma) }
        if remark.isEmpty, let blank = text.firstIndex(of: 0x20) {
            let first = text[..<blank]
            let next = text[blank...].drop { $0 == 0x20 }
            if first.elementsEqual("0.0.0.0".utf8) || first.elementsEqual("127.0.0.1".utf8) {
                text = next
            } else if isAddressOrDigest(first), !next.isEmpty {
                text = first
                remark = next
            }
        }
        var entry = IndicatorEntry(text)
        entry.remark = Array(remark)
        // sha256:… with 43 letters is the fingerprint of a key, which is told by its shape.
        if let colon = text.firstIndex(of: UInt8(ascii: ":")), !text[colon...].starts(with: "://".utf8),
            let kind = IndicatorKind(named: text[..<colon].prefix(32)), colon - text.startIndex <= 32
        {
            let value = text[(colon + 1)...]
            if (try? IndicatorShape(value, as: kind)) != nil || (try? IndicatorShape(text)) == nil {
                entry.value = Array(value)
                entry.kind = kind
            }
        }
        return entry
    }

    private static func isValue(_ text: ArraySlice<UInt8>) -> Bool {
        if isAddressOrDigest(text) { return true }
        do throws(IndicatorShape.Refusal) {
            let shape = try IndicatorShape(text)
            // Names of files and keys can have commas, but those of lists have remarks.
            return !shape.stored.isEmpty
        } catch {
            return text.contains(UInt8(ascii: ":"))
                && IndicatorKind(named: text.prefix { $0 != UInt8(ascii: ":") }.prefix(32)) != nil
        }
    }

    private static func isAddressOrDigest(_ text: ArraySlice<UInt8>) -> Bool {
        switch text.count {
        case 32, 40, 64, 128:
            if text.allSatisfy({ ByteClasses.digit($0) != nil }) { return true }
        default: break
        }
        guard text.count <= 49, let first = text.first, ByteClasses.digit(first) != nil || first == 0x3A else {
            return false
        }
        return IPAddress(text.prefix { $0 != UInt8(ascii: "/") }) != nil
    }
}
