/// A published model of incident handling, and the one table that maps case states to its phases.
///
/// Preparation is no state of a case: it is the standing work of the organisation, to which closed cases leave their
/// corrective actions. NIST SP 800-61r2 section 3.5 says of its checklist that it does not dictate the order of steps;
/// the order is Cordon's own rule, and no text of the program claims otherwise.
package enum ProcessModel: String, Hashable, Sendable, CaseIterable {
    /// NIST SP 800-61r2 (2012), chapter 3.
    case nist80061r2 = "SP 800-61r2"
    /// NIST SP 800-61r3 (2025), table 1: functions of CSF 2.0.
    case csf2 = "CSF 2.0"
    /// The six steps as the SANS Institute teaches them.
    case picerl = "PICERL"

    private static let table: [CaseState: (r2: String, csf2: String, picerl: String)] = {
        let handling = "Containment, Eradication, and Recovery"
        return [
            .signal: ("Detection and Analysis", "Detect", "Identification"),
            .declared: ("Detection and Analysis", "Detect, Respond", "Identification"),
            .analysis: ("Detection and Analysis", "Detect, Respond", "Identification"),
            .containment: (handling, "Respond", "Containment"),
            .eradication: (handling, "Respond", "Eradication"),
            .recovery: (handling, "Recover", "Recovery"),
            .review: ("Post-Incident Activity", "Identify (Improvement)", "Lessons Learned"),
            .closed: ("Preparation", "Govern, Identify, Protect", "Preparation"),
        ]
    }()

    /// The phase of this model that a case in `state` is in. A closed case has gone over into preparation.
    package func phase(of state: CaseState) -> String {
        guard let row = Self.table[state] else { return state.rawValue }
        return switch self {
        case .nist80061r2: row.r2
        case .csf2: row.csf2
        case .picerl: row.picerl
        }
    }

    /// The phases of this model in their order, from preparation on.
    package var phases: [String] {
        var phases = [phase(of: .closed)]
        for state in CaseState.allCases where !phases.contains(phase(of: state)) { phases.append(phase(of: state)) }
        return phases
    }
}
