import Vocabulary

extension Case {
    func decide(_ command: OverrideCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        switch command {
        case .propose(
            let name, let target, let item, let category, let reason, let leftOut, let duration, let owner, let due):
            guard let gate = Gate.named(name) else { throw .unknownItem("gate \(name)") }
            let found = try overridable(gate, target: target, item: item, duration: duration, in: context)
            try context.require(OverrideRule.proposers, for: "proposing an override")
            try requireDue(due, after: context.now, within: duration)
            let owner = try context.organisation.active(owner, as: "the owner of the debt").name
            let leftOut = try resolved(leftOut, of: found, by: gate)
            let missing = try named(leftOut.isEmpty ? [target?.name].compactMap(\.self) : leftOut, of: found)
            let present = covered(of: gate, at: context.now, in: context.organisation)
            guard missing.contains(where: { present[$0.coverage] == nil }) else {
                throw .impossible(
                    "what \(gate.id) misses of that is covered by an override already: cordon plan override \(self.id)")
            }
            return [
                .override(
                    event: .proposed(
                        proposal: .init(
                            id: overrides.nextOverride, gate: gate.id, missing: missing, category: category,
                            reason: try Text.reason(reason, "a reason"), leftOut: leftOut, duration: duration,
                            debtOwner: owner, debtDue: due)))
            ]
        case .approve(let id): return try approve(id, in: context)
        case .settle(let id, let reason):
            let debt = try openDebt(id, in: context.organisation)
            if isLasting(debt) {
                throw .impossible(
                    "what \(debt.gate) guards cannot be made good; when the case is under review an executive accepts the "
                        + "debt: cordon case debt \(self.id) --accept \(id) --reason TEXT")
            }
            let reason = try Text.reason(reason, "how it was settled")
            let unmet = stillMissing(debt, in: context)
            guard unmet.isEmpty else { throw .gates(unmet) }
            return [.override(event: .debtSettled(id: id, reason: reason))]
        case .accept(let id, let reason):
            let debt = try openDebt(id, in: context.organisation)
            try requireAcceptable(debt, in: context)
            try context.require([.executive], for: "accepting a debt")
            try context.requireRoleHeld([.executive], before: debt.incurred.time, for: "accepting a debt")
            let reason = try Text.reason(reason, "a reason")
            for former in partiesTo(debt) { try context.requireOther(than: former, for: "accepting a debt") }
            guard context.person?.isKnown(as: debt.owner) != true else {
                throw .secondPersonNeeded(act: "accepting a debt", first: debt.owner)
            }
            return [.override(event: .debtAccepted(id: id, reason: reason))]
        case .takeOver(let id):
            let debt = try openDebt(id, in: context.organisation)
            guard isOwedByNobody(debt, in: context.organisation) else {
                throw .impossible("\(id) is owed by \(debt.owner), who is there to pay it")
            }
            let name = context.organisation.name(of: context.actor)
            let owner = try context.organisation.active(name, as: "who takes over a debt").name
            return [.override(event: .debtTakenOver(id: id, owner: owner))]
        }
    }

    /// Whether who owes a debt is no longer there to pay it.
    package func isOwedByNobody(_ debt: Debt, in organisation: Organisation) -> Bool {
        organisation.person(of: Principal(account: debt.owner))?.isActive != true
    }

    /// What the override of a debt let happen cannot be undone.
    func isLasting(_ debt: Debt) -> Bool {
        guard case .lasting = Gate.named(debt.gate)?.override,
            let missing = debt.override.flatMap({ overrides.overrides[$0] })?.missing
        else { return false }
        let subjects = Set(missing.map(\.subject))
        return custody.losses.keys.contains { subjects.contains($0.description) && wasGivenUp($0) }
    }

    /// A debt is accepted at the end of a case, where it can no longer be paid: until then it is made good.
    private func requireAcceptable(_ debt: Debt, in context: DecisionContext) throws(CaseRefusal) {
        guard state < .review else { return }
        guard !isLasting(debt) else {
            throw .impossible("\(debt.id), which cannot be made good, is accepted when the case is under review")
        }
        let open = stillMissing(debt, in: context).flatMap(\.missing)
        throw .impossible(
            "\(debt.id) is accepted when the case is under review; until then it is made good"
                + (open.isEmpty
                    ? ": cordon case debt \(id) --settle \(debt.id) --reason TEXT"
                    : ", by " + open.joined(separator: "; ")))
    }

