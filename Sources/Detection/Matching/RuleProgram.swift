/// The criteria of all rules as flat arrays, made for reading from front to back.
///
/// Equal questions of different rules are kept once, so that each is answered once a record.
struct RuleProgram: Sendable {
    /// A step of a criterion, stored before its parts.
    struct Node: Sendable {
        enum Kind: UInt8, Sendable { case test, all, any, atLeast, not }

        let kind: Kind
        /// The test's number, or how many parts must hold.
        let argument: UInt32
        /// Where the next sibling begins.
        var end: UInt32
    }

    /// One question about one field.
    struct Test: Sendable {
        enum Kind: UInt8, Sendable {
            /// One of the literals is the whole text, its start, its end, or anywhere in it.
            case equals, startsWith, endsWith, contains
            case pattern
            case integer, compare, datePart
            case isNull, exists, isMissing
            case regex, network, sameAs
            case differs

            /// Whether a field that is there and has no value of its own, an object, makes a difference.
            var asksForPresence: Bool {
                switch self {
                case .exists, .isMissing, .isNull, .differs: true
                default: false
                }
            }
        }

        let kind: Kind
        var cased = false
        /// The number of the rule field.
        let field: UInt32
        /// First literal; or the number of the pattern, expression, network, date part, number, other field or inner test.
        var first: UInt32 = 0
        /// Number of literals.
        var count: UInt32 = 0
        var integer: Int64 = 0
        var decimal: Double = 0
        var comparison = Comparison.equal
    }

    struct Literal: Sendable {
        let start: UInt32
        let length: UInt32
        /// The first and the last four bytes, as ``ByteSearch/firstFour(_:)`` has them.
        let head: UInt32
        let tail: UInt32
        /// See ``TextSignature/probes(_:)``; nothing for literals too short for it.
        let probes: SIMD4<UInt32>

        var hasProbes: Bool { length >= 3 }
        var firstByte: UInt8 { UInt8(truncatingIfNeeded: head) }
        var lastByte: UInt8 { UInt8(truncatingIfNeeded: tail >> 24) }
    }

    struct FieldReference: Hashable, Sendable {
        let field: UInt32
        let before: Bool
        let behind: Bool
    }

    /// A rule for the records of one route.
    struct Variant: Sendable {
        let rule: UInt32
        /// The first node of its criterion.
        let root: UInt32
    }

    /// Rule fields by number; ``FieldQuestion/everyField`` is number 0.
    var fields: [String] = [FieldQuestion.everyField]
    var nodes: ContiguousArray<Node> = []
    var tests: ContiguousArray<Test> = []
    var literals: ContiguousArray<Literal> = []
    var literalBytes: ContiguousArray<UInt8> = []
    var patterns: ContiguousArray<WildcardPattern> = []
    var regexes: [RegexSource] = []
    var networks: [NetworkRange] = []
    var dateParts: [DatePart] = []
    var numbers: [ExactNumber] = []
    var references: [FieldReference] = []
    var variants: ContiguousArray<Variant> = []

    /// The rule fields that are asked whether they are there: of an object, too, whose values have names of their own.
    var fieldsAskedForPresence: Set<Int> {
        Set(tests.filter { $0.kind.asksForPresence }.map { Int($0.field) })
    }

    /// The numbers of the regular expressions in the criterion that begins at a node.
    func regexes(under node: UInt32) -> Set<Int> {
        var found: Set<Int> = []
        for place in Int(node)..<Int(nodes[Int(node)].end) where nodes[place].kind == .test {
            var test = tests[Int(nodes[place].argument)]
            while test.kind == .differs { test = tests[Int(test.first)] }
            if test.kind == .regex { found.insert(Int(test.first)) }
        }
        return found
    }
}
