/// Compares texts with a regular expression, keeping what it learns from one to the next.
///
/// Sets of states that were met are numbered, and what follows each by which byte is remembered: most bytes then cost
/// one look into a table.
struct ExpressionSearch {
    /// Sets of states that are remembered; with more, all are forgotten and met anew. Each has 1 KB.
    private static let mostSets = 1_024
    private static let unknown = Int32.max

    private let expression: RegularExpression
    private var numbers: [[Int32]: Int32] = [:]
    private var sets: [[Int32]] = []
    private var isFound: [Bool] = []
    /// 256 for each set: the set behind it, or ``unknown``.
    private var following: [Int32] = []
    private var marks: [Bool]
    /// Where every text begins; nil until it is met.
    private var first: Int32?

    init(_ expression: RegularExpression) {
        self.expression = expression
        marks = Array(repeating: false, count: expression.states.count)
    }

    /// Whether folded text matches: all of it, or a part where the expression is not fixed to its ends.
    ///
    /// - Complexity: O(bytes × states) at worst, O(bytes) as a rule.
    mutating func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var set = first ?? number(of: closure([Int32(expression.start)]))
        first = set
        for byte in text {
            if !expression.isFixedAtEnd, isFound[Int(set)] { return true }
            let known = following[Int(set) << 8 | Int(byte)]
            set = known == Self.unknown ? learn(behind: set, byte) : known
        }
        return isFound[Int(set)]
    }

    private mutating func learn(behind set: Int32, _ byte: UInt8) -> Int32 {
        var next: [Int32] = expression.isFixedAtStart ? [] : [Int32(expression.start)]
        for state in sets[Int(set)] {
            if case .byte(let bytes, let behind) = expression.states[Int(state)], bytes.contains(byte) {
                next.append(Int32(behind))
            }
        }
        let found = closure(next)
        if sets.count >= Self.mostSets {
            first = nil
            numbers = [:]
            sets = []
            isFound = []
            following = []
            return number(of: found)
        }
        let number = number(of: found)
        following[Int(set) << 8 | Int(byte)] = number
        return number
    }

    private mutating func number(of set: [Int32]) -> Int32 {
        if let known = numbers[set] { return known }
        let number = Int32(sets.count)
        numbers[set] = number
        sets.append(set)
        isFound.append(set.contains { expression.states[Int($0)] == .found })
        following.append(contentsOf: repeatElement(Self.unknown, count: 256))
        return number
    }

    /// The states that are reached without a byte, ascending, without those that lead on and say nothing themselves.
    private mutating func closure(_ states: [Int32]) -> [Int32] {
        var waiting = states
        var reached: [Int32] = []
        var marked: [Int32] = []
        while let state = waiting.popLast() {
            if marks[Int(state)] { continue }
            marks[Int(state)] = true
            marked.append(state)
            if case .either(let one, let other) = expression.states[Int(state)] {
                waiting.append(Int32(one))
                waiting.append(Int32(other))
            } else {
                reached.append(state)
            }
        }
        for state in marked { marks[Int(state)] = false }
        return reached.sorted()
    }
}
