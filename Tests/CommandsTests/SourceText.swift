import Foundation

/// The texts of a source file of Swift: what its string literals say, those that are joined with `+` as one.
///
/// What stands in `\( )` is kept as an expression; a constant of the same file that is a text itself is put in its place.
struct SourceText {
    enum Piece: Hashable {
        case words(String)
        case expression(String)
    }

    struct Literal {
        let pieces: [Piece]
        /// Line of the file, from 1.
        let line: Int
        /// The constant that it is, where it is put into other texts by that name.
        var name: String?
    }

    let literals: [Literal]

    init(_ source: String) {
        var reader = Reader(Array(source))
        literals = reader.literals()
    }

    /// Every source file of the program.
    static func files() throws -> [(path: String, text: SourceText)] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }
        return try paths.sorted().map { path in
            (path, SourceText(try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)))
        }
    }

    private struct Reader {
        let text: [Character]
        var place = 0
        var line = 1
        /// Constants that are texts, the last of a name.
        var constants: [String: [Piece]] = [:]
        /// Those of them that are put into other texts.
        var used: Set<String> = []

        init(_ text: [Character]) { self.text = text }

        mutating func literals() -> [Literal] {
            var found: [Literal] = []
            var begun: (pieces: [Piece], line: Int, name: String?)?
            /// What stands between two literals, or before the first.
            var between = ""
            func isJoined() -> Bool { between.trimmingCharacters(in: .whitespacesAndNewlines) == "+" }
            func finish(_ constants: inout [String: [Piece]]) {
                guard let whole = begun else { return }
                found.append(Literal(pieces: whole.pieces, line: whole.line, name: whole.name))
                if let name = whole.name { constants[name] = whole.pieces }
                begun = nil
            }
            while place < text.count {
                if starts(with: "//") {
                    while place < text.count, text[place] != "\n" { place += 1 }
                } else if text[place] == "\"" {
                    let start = line
                    let pieces = literal()
                    if begun != nil, isJoined() {
                        begun?.pieces += pieces
                    } else {
                        finish(&constants)
                        begun = (pieces, start, Self.constant(before: between))
                    }
                    between = ""
                } else {
                    if text[place] == "\n" { line += 1 }
                    between.append(text[place])
                    place += 1
                }
            }
            finish(&constants)
            // What is a part of other texts is read there.
            return found.filter { literal in literal.name.map { !used.contains($0) } ?? true }
        }

        private func starts(with prefix: String) -> Bool { text[place...].starts(with: prefix) }

        /// `x` where a literal follows `let x =`.
        private static func constant(before: String) -> String? {
            let words = before.split(whereSeparator: \.isWhitespace).suffix(3)
            guard words.count == 3, words.first == "let", words.last == "=" else { return nil }
            return words.dropFirst().first.map(String.init)
        }

        private mutating func literal() -> [Piece] {
            let isLong = starts(with: "\"\"\"")
            place += isLong ? 3 : 1
            var pieces: [Piece] = []
            var words = ""
            while place < text.count, !(isLong ? starts(with: "\"\"\"") : text[place] == "\"") {
                if starts(with: "\\(") {
                    pieces.append(.words(words))
                    words = ""
                    let expression = interpolation()
                    if let constant = constants[expression] {
                        used.insert(expression)
                        pieces += constant
                    } else {
                        pieces.append(.expression(expression))
                    }
                } else if text[place] == "\\", place + 1 < text.count {
                    place += 1
                    if text[place] == "\n" {
                        // The line goes on in the next one, which is indented.
                        repeat { place += 1 } while place < text.count && text[place] == " "
                        line += 1
                    } else {
                        words.append(text[place] == "n" ? "\n" : text[place])
                        place += 1
                    }
                } else {
                    if text[place] == "\n" { line += 1 }
                    words.append(text[place])
                    place += 1
                }
            }
            place += isLong ? 3 : 1
            return pieces + [.words(words)]
        }

        private mutating func interpolation() -> String {
            place += 2
            var depth = 1
            var expression = ""
            while place < text.count {
                if text[place] == "(" { depth += 1 }
                if text[place] == ")" { depth -= 1 }
                if depth == 0 { break }
                if text[place] == "\"" {
                    for case .words(let words) in literal() { expression += words.isEmpty ? "" : "\"\(words)\"" }
                    continue
                }
                expression.append(text[place])
                place += 1
            }
            place += 1
            return expression
        }
    }
}
