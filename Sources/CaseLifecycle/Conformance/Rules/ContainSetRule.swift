import Vocabulary

extension ConformanceRule {
    /// all-or-nothing(contain over the frozen set).
    static let containSet = ConformanceRule(
        id: "CONTAIN-SET",
        statement: "What is confirmed is contained together, by one order over the frozen set, or not at all.",
        gates: ["GATE-CONTAIN-SET"], severity: .fatal,
        atEvent: { moment in
            let incident = moment.incident
            switch moment.recorded.event {
            case .containment(event: .ordered(_, let plan, _, let targets, let leftOut, nil)):
                let known = Set(targets)
                let open = incident.confirmedTargets.filter {
                    !known.contains($0) && incident.responseState(of: $0) < .isolating
                }
                let planned = plan.flatMap { incident.plans[$0]?.targets } ?? []
                let missed = open.union(leftOut).union(Set(planned).subtracting(known)).sorted()
                guard !missed.isEmpty else {
                    return plan == nil ? [moment.finding("containment was ordered without a plan")] : []
                }
                return [moment.finding("\(targets.count) were contained without \(Self.names(missed))")]
            case .responseChanged(let targets, to: .isolating), .responseChanged(let targets, to: .contained):
                let alone = targets.filter { !incident.containment.orderedTargets.contains($0) }
                guard !alone.isEmpty else { return [] }
                return [moment.finding("\(Self.names(alone)) contained without an order for the whole set")]
            default: return []
            }
        },
        atEnd: { history in
            history.incident.containment.orders.filter(\.isEmergency).map { emergency($0, history) }
        })

    /// As many names as are read; the rest is counted.
    static func names(_ targets: [Target]) -> String {
        targets.prefix(10).map(\.description).joined(separator: ", ")
            + (targets.count > 10 ? " and \(targets.count - 10) more" : "")
    }

    /// A part contained in an emergency: let pass when a second person confirmed it in time and the whole followed
    /// before it ended.
    private static func emergency(_ order: ContainmentOrder, _ history: CaseHistory) -> Finding {
        let incident = history.incident
        let organisation = history.organisation
        let version = history.events.first { recorded in
            if case .containment(event: .ordered(order.number, _, _, _, _, _)) = recorded.event { true } else { false }
        }?.version
        let ends = order.confirmationDue
        let whole = incident.containment.orders.first { $0.number > order.number && !$0.isEmergency }?.stamp.time
        let settled = min(whole ?? history.now, history.now)
        let isConfirmed = order.isConfirmed(in: organisation) ? !order.isConfirmedLate : history.now < ends
        let hasHeld = isConfirmed && (whole != nil || history.now < ends)
        var text = "\(order.targets.count) contained in an emergency, \(order.allLeftOut.count) knowingly left out"
        if !isConfirmed { text += "; no second person confirmed it by \(ends)" }
        if order.isConfirmedLate, let late = order.confirmation {
            text += "; \(organisation.name(of: late.actor)) confirmed it late, on \(late.time)"
        }
        if whole == nil, history.now >= ends { text += "; the whole was not contained when it ended at \(ends)" }
        var finding = Finding(text: text, versions: version.map { [$0] } ?? [], time: order.stamp.time)
        finding.gate = Gate.emergency.id
        finding.lostSeconds = settled > ends ? Int64(settled.seconds(since: ends)) : nil
        guard hasHeld, let emergency = order.emergency else { return finding }
        finding.emergency = OverrideUse(
            gate: Gate.emergency.id, proposer: organisation.name(of: order.stamp.actor),
            approver: order.confirmation.map { organisation.name(of: $0.actor) },
            reason: "\(emergency.kind.rawValue): \(emergency.reason)", leftOut: order.allLeftOut.map(\.description),
            expires: ends,
            debt: incident.overrides.debts.values
                .filter { $0.gate == Gate.emergency.id && $0.incurred == order.stamp }.min { $0.id < $1.id })
        return finding
    }
}
