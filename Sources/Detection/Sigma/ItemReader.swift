/// Turns a key and its values into a criterion.
enum ItemReader {
    static func read(_ keyNode: SigmaNode, _ valueNode: SigmaNode) throws(RuleFault) -> Criterion {
        let key = try FieldKey(keyNode)
        var values = [valueNode]
        if let items = valueNode.items {
            guard !items.isEmpty else {
                throw RuleFault(place: valueNode.place, message: "the list of values is empty")
            }
            values = items
        }
        var questions: [Criterion] = []
        for value in values { questions.append(try criterion(key, value)) }
        // Both together hold for all records.
        guard key.meaning != .exists || Set(questions).count == 1 else {
            throw RuleFault(place: valueNode.place, message: "'exists' takes true or false, not both")
        }
        guard key.differs else {
            return questions.count == 1 ? questions[0] : key.needsAll ? .all(questions) : .any(questions)
        }
        return .all(questions.flatMap(different))
    }

    /// Different from the values: from each of them, and from each text that one of them is encoded as.
    private static func different(_ criterion: Criterion) -> [Criterion] {
        switch criterion {
        case .any(let parts): parts.flatMap(different)
        case .field(let question): [.field(.init(field: question.field, test: .differs(question.test)))]
        default: [.not(criterion)]
        }
    }

    /// A bare string or number of a list: looked for in every value of the record.
    static func keyword(_ node: SigmaNode) throws(RuleFault) -> Criterion {
        guard let text = node.string else {
            throw RuleFault(place: node.place, message: "a keyword must be a string or a number")
        }
        let pattern = SigmaPattern(sigma: text).widened(before: true, behind: true)
        return .field(.init(field: FieldQuestion.everyField, test: .text(pattern, cased: false)))
    }

    private static func criterion(_ key: FieldKey, _ node: SigmaNode) throws(RuleFault) -> Criterion {
        switch node.content {
        case .map: throw RuleFault(place: node.place, message: "a map cannot be the value of a field")
        case .list: throw RuleFault(place: node.place, message: "a list cannot stand in a list of values")
        default: break
        }
        switch key.meaning {
        case .text: return try textCriterion(key, node)
        case .regex: return .field(.init(field: key.field, test: .regex(try regex(key, node))))
        case .network:
            guard let range = NetworkRange(node.text) else {
                throw RuleFault(place: node.place, message: "'\(node.text)' is not a network in CIDR notation")
            }
            return .field(.init(field: key.field, test: .network(range)))
        case .exists:
            return .field(.init(field: key.field, test: .exists(try bool(node))))
        case .fieldReference:
            guard let name = node.string, !name.isEmpty else {
                throw RuleFault(place: node.place, message: "'fieldref' takes the name of a field")
            }
            let test = ValueTest.sameAs(
                field: FieldKey.compact(name), before: key.wideBefore, behind: key.wideBehind, cased: key.cased)
            return .field(.init(field: key.field, test: test))
        case .compare(let comparison):
            let bound = try exactNumber(node)
            let test =
                key.datePart.map { ValueTest.datePart($0, comparison, bound.double) } ?? .compare(comparison, bound)
            return .field(.init(field: key.field, test: test))
        }
    }

