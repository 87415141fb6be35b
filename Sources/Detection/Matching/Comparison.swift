/// How two numbers are compared, by the names that the specification gives it in modifiers and correlations.
enum Comparison: String, Hashable, Sendable {
    case less = "lt"
    case lessOrEqual = "lte"
    case greater = "gt"
    case greaterOrEqual = "gte"
    case equal = "eq"
    case different = "neq"

    func holds(_ left: ExactNumber, _ right: ExactNumber) -> Bool {
        guard let order = left.order(right) else { return self == .different }
        return holds(Double(order), 0)
    }

    func holds(_ left: Double, _ right: Double) -> Bool {
        switch self {
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        case .equal: left == right
        case .different: left != right
        }
    }
}
