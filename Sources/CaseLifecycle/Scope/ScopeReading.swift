package import Vocabulary

extension Case {
    /// The verdict that holds on a system or account; unknown for one that the case does not know.
    package func verdict(of target: Target) -> SystemVerdict {
        switch target.kind {
        case .system: systems[target.name]?.verdict ?? .unknown
        case .account: accounts[target.name]?.verdict ?? .unknown
        }
    }

    /// Every system and account that is confirmed to be compromised.
    package var confirmedTargets: Set<Target> {
        var targets: Set<Target> = []
        for (name, standing) in systems where standing.verdict == .confirmed { targets.insert(.system(name)) }
        for (name, standing) in accounts where standing.verdict == .confirmed { targets.insert(.account(name)) }
        return targets
    }

    /// How many systems and accounts are confirmed to be compromised.
    var confirmedCount: Int {
        systems.values.count { $0.verdict == .confirmed } + accounts.values.count { $0.verdict == .confirmed }
    }

    /// Systems and accounts that are suspected, in the order of their names.
    package var suspectedTargets: [Target] {
        let systems = systems.filter { $0.value.verdict.isSuspected }.keys.map(Target.system)
        let accounts = accounts.filter { $0.value.verdict.isSuspected }.keys.map(Target.account)
        return (systems + accounts).sorted()
    }

    /// How far the response to a system or account has come.
    package func responseState(of target: Target) -> ResponseState { response[target] ?? .uncontained }

    /// When the first compromise that the evidence shows took place, over all systems that are confirmed: nothing that
    /// was taken later shows a system as it was before. Nil while no time is known.
    package var firstCompromise: Timestamp? {
        systems.values.lazy.filter { $0.verdict == .confirmed }.compactMap { $0.assessment?.firstCompromise }.min()
    }
}
