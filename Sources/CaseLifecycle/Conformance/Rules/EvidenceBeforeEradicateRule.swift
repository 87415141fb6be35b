import Vocabulary

extension ConformanceRule {
    /// precedence(preserve_evidence → eradicate), for each system and account.
    static let evidenceBeforeEradicate = ConformanceRule(
        id: "EVIDENCE-BEFORE-ERADICATE",
        statement: "Evidence of a system or account is preserved before its traces are destroyed.",
        gates: ["GATE-EVIDENCE"], severity: .fatal,
        atEvent: { moment in
            guard let (target, time) = moment.destroysTraces,
                !moment.incident.missingPreservation(of: target, at: time).isEmpty
            else { return [] }
            return [moment.finding("traces of \(target) were destroyed before any evidence of it was preserved")]
        })
}

extension ConformanceRule.Moment {
    /// Whose traces this event destroys, and when; nil where it destroys none.
    fileprivate var destroysTraces: (Target, Timestamp)? {
        switch recorded.event {
        case .recovery(event: .cellDone(let target, _, _, destroysTraces: true)): (target, recorded.time)
        case .recovery(event: .restored(let system, _, _, _)): (.system(system), recorded.time)
        case .plan(let event):
            incident.plans.destruction(by: event, Stamp(time: recorded.time, actor: recorded.actor))
        default: nil
        }
    }
}