    /// What a gate misses right now, as the system finds it.
    private func overridable(
        _ gate: Gate, target: Target?, item: String?, duration: DurationClass, in context: DecisionContext
    ) throws(CaseRefusal) -> [MissingFact] {
        guard let longest = gate.override.longest else {
            if case .never(let instead) = gate.override { throw .impossible("\(gate.id) has no override: \(instead)") }
            return []
        }
        guard duration <= longest else {
            throw .impossible("an override of \(gate.id) holds for \(longest.words) at most")
        }
        var missing: [MissingFact] = []
        for kind in gate.guards.sorted(by: { $0.rawValue < $1.rawValue }) {
            let facts = GateFacts(self, step: Step(kind, target: target, item: item), context: context)
            for fact in gate.missing(facts) where !missing.contains(where: { $0.subject == fact.subject }) {
                missing.append(fact)
            }
        }
        guard !missing.isEmpty else { throw .impossible("\(gate.id) misses nothing: there is nothing to override") }
        let present = covered(of: gate, at: context.now, in: context.organisation)
        guard missing.contains(where: { present[$0.coverage] == nil }) else {
            throw .impossible(
                "what \(gate.id) misses is covered by an override already: cordon plan override \(self.id)")
        }
        let covered = missing.filter(gate.isOverridable)
        guard !covered.isEmpty else {
            throw .impossible(
                "no override of \(gate.id) covers what it misses: \(missing.map(\.text).joined(separator: "; "))")
        }
        return covered
    }

    /// What is knowingly left out: systems, accounts and all else that a gate misses something of, each by the name that
    /// the case knows it by.
    ///
    /// - Throws: Where one is none of this case's, or has nothing to do with what the gate misses.
    private func resolved(
        _ names: [String], of missing: [MissingFact], by gate: Gate
    ) throws(CaseRefusal) -> [String] {
        let known = Set(missing.map { $0.name ?? $0.subject })
        let folded = Dictionary(known.map { (PlainName.folded($0), $0) }, uniquingKeysWith: min)
        var leftOut: [String] = []
        var seen: Set<String> = []
        for name in names {
            let read = VisibleName.read(name)
            var resolved = known.contains(read) ? read : folded[PlainName.folded(read)]
            if resolved == nil { resolved = try leftOutName(name, of: missing, by: gate) }
            if let resolved, seen.insert(resolved).inserted { leftOut.append(resolved) }
        }
        return leftOut
    }

    /// What an override covers: what the gate misses of what was named, as left out or as what the step concerns, and
    /// nothing else. Where all that it misses is about the case as a whole there is nothing to name.
    ///
    /// - Throws: Where the gate misses something of systems, accounts or others, and none of them is named: with all.
    private func named(_ names: [String], of missing: [MissingFact]) throws(CaseRefusal) -> [MissingFact] {
        let names = Set(names)
        let covered = missing.filter { names.contains($0.name ?? $0.subject) }
        guard covered.isEmpty else { return covered }
        guard missing.contains(where: { $0.name != nil }) else { return missing }
        let unnamed = Set(missing.map { $0.name ?? $0.subject }).sorted()
        throw .missing([
            "what is knowingly left out, by name: "
                + unnamed.map { ShellWord.option("--left-out", $0) }.joined(separator: " ")
        ])
    }

    /// Something that is left out and that the gate misses nothing of by name.
    private func leftOutName(
        _ name: String, of missing: [MissingFact], by gate: Gate
    ) throws(CaseRefusal) -> String {
        if gate.id == Gate.notify.id {
            let recipients = notifications.openDuties.flatMap(\.recipientsLeft)
            throw .impossible(
                "\(name) is nobody who is still to be notified, which is what \(gate.id) misses: "
                    + (recipients.isEmpty
                        ? missing.map(\.text).joined(separator: "; ") : recipients.joined(separator: "; ")))
        }
        let target = (try? known(.system(name))) ?? (try? known(.account(name)))
        guard let target else { throw .unknownSystem(name) }
        // What a gate misses may concern all that were hit, without naming them.
        guard isAffected(target) || missing.contains(where: { $0.concerns(target) }) else {
            throw .impossible("\(target) has nothing to do with what \(gate.id) misses")
        }
        return target.name
    }

    private func requireDue(
        _ due: Timestamp, after now: Timestamp, within duration: DurationClass
    ) throws(CaseRefusal) {
        let latest = now.advanced(bySeconds: duration.seconds ?? Self.longestDebtInSeconds)
        guard due > now, due <= latest else {
            throw .impossible("the debt of an override is due after now and not later than \(latest)")
        }
    }

    /// A debt that no override ends must be paid or accepted within a year.
    private static let longestDebtInSeconds: Int64 = 365 * 86_400

