import Vocabulary

extension ConformanceRule {
    /// What takes two people was done by two, as far as is known by now who is one person.
    static let twoPersons = ConformanceRule(
        id: "TWO-PERSONS", statement: "What takes a second person is not done by one person under two accounts.",
        gates: ["GATE-APPROVAL"], severity: .fatal,
        atEnd: { history in
            let suspicions =
                overrides(history) + plans(history) + debts(history) + preservations(history) + reopenings(history)
                + withdrawals(history) + transfers(history) + containments(history) + removals(history)
                + restorations(history) + owners(history) + secondWords(history)
            let versions = history.versions(of: Set(suspicions.flatMap(\.proofs)))
            return suspicions.map { suspicion in
                var finding = suspicion.finding
                finding.versions = Set(suspicion.proofs.flatMap { versions[$0] ?? [] }).sorted()
                return finding
            }
        })

    /// A finding, and what of the journal proves it.
    struct Suspicion {
        let finding: Finding
        let proofs: [Proof]
    }

    static func suspicion(_ text: String, _ stamp: Stamp, gate: String, _ proofs: [Proof]) -> Suspicion {
        var finding = Finding(text: text, versions: [], time: stamp.time)
        finding.gate = gate
        return Suspicion(finding: finding, proofs: proofs)
    }

    private static func overrides(_ history: CaseHistory) -> [Suspicion] {
        history.incident.overrides.overrides.values.sorted { $0.id < $1.id }.compactMap { override in
            guard let approval = override.approval,
                history.organisation.isSamePerson(override.proposer.actor, approval.actor)
            else { return nil }
            let name = history.organisation.name(of: approval.actor)
            return suspicion(
                "\(override.id) was proposed and approved by one person, \(name)", approval, gate: override.gate,
                [Proof(.override(override.id))])
        }
    }

    /// The plans that were carried out on the word of people who turned out to have written them.
    private static func plans(_ history: CaseHistory) -> [Suspicion] {
        let incident = history.incident
        let ordered = incident.containment.orders.compactMap { order in
            order.plan.flatMap { incident.plans[$0] }.map {
                (plan: $0, revision: order.revision, time: order.stamp.time)
            }
        }
        let others = incident.plans.present.filter { plan in
            plan.kind != .containment && plan.actions.contains { $0.result != nil }
        }.map { (plan: $0, revision: Int?($0.revision), time: history.now) }
        return (ordered + others).compactMap { plan, revision, time in
            let authors = Set(([plan.drafted] + plan.edits).map { history.organisation.name(of: $0.actor) })
            let approvals = plan.approvals.filter { $0.revision == revision }
            let approvers = Set(approvals.map { history.organisation.name(of: $0.stamp.actor) })
            guard let last = approvals.last, authors.isSuperset(of: approvers) else { return nil }
            return suspicion(
                "\(plan.id) was approved by nobody but who wrote it: \(approvers.sorted().joined(separator: ", "))",
                Stamp(time: time, actor: last.stamp.actor), gate: "GATE-APPROVAL",
                ([plan.drafted] + plan.edits + approvals.map(\.stamp)).map { Proof(.plan(plan.id), $0) })
        }
    }

    /// What was seen to be contained by nobody but the other account of who contained it.
    private static func containments(_ history: CaseHistory) -> [Suspicion] {
        var doers: [Target: Set<Principal>] = [:]
        var actions: [Target: [Proof]] = [:]
        for plan in history.incident.plans.present where plan.kind == .containment {
            for action in plan.actions {
                guard let target = action.target else { continue }
                doers[target, default: []].formUnion(action.results.map(\.stamp.actor))
                // Who is to do it and who says that it was done may both look, and neither alone.
                doers[target, default: []].insert(Principal(account: action.owner))
                actions[target, default: []].append(Proof(.action(ActionKey(plan: plan.id, number: action.number))))
            }
        }
        return doers.sorted { $0.key < $1.key }.compactMap { target, doers in
            guard let seen = history.incident.containment.members[target]?.observation, seen.result == .contained,
                let doer = history.otherAccount(of: seen.stamp.actor, among: doers)
            else { return nil }
            return suspicion(
                "\(target) was contained and seen to be contained by one person, \(doer)", seen.stamp,
                gate: "GATE-CONTAIN-VERIFIED",
                (actions[target] ?? []) + [Proof(.observation(target), seen.stamp)])
        }
    }

