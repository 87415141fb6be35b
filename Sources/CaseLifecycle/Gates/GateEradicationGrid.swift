import Vocabulary

extension Gate {
    /// Every system against every cause.
    static let eradicationGrid = Gate(
        id: "GATE-ERADICATION-GRID",
        statement:
            "Every cause of the incident is gone from every system and account concerned, and was seen to be gone by "
            + "somebody else than who removed it, or does not apply there, before anything is restored.",
        citation: "NIST SP 800-61r2 table 3-5 steps 6, 6.1 and 6.2; CSF 2.0 RS.MI-02, RC.RP-05",
        guards: [.recover, .restore, .resume, .review, .close],
        override: .standard(longest: .temporary),
        missing: { facts in
            let incident = facts.incident
            guard !incident.recovery.grid.standing.isEmpty else {
                // A case that never came to recovery stands on nothing that was removed.
                let isLate = facts.step.kind == .review || facts.step.kind == .close
                if isLate, incident.enteredAt[.recovery] == nil { return [] }
                let name = "cordon eradicate cause \(facts.caseID) --kind KIND --text TEXT"
                return [MissingFact("causes", "at least one cause that must be removed: \(name)")]
            }
            if let target = facts.step.target { return cells(target, facts) + unwitnessed(facts) }
            guard incident.isAnyAffected else {
                return [MissingFact("systems", "a system or account that was contained")]
            }
            return facts.marked(.uncleared).sorted().flatMap { cells($0, facts) }
                + unwitnessed(facts) + (facts.step.kind == .recover ? undone(.eradication, facts) : [])
        },
        warnings: { facts in
            // Said with the steps that rest on it first.
            guard facts.step.kind == .recover || facts.step.kind == .restore else { return [] }
            let grid = facts.incident.recovery.grid
            let unwatched = grid.standing.filter { $0.rule == nil }.map(\.id.description)
            return (unwatched.isEmpty ? [] : ["no detection rule would see \(unwatched.joined(separator: ", ")) again"])
                + repeatedReasons(facts) + ownChecks(facts) + withdrawn(facts)
        })

    /// What was named as a cause and is looked for no longer.
    private static func withdrawn(_ facts: GateFacts) -> [String] {
        let grid = facts.incident.recovery.grid
        return grid.withdrawals.sorted { $0.key < $1.key }.map { id, word in
            "\(id), \(grid.cause(id)?.text ?? ""), was withdrawn by \(facts.organisation.name(of: word.stamp.actor)): "
                + word.reason
        }
    }

    private static func cells(_ target: Target, _ facts: GateFacts) -> [MissingFact] {
        let incident = facts.incident
        let flag = target.kind == .account ? "--account " : ""
        let name = "\(flag)-- \(ShellWord.quoted(target.name))"
        let open = incident.openCauses(of: target).map { cause in
            let command = "cordon eradicate cell \(facts.caseID) \(cause.id)"
            let isDone = incident.recovery.grid.cell(target, cause.id).done != nil
            return MissingFact(
                "cell \(target) \(cause.id)",
                isDone
                    ? "the observation that \(cause.id) is gone from \(target): \(command) --verified TEXT \(name)"
                    : "\(cause.id) removed from \(target): \(command) --done TEXT \(name); or, "
                        // Where it was seen it applies.
                        + (cause.seenOn.contains(target)
                            ? "where it was named by mistake, by a lead, deputy or executive who did not name it: cordon eradicate "
                                + "withdraw \(facts.caseID) \(cause.id) --reason TEXT"
                            : "where it cannot be on it: \(command) --not-applicable REASON \(name)"),
                about: target.name)
        }
        guard open.isEmpty, !incident.isCleared(of: target) else { return open }
        return [
            MissingFact(
                "deed \(target)",
                "something that was removed from \(target) or closed on it: it is confirmed to be compromised, and no "
                    + "cause is said to apply to it",
                about: target.name)
        ]
    }

    /// What was recorded in the grid for the target of a step, or for all.
    private static func rows(_ facts: GateFacts) -> [Target: GridRow] {
        let rows = facts.incident.recovery.grid.rows
        guard let target = facts.step.target else { return rows }
        return rows[target].map { [target: $0] } ?? [:]
    }

    private static func repeatedReasons(_ facts: GateFacts) -> [String] {
        var counts: [String: Int] = [:]
        for row in rows(facts).values where row.hasExemptions {
            for cell in row.cells.values {
                if let reason = cell.notApplicable?.reason { counts[reason, default: 0] += 1 }
            }
        }
        let repeated = counts.values.filter { $0 > 1 }.reduce(0, +)
        return repeated == 0 ? [] : ["\(repeated) cells are not applicable for a reason that other cells have, too"]
    }

    /// The cells that were verified by who had done the work, in order.
    private static func ownChecks(
        _ facts: GateFacts, _ witnesses: inout Witnesses
    ) -> [(target: Target, cause: CauseID, doer: String)] {
        // Looking at every cell of thousands of systems takes long, and nearly always nobody looked at own work.
        let hands = facts.incident.recovery.grid.hands
        guard hands.contains(where: { witnesses.isSame($0.doer, $0.checker) }) else { return [] }
        var found: [(target: Target, cause: CauseID, doer: String)] = []
        for (target, row) in rows(facts) {
            for (cause, cell) in row.cells {
                guard let done = cell.done?.stamp.actor, let seen = cell.verified?.stamp.actor,
                    witnesses.isSame(done, seen)
                else { continue }
                found.append((target, cause, witnesses.name(of: done)))
            }
        }
        return found.sorted { ($0.target, $0.cause) < ($1.target, $1.cause) }
    }

    private static func unwitnessed(_ facts: GateFacts) -> [MissingFact] {
        var witnesses = Witnesses(facts.organisation)
        return ownChecks(facts, &witnesses).filter {
            (facts.step.target != nil || facts.incident.isAffected($0.target)) && witnesses.hasOther(than: [$0.doer])
        }.map { own in
            let flag = own.target.kind == .account ? "--account " : ""
            return MissingFact(
                "own check \(own.target) \(own.cause)",
                "the observation that \(own.cause) is gone from \(own.target) by somebody other than \(own.doer), who "
                    + "removed it: cordon eradicate cell \(facts.caseID) \(own.cause) --verified TEXT "
                    + "\(flag)-- \(ShellWord.quoted(own.target.name))",
                about: own.target.name)
        }
    }

    /// Where nobody else could have looked it is said with the verdict.
    private static func ownChecks(_ facts: GateFacts) -> [String] {
        var witnesses = Witnesses(facts.organisation)
        let count = ownChecks(facts, &witnesses).count
        return count == 0 ? [] : ["\(count) cells were verified by who had done the work"]
    }
}
