import Vocabulary

extension ConformanceRule {
    /// precedence(scope_complete → contain).
    static let scopeBeforeContain = ConformanceRule(
        id: "SCOPE-BEFORE-CONTAIN",
        statement: "The scope is complete before containment begins.",
        gates: ["GATE-SCOPE", "GATE-EMERGENCY"], severity: .fatal,
        atEvent: { moment in
            guard case .stateEntered(.containment, _) = moment.recorded.event else { return [] }
            let gaps = moment.incident.scopeGaps
            guard !gaps.isEmpty else { return [] }
            return [moment.finding("containment began while \(gaps.joined(separator: ", "))")]
        })
}
