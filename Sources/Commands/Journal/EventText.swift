import CaseLifecycle
import Vocabulary

/// A case event in a few words.
enum EventText {
    static func text(_ event: CaseEvent) -> String {
        switch event {
        case .opened(let title): "opened: \(title)"
        case .evidenceSealed(let evidence):
            "sealed \(evidence.name) (\(evidence.id.hex.prefix(12)), \(evidence.bytes) bytes)"
        case .evidenceRead(let reading):
            "read \(reading.evidence.hex.prefix(12)): \(reading.records) records, \(reading.issueCount) issues"
        case .findingRecorded(let finding): "\(finding.id) on \(finding.sighting.host): \(finding.sighting.rule.title)"
        case .findingExtended(let id, let sighting): "\(id) seen \(sighting.count) times more"
        case .scopeDerived(let assessment):
            "scope derived: \(assessment.systems.count) systems, \(assessment.movements.count) movements"
        case .leadAssigned(let person): "lead: \(person)"
        case .declared(let criterion): "declared: \(criterion)"
        case .stateEntered(let state, let gates):
            "entered \(state.rawValue), past \(gates.map(\.gate).joined(separator: ", "))"
        case .returned(let state, let reason): "returned to \(state.rawValue): \(reason)"
        case .systemConfirmed(let system, let reason): "confirmed \(system): \(reason)"
        case .systemCleared(let system, let reason, _): "cleared \(system): \(reason)"
        case .noteAdded(let text): "note: \(text)"
        }
    }
}
