/// A set of simple questions of which at least one must be answered with yes for a variant of a rule to hold.
///
/// Whoever finds none of them in a record need not look at the variant.
struct VariantKey: Sendable {
    /// One simple question about the values of a field.
    struct Part: Hashable, Sendable {
        enum Kind: Sendable {
            /// The record has the field.
            case present
            /// A folded value is the bytes, or begins with them, ends with them, or has them anywhere.
            case equals, startsWith, endsWith, contains
        }

        let kind: Kind
        let field: UInt32
        /// Case-folded UTF-8; nothing for ``Kind/present``.
        var bytes: [UInt8] = []
    }

    var parts: [Part]
    /// Of each part, the test that is answered with yes where the part is found; nil where more is asked.
    fileprivate(set) var tests: [UInt32?]
    /// About how many of the parts a record has that the rule does not mean: less is better.
    fileprivate var expected: Double

    /// Literals shorter than this are in nearly every text.
    static let shortestPart = 3
    /// The same where a text begins or ends with them.
    static let shortestEnd = 4
}

/// Chooses the key of each variant of a program.
struct VariantKeyChooser {
    private let program: RuleProgram
    /// In how many variants each literal stands, by field and place. What many rules name, `\powershell.exe` say, is
    /// what many records have.
    private var uses: [Use: Int] = [:]

    private struct Use: Hashable {
        let field: UInt32
        let start: UInt32
        let length: UInt32
    }

    init(_ program: RuleProgram) {
        self.program = program
        for node in program.nodes where node.kind == .test {
            let test = program.tests[Int(node.argument)]
            for number in literals(of: test) { uses[use(of: number, test), default: 0] += 1 }
        }
    }

    /// The best key of the criterion that begins at a node; nil where it can hold for a record that has nothing.
    func key(at node: UInt32) -> VariantKey? {
        let step = program.nodes[Int(node)]
        switch step.kind {
        case .not: return nil
        case .test: return key(of: step.argument)
        case .all: return parts(of: node).compactMap { key(at: $0) }.min { $0.expected < $1.expected }
        case .any: return key(at: parts(of: node), atLeast: 1)
        case .atLeast: return key(at: parts(of: node), atLeast: Int(step.argument))
        }
    }

    /// Of any `count` of the nodes, one is among all but `count - 1` of them: the best ones.
    private func key(at nodes: [UInt32], atLeast count: Int) -> VariantKey? {
        guard count > 0, count <= nodes.count else { return nil }
        let keys = nodes.compactMap { key(at: $0) }.sorted { $0.expected < $1.expected }
        let needed = nodes.count - count + 1
        guard keys.count >= needed else { return nil }
        return VariantKey(
            parts: keys.prefix(needed).flatMap(\.parts), tests: keys.prefix(needed).flatMap(\.tests),
            expected: keys.prefix(needed).reduce(0) { $0 + $1.expected })
    }

    private func parts(of node: UInt32) -> [UInt32] {
        var parts: [UInt32] = []
        var part = node + 1
        while part < program.nodes[Int(node)].end {
            parts.append(part)
            part = program.nodes[Int(part)].end
        }
        return parts
    }

    private func key(of number: UInt32) -> VariantKey? {
        let test = program.tests[Int(number)]
        let isEveryField = Int(test.field) == FieldQuestion.everyFieldNumber
        let present = VariantKey(parts: [.init(kind: .present, field: test.field)], tests: [nil], expected: 1)
        let kind: VariantKey.Part.Kind
        switch test.kind {
        case .isNull, .isMissing: return nil
        // Values of all fields are searched as one text, in which none begins or ends.
        case .contains, .pattern: kind = .contains
        case .equals: kind = isEveryField ? .contains : .equals
        case .startsWith: kind = isEveryField ? .contains : .startsWith
        case .endsWith: kind = isEveryField ? .contains : .endsWith
        case .regex:
            guard let texts = RegexLiterals.necessary(for: program.regexes[Int(test.first)].pattern) else {
                return isEveryField ? nil : present
            }
            return key(of: texts, in: test.field) ?? (isEveryField ? nil : present)
        default: return isEveryField ? nil : present
        }
        let isWholeTest = !test.cased && test.kind != .pattern && !(isEveryField && test.kind != .contains)
        var key = VariantKey(parts: [], tests: [], expected: 0)
        for literal in literals(of: test) {
            let stored = program.literals[literal]
            let range = Int(stored.start)..<Int(stored.start) + Int(stored.length)
            var bytes = Array(program.literalBytes[range])
            if test.cased { bytes = CaseFolding.bytes(String(decoding: bytes, as: UTF8.self)) }
            guard let expected = Self.expected(kind, bytes.count) else { return isEveryField ? nil : present }
            key.parts.append(.init(kind: kind, field: test.field, bytes: bytes))
            key.tests.append(isWholeTest ? number : nil)
            key.expected += min(0.9, expected * Double(uses[use(of: literal, test), default: 1]))
        }
        return key
    }

    private func key(of texts: [[UInt8]], in field: UInt32) -> VariantKey? {
        var key = VariantKey(parts: [], tests: [], expected: 0)
        for text in texts {
            guard let expected = Self.expected(.contains, text.count) else { return nil }
            key.parts.append(.init(kind: .contains, field: field, bytes: text))
            key.tests.append(nil)
            key.expected += expected
        }
        return key
    }

    /// How often a text has some literal of that length by chance; nil where it is too short to search for. A rough
    /// guess: it only has to put names and words before scraps.
    private static func expected(_ kind: VariantKey.Part.Kind, _ length: Int) -> Double? {
        switch kind {
        case .present: 1
        case .equals: length > 0 ? 0.02 : nil
        case .startsWith, .endsWith: length >= VariantKey.shortestEnd ? 0.02 : nil
        case .contains:
            length >= VariantKey.shortestPart ? max(0.004, (length < 7 ? 2 : 0.8) / Double(length * length)) : nil
        }
    }

    private func literals(of test: RuleProgram.Test) -> Range<Int> {
        switch test.kind {
        case .equals, .startsWith, .endsWith, .contains: Int(test.first)..<Int(test.first) + Int(test.count)
        case .pattern: Int(test.first)..<Int(test.first) + 1
        default: 0..<0
        }
    }

    private func use(of literal: Int, _ test: RuleProgram.Test) -> Use {
        Use(field: test.field, start: program.literals[literal].start, length: program.literals[literal].length)
    }
}
