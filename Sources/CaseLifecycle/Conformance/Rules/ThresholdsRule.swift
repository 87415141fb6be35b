import Vocabulary

extension ConformanceRule {
    /// What gates ask for is what anybody expects of them, unless somebody sees that it is not.
    static let thresholds = ConformanceRule(
        id: "THRESHOLDS", statement: "The thresholds that a case is judged by ask for no less than usual.",
        gates: ["GATE-SCOPE"], severity: .minor,
        atEvent: { moment in
            guard case .policyAdopted(let policy) = moment.recorded.event else { return [] }
            let looser = policy.looserThanUsual
            guard !looser.isEmpty else { return [] }
            var finding = moment.finding("the case adopted \(looser.joined(separator: ", "))")
            finding.isBreach = false
            return [finding]
        })
}
