/// A place in a rule file.
struct SourcePlace: Hashable, Sendable {
    var line: Int
    var column: Int
}

/// One YAML value of a rule, with its place.
struct SigmaNode {
    enum Content {
        case null
        case bool(Bool)
        case integer(Int64)
        /// Also a whole number beyond 64 bits with sign; ``text`` has it exactly.
        case decimal(Double)
        case text
        case list([SigmaNode])
        case map([(key: SigmaNode, value: SigmaNode)])
    }

    let place: SourcePlace
    let content: Content
    /// The scalar as written, without quotes; empty for lists and maps.
    let text: String

    var pairs: [(key: SigmaNode, value: SigmaNode)]? {
        if case .map(let pairs) = content { pairs } else { nil }
    }

    var items: [SigmaNode]? {
        if case .list(let items) = content { items } else { nil }
    }

    /// The text of a scalar that is not null.
    var string: String? {
        switch content {
        case .text, .integer, .decimal, .bool: text
        case .null, .list, .map: nil
        }
    }

    subscript(key: String) -> SigmaNode? { pairs?.first { $0.key.text == key }?.value }
}

/// Something a rule got wrong, thrown from wherever it is noticed up to the reader of the rule.
struct RuleFault: Error {
    let place: SourcePlace
    var kind = RuleProblem.Kind.invalid
    let message: String
}
