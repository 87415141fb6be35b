import Vocabulary

extension Case {
    func decide(_ command: ScopeCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        switch command {
        case .judge(let target, let verdict, let reason):
            return try judge(try known(target), as: verdict, reason: reason, in: context)
        case .enrol(let target, let tier, let owner):
            let name = try Text.required(target.name, "a name")
            guard (0...2).contains(tier) else { throw .impossible("a tier is 0, 1 or 2") }
            if (try? known(Target(kind: target.kind, name: name))) != nil {
                throw .impossible("the case knows \(target) already")
            }
            let owner = try owner.map { (name) throws(CaseRefusal) in try Text.required(name, "the owner") }
            let listed = target.kind == .system ? Target.system(name.uppercased()) : .account(name)
            return [.scope(event: .enrolled(target: listed, tier: tier, owner: owner))]
        case .raiseTier(let system, let tier):
            let name = try known(.system(system)).name
            guard let standing = systems[name], (0...2).contains(tier), tier <= standing.tier else {
                throw .impossible("a tier may only be raised within a case, towards 0")
            }
            return tier == standing.tier ? [] : [.scope(event: .tierRaised(system: name, tier: tier))]
        case .nameOwner(let system, let owner):
            let name = try known(.system(system)).name
            let owner = try Text.required(owner, "the owner")
            return systems[name]?.owner == owner ? [] : [.scope(event: .ownerNamed(system: name, owner: owner))]
        case .nameCommandChannel(let address, let reason):
            let address = try Text.required(address, "the address")
            if commandChannels.contains(where: { $0.address == address }) { return [] }
            return [
                .scope(
                    event: .commandChannelNamed(address: address, reason: try Text.required(reason, "a reason")))
            ]
        }
    }

    private func judge(
        _ target: Target, as verdict: SystemVerdict, reason: String, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        let reason = try Text.reason(reason, "a reason")
        try context.requireHuman(for: "judging a system or account")
        switch verdict {
        case .confirmed: break
        case .probable:
            guard self.verdict(of: target) != .confirmed else {
                throw .impossible("\(target) is confirmed; only clearing it, by a second person, changes that")
            }
        case .cleared, .outOfScope:
            let step = Step(.clear, target: target, item: verdict.rawValue)
            _ = try pass(step, in: context)
        case .possible, .unknown: throw .impossible("a person confirms, suspects, clears or excludes")
        }
        return [
            .scope(event: .judged(target: target, verdict: verdict, reason: reason, seen: fingerprint(of: target)))
        ]
    }

    /// What evidence there is about a system or account right now.
    func fingerprint(of target: Target) -> EvidenceFingerprint {
        let system = target.kind == .system ? systems[target.name]?.assessment : nil
        return EvidenceFingerprint(
            version: version, files: scope.filesCovered, records: system?.records ?? 0,
            mentions: system?.mentions ?? accounts[target.name]?.assessment?.evidence.count ?? 0)
    }

    /// The system or account that people mean by a name, whatever the case of its letters.
    func known(_ target: Target) throws(CaseRefusal) -> Target {
        switch target.kind {
        case .system:
            let upper = target.name.uppercased()
            if systems[upper] != nil { return .system(upper) }
            for (name, standing) in systems
            where name.uppercased() == upper
                || standing.assessment?.aliases.contains(where: { $0.uppercased() == upper }) == true
            {
                return .system(name)
            }
            throw .unknownSystem(target.name)
        case .account:
            if accounts[target.name] != nil { return target }
            let lower = target.name.lowercased()
            guard let name = accounts.keys.first(where: { $0.lowercased() == lower }) else {
                throw .unknownAccount(target.name)
            }
            return .account(name)
        }
    }
}
