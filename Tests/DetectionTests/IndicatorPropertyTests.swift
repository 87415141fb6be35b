import Testing
import Vocabulary

@testable import Detection

/// Cuts texts at all the places that the documentation names, and compares the pieces with each indicator in turn.
private struct NaiveSweep {
    let indicators: [(kind: IndicatorKind, value: String)]

    func ids(in text: String) -> Set<String> {
        let text = text.lowercased()
        let names = text.split { !Self.isName($0) }.map(Self.trimmed).filter { !$0.isEmpty }
        let words = text.split { " \t:*?<>|,;='\"\\/".contains($0) }.map(String.init)
        let parts = text.split(whereSeparator: { "\\/\"".contains($0) }).map(String.init)
        let sides = text.split(separator: "@", omittingEmptySubsequences: false)
        let mailboxes = zip(sides, sides.dropFirst()).map { before, behind in
            String(before.reversed().prefix { Self.isName($0) || "+&~!#%".contains($0) }.reversed()) + "@"
                + Self.trimmedEnd(String(behind.prefix(while: Self.isName)))
        }
        let numbers = Self.numbers(in: Array(text))
        var found: Set<String> = []
        for (kind, value) in indicators {
            let isThere: Bool
            switch kind {
            case .md5, .sha1, .sha256: isThere = names.contains(value)
            case .domain: isThere = names.contains { $0 == value || $0.hasSuffix("." + value) }
            case .address, .network:
                let range = NetworkRange(value)
                isThere = (names + numbers).contains { text in
                    IPAddress(text.utf8).map { range?.contains($0) ?? false } ?? false
                }
            case .email: isThere = mailboxes.contains(value)
            case .fileName: isThere = names.contains(value) || words.contains(value) || parts.contains(value)
            default: isThere = false
            }
            if isThere { found.insert("\(kind.rawValue):\(value)") }
        }
        return found
    }

    /// Runs of hexadecimal digits, colons and dots that are no parts of names.
    private static func numbers(in text: [Character]) -> [String] {
        var numbers: [String] = []
        var start = 0
        while start < text.count {
            let run = text[start...].prefix { $0.isASCII && $0.isHexDigit || $0 == ":" || $0 == "." }
            let end = run.endIndex
            let colons = run.count { $0 == ":" }
            if colons > 1, start == 0 || !isName(text[start - 1]), end == text.count || !isName(text[end]) {
                var number = String(run)
                while number.hasSuffix(".") { number.removeLast() }
                if number.hasSuffix(":"), !number.hasSuffix("::") { number.removeLast() }
                numbers.append(number)
            }
            start = max(end, start + 1)
        }
        return numbers
    }

    private static func isName(_ character: Character) -> Bool {
        character.isASCII ? character.isLetter || character.isNumber || "-._".contains(character) : true
    }

    private static func trimmed(_ text: Substring) -> String {
        trimmedEnd(String(text.drop { "-._".contains($0) }))
    }

    private static func trimmedEnd(_ text: String) -> String {
        var text = text
        while let last = text.last, "-._".contains(last) { text.removeLast() }
        return text
    }
}

@Suite("Indicators against a naive sweep")
struct IndicatorPropertyTests {
    private struct Chance: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let digests = ["0123456789abcdef", "fedcba9876543210", "00112233aabbccdd"]
    private static let labels = ["evil", "bad", "a", "www", "not-evil", "x_y", "evilly", "é"]
    private static let ends = ["com", "example", "co", "exe", "org"]

    /// A value that may be on a list, or nearly.
    private func piece(_ chance: inout Chance) -> String {
        func one(_ of: [String], _ chance: inout Chance) -> String { of.randomElement(using: &chance) ?? "" }
        switch Int.random(in: 0..<7, using: &chance) {
        case 0:
            let count = [2, 4, 2, 1].randomElement(using: &chance) ?? 2
            return (0..<count).map { _ in one(Self.digests, &chance) }.joined()
        case 1:
            return [one(Self.labels, &chance), one(Self.labels, &chance), one(Self.ends, &chance)].joined(
                separator: ".")
        case 2: return one(Self.labels, &chance) + "." + one(Self.ends, &chance)
        case 3: return "203.0.113.\(Int.random(in: 0..<300, using: &chance))"
        case 4:
            return ["2001:db8::", "2001:db8:0:1::"].randomElement(using: &chance).map {
                "\($0)\(Int.random(in: 1..<4, using: &chance))"
            } ?? ""
        case 5:
            return "\(one(["me", "you", "me.too"], &chance))@\(one(Self.labels, &chance)).\(one(Self.ends, &chance))"
        default: return "\(one(["run me", "tool+1", "evil"], &chance)).\(one(["exe", "dll", "ps1"], &chance))"
        }
    }

    @Test("the sweep finds what a naive one finds, and nothing else", arguments: 0..<60)
    func agrees(seed: UInt64) {
        var chance = Chance(state: seed)
        var list: [String] =
            (0..<30).map { _ in piece(&chance) } + ["203.0.113.0/25", "203.0.113.128/30", "2001:db8::/48"]
        list.removeAll { $0.isEmpty }
        var reader = IndicatorReader(at: .earliest)
        reader.begin(list: "list")
        reader.add(Array(list.joined(separator: "\n").utf8))
        reader.endList()
        let set = reader.finish().indicators
        let naive = NaiveSweep(indicators: (0..<set.entries.count).map { (set.kind($0), set.value($0)) })
        var rules = RuleSet.load([]).rules
        rules.indicators = set
        var matcher = rules.makeMatcher()
        let marks = [" ", "\\", "/", "\"", "=", ",", ".", "-", "x", "(", "@", ": "]
        for _ in 0..<150 {
            var text = ""
            for _ in 0..<Int.random(in: 1..<5, using: &chance) {
                let next = Bool.random(using: &chance) ? list.randomElement(using: &chance) ?? "" : piece(&chance)
                text +=
                    (Bool.random(using: &chance) ? next.uppercased() : next)
                    + (marks.randomElement(using: &chance) ?? "")
            }
            let batch = record(
                ["Text": Bool.random(using: &chance) ? .text(text) : .wide(text)], channel: nil, code: nil)
            var found: Set<String> = []
            matcher.match(batch) { found.insert(String(rules.summary(of: $0.rule).id.dropFirst("indicator:".count))) }

            #expect(found == naive.ids(in: text), "in \(text)")
        }
    }
}
