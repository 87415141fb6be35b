import Vocabulary

extension Case {
    func decideEradication(
        _ command: RecoveryCommand, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        switch command {
        case .nameCause(let kind, let text, let seenOn, let evidence, let rule):
            _ = try pass(Step(.respond), in: context)
            guard Text.answers(text) else { throw .missing(["what the cause is, in words"]) }
            guard !recovery.grid.standing.contains(where: { $0.kind == kind && $0.text == text }) else {
                throw .impossible("the case names this cause already")
            }
            var targets: Set<Target> = []
            for target in seenOn {
                let target = try known(target)
                guard isAffected(target) || verdict(of: target).isSuspected else {
                    throw .impossible(
                        "what was seen on \(target) makes it confirmed, and it is \(verdict(of: target).rawValue): cordon "
                            + "scope confirm \(id) --reason TEXT \(target.kind == .account ? "--account " : "")-- "
                            + ShellWord.quoted(target.name))
                }
                targets.insert(target)
            }
            let support = evidence.map(Support.record)
            try requireHeld(support)
            if let only = targets.first, targets.count == 1, only.kind == .system {
                try requireBearing(support, on: only.name, in: context)
            }
            let cause = Cause(
                id: recovery.grid.nextCause, kind: kind, text: text, seenOn: targets.sorted(), evidence: evidence,
                rule: rule)
            return [.recovery(event: .causeNamed(cause: cause))]
                + backToEradication("a further cause, \(cause.id): \(text)", cause.seenOn)
        case .cells(let named, let id, let act):
            let cause = try standingCause(id)
            let targets = try gridTargets(named, cause)
            var events: [CaseEvent] = []
            var unmet: [UnmetGate] = []
            for target in targets {
                do throws(CaseRefusal) {
                    events += try decide(act, target, cause, isAlone: targets.count == 1, in: context)
                } catch .gates(let gates) {
                    // What is missing for one of many is missing for the others, too: all of it is said at once.
                    unmet += gates
                }
            }
            guard unmet.isEmpty else { throw .gates(UnmetGate.merged(unmet)) }
            return events
        case .withdrawCause(let id, let reason): return try withdraw(id, reason, in: context)
        case .reappeared(let named, let observed, let at):
            return try seenAgain(named, observed: observed, at: at, in: context)
        case .dateCompromise(let system, let at, let reason):
            return try dateCompromise(of: system, at: at, reason: reason, in: context)
        default: return []
        }
    }

    private func standingCause(_ id: CauseID) throws(CaseRefusal) -> Cause {
        guard let cause = recovery.grid.cause(id) else { throw .unknownItem("cause \(id)") }
        if let withdrawn = recovery.grid.withdrawals[id] {
            throw .impossible("\(id) was withdrawn: \(withdrawn.reason); what is a cause after all is named anew")
        }
        return cause
    }

    /// A cause that is of another case, or a slip of the finger, is no cause of this one: another person than who named it
    /// says so, and as long as nothing was removed for it.
    private func withdraw(
        _ id: CauseID, _ reason: String, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        let cause = try standingCause(id)
        let act = "withdrawing a cause"
        try context.require(OverrideRule.approvers, for: act)
        if let named = recovery.grid.naming(of: id) { try context.requireOther(than: named.actor, for: act) }
        guard !recovery.grid.treated.contains(id) else {
            throw .impossible(
                "something was done about \(id): it stays, and where it cannot be, that is said cell by cell")
        }
        return [
            .recovery(event: .causeWithdrawn(cause: cause.id, reason: try Text.answer(reason, "why it is no cause")))
        ]
    }

    /// The intruder was seen on what was contained: its causes are open again, and it is contained only where somebody has
    /// seen so since.
    private func seenAgain(
        _ named: [Target], observed: String, at given: Timestamp?, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        var targets: Set<Target> = []
        for target in named { targets.insert(try known(target)) }
        guard state >= .eradication || targets.contains(where: { responseState(of: $0) >= .contained }) else {
            throw refusal(needing: "a case that has been contained", in: .eradication)
        }
        guard Text.answers(observed) else { throw .missing(["what was seen of the intruder"]) }
        let at = try moment(given, of: "what was seen", in: context)
        guard !targets.isEmpty else { throw .missing(["the systems or accounts on which the intruder was seen"]) }
        if let new = targets.sorted().first(where: { !isAffected($0) }) {
            throw .impossible(
                "\(new) was not contained before; where the intruder was seen on it, it is confirmed: cordon scope confirm "
                    + "\(id) --reason TEXT \(new.kind == .account ? "--account " : "")-- \(ShellWord.quoted(new.name))")
        }
        let reason = "the intruder was seen again: \(observed)"
        let lost = lostContainment(of: targets.sorted(), since: at, reason: reason)
        return [.recovery(event: .reappeared(targets: targets.sorted(), observed: observed, at: at))]
            + (lost.isEmpty ? backToEradication(reason, targets.sorted()) : lost)
    }

