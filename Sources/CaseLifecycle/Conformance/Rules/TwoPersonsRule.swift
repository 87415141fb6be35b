import Vocabulary

extension ConformanceRule {
    /// What takes two people was done by two, as far as is known by now who is one person.
    static let twoPersons = ConformanceRule(
        id: "TWO-PERSONS", statement: "What takes a second person is not done by one person under two accounts.",
        gates: ["GATE-APPROVAL"], severity: .fatal,
        atEnd: { history in
            overrides(history) + plans(history) + debts(history) + preservations(history) + reopenings(history)
                + withdrawals(history) + transfers(history) + containments(history) + removals(history)
        })

    private static func finding(_ text: String, _ stamp: Stamp, gate: String) -> Finding {
        var finding = Finding(text: text, versions: [], time: stamp.time)
        finding.gate = gate
        return finding
    }

    private static func overrides(_ history: CaseHistory) -> [Finding] {
        history.incident.overrides.overrides.values.sorted { $0.id < $1.id }.compactMap { override in
            guard let approval = override.approval,
                history.organisation.isSamePerson(override.proposer.actor, approval.actor)
            else { return nil }
            let name = history.organisation.name(of: approval.actor)
            return finding(
                "\(override.id) was proposed and approved by one person, \(name)", approval, gate: override.gate)
        }
    }

    /// The plans that were carried out on the word of people who turned out to have written them.
    private static func plans(_ history: CaseHistory) -> [Finding] {
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
            return finding(
                "\(plan.id) was approved by nobody but who wrote it: \(approvers.sorted().joined(separator: ", "))",
                Stamp(time: time, actor: last.stamp.actor), gate: "GATE-APPROVAL")
        }
    }

    /// What was seen to be contained by nobody but the other account of who contained it.
    private static func containments(_ history: CaseHistory) -> [Finding] {
        var doers: [Target: Set<Principal>] = [:]
        for plan in history.incident.plans.present where plan.kind == .containment {
            for action in plan.actions {
                guard let target = action.target else { continue }
                doers[target, default: []].formUnion(action.results.map(\.stamp.actor))
            }
        }
        return doers.sorted { $0.key < $1.key }.compactMap { target, doers in
            guard let seen = history.incident.containment.members[target]?.observation, seen.result == .contained,
                let doer = history.otherAccount(of: seen.stamp.actor, among: doers)
            else { return nil }
            return finding(
                "\(target) was contained and seen to be contained by one person, \(doer)", seen.stamp,
                gate: "GATE-CONTAIN-VERIFIED")
        }
    }

    /// What was removed, and seen to be gone, under two accounts of one person.
    private static func removals(_ history: CaseHistory) -> [Finding] {
        let grid = history.incident.recovery.grid
        return grid.rows.sorted { $0.key < $1.key }.flatMap { target, row in
            row.cells.sorted { $0.key < $1.key }.compactMap { cause, cell -> Finding? in
                guard let done = cell.done, let check = cell.verified,
                    let doer = history.otherAccount(of: check.stamp.actor, among: [done.stamp.actor])
                else { return nil }
                return finding(
                    "\(cause) was removed from \(target), and seen to be gone, by one person, \(doer)", check.stamp,
                    gate: "GATE-ERADICATION-GRID")
            }
        }
    }

    private static func debts(_ history: CaseHistory) -> [Finding] {
        history.incident.overrides.debts.values.sorted { $0.id < $1.id }.compactMap { debt in
            guard let end = debt.end, history.incident.isAcceptedByParty(debt, in: history.organisation) else {
                return nil
            }
            let name = history.organisation.name(of: end.stamp.actor)
            return finding(
                "\(debt.id) was accepted by \(name), who had a hand in what left it", end.stamp, gate: "GATE-DEBT")
        }
    }

    /// Files that say nothing of whose they are, and that nobody had to do with but one person.
    private static func preservations(_ history: CaseHistory) -> [Finding] {
        let incident = history.incident
        return incident.custody.preservations.sorted { $0.key < $1.key }.flatMap { target, taken in
            taken.compactMap { preservation -> Finding? in
                guard let item = incident.custody.items[preservation.evidence],
                    incident.readings(of: preservation.evidence).contains(where: { $0.unread != nil }),
                    !incident.readings(of: preservation.evidence).contains(where: { $0.records > 0 }),
                    item.began.actor != preservation.collector.actor,
                    history.organisation.isSamePerson(item.began.actor, preservation.collector.actor)
                else { return nil }
                return finding(
                    "\(preservation.evidence), which preserves \(target), was sealed and said to be of it by one person, "
                        + history.organisation.name(of: preservation.collector.actor), preservation.collector,
                    gate: "GATE-EVIDENCE")
            }
        }
    }

    private static func reopenings(_ history: CaseHistory) -> [Finding] {
        history.incident.takenBack.compactMap { taken in
            guard history.organisation.isSamePerson(taken.reopened, taken.stamp.actor) else { return nil }
            return finding(
                "the case was reopened, and that taken back, by one person, "
                    + history.organisation.name(of: taken.stamp.actor), taken.stamp, gate: "GATE-REOPEN")
        }
    }

    private static func withdrawals(_ history: CaseHistory) -> [Finding] {
        let grid = history.incident.recovery.grid
        return grid.withdrawals.sorted { $0.key < $1.key }.compactMap { cause, withdrawal in
            guard let named = grid.naming(of: cause),
                history.organisation.isSamePerson(named.actor, withdrawal.stamp.actor)
            else { return nil }
            return finding(
                "\(cause) was named and withdrawn by one person, "
                    + history.organisation.name(of: withdrawal.stamp.actor), withdrawal.stamp,
                gate: "GATE-ERADICATION-GRID")
        }
    }

    private static func transfers(_ history: CaseHistory) -> [Finding] {
        history.incident.custody.transfers.values.sorted { $0.id < $1.id }.compactMap { transfer in
            guard let accepted = transfer.accepted,
                history.organisation.isSamePerson(transfer.offered.actor, accepted.actor)
            else { return nil }
            return finding(
                "\(transfer.id) was given and taken by one person, \(history.organisation.name(of: accepted.actor))",
                accepted, gate: "GATE-CUSTODY")
        }
    }
}
