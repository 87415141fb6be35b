import Vocabulary

extension Case {
    func decideMonitoring(_ command: RecoveryCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        switch command {
        case .beginMonitoring(let until, let signals, let owner):
            try requireRecovery()
            let hours = (policy ?? context.organisation.policy).monitoringHours
            let earliest = context.now.advanced(bySeconds: Int64(hours) * 3600)
            let latest = context.now.advanced(bySeconds: Self.longestMonitoringInSeconds)
            guard until >= earliest, until <= latest else {
                throw .impossible("monitoring lasts \(hours) hours or more: it ends between \(earliest) and \(latest)")
            }
            guard !signals.isEmpty, signals.allSatisfy(Text.answers) else {
                throw .missing(["what is watched: old addresses, old accounts, decoys"])
            }
            let owner = try context.organisation.active(owner, as: "who watches").name
            if let running = recovery.monitoring {
                let end = running.end(in: context.organisation, at: context.now)
                if end > context.now {
                    guard until >= end else {
                        throw .impossible("monitoring runs until \(end); it may be prolonged, not shortened")
                    }
                    try checkWatch(running, signals, owner, in: context)
                }
            }
            return [.recovery(event: .monitoringBegun(until: until, signals: signals, owner: owner))]
        case .recordSensorGap(let from, let to, let what):
            guard let window = recovery.monitoring else { throw .unknownItem("monitoring") }
            guard from < to, from >= window.begun.time, to <= context.now else {
                throw .impossible("a gap lies between the start of monitoring (\(window.begun.time)) and now")
            }
            guard !window.gaps.contains(where: { from < $0.to && $0.from < to }) else {
                throw .impossible("a gap in that time is recorded already")
            }
            let what = try Text.answer(what, "what was not watched")
            return [.recovery(event: .sensorGap(from: from, to: to, what: what))]
        case .proposeMonitoringWaiver(let reason):
            try requireRecovery()
            try context.require(OverrideRule.proposers, for: "waiving the monitoring")
            try requireNoWatch(in: context)
            guard Text.answers(reason) else { throw .missing(["why no monitoring is necessary"]) }
            return [.recovery(event: .monitoringWaiverProposed(reason: reason))]
        case .confirmMonitoringWaiver(let reason):
            guard let waiver = recovery.waiver else { throw .unknownItem("proposal to waive the monitoring") }
            guard !waiver.isConfirmed(in: context.organisation) else {
                throw .impossible("the waiver is confirmed already")
            }
            try requireNoWatch(in: context)
            try context.require(OverrideRule.approvers, for: "confirming that monitoring is waived")
            try context.requireOther(than: waiver.proposed.actor, for: "confirming that monitoring is waived")
            try context.requireRoleHeld(
                OverrideRule.approvers, before: waiver.proposed.time, for: "confirming that monitoring is waived")
            let reason = try Text.reason(reason)
            return [.recovery(event: .monitoringWaiverConfirmed(reason: reason))]
        default: return []
        }
    }

    /// A waiver says that no watch is necessary; one that runs was held to be.
    private func requireNoWatch(in context: DecisionContext) throws(CaseRefusal) {
        guard let window = recovery.monitoring else { return }
        let end = window.end(in: context.organisation, at: context.now)
        guard end > context.now else { return }
        throw .impossible(
            "monitoring runs until \(end); it may be prolonged, not waived. To close before: "
                + "cordon plan override \(id) --gate GATE-MONITORING --help")
    }

    /// More is watched on anybody's word; less, or by somebody else, on that of who leads.
    private func checkWatch(
        _ running: MonitoringWindow, _ signals: [String], _ owner: String, in context: DecisionContext
    ) throws(CaseRefusal) {
        let kept = Set(signals.map(Text.folded))
        let dropped = running.signals.filter { !kept.contains(Text.folded($0)) }
        if !dropped.isEmpty {
            let options = running.signals.map { ShellWord.option("--signal", $0) }.joined(separator: " ")
            try context.require(
                OverrideRule.proposers,
                for:
                    "watching no longer for \(dropped.joined(separator: ", ")) (who adds to what is watched names it all: "
                    + "\(options))")
        }
        guard context.organisation.person(named: running.owner)?.name == owner else {
            try context.require(OverrideRule.proposers, for: "taking the watch from \(running.owner)")
            return
        }
    }

    /// The owner of record says that a system works as it should.
    func confirm(_ system: String, tested: String, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        let name = try affectedSystem(system)
        try requireRecovery()
        guard let person = context.person, person.isActive else {
            throw .roleNeeded(
                act: "confirming that a system works", roles: "its owner, on the roster and enabled",
                actor: context.organisation.name(of: context.actor))
        }
        if let reason = OwnersWord(self, in: context.organisation).whyNot(person.name, of: name) {
            throw .impossible(reason)
        }
        guard responseState(of: .system(name)) >= .eradicated else {
            throw .impossible("\(name) is not eradicated yet: what works now is not what goes back to work")
        }
        guard Text.answers(tested) else { throw .missing(["what was tested"]) }
        return [.recovery(event: .ownerConfirmed(system: name, tested: tested))]
    }

    /// Declares that operations resume.
    func resume(_ criteria: [String], in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        guard state == .recovery else { throw refusal(needing: "a case in recovery", in: .recovery) }
        try context.require(OverrideRule.approvers, for: "declaring that operations resume")
        guard recovery.resumption == nil else { throw .impossible("operations are resumed already") }
        var claims = GateFacts.Claims()
        claims.resumptionCriteria = criteria
        let verdicts = try pass(Step(.resume), in: context, claims: claims)
        return [
            .gatesPassed(step: Step.Kind.resume.rawValue, target: nil, gates: verdicts),
            .recovery(event: .resumed(criteria: criteria)),
        ]
    }

    /// Longer than any watch that the field knows (30 to 90 days); what ends later never ends.
    private static let longestMonitoringInSeconds: Int64 = 400 * 86_400

    private func requireRecovery() throws(CaseRefusal) {
        guard state == .recovery || state == .review else {
            throw refusal(needing: "a case in recovery", in: .recovery)
        }
    }
}
