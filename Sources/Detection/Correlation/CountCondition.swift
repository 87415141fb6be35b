/// What the number that a correlation works out must be: one comparison, or several that must all hold.
struct CountCondition: Hashable, Sendable {
    struct Bound: Hashable, Sendable {
        let relation: Comparison
        let number: Double
    }

    let bounds: [Bound]

    init(_ bounds: [Bound]) { self.bounds = bounds }

    init(atLeast number: Int) { bounds = [Bound(relation: .greaterOrEqual, number: Double(number))] }

    func holds(_ number: Double) -> Bool { bounds.allSatisfy { $0.relation.holds(number, $0.number) } }

    /// Whether a number of a range fulfils it.
    ///
    /// - Parameter isWhole: Whether only whole numbers come.
    func canHold(in range: ClosedRange<Double>, isWhole: Bool) -> Bool {
        var (low, high) = (range.lowerBound, range.upperBound)
        var excluded: Set<Double> = []
        for bound in bounds {
            let number = bound.number
            switch bound.relation {
            case .greater: low = max(low, isWhole ? number.rounded(.down) + 1 : number.nextUp)
            case .greaterOrEqual: low = max(low, isWhole ? number.rounded(.up) : number)
            case .less: high = min(high, isWhole ? number.rounded(.up) - 1 : number.nextDown)
            case .lessOrEqual: high = min(high, isWhole ? number.rounded(.down) : number)
            case .equal:
                if isWhole, number.rounded() != number { return false }
                (low, high) = (max(low, number), min(high, number))
            case .different: excluded.insert(number)
            }
        }
        // Each number that is excluded is one: there is room beside them, or each is looked at.
        guard low <= high, isWhole, high - low < Double(excluded.count) else {
            return low < high || low == high && !excluded.contains(low)
        }
        return stride(from: low, through: high, by: 1).contains { !excluded.contains($0) }
    }

    /// Whether more never harms, so that it is known to hold as soon as there is enough.
    var isThreshold: Bool {
        bounds.allSatisfy { $0.relation == .greater || $0.relation == .greaterOrEqual }
    }

    /// The largest number that is named.
    var largest: Double { bounds.map(\.number).max() ?? 0 }
}
