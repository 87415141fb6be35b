import Vocabulary

extension ConformanceRule {
    /// What systems are restored from, the proof of the baseline and the keys of a domain, looked at by the other account of
    /// who did the work.
    static func restorations(_ history: CaseHistory) -> [Suspicion] {
        assets(history) + comparisons(history) + keys(history)
    }

    private static func assets(_ history: CaseHistory) -> [Suspicion] {
        history.incident.recovery.assets.compactMap { record in
            guard let check = record.verification,
                let name = history.otherAccount(of: check.stamp.actor, among: [record.registered.actor])
            else { return nil }
            return suspicion(
                "\(record.asset.id) was registered and checked by one person, \(name)", check.stamp,
                gate: "GATE-RESTORE-ASSET", [Proof(.asset(record.asset.id))])
        }
    }

    private static func comparisons(_ history: CaseHistory) -> [Suspicion] {
        let recovery = history.incident.recovery
        var workers: [String: Set<Principal>] = [:]
        for (worker, systems) in recovery.workers {
            for system in systems { workers[system, default: []].insert(worker) }
        }
        return workers.sorted { $0.key < $1.key }.compactMap { system, workers in
            guard let look = recovery.comparisons[system]?.value.stamp,
                let name = history.otherAccount(of: look.actor, among: workers)
            else { return nil }
            return suspicion(
                "\(system) was restored or cleaned, and compared with its baseline, by one person, \(name)", look,
                gate: "GATE-BASELINE", [Proof(.comparison(system), look)])
        }
    }

    private static func keys(_ history: CaseHistory) -> [Suspicion] {
        history.incident.recovery.credentials.items.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap {
            item, record in
            var doers: Set<Principal> = []
            return record.acts.compactMap { act -> Suspicion? in
                switch act {
                case .renewed(_, _, let stamp):
                    doers.insert(stamp.actor)
                    return nil
                case .replicationVerified(_, let stamp):
                    guard let name = history.otherAccount(of: stamp.actor, among: doers) else { return nil }
                    return suspicion(
                        "\(item.words) was renewed, and seen to have replicated, by one person, \(name)", stamp,
                        gate: "GATE-CREDENTIALS", [Proof(.domainItem(item))])
                }
            }
        }
    }

    /// Owners of record, by the word of one person under two accounts.
    static func owners(_ history: CaseHistory) -> [Suspicion] {
        history.incident.recovery.ownerWords.keys.sorted().compactMap { system in
            guard let owner = history.incident.systems[system]?.owners.last, let confirmed = owner.confirmed,
                let name = history.otherAccount(of: confirmed.actor, among: [owner.stamp.actor])
            else { return nil }
            return suspicion(
                "\(owner.owner) was named and confirmed as the owner of \(system) by one person, \(name)", confirmed,
                gate: "GATE-OWNER", [Proof(.ownership(system))])
        }
    }
}
