import Vocabulary

extension ConformanceRule {
    /// co-existence(declare, lead assigned), and nothing of the response before either.
    static let declaredAndLed = ConformanceRule(
        id: "DECLARED-AND-LED",
        statement: "An incident is declared and has a lead before anything of the response begins.",
        gates: ["GATE-DECLARE", "GATE-LEAD"], severity: .serious,
        atEvent: { moment in
            let incident = moment.incident
            switch moment.recorded.event {
            case .declared where incident.lead == nil: return [moment.finding("it was declared with nobody to lead it")]
            // What is no incident is dismissed without being declared one.
            case .stateEntered(let state, _)
            where state > .signal && incident.criterion == nil && !(state == .closed && incident.isDismissed):
                return [moment.finding("\(state.rawValue) was entered without a declaration")]
            case .responseChanged where incident.criterion == nil:
                return [moment.finding("the response began without a declaration")]
            default: return []
            }
        })
}
