import Vocabulary

extension ConformanceRule {
    /// response(new_host → detection and analysis, re-contain, re-eradicate), table 3-5 step 6.3.
    static let newHost = ConformanceRule(
        id: "NEW-HOST",
        statement: "What is confirmed after containment was ordered goes back to analysis and is contained, too.",
        gates: ["GATE-NEW-HOST"], severity: .fatal,
        atEvent: { moment in
            guard case .stateEntered(let state, _) = moment.recorded.event, state > .containment else { return [] }
            let found = moment.incident.newlyFoundTargets
            guard let first = found.first else { return [] }
            let others = found.count > 1 ? " and \(found.count - 1) more" : ""
            return [moment.finding("\(state.rawValue) was entered without containing \(first)\(others)")]
        })
}