    /// Ten years; the longest that are public lasted less. An earlier date, which could never be moved forward, would leave
    /// no baseline and no backup to return to.
    static let longestIntrusionInSeconds: Int64 = 10 * 365 * 86_400

    /// When a system was known to be compromised at the latest; nil for one that is not.
    func found(_ system: String) -> Timestamp? {
        [systems[system]?.confirmedAt, declaredAt].compactMap(\.self).min()
    }

    /// Refuses a date of a compromise that lies further back than any intrusion lasts.
    func requireRecent(_ moment: Timestamp, on system: String, in context: DecisionContext) throws(CaseRefusal) {
        guard moment > (found(system) ?? context.now).advanced(bySeconds: -Self.longestIntrusionInSeconds) else {
            throw .impossible(
                "a compromise of \(moment) lies further back than any intrusion is known to have lasted")
        }
    }

    private func gridTargets(_ named: [Target], _ cause: Cause) throws(CaseRefusal) -> [Target] {
        var targets: Set<Target> = []
        for target in named {
            let target = try known(target)
            guard isAffected(target) else {
                throw .impossible("\(target) is neither confirmed nor contained: it has no cells")
            }
            guard cause.concerns(target) else {
                throw .impossible("\(cause.id), \(cause.kind.rawValue), has no cell on \(target)")
            }
            targets.insert(target)
        }
        guard !targets.isEmpty else { throw .missing(["the systems or accounts"]) }
        return targets.sorted()
    }

    private func decide(
        _ act: RecoveryCommand.CellAct, _ target: Target, _ cause: Cause, isAlone: Bool, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        let cell = recovery.grid.cell(target, cause.id)
        switch act {
        case .done(let what, let flagged):
            try requireEradication(of: target)
            guard Text.answers(what) else { throw .missing(["what was done"]) }
            guard cell.done == nil || cell.verified == nil else {
                throw .impossible(
                    "\(cause.id) was seen to be gone from \(target); where it is back, that is said first: cordon eradicate "
                        + "cell \(id) \(cause.id) --failed TEXT \(target.kind == .account ? "--account " : "")-- "
                        + "\(ShellWord.quoted(target.name))")
            }
            let destroys = flagged || cause.kind.destroysTraces
            let verdicts = destroys ? try pass(Step(.destroyTraces, target: target), in: context) : []
            let passed: [CaseEvent] =
                verdicts.isEmpty
                ? [] : [.gatesPassed(step: Step.Kind.destroyTraces.rawValue, target: target, gates: verdicts)]
            return passed + [
                .recovery(event: .cellDone(target: target, cause: cause.id, what: what, destroysTraces: destroys))
            ]
        case .verified(let observed, let at, let evidence):
            try requireEradication(of: target)
            guard let done = cell.done else {
                throw .impossible("nothing was done about \(cause.id) on \(target) that could be verified")
            }
            guard Text.answers(observed) else { throw .missing(["what was observed"]) }
            let at = try moment(at, of: "an observation", in: context)
            guard at >= done.stamp.time else {
                throw .impossible("\(at) is before it was done (\(done.stamp.time)): that observation shows nothing")
            }
            guard !isTooOld(at, for: target) else {
                throw .impossible("\(at) is before \(target) was compromised or contained: it shows nothing")
            }
            try requireShown(in: evidence, on: target, since: done.stamp.time, context)
            return [
                .recovery(
                    event: .cellVerified(
                        target: target, cause: cause.id, observed: observed, at: at, evidence: evidence))
            ]
        case .notApplicable(let reason):
            guard isAlone else {
                throw .impossible("not applicable is said of one cell at a time, with the reason for that one")
            }
            guard Text.answers(reason) else { throw .missing(["why \(cause.id) does not apply to \(target)"]) }
            guard !cause.seenOn.contains(target) else {
                throw .impossible("\(cause.id) was seen on \(target): there it applies")
            }
            guard cell.done == nil else { throw .impossible("something was done about \(cause.id) on \(target)") }
            return [.recovery(event: .cellNotApplicable(target: target, cause: cause.id, reason: reason))]
        case .failed(let observed, let at):
            guard cell.done != nil || cell.notApplicable != nil else {
                throw .impossible("\(cause.id) is open on \(target) as it is")
            }
            guard Text.answers(observed) else { throw .missing(["what was observed"]) }
            let at = try moment(at, of: "an observation", in: context)
            let reason = "\(cause.id) is still on \(target): \(observed)"
            let lost =
                containment.isHeld(target) ? [] : lostContainment(of: [target], since: at, reason: reason)
            return [.recovery(event: .cellFailed(target: target, cause: cause.id, observed: observed, at: at))]
                + (lost.isEmpty ? backToEradication(reason, [target]) : lost)
        }
    }

    private func requireEradication(of target: Target) throws(CaseRefusal) {
        guard state >= .eradication, state < .closed else {
            throw refusal(needing: "a case in eradication", in: .eradication)
        }
        guard responseState(of: target) >= .contained else {
            throw .impossible("\(target) is not contained, so the intruder would undo it")
        }
    }
}
