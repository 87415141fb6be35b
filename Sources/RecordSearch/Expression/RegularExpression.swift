/// A regular expression over folded text, in the form that is compared with texts: see `docs/search.md` for what may be
/// written.
///
/// States follow each other byte by byte and nothing is ever gone back to, so the time for a text is proportional to its
/// length whatever the expression is.
package struct RegularExpression: Hashable, Sendable {
    /// Each repetition is written out: more states than this would make the memory for a search large.
    static let mostStates = 1_000

    enum State: Hashable, Sendable {
        /// Goes on behind a byte of the set.
        case byte(ByteSet, next: Int)
        case either(Int, Int)
        case found
    }

    let states: [State]
    let start: Int
    /// Found only where nothing stands before it, and behind it.
    let isFixedAtStart: Bool
    let isFixedAtEnd: Bool
    /// Letters and digits that stand side by side in every text that matches; empty where there are none.
    let fragment: [UInt8]

    /// - Parameter node: What is to be found.
    /// - Returns: Nil where there would be more than ``mostStates``.
    init?(_ node: ExpressionNode, isFixedAtStart: Bool, isFixedAtEnd: Bool) {
        var states: [State] = [.found]
        guard let start = Self.add(node, before: 0, &states) else { return nil }
        self.states = states
        self.start = start
        self.isFixedAtStart = isFixedAtStart
        self.isFixedAtEnd = isFixedAtEnd
        fragment = node.fragment
    }

    /// Adds the states of a part of which the state `next` is the end.
    ///
    /// - Returns: The state it begins with.
    private static func add(_ node: ExpressionNode, before next: Int, _ states: inout [State]) -> Int? {
        func append(_ state: State) -> Int? {
            guard states.count < mostStates else { return nil }
            states.append(state)
            return states.count - 1
        }
        switch node {
        case .byte(let set): return append(.byte(set, next: next))
        case .sequence(let parts):
            var next = next
            for part in parts.reversed() {
                guard let first = add(part, before: next, &states) else { return nil }
                next = first
            }
            return next
        case .either(let parts):
            var first: Int?
            for part in parts {
                guard let start = add(part, before: next, &states) else { return nil }
                guard let known = first else {
                    first = start
                    continue
                }
                guard let choice = append(.either(known, start)) else { return nil }
                first = choice
            }
            return first ?? next
        case .repetition(let part, let least, let most):
            var next = next
            if let most {
                let end = next
                for _ in 0..<max(0, most - least) {
                    guard let first = add(part, before: next, &states), let choice = append(.either(first, end)) else {
                        return nil
                    }
                    next = choice
                }
            } else {
                guard let loop = append(.either(next, next)), let first = add(part, before: loop, &states) else {
                    return nil
                }
                states[loop] = .either(first, next)
                next = loop
            }
            for _ in 0..<least {
                guard let first = add(part, before: next, &states) else { return nil }
                next = first
            }
            return next
        }
    }
}
