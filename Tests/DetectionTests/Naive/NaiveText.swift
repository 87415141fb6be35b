import Foundation

/// What text means in rules, in the slowest and shortest words: lists of characters, tried one after the other.
enum NaiveText {
    enum Element: Equatable {
        case character(Unicode.Scalar)
        case anyRun, anyOne, anyDash
    }

    static func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

    static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        // The dotless i is no small I.
        guard scalar != "\u{131}" else { return scalar }
        let upper = Array(scalar.properties.uppercaseMapping.unicodeScalars)
        let lower = Array((upper.count == 1 ? upper[0] : scalar).properties.lowercaseMapping.unicodeScalars)
        return lower.count == 1 ? lower[0] : upper.count == 1 ? upper[0] : scalar
    }

    /// The elements of a value as written in a rule.
    static func elements(_ text: String) -> [Element] {
        var elements: [Element] = []
        let characters = scalars(text)
        var place = 0
        while place < characters.count {
            let character = characters[place]
            if character == "\\", place + 1 < characters.count, ["\\", "*", "?"].contains(characters[place + 1]) {
                elements.append(.character(characters[place + 1]))
                place += 2
                continue
            }
            elements.append(character == "*" ? .anyRun : character == "?" ? .anyOne : .character(character))
            place += 1
        }
        return elements
    }

    static func fits(_ elements: ArraySlice<Element>, _ text: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let element = elements.first else { return text.isEmpty }
        let rest = elements.dropFirst()
        switch element {
        case .anyRun:
            if rest.isEmpty { return true }
            return (text.startIndex...text.endIndex).contains { fits(rest, text[$0...]) }
        case .anyOne: return !text.isEmpty && fits(rest, text.dropFirst())
        case .anyDash:
            guard let first = text.first, ["-", "/", "\u{2013}", "\u{2014}", "\u{2015}"].contains(first) else {
                return false
            }
            return fits(rest, text.dropFirst())
        case .character(let wanted): return text.first == wanted && fits(rest, text.dropFirst())
        }
    }

    /// The texts that a value becomes by modifiers that encode it, as elements; all of them are looked for.
    static func encoded(_ text: String, _ modifiers: [String]) -> [[Element]] {
        var texts = [elements(text)]
        var bytes = Array(text.utf8)
        for modifier in modifiers {
            switch modifier {
            case "windash":
                let dashes = ["-", "/", "\u{2013}", "\u{2014}", "\u{2015}"].map { Element.character($0) }
                texts = texts.map { $0.map { dashes.contains($0) ? .anyDash : $0 } }
            case "wide", "utf16le", "utf16be", "utf16":
                var units = Array(text.utf16)
                if modifier == "utf16" { units.insert(0xFEFF, at: 0) }
                bytes = units.flatMap { unit in
                    let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
                    return modifier == "utf16be" ? pair.reversed() : pair
                }
                texts = [bytes.map { .character(Unicode.Scalar($0)) }]
            case "base64":
                texts = [scalars(Data(bytes).base64EncodedString()).map { .character($0) }]
            case "base64offset":
                texts = (0..<3).map { offset in
                    // What does not change with the bytes before and behind.
                    let variants = [UInt8(0), 0xFF].map { filler in
                        let all = Array(repeating: filler, count: offset) + bytes + Array(repeating: filler, count: 3)
                        return scalars(Data(all).base64EncodedString())
                    }
                    let first = (offset * 8 + 5) / 6
                    let last = (offset + bytes.count) * 8 / 6
                    return zip(variants[0], variants[1])[first..<last].map { .character($0.0) }
                }
            default: break
            }
        }
        return texts
    }
}

extension Sequence {
    /// Some of the elements, by their places.
    fileprivate subscript(places: Range<Int>) -> [Element] {
        enumerated().filter { places.contains($0.offset) }.map(\.element)
    }
}
