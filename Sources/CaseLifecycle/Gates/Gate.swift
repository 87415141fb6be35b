/// A condition that must hold before a case may take a step.
///
/// Each gate is one file beside this one and one line in ``all``. A gate never looks anything up: it is handed
/// ``GateFacts`` and answers with what is missing, in words that say what would supply it.
package struct Gate: Sendable {
    package let id: String
    package let statement: String
    package let citation: String
    /// The states that cannot be entered from an earlier one without this gate.
    let guards: Set<CaseState>
    /// Everything missing; empty when the gate is met.
    let missing: @Sendable (GateFacts) -> [String]

    /// Every gate there is, in the order a case meets them.
    package static let all: [Gate] = [.declare, .lead, .scope]

    /// The gates on the way into `state` that are not met.
    package static func unmet(entering state: CaseState, facts: GateFacts) -> [UnmetGate] {
        all.filter { $0.guards.contains(state) }.compactMap { gate in
            let missing = gate.missing(facts)
            guard !missing.isEmpty else { return nil }
            return UnmetGate(id: gate.id, statement: gate.statement, missing: missing, citation: gate.citation)
        }
    }

    static func passed(entering state: CaseState) -> [GateVerdict] {
        all.filter { $0.guards.contains(state) }.map { GateVerdict(gate: $0.id, outcome: .passed) }
    }
}