    /// What was removed, and seen to be gone, under two accounts of one person.
    private static func removals(_ history: CaseHistory) -> [Suspicion] {
        let grid = history.incident.recovery.grid
        return grid.rows.sorted { $0.key < $1.key }.flatMap { target, row in
            row.cells.sorted { $0.key < $1.key }.compactMap { cause, cell -> Suspicion? in
                guard let done = cell.done, let check = cell.verified,
                    let doer = history.otherAccount(of: check.stamp.actor, among: [done.stamp.actor])
                else { return nil }
                return suspicion(
                    "\(cause) was removed from \(target), and seen to be gone, by one person, \(doer)", check.stamp,
                    gate: "GATE-ERADICATION-GRID",
                    [Proof(.cell(target, cause), done.stamp), Proof(.cell(target, cause), check.stamp)])
            }
        }
    }

    private static func debts(_ history: CaseHistory) -> [Suspicion] {
        history.incident.overrides.debts.values.sorted { $0.id < $1.id }.compactMap { debt in
            guard let end = debt.end, history.incident.isAcceptedByParty(debt, in: history.organisation) else {
                return nil
            }
            let name = history.organisation.name(of: end.stamp.actor)
            return suspicion(
                "\(debt.id) was accepted by \(name), who had a hand in what left it", end.stamp, gate: "GATE-DEBT",
                [Proof(.debt(debt.id))] + [debt.override].compactMap(\.self).map { Proof(.override($0)) })
        }
    }

    /// Files that say nothing of whose they are, and that nobody had to do with but one person.
    private static func preservations(_ history: CaseHistory) -> [Suspicion] {
        let incident = history.incident
        return incident.custody.preservations.sorted { $0.key < $1.key }.flatMap { target, taken in
            taken.compactMap { preservation -> Suspicion? in
                guard let item = incident.custody.items[preservation.evidence],
                    incident.readings(of: preservation.evidence).contains(where: { $0.unread != nil }),
                    !incident.readings(of: preservation.evidence).contains(where: { $0.records > 0 }),
                    item.began.actor != preservation.collector.actor,
                    history.organisation.isSamePerson(item.began.actor, preservation.collector.actor)
                else { return nil }
                return suspicion(
                    "\(preservation.evidence), which preserves \(target), was sealed and said to be of it by one person, "
                        + history.organisation.name(of: preservation.collector.actor), preservation.collector,
                    gate: "GATE-EVIDENCE",
                    [
                        Proof(.sealing(preservation.evidence), item.began),
                        Proof(.preservation(target, preservation.evidence), preservation.collector),
                    ])
            }
        }
    }

    private static func reopenings(_ history: CaseHistory) -> [Suspicion] {
        history.incident.takenBack.compactMap { taken in
            guard history.organisation.isSamePerson(taken.reopened, taken.stamp.actor) else { return nil }
            return suspicion(
                "the case was reopened, and that taken back, by one person, "
                    + history.organisation.name(of: taken.stamp.actor), taken.stamp, gate: "GATE-REOPEN",
                [Proof(.reopening)])
        }
    }

    private static func withdrawals(_ history: CaseHistory) -> [Suspicion] {
        let grid = history.incident.recovery.grid
        return grid.withdrawals.sorted { $0.key < $1.key }.compactMap { cause, withdrawal in
            guard let named = grid.naming(of: cause),
                history.organisation.isSamePerson(named.actor, withdrawal.stamp.actor)
            else { return nil }
            return suspicion(
                "\(cause) was named and withdrawn by one person, "
                    + history.organisation.name(of: withdrawal.stamp.actor), withdrawal.stamp,
                gate: "GATE-ERADICATION-GRID", [Proof(.cause(cause))])
        }
    }

    private static func transfers(_ history: CaseHistory) -> [Suspicion] {
        history.incident.custody.transfers.values.sorted { $0.id < $1.id }.compactMap { transfer in
            guard let accepted = transfer.accepted,
                history.organisation.isSamePerson(transfer.offered.actor, accepted.actor)
            else { return nil }
            return suspicion(
                "\(transfer.id) was given and taken by one person, \(history.organisation.name(of: accepted.actor))",
                accepted, gate: "GATE-CUSTODY", [Proof(.transfer(transfer.id))])
        }
    }
}
