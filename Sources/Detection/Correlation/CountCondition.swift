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

    /// Whether more never harms, so that it is known to hold as soon as there is enough.
    var isThreshold: Bool {
        bounds.allSatisfy { $0.relation == .greater || $0.relation == .greaterOrEqual }
    }

    /// The largest number that is named.
    var largest: Double { bounds.map(\.number).max() ?? 0 }
}
