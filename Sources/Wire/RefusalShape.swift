package import CaseLifecycle

/// A command that was understood and declined: `{"refused":true,"reason":..,"gates":[..]}`.
package struct RefusalShape: Encodable {
    struct GateShape: Encodable {
        let id: String
        let statement: String
        let missing: [String]
        let citation: String
        /// Who may let the case pass all the same; null where nobody may.
        @OrNull var override: String?
    }

    let refused = true
    let reason: String
    let gates: [GateShape]

    private enum CodingKeys: String, CodingKey { case refused, reason, gates }

    package init(_ refusal: CaseRefusal) {
        switch refusal {
        case .gates(let unmet):
            reason = unmet.count == 1 ? "a gate is not met" : "\(unmet.count) gates are not met"
            gates = unmet.map {
                GateShape(
                    id: $0.id, statement: $0.statement, missing: $0.missing, citation: $0.citation,
                    override: $0.override)
            }
            return
        case .wrongState(let state, let needs): reason = "the case is in state \(state.rawValue); this needs \(needs)"
        case .missing(let what): reason = "missing: " + what.joined(separator: ", ")
        case .unknownSystem(let name): reason = "the case knows no system called \(name)"
        case .unknownCase(let name): reason = "there is no case \(name)"
        case .scopeIncomplete(let covered, let held):
            reason = "the scope was derived from \(covered) evidence files, but the case has read \(held)"
        case .stale(let expected, let actual):
            reason = "the case is at version \(actual), not \(expected): look at it again, then repeat the command"
        case .unknownAccount(let name): reason = "the case knows no account called \(name)"
        case .unknownItem(let what): reason = "the case has no \(what)"
        case .roleNeeded(let act, let roles, let actor):
            reason = "\(act) is for \(roles), which \(actor) is not; who is: cordon staff roster"
        case .secondPersonNeeded(let act, let first):
            reason = "\(act) is for another person than \(first)"
        case .impossible(let why): reason = why
        case .actingAsNotAllowed(let name):
            reason = "this store does not let an account act as \(name): cordon admin settings allow-as true"
        }
        gates = []
    }

    /// The same for people: lines that are safe to print, one for each thing that is missing.
    package var lines: [String] {
        var lines = ["refused: \(reason)"]
        for gate in gates {
            lines.append("  \(gate.id)  \(gate.statement)")
            lines += gate.missing.map { "    missing: \($0)" }
            lines.append("    source: \(gate.citation)")
            if let override = gate.override { lines.append("    override: \(override)") }
        }
        return lines.map(PlainText.safe)
    }
}
