import Vocabulary

extension Case {
    func decide(_ command: ScopeCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        switch command {
        case .judge(let target, let verdict, let reason):
            return try judge(try known(target), as: verdict, reason: reason, in: context)
        case .enrol(let target, let tier, let owner):
            let name = try PlainName.new(target.name, "the name of a \(target.kind.rawValue)")
            try requireOwnForm(name, of: target.kind)
            guard (0...2).contains(tier) else { throw .impossible("a tier is 0, 1 or 2") }
            if let known = try? known(Target(kind: target.kind, name: name)) {
                throw .impossible("the case knows \(known) already")
            }
            let owner = try owner.map { (name) throws(CaseRefusal) in try ownerName(name, in: context) }
            let listed = target.kind == .system ? Target.system(MachineName.folded(name)) : .account(name)
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
        case .confirmOwner(let system, let owner): return try confirmOwner(owner, of: system, in: context)
        case .nameCommandChannel(let address, let reason):
            let address = PlainName.tidied(try Text.required(address, "the address"))
            if commandChannels.contains(where: { $0.address == address }) { return [] }
            return [
                .scope(
                    event: .commandChannelNamed(address: address, reason: try Text.reason(reason)))
            ]
        case .setApart(let other, let reason): return try setApart(other, reason: reason, in: context)
        }
    }

    /// Refuses the forms in which a name is written somewhere else: as a path, as a name of the domain name system, as the
    /// account of a machine. A second system of another spelling would be no system at all.
    private func requireOwnForm(_ name: String, of kind: Target.Kind) throws(CaseRefusal) {
        let isForeign =
            switch kind {
            case .system: name.hasSuffix(".") || name.hasSuffix("$") || name.contains("\\") || name.contains("/")
            case .account: name.contains("/") && !name.contains("@") || name.hasPrefix("\\\\")
            }
        guard isForeign else { return }
        throw .impossible(
            kind == .system
                ? "a system is enrolled by its name alone, without signs before or after it, and \(name) has some"
                : "an account is enrolled as DOMAIN\\NAME, NAME@DOMAIN or NAME, and \(name) is neither")
    }

    /// A second person says that somebody is the owner: nobody makes up the owner whose word is needed.
    private func confirmOwner(
        _ owner: String, of system: String, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        let system = try known(.system(system)).name
        let owner = try ownerName(owner, in: context)
        guard let owners = systems[system]?.owners, let present = owners.last,
            (context.organisation.person(named: present.owner)?.name ?? present.owner) == owner
        else {
            throw .impossible("\(owner) is not recorded as the owner of \(system)")
        }
        guard !present.isConfirmed(in: context.organisation) else { return [] }
        if let doubt = doubt(aboutOwner: owner, in: context.organisation) {
            throw .impossible(
                "\(doubt), and so could never say that \(system) works: cordon scope set \(id) "
                    + "\(ShellWord.quoted(system)) --owner NAME; people are added by: cordon staff roster add NAME")
        }
        let act = "confirming the owner of \(system)"
        try context.requireHuman(for: act)
        try context.requireOther(than: present.stamp.actor, for: act)
        guard let person = context.person, person.isActive, !person.isKnown(as: owner) else {
            throw .secondPersonNeeded(act: act, first: owner)
        }
        let former = owners.last { $0.isConfirmed(in: context.organisation) }?.owner
        if former.map(person.isKnown) != true {
            try context.require(OverrideRule.approvers, for: act)
            try context.requireRoleHeld(OverrideRule.approvers, before: present.stamp.time, for: act)
        }
        return [.scope(event: .ownerConfirmed(system: system, owner: present.owner))]
    }

    /// Why a name cannot be that of an owner whose word counts, in words; nil where it can.
    package func doubt(aboutOwner name: String, in organisation: Organisation) -> String? {
        guard let person = organisation.person(of: Principal(account: name)) else {
            return "\(name) is not on the roster"
        }
        guard person.isActive else {
            return person.kind == .human
                ? "\(name) is disabled" : "\(name) is a \(person.kind.rawValue) account, not a person"
        }
        return nil
    }

    /// The owner by the name on the roster, where it has the person.
    private func ownerName(_ name: String, in context: DecisionContext) throws(CaseRefusal) -> String {
        let name = try PlainName.typed(name, "the owner")
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
            try requireOwnReason(reason, for: target, in: context)
            let step = Step(.clear, target: target, item: verdict.rawValue)
            let verdicts = try pass(step, in: context)
            passed.append(.gatesPassed(step: step.kind.rawValue, target: target, gates: verdicts))
        case .possible, .unknown: throw .impossible("a person confirms, suspects, clears or excludes")
        }
        return passed + [
            .scope(event: .judged(target: target, verdict: verdict, reason: reason, seen: fingerprint(of: target)))
        ]
    }

    /// Many that the evidence confirms are not waved through with one reason: each is looked at for itself.
    ///
    /// - Complexity: O(*n*), where *n* is the number of those that are left out so far.
    private func requireOwnReason(
        _ reason: String, for target: Target, in context: DecisionContext
    ) throws(CaseRefusal) {
        let isConfirmed =
            target.kind == .system
            ? systems[target.name]?.assessment?.verdict == .confirmed
            : accounts[target.name]?.isConfirmedByEvidence == true
        guard isConfirmed else { return }
        let other = scopeIndex.leftOut.first { other in
            guard other != target, let word = judgement(of: other) else { return false }
            return word.reason == reason && context.organisation.isSamePerson(word.stamp.actor, context.actor)
        }
        guard let other else { return }
        throw .impossible(
            "the evidence confirms \(target), and the reason is that for \(other), word for word: each that the evidence "
                + "confirms is left out by itself, for a reason of its own")
    }

    /// What evidence there is about a system or account right now.
    func fingerprint(of target: Target) -> EvidenceFingerprint {
        let system = target.kind == .system ? systems[target.name]?.assessment : nil
        return EvidenceFingerprint(
            version: version, files: scope.filesCovered, records: system?.records ?? 0,
            mentions: system?.mentions ?? accounts[target.name]?.assessment?.evidence.count ?? 0)
    }

    /// The system or account that people mean by a name, however its letters and spaces were typed. A name with characters
    /// that cannot be seen is typed as the program prints it (``VisibleName``); that reading comes first, so that no other
    /// name can be taken for it.
    package func known(_ target: Target) throws(CaseRefusal) -> Target {
        let read = VisibleName.read(target.name)
        if read != target.name, let known = found(Target(kind: target.kind, name: read)) { return known }
        if let known = found(target) { return known }
        switch target.kind {
        case .system: throw .unknownSystem(target.name)
        case .account: throw .unknownAccount(target.name)
        }
    }

    private func found(_ target: Target) -> Target? {
        switch target.kind {
        case .system:
            let key = PlainName.machine(target.name)
            for name in [target.name, key] where systems[name] != nil { return .system(name) }
            for (name, standing) in systems
            where PlainName.machine(name) == key
                || standing.assessment?.aliases.contains(where: { PlainName.machine($0) == key }) == true
            {
                return .system(name)
            }
            return nil
        case .account:
            if accounts[target.name] != nil { return target }
            let key = PlainName.folded(target.name)
            return accounts.keys.first { PlainName.folded($0) == key }.map(Target.account)
        }
    }
}
