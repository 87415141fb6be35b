import Vocabulary

extension Gate {
    /// Watched for re-entry.
    static let monitoring = Gate(
        id: "GATE-MONITORING",
        statement:
            "Before operations resume somebody watches for the intruder's return, or two people decided that this is "
            + "not necessary; the case stays open until the watch is over.",
        citation: "NIST SP 800-61r2 table 3-5 step 7.3; CSF 2.0 RC.RP-04",
        guards: [.resume, .close],
        override: .standard(longest: .temporary),
        missing: { facts in
            let recovery = facts.incident.recovery
            if recovery.waiver?.isConfirmed(in: facts.organisation) == true { return [] }
            let command = "cordon recover monitor \(facts.caseID)"
            guard let window = recovery.monitoring else {
                let waive =
                    "\(command) "
                    + (recovery.waiver == nil ? "--waive REASON" : "--confirm-waiver REASON, by another person")
                return [
                    MissingFact(
                        "monitoring",
                        "the watch for re-entry, or the decision of two people to do without: \(command) --until TIME "
                            + "--signal TEXT --owner NAME; or \(waive)")
                ]
            }
            if facts.step.kind == .close, facts.now < window.end {
                return [
                    MissingFact("watch until \(window.until)", "the end of the watch for re-entry, at \(window.end)")
                ]
            }
            guard facts.organisation.person(named: window.owner)?.isActive == true else {
                return [
                    MissingFact(
                        "watcher \(window.owner)",
                        "somebody who watches, which \(window.owner) no longer can: \(command) --until TIME --signal TEXT "
                            + "--owner NAME, by a lead or deputy")
                ]
            }
            return []
        },
        warnings: { facts in
            let fresh = facts.incident.recovery.waiver?.confirmed.map(facts.freshRoles(ofActorOf:)) ?? []
            guard let window = facts.incident.recovery.monitoring else { return facts.clockWarnings + fresh }
            return facts.clockWarnings + fresh
                + (window.gaps.isEmpty
                    ? [] : ["nothing was watched during \(window.gaps.count) gaps, by which the watch is longer"])
                + facts.watchedNoLonger
        })
}

extension GateFacts {
    /// What was taken from the watch for re-entry stands beside what leans on the watch.
    var watchedNoLonger: [String] {
        guard let window = incident.recovery.monitoring else { return [] }
        return window.dropped.sorted { $0.key < $1.key }.map { signal, actor in
            "watched no longer: \(signal), taken out by \(organisation.name(of: actor))"
        }
            + window.relieved.sorted { $0.key < $1.key }.map { watcher, actor in
                "\(watcher) watches no longer: \(organisation.name(of: actor)) gave the watch to \(window.owner)"
            }
    }
}
