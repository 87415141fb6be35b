import ArgumentParser
import Commands
import Foundation

/// A command that a text tells people to type: from `cordon` to the next `;` or `,`, closing bracket or end of line.
struct ToldCommand {
    /// With a placeholder for each of ``gaps``.
    private let line: String
    /// What is filled in when it is told, as expressions of the source.
    private let gaps: [String]

    private static let firstGap: UInt32 = 0xE000

    private static func placeholder(_ number: Int) -> Character {
        Unicode.Scalar(firstGap + UInt32(number)).map(Character.init) ?? "?"
    }

    private static func gap(_ character: Character) -> Int? {
        guard let value = character.unicodeScalars.first?.value, (firstGap..<firstGap + 0x1000).contains(value)
        else { return nil }
        return Int(value - firstGap)
    }

    /// As it stands in the source.
    var text: String {
        line.reduce(into: "") { text, character in
            text += Self.gap(character).map { "\\(\(gaps[$0]))" } ?? String(character)
        }
    }

    /// The commands that a text of the source tells.
    static func all(in literal: SourceText.Literal) -> [ToldCommand] {
        var gaps: [String] = []
        var text = ""
        for piece in literal.pieces {
            switch piece {
            case .words(let words): text += words
            case .expression(let expression):
                text.append(placeholder(gaps.count))
                gaps.append(expression)
            }
        }
        // A line that ends with a backslash goes on in the next.
        text = text.replacingOccurrences(of: #"\\\n *"#, with: "", options: .regularExpression)
        return places(in: text).map { ToldCommand(line: String(text[$0..<end(of: text[$0...])]), gaps: gaps) }
    }

    /// Where the name of the program stands before that of one of its commands.
    private static func places(in text: String) -> [String.Index] {
        text.indices.filter { place in
            guard text[place...].hasPrefix("cordon "),
                place == text.startIndex || !isOfWord(text[text.index(before: place)])
            else { return false }
            return commands.contains(String(text[place...].dropFirst("cordon ".count).prefix { $0.isLetter }))
        }
    }

    private static func isOfWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "-/.\"'".contains(character)
    }

    private static let commands = Set(RootCommand.configuration.subcommands.map { $0.typedName })

    /// The next command of a line, a file for the result, and a remark.
    private static let ends = [" && ", " > ", "   "]

    private static func end(of text: Substring) -> String.Index {
        var mark: Character?
        for place in text.indices {
            let character = text[place]
            if character == mark { mark = nil } else if mark == nil, "'\"".contains(character) { mark = character }
            guard mark == nil else { continue }
            // Within a word, a comma or a full stop belongs to it.
            let isLast = text[place...].dropFirst().first.map { $0.isWhitespace } ?? true
            if isLast, ".,".contains(character), !text[..<place].hasSuffix(".") { return place }
            if ";)\n`".contains(character) || ends.contains(where: text[place...].hasPrefix) { return place }
        }
        return text.endIndex
    }

    /// Why the program would not take the command, whatever is filled in; nil where it would.
    func objection() -> String? {
        guard let words = ShellLine.words(of: line) else { return "an open quotation mark" }
        var objection: String?
        for filled in fillings(of: words[...]) {
            guard let found = Taking.objection(to: filled) else { return nil }
            objection = objection ?? found
        }
        return objection
    }

    /// Every way to fill the gaps of these words, and the words in capital letters that stand for something.
    private func fillings(of words: ArraySlice<String>) -> [[String]] {
        guard let word = words.first else { return [[]] }
        let rest = fillings(of: words.dropFirst())
        return values(for: word).flatMap { value in
            rest.map { (value == word ? [word] : value.split(separator: " ").map(String.init)) + $0 }
        }
    }

    private func values(for word: String) -> [String] {
        if let place = word.firstIndex(where: { Self.gap($0) != nil }), let number = Self.gap(word[place]) {
            return Self.values(forExpression: gaps[number]).flatMap { value in
                values(for: String(word[word.index(after: place)...])).map { word[..<place] + value + $0 }
            }
        }
        let capitals = word.drop { $0.isLowercase || "-=".contains($0) }
        guard let known = Self.capitals[String(capitals)] else { return [word] }
        return known.map { word.dropLast(capitals.count) + $0 }
    }

    private static let hash = String(repeating: "a", count: 64)

    private static let capitals: [String: [String]] = [
        "ACCOUNT": ["x"], "ACTION": ["A-1"], "CASE": ["C-1"], "CATEGORY": ["businessNeed"], "DEBT": ["D-1"],
        "DIR": ["x"], "FILE": ["x"], "HASH": [hash], "HOURS": ["10"], "KEY": [hash],
        "KIND": ["malware", "privacyBreach", "logs"], "LEVEL": ["low", "regular"], "MEASURE": ["M-1"], "NAME": ["x"],
        "N": ["1"],
        "PATH": ["x"], "PLACE": ["x"], "REASON": ["x"], "SHA": [hash], "TEXT": ["x"], "TIME": ["2026-03-02T10:00Z"],
        "VALUE": ["x"], "WHERE": ["x"],
    ]

    /// What an expression of the source may be when the command is told: a few things, one of which must do.
    private static func values(forExpression expression: String) -> [String] {
        if let known = expressions[expression] { return known }
        if expression.contains("hex") || expression.contains("sha256") || expression.contains("short(") {
            return [hash]
        }
        if expression.hasPrefix("ShellWord.option(") {
            // A name that is filled in itself is that of a target.
            let name = expression.split(separator: "\"").dropFirst().first.map(String.init) ?? "--"
            return name == "--" ? ["--system x", "--target x"] : ["\(name) x"]
        }
        if expression.hasPrefix("ShellWord") { return ["x"] }
        if expression.hasPrefix("target.kind == .system") { return ["--system"] }
        return ["C-1", "P-1", "M-1", "O-1", "D-1", "R-1", "A-1", "x"]
    }

    private static let expressions: [String: [String]] = [
        "facts.caseID": ["C-1"], "self.id": ["C-1"], "incident.id": ["C-1"], "cause.id": ["V-1"],
        "date": ["2026-03-02T10:00Z"], "debt.id": ["D-1"],
        "duty.id": ["N-1"], "duty.rawValue": ["preparation"], "field.option": ["location"], "field.rawValue": ["phone"],
        "fields[0]": ["phone"], "action.number": ["1"], "bare[0].kind.rawValue": ["system"],
        "flag": ["", "--account "], "from": [""],
        "gate": ["GATE-CLOSE"],
        "item.rawValue": ["krbtgt"], "journal.hash": [hash], "kind": ["isolateHost"], "kind.rawValue": ["isolateHost"],
        "kindOption": [""], "measure.id": ["M-1"],
        "name": ["x", "--target x", "-- x"], "needed.rawValue": ["analysis"], "option": ["--system x"],
        "pending": ["X-1"],
        "open[0]": ["N-1"], "own.cause": ["V-1"], "target.kind.rawValue": ["system"],
        "open[0].rawValue": ["preparation"], "place + 1": ["1"], "plan.id": ["P-1"],
        "plan.kind.rawValue": ["containment"],
        "question.rawValue": ["1"], "span.duty.rawValue": ["preparation"], "task.id": ["T-1"],
    ]
}
