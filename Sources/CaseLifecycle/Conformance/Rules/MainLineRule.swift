import Vocabulary

extension ConformanceRule {
    /// Nothing is skipped: a state is entered from the one before it, or again from itself.
    static let mainLine = ConformanceRule(
        id: "MAIN-LINE", statement: "Each state of the case is entered from the one before it.",
        gates: ["GATE-ORDER"], severity: .fatal,
        atEvent: { moment in
            let state = moment.incident.state
            guard case .stateEntered(let entered, _) = moment.recorded.event, entered != state, entered != state.next,
                !(entered == .closed && moment.incident.isDismissed)
            else { return [] }
            return [moment.finding("\(entered.rawValue) was entered from \(state.rawValue)")]
        })
}
