/// What is wrong with a rule, and where. All other rules are still loaded.
package struct RuleProblem: Error, Hashable {
    /// Whether the rule itself is at fault.
    package enum Kind: String, Hashable, Sendable {
        /// The rule breaks the specification.
        case invalid
        /// The rule is sound, but asks for something that Cordon cannot do or needs to be told first.
        case unsupported
        /// The rule is loaded, but is not likely to do what its author wants.
        case warning
    }

    /// The ``RuleSource/name`` of the file.
    package let file: String
    /// The line of the file, from 1.
    package let line: Int
    /// The character of the line, from 1.
    package let column: Int
    package let kind: Kind
    /// A sentence for the rule's author.
    package let message: String

    /// Whether the rule, or its whole file, was left out.
    package var leavesRuleOut: Bool { kind != .warning }

    package init(file: String, line: Int, column: Int, kind: Kind = .invalid, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.kind = kind
        self.message = message
    }
}

extension RuleProblem {
    init(_ fault: RuleFault, file: String) {
        self.init(
            file: file, line: fault.place.line, column: fault.place.column, kind: fault.kind, message: fault.message)
    }
}

extension RuleProblem: CustomStringConvertible, Comparable {
    /// `file:line:column: message`
    package var description: String { "\(file):\(line):\(column): \(message)" }

    package static func < (left: RuleProblem, right: RuleProblem) -> Bool {
        (left.file, left.line, left.column, left.message) < (right.file, right.line, right.column, right.message)
    }
}