    private func approve(_ id: OverrideID, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        guard let override = overrides.overrides[id] else { throw .unknownItem("override \(id)") }
        guard override.approval == nil else { throw .impossible("override \(id) is approved already") }
        if let newer = overrides.replacement(of: override) {
            throw .impossible("\(newer) was proposed in its place: cordon plan override \(self.id) --approve \(newer)")
        }
        guard let gate = Gate.named(override.gate) else { throw .unknownItem("gate \(override.gate)") }
        guard override.ended == nil else {
            throw .impossible(
                "\(id) was proposed before the case was reopened; what is missing now is proposed anew: "
                    + "cordon plan override \(self.id) --gate \(gate.id) --help")
        }
        try context.requireOther(than: override.proposer.actor, for: "approving an override")
        if let proposer = context.organisation.person(of: override.proposer.actor), !proposer.isActive {
            throw .impossible(
                "\(proposer.name), who proposed \(id), is no longer there: somebody else proposes it: "
                    + "cordon plan override \(self.id) --gate \(gate.id) --help")
        }
        _ = try context.organisation.active(override.debtOwner, as: "the owner of the debt")
        try requireApprover(of: override, gate, in: context)
        // A proposal that lay too long is made anew: nobody owes what was to be paid before it was owed.
        guard override.debtDue > context.now else {
            throw .impossible(
                "\(id) leaves a debt that was due by \(override.debtDue): it is proposed anew, with another date: cordon plan "
                    + "override \(self.id) --gate \(gate.id) --help")
        }
        let left = override.leftOut.isEmpty ? "" : "; left out: \(override.leftOut.joined(separator: ", "))"
        return [
            .override(event: .approved(id: id)),
            .override(
                event: .debtIncurred(
                    id: overrides.nextDebt, gate: override.gate, override: id,
                    text: owed(under: override, gate) + left,
                    owner: override.debtOwner, due: override.debtDue)),
        ]
    }

    /// What an override leaves to be owed, as a count.
    private func owed(under override: Override, _ gate: Gate) -> String {
        let count = override.missing.count
        if case .lasting(_, let fate) = gate.override {
            let names = override.missing.map(\.subject).joined(separator: ", ")
            return "\(count) \(count == 1 ? "asset" : "assets") that \(fate): \(names)"
        }
        if case .owner(_, let fate) = gate.override {
            return "\(count) \(fate): \(override.missing.map(\.subject).joined(separator: ", "))"
        }
        let shown = override.missing.prefix(Self.subjectsOwed).map(\.subject).joined(separator: ", ")
        return "\(count) \(count == 1 ? "fact" : "facts") of \(override.gate) missing: \(shown)"
            + (count > Self.subjectsOwed ? ", .." : "")
    }

    /// At most this many names stand in the text of a debt; the override has all.
    private static let subjectsOwed = 20

    /// An owner of record approves what concerns own systems; otherwise a role does, held since before the proposal.
    private func requireApprover(of override: Override, _ gate: Gate, in context: DecisionContext) throws(CaseRefusal) {
        let act = "approving an override of \(gate.id)"
        if case .owner = gate.override, let person = context.person, person.isActive {
            let words = OwnersWord(self, in: context.organisation)
            let ownsAll = override.missing.allSatisfy {
                isOwner(person.name, of: $0.system, since: override.proposer.time, words)
            }
            if ownsAll { return }
        }
        try context.require(gate.override.approvers, for: act)
        try context.requireRoleHeld(gate.override.approvers, before: override.proposer.time, for: act)
    }

    /// Whether somebody is the owner of record of a system, named by one person and confirmed by another before a moment.
    func isOwner(_ name: String, of system: String?, since moment: Timestamp, _ words: OwnersWord) -> Bool {
        guard let system, let since = systems[system]?.owners.last?.confirmed?.time, since <= moment else {
            return false
        }
        return words.whyNot(name, of: system) == nil
    }

    private func openDebt(_ id: DebtID, in organisation: Organisation) throws(CaseRefusal) -> Debt {
        guard let debt = overrides.debts[id] else { throw .unknownItem("debt \(id)") }
        guard debt.end == nil || isAcceptedByParty(debt, in: organisation) else {
            throw .impossible("debt \(id) is settled already")
        }
        return debt
    }

    /// What the gate of a debt still misses of what it missed then. What is said with the command that the gate guards is
    /// no part of it: nothing that was let pass before could be made good.
    private func stillMissing(_ debt: Debt, in context: DecisionContext) -> [UnmetGate] {
        guard let gate = Gate.named(debt.gate) else { return [] }
        let owed = (debt.override.flatMap { overrides.overrides[$0] }?.missing.map(\.subject)).map(Set.init)
        var open: [MissingFact] = []
        for kind in gate.guards.sorted(by: { $0.rawValue < $1.rawValue }) {
            for fact in gate.missing(GateFacts(self, step: Step(kind), context: context))
            where gate.isOverridable(fact) && owed.map(fact.isAmong) ?? true && !open.contains(fact) {
                open.append(fact)
            }
        }
        return open.isEmpty ? [] : [gate.unmet(open)]
    }

    /// Whether a debt was accepted by somebody who turned out to have had a hand in what left it.
    func isAcceptedByParty(_ debt: Debt, in organisation: Organisation) -> Bool {
        guard let end = debt.end, end.kind == .accepted else { return false }
        return partiesTo(debt).contains { organisation.isSamePerson($0, end.stamp.actor) }
    }

    private func partiesTo(_ debt: Debt) -> [Principal] {
        guard let override = debt.override.flatMap({ overrides.overrides[$0] }) else { return [debt.incurred.actor] }
        return [override.proposer.actor] + (override.approval.map { [$0.actor] } ?? [])
    }
}
