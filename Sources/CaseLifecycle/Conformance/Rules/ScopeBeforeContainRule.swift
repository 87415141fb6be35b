import Vocabulary

extension ConformanceRule {
    /// precedence(scope_complete → contain).
    static let scopeBeforeContain = ConformanceRule(
        id: "SCOPE-BEFORE-CONTAIN", statement: "The scope is complete before containment begins.",
        gates: ["GATE-SCOPE"], severity: .fatal,
        atEvent: { moment in
            guard moment.beginsContainment else { return [] }
            let gaps = moment.incident.scopeGaps
            guard !gaps.isEmpty else { return [] }
            return [moment.finding("containment began while \(gaps.joined(separator: ", "))")]
        })
}

extension ConformanceRule.Moment {
    /// Whether the whole is contained with this event. An emergency, which contains a part, is another rule's.
    fileprivate var beginsContainment: Bool {
        switch recorded.event {
        case .containment(event: .ordered(_, _, _, _, _, let emergency)): emergency == nil
        // The order comes right before the state that it leads to, and was judged itself.
        case .stateEntered(.containment, _): incident.containment.orders.last?.stamp.time != recorded.time
        default: false
        }
    }
}
