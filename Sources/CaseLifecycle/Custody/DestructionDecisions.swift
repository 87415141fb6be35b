import Vocabulary

extension Case {
    func requestDestruction(
        _ selection: EvidenceSelection, method: String, reason: String, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        try context.require([.lead, .deputy, .legal], for: "asking for the destruction of evidence")
        let items = try living(selection)
        let verdicts = try passDestruction(of: items, in: context)
        let event = CustodyEvent.destructionRequested(
            evidence: items.map(\.sealed.id), method: try Text.answer(method, "by what method it is destroyed"),
            reason: try Text.reason(reason))
        return signature(in: context) + [
            .gatesPassed(step: Step.Kind.destroyEvidence.rawValue, target: nil, gates: verdicts),
            .custody(event: event),
        ]
    }

    /// The witness's act. What was confirmed before and is not yet removed needs no further word.
    func confirmDestruction(
        _ selection: EvidenceSelection, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        let open = try items(selection).filter { !$0.isDestroyed }
        guard !open.isEmpty else { return [] }
        try context.require(Set(Role.allCases), for: "witnessing the destruction of evidence")
        for item in open {
            guard let request = item.destruction?.requested else {
                throw .impossible(
                    "nobody has asked for the destruction of \(item.sealed.id): cordon evidence destroy \(id) "
                        + "\(item.sealed.id.hex.prefix(Self.fewestDigits)) --method TEXT --reason TEXT")
            }
            try context.requireOther(than: request.actor, for: "witnessing the destruction of evidence")
            guard state != .closed else { continue }
            let act = "witnessing the destruction of evidence of an open case"
            try context.require([.legal], for: act)
            try context.requireRoleHeld([.legal], before: request.time, for: act)
        }
        let verdicts = try passDestruction(of: open, in: context)
        return signature(in: context) + [
            .gatesPassed(step: Step.Kind.destroyEvidence.rawValue, target: nil, gates: verdicts),
            .custody(event: .destructionConfirmed(evidence: open.map(\.sealed.id))),
        ]
    }

    func recordDestruction(
        _ evidence: EvidenceID, keptFor: [CaseID], problem: String?
    ) throws(CaseRefusal) -> [CaseEvent] {
        guard let destruction = custody.items[evidence]?.destruction, destruction.confirmed != nil else {
            throw .impossible("nobody has confirmed the destruction of \(evidence)")
        }
        guard destruction.removal == nil else { return [] }
        return [.custody(event: .destroyed(evidence: evidence, keptFor: keptFor.sorted(), problem: problem))]
    }

    /// Puts every item before the gates, and says what all of them miss.
    private func passDestruction(
        of items: [CustodyItem], in context: DecisionContext
    ) throws(CaseRefusal) -> [GateVerdict] {
        var unmet: [UnmetGate] = []
        var verdicts: [GateVerdict] = []
        for item in items {
            do throws(CaseRefusal) {
                for verdict in try pass(Step(.destroyEvidence, evidence: item.sealed.id), in: context)
                where !verdicts.contains(verdict) { verdicts.append(verdict) }
            } catch {
                guard case .gates(let gates) = error else { throw error }
                unmet += gates
            }
        }
        guard unmet.isEmpty else { throw .gates(Self.merged(unmet)) }
        return verdicts
    }

    private static func merged(_ gates: [UnmetGate]) -> [UnmetGate] {
        var result: [UnmetGate] = []
        for gate in gates {
            guard let index = result.firstIndex(where: { $0.id == gate.id }) else {
                result.append(gate)
                continue
            }
            result[index] = UnmetGate(
                id: gate.id, statement: gate.statement, missing: result[index].missing + gate.missing,
                citation: gate.citation, override: gate.override)
        }
        return result
    }
}
