/// Finds texts of which a regular expression needs one: who has none of them need not run it.
///
/// Only what is sure is said: of syntax beyond what rules mostly use, nothing is known. Literals are ASCII, since then an
/// expression that ignores case and case folding mean the same.
struct RegexLiterals {
    private let pattern: [UInt8]
    private var place = 0
    private var depth = 0

    /// Groups inside each other that are read.
    private static let mostDepth = 16
    /// Alternatives that are worth a search.
    private static let mostTexts = 64

    /// Folded texts, one of which stands in everything that the expression fits; nil where none are known.
    static func necessary(for pattern: String) -> [[UInt8]]? {
        var pattern = Array(pattern.utf8)[...]
        let ignoringCase = Array("(?i)".utf8)
        if pattern.starts(with: ignoringCase) { pattern = pattern.dropFirst(ignoringCase.count) }
        var reader = RegexLiterals(pattern: Array(pattern))
        // An expression that is not read to its end, or whose brackets do not match, is not understood.
        guard case .read(let texts) = reader.alternatives(), reader.place == reader.pattern.count else { return nil }
        return texts
    }

    private init(pattern: [UInt8]) { self.pattern = pattern }

    private enum Reading {
        case read([[UInt8]]?)
        case notUnderstood
    }

    /// Reads up to the end, or to the bracket that closes a group.
    private mutating func alternatives() -> Reading {
        var texts: [[UInt8]]? = []
        while true {
            guard case .read(let more) = sequence() else { return .notUnderstood }
            if let known = texts, let more, known.count + more.count <= Self.mostTexts {
                texts = known + more
            } else {
                texts = nil
            }
            guard place < pattern.count, pattern[place] == UInt8(ascii: "|") else { return .read(texts) }
            place += 1
        }
    }

    /// Reads one alternative: of all that it needs, the texts of which the shortest is longest.
    private mutating func sequence() -> Reading {
        var best: [[UInt8]]?
        var run: [UInt8] = []
        func offer(_ texts: [[UInt8]]) {
            let length = texts.map(\.count).min() ?? 0
            if length > best?.map(\.count).min() ?? 0 { best = texts }
        }
        while place < pattern.count {
            let byte = pattern[place]
            if byte == UInt8(ascii: "|") || byte == UInt8(ascii: ")") { break }
            var atom: [[UInt8]]?
            var isCharacter = false
            switch byte {
            case UInt8(ascii: "("):
                guard case .read(let texts) = group() else { return .notUnderstood }
                atom = texts
            case UInt8(ascii: "["):
                guard skipClass() else { return .notUnderstood }
            case UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "$"): place += 1
            case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "{"): return .notUnderstood
            case UInt8(ascii: "\\"):
                guard place + 1 < pattern.count else { return .notUnderstood }
                let next = pattern[place + 1]
                if Self.isLetterOrDigit(next) {
                    guard Self.simpleEscapes.contains(next) else { return .notUnderstood }
                } else {
                    guard next < 0x80 else { return .notUnderstood }
                    atom = [[next]]
                    isCharacter = true
                }
                place += 2
            default:
                if byte < 0x80 {
                    atom = [[CaseFolding.ascii(byte)]]
                    isCharacter = true
                }
                place += 1
            }
            guard let repeats = quantifier() else { return .notUnderstood }
            if isCharacter, repeats == .once, let character = atom?.first {
                run += character
                continue
            }
            // What is repeated stands there once at least, but what follows it may be a repetition.
            if isCharacter, repeats == .more, let character = atom?.first { run += character }
            offer([run])
            run = []
            if !isCharacter, repeats != .maybe, let atom { offer(atom) }
        }
        offer([run])
        return .read(best)
    }

    private static let simpleEscapes = Set("sSdDwWbBAzZtrnfv".utf8)

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }

    private mutating func group() -> Reading {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.mostDepth else { return .notUnderstood }
        place += 1
        if place < pattern.count, pattern[place] == UInt8(ascii: "*") { return .notUnderstood }
        if place < pattern.count, pattern[place] == UInt8(ascii: "?") {
            guard place + 1 < pattern.count, pattern[place + 1] == UInt8(ascii: ":") else { return .notUnderstood }
            place += 2
        }
        guard case .read(let texts) = alternatives(), place < pattern.count, pattern[place] == UInt8(ascii: ")") else {
            return .notUnderstood
        }
        place += 1
        return .read(texts)
    }

    private mutating func skipClass() -> Bool {
        place += 1
        if place < pattern.count, pattern[place] == UInt8(ascii: "^") { place += 1 }
        // A bracket that comes first is one of the characters.
        if place < pattern.count, pattern[place] == UInt8(ascii: "]") { place += 1 }
        while place < pattern.count, pattern[place] != UInt8(ascii: "]") {
            // Named classes have brackets of their own, and quotations hide them.
            if pattern[place] == UInt8(ascii: "[") { return false }
            if pattern[place] == UInt8(ascii: "\\") {
                place += 1
                guard place < pattern.count, pattern[place] != UInt8(ascii: "Q"), pattern[place] != UInt8(ascii: "E")
                else { return false }
            }
            place += 1
        }
        guard place < pattern.count else { return false }
        place += 1
        return true
    }

    private enum Repetition { case once, more, maybe }

    /// Reads what follows an atom; nil where it is not understood.
    private mutating func quantifier() -> Repetition? {
        guard place < pattern.count else { return .once }
        var repetition: Repetition
        switch pattern[place] {
        case UInt8(ascii: "*"), UInt8(ascii: "?"): repetition = .maybe
        case UInt8(ascii: "+"): repetition = .more
        case UInt8(ascii: "{"):
            guard let end = pattern[place...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
            let inside = pattern[(place + 1)..<end]
            guard let first = inside.first, (0x30...0x39).contains(first),
                inside.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ",") })
            else { return nil }
            repetition = first == UInt8(ascii: "0") ? .maybe : .more
            place = end
        default: return .once
        }
        place += 1
        // Lazy and possessive forms need the same.
        if place < pattern.count, pattern[place] == UInt8(ascii: "?") || pattern[place] == UInt8(ascii: "+") {
            place += 1
        }
        return repetition
    }
}
