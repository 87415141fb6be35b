import Foundation

/// A name that an object of a JSON text has more than once. RFC 8259 section 4 leaves open which of them counts, and readers
/// differ.
enum RepeatedName {
    /// The first such name; nil where each is there once.
    ///
    /// - Parameter bytes: A text that a JSON reader has taken.
    static func first(in bytes: [UInt8]) -> String? {
        // Nil stands for a list, which has no names.
        var names: [Set<String>?] = []
        var place = 0
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "{"): names.append([])
            case UInt8(ascii: "["): names.append(nil)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = names.popLast()
            case UInt8(ascii: "\""):
                let end = endOfText(in: bytes, from: place)
                if let innermost = names.indices.last, names[innermost] != nil, isName(bytes, end) {
                    let name = text(bytes[place..<end])
                    if names[innermost]?.insert(name).inserted == false { return name }
                }
                place = end
                continue
            default: break
            }
            place += 1
        }
        return nil
    }

    /// Behind the closing quotation mark.
    private static func endOfText(in bytes: [UInt8], from start: Int) -> Int {
        var place = start + 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(place + 1, bytes.count)
    }

    private static func isName(_ bytes: [UInt8], _ end: Int) -> Bool {
        bytes[end...].first { !Set(" \t\r\n".utf8).contains($0) } == UInt8(ascii: ":")
    }

    /// Without its quotation marks and escapes: `\u0041` names what `A` does.
    private static func text(_ quoted: ArraySlice<UInt8>) -> String {
        let plain = String(decoding: quoted.dropFirst().dropLast(), as: UTF8.self)
        guard quoted.contains(UInt8(ascii: "\\")) else { return plain }
        let list = Data([UInt8(ascii: "[")] + quoted + [UInt8(ascii: "]")])
        return (try? JSONDecoder().decode([String].self, from: list))?.first ?? plain
    }
}
