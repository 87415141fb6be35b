import Vocabulary

extension Gate {
    /// The scope is settled before containment, so that no half of an intrusion is contained and the other half warned.
    static let scope = Gate(
        id: "GATE-SCOPE",
        statement:
            "All evidence is read and as it was sealed, every system and account that it speaks of has a verdict, no other case holds "
            + "a part of the intrusion, and the scope has stopped growing, before containment begins.",
        citation: "NIST SP 800-61r2 table 3-5 step 6.3; CSF 2.0 DE.AE-04, RS.MI-02; CISA AR21-134A",
        guards: [.contain],
        override: .never(instead: "contain a part as an emergency: cordon contain go CASE --emergency --help"),
        missing: { facts in
            let incident = facts.incident
            if incident.systems.isEmpty {
                return [
                    MissingFact(
                        "systems", "evidence of at least one system: cordon evidence add \(facts.caseID) PATH")
                ]
            }
            return unread(facts) + uncovered(facts) + unsettled(facts) + leftOutByOne(facts) + nothingConfirmed(facts)
                + growth(facts) + coverage(facts) + commandChannels(facts) + damage(facts) + facts.splitOff
        },
        warnings: { facts in
            let suspected = facts.incident.suspectedTargets
            return
                (suspected.isEmpty
                ? [] : ["\(suspected.count) are suspected and not confirmed: \(named(suspected.map(\.description)))"])
                + (facts.incident.scope.patientZero.isEmpty && facts.incident.review.cause == nil
                    ? ["the first system compromised is not named"] : [])
                + leftOut(facts) + clearedBefore(facts) + facts.looserThresholds + incomplete(facts)
                + facts.saidToBeApart
        })

    /// At most this many names stand in a warning; a refusal always names all.
    private static let namesInWarning = 20

    private static func named(_ names: [String]) -> String {
        names.prefix(namesInWarning).joined(separator: ", ") + (names.count > namesInWarning ? ", .." : "")
    }

    /// Files of which a part could not be read.
    private static func incomplete(_ facts: GateFacts) -> [String] {
        let names = facts.incident.evidence.filter { file in
            facts.incident.readings(of: file.id).contains { $0.issueCount > 0 }
        }.map(\.name).sorted()
        return names.isEmpty ? [] : ["\(names.count) files were read with issues: \(named(names))"]
    }

    private static func unread(_ facts: GateFacts) -> [MissingFact] {
        facts.incident.evidence.filter { facts.incident.readings[$0.id] == nil }.map { evidence in
            MissingFact(
                "evidence \(evidence.id)",
                "the reading of \(evidence.name), sealed but not read: "
                    + "cordon evidence add \(facts.caseID) -- \(ShellWord.quoted(evidence.origin))")
        }
    }

    private static func uncovered(_ facts: GateFacts) -> [MissingFact] {
        let count = facts.incident.readings.count - facts.incident.scope.filesCovered
        guard count > 0 else { return [] }
        return [
            MissingFact(
                "coverage",
                "a scope that covers all evidence (\(count) files were read since): "
                    + "cordon evidence add \(facts.caseID) PATH, with any file of the case")
        ]
    }

    private static func unsettled(_ facts: GateFacts) -> [MissingFact] {
        facts.incident.scopeIndex.unsettled.sorted().map { target in
            let flag = target.kind == .account ? "--account " : ""
            let name = flag + "-- " + ShellWord.quoted(target.name)
            let act =
                "cordon scope confirm \(facts.caseID) --reason TEXT \(name); or suspect, clear or exclude it likewise"
            let what =
                facts.incident.isClearanceStale(of: target)
                ? "a new verdict for \(target), cleared before newer evidence spoke of it" : "a verdict for \(target)"
            return MissingFact("verdict \(target)", "\(what): \(act)")
        }
    }

    /// What the evidence confirms, and what everything hangs on, is left out on the word of two.
    static func leftOutByOne(_ facts: GateFacts) -> [MissingFact] {
        let index = facts.incident.scopeIndex
        return index.leftOut.union(tierZeroLeftOut(facts)).sorted().compactMap { target in
            guard let word = facts.incident.judgement(of: target) else { return nil }
            if let former = word.former, !facts.organisation.isSamePerson(former.actor, word.stamp.actor) { return nil }
            let name = (target.kind == .account ? "--account " : "") + "-- " + ShellWord.quoted(target.name)
            return MissingFact(
                "left out \(target)",
                "a second person's word that \(target), "
                    + (index.leftOut.contains(target) ? "which the evidence confirms" : "which is of tier 0")
                    + ", is \(word.verdict.rawValue), as "
                    + "\(facts.organisation.name(of: word.stamp.actor)) says: "
                    + (word.verdict == .cleared
                        ? "cordon scope clear \(facts.caseID) --reason TEXT \(name)"
                        : "cordon scope exclude \(facts.caseID) --reason TEXT \(name)"))
        }
    }

