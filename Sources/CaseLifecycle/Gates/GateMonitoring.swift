import Vocabulary

extension Gate {
    /// Watched for re-entry.
    static let monitoring = Gate(
        id: "GATE-MONITORING",
        statement:
            "When operations resume somebody watches for the intruder's return, and from then as long as a watch must last, "
            + "or two people decided that this is not necessary; the case stays open until the watch is over.",
        citation: "NIST SP 800-61r2 table 3-5 step 7.3; CSF 2.0 RC.RP-04",
        guards: [.resume, .close],
        override: .standard(longest: .temporary),
        missing: { facts in
            let recovery = facts.incident.recovery
            let command = "cordon recover monitor \(facts.caseID)"
            guard let window = recovery.monitoring else {
                if recovery.waiver?.isConfirmed(in: facts.organisation) == true { return [] }
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
            return unwatched(window, facts)
        },
        warnings: { facts in
            let fresh =
                facts.waived + (facts.incident.recovery.waiver?.confirmed.map(facts.freshRoles(ofActorOf:)) ?? [])
            guard let window = facts.incident.recovery.monitoring else { return facts.clockWarnings + fresh }
            return facts.clockWarnings + fresh
                + (window.gaps.isEmpty
                    ? [] : ["nothing was watched during \(window.gaps.count) gaps, by which the watch is longer"])
                + absence(window, facts) + facts.watchedNoLonger
        })

    /// What a watch lacks: that it lasts long enough from when operations resume, that it is over when the case is closed,
    /// and until then somebody who watches.
    private static func unwatched(_ window: MonitoringWindow, _ facts: GateFacts) -> [MissingFact] {
        let command = "cordon recover monitor \(facts.caseID) --until TIME --signal TEXT --owner NAME"
        let end = window.end(in: facts.organisation, at: facts.now)
        let isOver = end <= facts.now
        var missing: [MissingFact] = []
        if facts.step.kind == .close {
            // Who watched may leave when it is over.
            guard !isOver else { return [] }
            missing.append(
                MissingFact("watch until \(window.until)", "the end of the watch for re-entry, at \(end)"))
        } else {
            let hours = facts.policy.monitoringHours
            let earliest = facts.now.advanced(bySeconds: Int64(hours) * 3600)
            if end < earliest {
                missing.append(
                    MissingFact(
                        "watch beyond \(window.until)",
                        "a watch for re-entry of \(hours) hours from when operations resume, until \(earliest) or later; "
                            + "that of \(window.owner) \(isOver ? "ended" : "ends") at \(end): \(command)"))
                if isOver { return missing }
            }
        }
        guard !window.isManned(in: facts.organisation) else { return missing }
        return missing + [
            MissingFact(
                "watcher \(window.owner)",
                "somebody who watches, which \(window.owner) no longer can: \(command), by a lead or deputy")
        ]
    }

    /// That who watches was disabled meanwhile is seen beside what leans on the watch.
    private static func absence(_ window: MonitoringWindow, _ facts: GateFacts) -> [String] {
        let end = window.end(in: facts.organisation, at: facts.now)
        let away = facts.organisation.person(named: window.owner)?.absences.contains { absence in
            absence.from < end && absence.to.map { $0 > window.begun.time } ?? true
        }
        guard away == true else { return [] }
        return ["\(window.owner), who is to watch, was disabled meanwhile, by which the watch is longer"]
    }
}

extension GateFacts {
    /// That nobody watches for the intruder's return is said beside what leans on it, with who decided so.
    fileprivate var waived: [String] {
        guard incident.recovery.monitoring == nil, let waiver = incident.recovery.waiver,
            waiver.isConfirmed(in: organisation), let confirmed = waiver.confirmed
        else { return [] }
        return [
            "nobody watches for re-entry: waived by \(organisation.name(of: waiver.proposed.actor)) and "
                + "\(organisation.name(of: confirmed.actor)): \(waiver.reason)"
        ]
    }

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
