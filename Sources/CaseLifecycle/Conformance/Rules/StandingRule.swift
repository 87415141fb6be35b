import Vocabulary

extension ConformanceRule {
    /// A step rests on those before it: what let the case pass still holds when it goes on.
    static let standing = ConformanceRule(
        id: "STANDING",
        statement: "Operations resume, and a case is reviewed and closed, while its earlier gates hold.",
        gates: [], severity: .serious,
        atEvent: { moment in
            let step: String
            switch moment.recorded.event {
            case .recovery(event: .resumed): step = "operations were resumed"
            case .stateEntered(.review, _): step = "the review was entered"
            case .stateEntered(.closed, _): step = "the case was closed"
            default: return []
            }
            return Set(moment.incident.reopenedGates(in: moment.context).map(\.id)).sorted().map { gate in
                var finding = moment.finding("\(step) while \(gate), which was passed before, no longer held")
                // What the gate said then stays said: its facts have changed since.
                finding.isBreach = false
                return finding
            }
        })
}
