package import Vocabulary

extension Organisation {
    func decideStaffing(
        _ command: OrganisationCommand, in context: OrganisationContext
    ) throws(CaseRefusal) -> [OrganisationEvent] {
        let asking = DecisionContext(organisation: self, actor: context.actor, now: context.now)
        switch command {
        case .proposeOverride(let name, let until, let category, let reason):
            return try propose(name, until, category, reason, asking, leads: context.leads)
        case .approveOverride(let id): return try approve(id, asking)
        case .settleDebt(let id, let reason):
            let debt = try openDebt(id)
            try requireScheduler(context.actor, for: "settling a debt")
            guard Text.answers(reason) else { throw .missing(["how it was settled"]) }
            let open = debt.duties.filter { !isCovered($0, at: context.now, leads: context.leads) }
            guard open.isEmpty else {
                throw .impossible(
                    "nobody is on \(open.map(\.rawValue).joined(separator: " or ")): cordon staff assign NAME --duty "
                        + "\(open[0].rawValue)")
            }
            return [.staffing(event: .debtSettled(id: id, reason: reason))]
        case .acceptDebt(let id, let reason):
            let debt = try openDebt(id)
            try asking.require([.executive], for: "accepting a debt")
            guard Text.answers(reason) else { throw .missing(["why it is accepted"]) }
            let override = staffing.overrides[debt.override]
            for party in [override?.proposer, override?.approval, debt.incurred].compactMap(\.self) {
                try asking.requireOther(than: party.actor, for: "accepting a debt")
            }
            return [.staffing(event: .debtAccepted(id: id, reason: reason))]
        default: return []
        }
    }

    /// Whether somebody is on a duty at a moment who counts.
    package func isCovered(_ duty: Duty, at moment: Timestamp, leads: Set<String>) -> Bool {
        onDuty(duty, at: moment).contains { !leads.contains($0.person) }
    }

    private func propose(
        _ name: String, _ until: Timestamp, _ category: Override.Category, _ reason: String, _ asking: DecisionContext,
        leads: Set<String>
    ) throws(CaseRefusal) -> [OrganisationEvent] {
        try asking.require(OverrideRule.proposers, for: "proposing an override")
        let person = try known(name)
        guard Text.answers(reason) else { throw .missing(["a reason"]) }
        let longest = StaffingOverride.longest
        guard until > asking.now, until <= asking.now.advanced(bySeconds: longest.seconds ?? 0) else {
            throw .impossible("an override of GATE-STAFFING ends after now, and after \(longest.words) at most")
        }
        // It ends with the shift: beyond that the person covers nothing that could be uncovered.
        let spans = loneCover(of: person.name, from: asking.now, until: until, leads: leads)
        guard !spans.isEmpty else {
            throw .impossible("\(name) can be taken off: nothing would be uncovered, so there is nothing to override")
        }
        return [
            .staffing(
                event: .overrideProposed(
                    id: staffing.nextOverride, person: person.name, spans: spans, category: category, reason: reason))
        ]
    }

    private func approve(_ id: OverrideID, _ asking: DecisionContext) throws(CaseRefusal) -> [OrganisationEvent] {
        guard let override = staffing.overrides[id] else {
            throw .impossible("there is no override \(id) of GATE-STAFFING: cordon staff show")
        }
        guard override.approval == nil else { throw .impossible("override \(id) is approved already") }
        guard override.spans.contains(where: { $0.end > asking.now }) else {
            throw .impossible("override \(id) is over: what it was to let through has passed")
        }
        try asking.require(OverrideRule.approvers, for: "approving an override of GATE-STAFFING")
        try asking.requireOther(than: override.proposer.actor, for: "approving an override")
        try asking.requireRoleHeld(
            OverrideRule.approvers, before: override.proposer.time, for: "approving an override of GATE-STAFFING")
        return [.staffing(event: .overrideApproved(id: id))]
    }

    private func openDebt(_ id: DebtID) throws(CaseRefusal) -> StaffingDebt {
        guard let debt = staffing.debts[id] else {
            throw .impossible("no debt \(id) is owed for preparation or detection: cordon staff show")
        }
        guard debt.end == nil else { throw .impossible("debt \(id) is settled already") }
        return debt
    }
}