    /// Who cleared or excluded a system could not look for what was recorded as the intruder's only later.
    private static func clearedBefore(_ facts: GateFacts) -> [String] {
        guard let newest = facts.incident.commandChannels.map(\.stamp.time).max() else { return [] }
        let names = facts.incident.systems.filter { _, system in
            system.judgement.map { $0.leavesOut && $0.stamp.time < newest } ?? false
        }.keys.sorted()
        return names.isEmpty
            ? [] : ["left out before the newest address of the intruder was recorded: \(named(names))"]
    }

    private static func leftOut(_ facts: GateFacts) -> [String] {
        let names = facts.incident.scopeIndex.leftOut.sorted().map(\.description)
        let critical = tierZeroLeftOut(facts).filter { facts.incident.verdict(of: $0) == .outOfScope }.sorted()
        return (names.isEmpty ? [] : ["left out, though the evidence confirms it: \(named(names))"])
            + (critical.isEmpty ? [] : ["left out, though of tier 0: \(named(critical.map(\.description)))"])
    }

    private static func tierZeroLeftOut(_ facts: GateFacts) -> [Target] {
        facts.incident.scopeIndex.tierZero.map(Target.system).filter {
            facts.incident.judgement(of: $0)?.leavesOut == true
        }
    }

    private static func nothingConfirmed(_ facts: GateFacts) -> [MissingFact] {
        guard facts.incident.confirmedTargets.isEmpty else { return [] }
        return [
            MissingFact(
                "confirmed", "a confirmed system or account: cordon scope confirm \(facts.caseID) NAME --reason TEXT")
        ]
    }

    private static func growth(_ facts: GateFacts) -> [MissingFact] {
        let hours = facts.policy.scopeGrowthHours
        let since = facts.now.advanced(bySeconds: Int64(-hours) * 3600)
        let fresh = facts.incident.scopeIndex.confirmations(after: since)
        guard fresh > facts.policy.scopeGrowthLimit,
            let last = facts.incident.scopeIndex.confirmation(beforeLast: facts.policy.scopeGrowthLimit)
        else { return [] }
        let until = last.advanced(bySeconds: Int64(hours) * 3600)
        return [
            MissingFact(
                "growth",
                "a scope that has stopped growing: \(fresh) systems were confirmed in the last \(hours) hours, "
                    + "and \(facts.policy.scopeGrowthLimit) may be. If no more are found that is so from \(until) on; "
                    + "if waiting does harm: cordon contain go \(facts.caseID) --emergency --help")
        ]
    }

    private static func coverage(_ facts: GateFacts) -> [MissingFact] {
        let critical = facts.incident.scopeIndex.tierZero.filter {
            facts.incident.systems[$0]?.verdict != .outOfScope
        }
        let dark = critical.filter {
            facts.incident.systems[$0]?.presence != .collected || !facts.incident.hasLogOfIntrusion(from: $0)
        }
        let held = critical.count - dark.count
        guard held * 100 < critical.count * facts.policy.tierZeroCoveragePercent else { return [] }
        let names = dark.sorted().joined(separator: ", ")
        return [
            MissingFact(
                "tier 0",
                "logs of \(facts.policy.tierZeroCoveragePercent) % of the systems of tier 0, of which \(held) of "
                    + "\(critical.count) are held; collect those of \(names): cordon evidence add \(facts.caseID) PATH")
        ]
    }

    private static func commandChannels(_ facts: GateFacts) -> [MissingFact] {
        let since = facts.now.advanced(bySeconds: Int64(-facts.policy.scopeGrowthHours) * 3600)
        let fresh = facts.incident.commandChannels.filter { $0.stamp.time > since }.map(\.address)
        guard fresh.count > facts.policy.scopeGrowthLimit else { return [] }
        return [
            MissingFact(
                "command channels",
                "a list of the intruder's command channels that has stopped growing: in the last "
                    + "\(facts.policy.scopeGrowthHours) hours it grew by \(fresh.joined(separator: ", "))")
        ]
    }
}
