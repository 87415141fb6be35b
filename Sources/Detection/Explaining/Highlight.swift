/// Finds what of a value was looked for.
enum Highlight {
    /// Bytes of the longest value in which anything is highlighted; nobody reads more.
    private static let longestText = 1 << 18

    /// The place in a text that passes a test, in bytes of UTF-8; nil where the test does not look for text.
    static func range(of test: ValueTest, in text: String) -> Range<Int>? {
        guard text.utf8.count <= longestText else { return nil }
        switch test {
        case .text(let pattern, let cased): return range(of: pattern, folds: !cased, in: text)
        case .regex(let source):
            guard let regex = CompiledRegex(source, RegexStack()) else { return nil }
            var text = text
            return text.withUTF8 { regex.range(in: $0) }
        case .integer, .network, .compare, .sameAs, .datePart: return 0..<text.utf8.count
        case .isNull, .exists, .differs: return nil
        }
    }

    private static func range(of pattern: SigmaPattern, folds: Bool, in text: String) -> Range<Int>? {
        var offsets: [Int] = []
        var characters: [Unicode.Scalar] = []
        var offset = 0
        for scalar in text.unicodeScalars {
            offsets.append(offset)
            characters.append(folds ? CaseFolding.fold(scalar) : scalar)
            offset += UTF8.width(scalar)
        }
        offsets.append(offset)
        let pieces = pieces(of: pattern, folds: folds)
        guard let first = pieces.first, let last = pieces.last else { return nil }
        let isOpen = (before: pattern.parts.first == .anyRun, behind: pattern.parts.last == .anyRun)
        // The pieces between runs are looked for one behind the other, the outer ones at their ends.
        var start = 0
        var found: Range<Int>?
        for (place, piece) in pieces.enumerated() {
            let isFixedAtEnd = place == pieces.count - 1 && !isOpen.behind
            let lowest = isFixedAtEnd ? max(start, characters.count - last.count) : start
            let highest = place == 0 && !isOpen.before ? 0 : characters.count - piece.count
            guard lowest <= highest, let here = (lowest...highest).first(where: { fits(piece, characters, at: $0) })
            else { return nil }
            start = here + piece.count
            found = (found?.lowerBound ?? here)..<start
        }
        guard let found, first.count <= characters.count else { return nil }
        return offsets[found.lowerBound]..<offsets[found.upperBound]
    }

    private enum Atom {
        case scalar(Unicode.Scalar), any, dash
    }

    /// What stands between runs of any characters.
    private static func pieces(of pattern: SigmaPattern, folds: Bool) -> [[Atom]] {
        var pieces: [[Atom]] = [[]]
        for part in pattern.parts {
            switch part {
            case .literal(let text):
                pieces[pieces.count - 1] += text.unicodeScalars.map { .scalar(folds ? CaseFolding.fold($0) : $0) }
            case .anyOne: pieces[pieces.count - 1].append(.any)
            case .anyDash: pieces[pieces.count - 1].append(.dash)
            case .anyRun: pieces.append([])
            }
        }
        return pieces.filter { !$0.isEmpty }
    }

    private static func fits(_ piece: [Atom], _ characters: [Unicode.Scalar], at start: Int) -> Bool {
        guard start >= 0, start + piece.count <= characters.count else { return false }
        for (place, atom) in piece.enumerated() {
            let character = characters[start + place]
            switch atom {
            case .scalar(let wanted): if character != wanted { return false }
            case .any: continue
            case .dash: if !SigmaPattern.dashes.contains(character) { return false }
            }
        }
        return true
    }
}