    /// A truth value, also in the words of YAML 1.1: most tools that rules are written for take them.
    private static func bool(_ node: SigmaNode) throws(RuleFault) -> Bool {
        switch node.text.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default: throw RuleFault(place: node.place, message: "'exists' takes true or false")
        }
    }

    /// A number as rules write it, as near as a floating point number comes.
    static func number(_ node: SigmaNode) throws(RuleFault) -> Double { try exactNumber(node).double }

    private static func exactNumber(_ node: SigmaNode) throws(RuleFault) -> ExactNumber {
        switch node.content {
        case .integer(let number): return .whole(Int128(number))
        case .decimal(let number):
            return Array(node.text.utf8).withUnsafeBufferPointer { ExactNumber($0) } ?? ExactNumber(number)
        default: throw RuleFault(place: node.place, message: "a number is needed here")
        }
    }

    private static func textCriterion(_ key: FieldKey, _ node: SigmaNode) throws(RuleFault) -> Criterion {
        if let part = key.datePart {
            return .field(.init(field: key.field, test: .datePart(part, .equal, try number(node))))
        }
        let isPlain = key.transforms.isEmpty && !key.wideBefore && !key.wideBehind
        // Keywords are looked for inside values, numbers as well.
        if isPlain, key.field != FieldQuestion.everyField {
            switch node.content {
            case .null: return .field(.init(field: key.field, test: .isNull))
            case .integer(let number): return .field(.init(field: key.field, test: .integer(number)))
            case .decimal:
                return .field(.init(field: key.field, test: .compare(.equal, try exactNumber(node))))
            default: break
            }
        }
        guard let text = node.string else {
            throw RuleFault(place: node.place, message: "null does not go with these modifiers")
        }
        let patterns = try patterns(key, text, at: node.place).map { pattern in
            let isKeyword = key.field == FieldQuestion.everyField && !key.wideBefore && !key.wideBehind
            // Text that is cut out of longer Base64 never is the whole value.
            let isFragment = key.transforms.contains(.base64AtEveryOffset) && !key.wideBefore && !key.wideBehind
            return pattern.widened(
                before: key.wideBefore || isKeyword || isFragment, behind: key.wideBehind || isKeyword || isFragment)
        }
        guard patterns.allSatisfy({ $0.wildcardWidth <= DetectionLimits.wildcardBytes }) else {
            throw RuleFault(
                place: node.place, kind: .unsupported,
                message: "a value with wildcards inside has at most \(DetectionLimits.wildcardBytes) bytes")
        }
        let questions = patterns.map {
            Criterion.field(.init(field: key.field, test: .text($0, cased: key.cased)))
        }
        return questions.count == 1 ? questions[0] : .any(questions)
    }

    /// A text on its way through the encodings of a key.
    private struct Encoded {
        var pattern: SigmaPattern
        /// The bytes of a UTF-16 step that comes last, for a Base64 step behind it.
        var wide: [UInt8]?
    }

    private static func patterns(
        _ key: FieldKey, _ text: String, at place: SourcePlace
    ) throws(RuleFault) -> [SigmaPattern] {
        var texts = [Encoded(pattern: SigmaPattern(sigma: text))]
        for transform in key.transforms {
            if transform == .dashes {
                texts = texts.map { Encoded(pattern: $0.pattern.withInterchangeableDashes()) }
                continue
            }
            var next: [Encoded] = []
            var bytes = 0
            for text in texts {
                guard let literals = text.pattern.literals else {
                    throw RuleFault(place: place, message: "a value with wildcards cannot be encoded")
                }
                guard !literals.isEmpty else {
                    throw RuleFault(
                        place: place,
                        message: "a value with more than \(SigmaPattern.encodedDashes) dashes cannot be encoded with "
                            + "each of the dashes that 'windash' stands for")
                }
                for literal in literals {
                    let plain = text.wide ?? Array(literal.utf8)
                    bytes += plain.count
                    guard bytes <= DetectionLimits.encodedBytes else {
                        throw RuleFault(
                            place: place,
                            message: "encoded so often, the value is longer than \(DetectionLimits.encodedBytes) bytes")
                    }
                    next += encoded(literal, plain, by: transform)
                }
            }
            texts = next
        }
        return texts.map(\.pattern)
    }

    private static func encoded(_ literal: String, _ bytes: [UInt8], by transform: FieldKey.Transform) -> [Encoded] {
        switch transform {
        case .utf16(let bigEndian, let byteOrderMark):
            let wide = SigmaEncodings.utf16(literal, bigEndian: bigEndian, byteOrderMark: byteOrderMark)
            return [Encoded(pattern: SigmaPattern(literal: SigmaEncodings.text(wide)), wide: wide)]
        case .base64: return [Encoded(pattern: SigmaPattern(literal: SigmaEncodings.base64(bytes)))]
        case .base64AtEveryOffset:
            return SigmaEncodings.base64AtEveryOffset(bytes).map { Encoded(pattern: SigmaPattern(literal: $0)) }
        case .dashes: return []
        }
    }

    private static func regex(_ key: FieldKey, _ node: SigmaNode) throws(RuleFault) -> RegexSource {
        guard let pattern = node.string else { throw RuleFault(place: node.place, message: "'re' takes a pattern") }
        let source = RegexSource(
            pattern: pattern, ignoresCase: key.regexFlags.contains("i"),
            anchorsMatchLines: key.regexFlags.contains("m"), dotMatchesNewlines: key.regexFlags.contains("s"))
        if let problem = CompiledRegex.problem(with: source) {
            throw RuleFault(place: node.place, message: "bad regular expression: \(problem)")
        }
        return source
    }
}
