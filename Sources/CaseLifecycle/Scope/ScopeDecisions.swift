import Vocabulary

extension Case {
    func decide(_ command: ScopeCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        switch command {
        case .judge(let target, let verdict, let reason):
            return try judge(try known(target), as: verdict, reason: reason, in: context)
        case .enrol(let target, let tier, let owner):
            let name = try PlainName.checked(target.name, "the name of a \(target.kind.rawValue)")
            guard (0...2).contains(tier) else { throw .impossible("a tier is 0, 1 or 2") }
            if let known = try? known(Target(kind: target.kind, name: name)) {
                throw .impossible("the case knows \(known) already")
            }
            let owner = try owner.map { (name) throws(CaseRefusal) in try ownerName(name, in: context) }
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
            let owner = try ownerName(owner, in: context)
            return systems[name]?.owner == owner ? [] : [.scope(event: .ownerNamed(system: name, owner: owner))]
        case .nameCommandChannel(let address, let reason):
            let address = PlainName.tidied(try Text.required(address, "the address"))
            if commandChannels.contains(where: { $0.address == address }) { return [] }
            return [
                .scope(
                    event: .commandChannelNamed(address: address, reason: try Text.reason(reason)))
            ]
        }
    }

    /// The owner by the name on the roster, where it has the person.
    private func ownerName(_ name: String, in context: DecisionContext) throws(CaseRefusal) -> String {
        let name = try PlainName.checked(name, "the owner")
        return context.organisation.person(named: name)?.name ?? name
    }

    private func judge(
        _ target: Target, as verdict: SystemVerdict, reason: String, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        let reason = try Text.reason(reason)
        try context.requireHuman(for: "judging a system or account")
        var passed: [CaseEvent] = []
        switch verdict {
        case .confirmed: break
        case .probable:
            guard self.verdict(of: target) != .confirmed else {
                throw .impossible("\(target) is confirmed; only clearing it, by a second person, changes that")
            }
        case .cleared, .outOfScope:
            let step = Step(.clear, target: target, item: verdict.rawValue)
            let verdicts = try pass(step, in: context)
            passed.append(.gatesPassed(step: step.kind.rawValue, target: target, gates: verdicts))
        case .possible, .unknown: throw .impossible("a person confirms, suspects, clears or excludes")
        }
        return passed + [
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

    /// The system or account that people mean by a name, however its letters and spaces were typed.
    func known(_ target: Target) throws(CaseRefusal) -> Target {
        let key = PlainName.folded(target.name)
        switch target.kind {
        case .system:
            for name in [target.name, target.name.uppercased(), key.uppercased()] where systems[name] != nil {
                return .system(name)
            }
            for (name, standing) in systems
            where PlainName.folded(name) == key
                || standing.assessment?.aliases.contains(where: { PlainName.folded($0) == key }) == true
            {
                return .system(name)
            }
            throw .unknownSystem(target.name)
        case .account:
            if accounts[target.name] != nil { return target }
            guard let name = accounts.keys.first(where: { PlainName.folded($0) == key }) else {
                throw .unknownAccount(target.name)
            }
            return .account(name)
        }
    }
}
