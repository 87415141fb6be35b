import Vocabulary

extension Organisation {
    func decideRoster(
        _ command: OrganisationCommand, in context: OrganisationContext
    ) throws(CaseRefusal) -> [OrganisationEvent] {
        switch command {
        case .addPerson(let name, let kind, let accounts, let title, let phone):
            try requireName(name, "the name of the person")
            let accounts = Set(accounts).sorted()
            for account in accounts { try requireName(account, "an account") }
            for taken in Set(accounts + [name]).sorted() { try requireFree(taken) }
            return [
                .people(
                    event: .personAdded(name: name, kind: kind, accounts: accounts, title: title, phone: phone))
            ]
        case .addAccount(let account, let name):
            let person = try known(name)
            try requireName(account, "an account")
            if person.accounts.contains(account) { return [] }
            try requireFree(account, unlessOf: person)
            // Whoever gives his own account to somebody with roles gives himself the roles.
            guard account != context.actor.account || person.roles.isEmpty else {
                throw .secondPersonNeeded(act: "giving an account to \(name)", first: self.name(of: context.actor))
            }
            return [.people(event: .accountAdded(person: person.name, account: account))]
        case .grant(let role, let name): return try grant(role, to: name, in: context)
        case .take(let role, let name): return try take(role, from: name, in: context)
        case .disable(let name): return try disable(name, in: context)
        case .enable(let name):
            let person = try known(name)
            return person.isEnabled ? [] : [.people(event: .personEnabled(person: person.name))]
        case .join(let name, let other): return try join(name, into: other, in: context)
        default: return []
        }
    }

    /// One person is one person in every rule that asks for two. Neither of them says so: else somebody would come by the
    /// roles of another.
    private func join(
        _ name: String, into other: String, in context: OrganisationContext
    ) throws(CaseRefusal) -> [OrganisationEvent] {
        let joined = try known(name)
        let person = try active(other, as: "who somebody turned out to be")
        guard joined.name != person.name else { throw .impossible("\(name) is \(person.name) already") }
        guard joined.kind == .human else {
            throw .impossible("\(name) is a \(joined.kind.rawValue) account, not a person")
        }
        for party in [joined, person] where isActor(context.actor, party) {
            throw .secondPersonNeeded(act: "joining \(joined.name) and \(person.name)", first: party.name)
        }
        try requireLeadsNothing(joined, in: context)
        try requireOtherAdministrator(than: joined)
        let off: [OrganisationEvent] =
            isOnDuty(joined.name, in: context) ? [.people(event: .dutyEnded(person: joined.name, at: context.now))] : []
        let events = off + [.people(event: .personJoined(person: joined.name, into: person.name))]
        return try guarded(events, relieving: joined.name, in: context)
    }

    private func isOnDuty(_ name: String, in context: OrganisationContext) -> Bool {
        duties.shifts(of: name).last.map { $0.end > context.now } ?? false
    }

    private func grant(
        _ role: Role, to name: String, in context: OrganisationContext
    ) throws(CaseRefusal) -> [OrganisationEvent] {
        let person = try active(name, as: "who is given a role")
        if person.roles.contains(role) { return [] }
        if isActor(context.actor, person) {
            // Somebody has to be the first; whoever made the store may say so of himself, and of nothing else.
            guard role == .administrator, isMakerInCharge(context.actor) else {
                throw .secondPersonNeeded(act: "granting a role to \(name)", first: name)
            }
        }
        return [.people(event: .roleGranted(person: person.name, role: role))]
    }

    private func take(
        _ role: Role, from name: String, in context: OrganisationContext
    ) throws(CaseRefusal) -> [OrganisationEvent] {
        let person = try known(name)
        guard person.roles.contains(role) else { return [] }
        if role == .administrator { try requireOtherAdministrator(than: person) }
        if person.roles.subtracting([role]).isDisjoint(with: Role.leading) {
            try requireLeadsNothing(person, in: context)
        }
        return [.people(event: .roleTaken(person: person.name, role: role))]
    }

    private func disable(
        _ name: String, in context: OrganisationContext
    ) throws(CaseRefusal) -> [OrganisationEvent] {
        let person = try known(name)
        guard person.isEnabled else { return [] }
        try requireLeadsNothing(person, in: context)
        try requireOtherAdministrator(than: person)
        let name = person.name
        let off: [OrganisationEvent] =
            isOnDuty(name, in: context) ? [.people(event: .dutyEnded(person: name, at: context.now))] : []
        return try guarded([.people(event: .personDisabled(person: name))] + off, relieving: name, in: context)
    }

    private func requireLeadsNothing(_ person: Person, in context: OrganisationContext) throws(CaseRefusal) {
        let led = context.openCases.filter { $0.lead == person.name || person.accounts.contains($0.lead) }
        guard !led.isEmpty else { return }
        throw .impossible(
            "\(person.name) leads \(led.map(\.id.description).joined(separator: ", ")): somebody else must lead first: "
                + led.map { "cordon case handover \($0.id) --to NAME --text TEXT" }.joined(separator: "; ")
                + "; or, by an executive: cordon case assign CASE --lead NAME")
    }

    /// A roster without an administrator could never be changed again by anybody but the maker of the store.
    private func requireOtherAdministrator(than person: Person) throws(CaseRefusal) {
        let keepsRoster = !hasAdministrator && maker.map { name(of: $0) == person.name } ?? false
        guard !keepsRoster else {
            throw .impossible(
                "\(person.name) keeps the roster until it has an administrator: cordon staff roster grant NAME --role "
                    + "administrator, first")
        }
        guard person.isActive, person.roles.contains(.administrator) else { return }
        let others = people.values.contains {
            $0.name != person.name && $0.isActive && $0.roles.contains(.administrator)
        }
        guard !others else { return }
        throw .impossible(
            "\(person.name) is the only administrator: cordon staff roster grant NAME --role administrator, first")
    }

    func known(_ name: String) throws(CaseRefusal) -> Person {
        guard let person = person(named: name) else {
            throw .impossible("nobody on the roster is called \(name): cordon staff roster")
        }
        return person
    }

    /// Longer than any name of a person, short enough for a line.
    private static var longestName: Int { 100 }

    /// A name or an account of the roster is typed as it is to be kept.
    private func requireName(_ name: String, _ what: String) throws(CaseRefusal) {
        guard try PlainName.typed(name, what, longest: Self.longestName) == name else {
            throw .impossible("\(what) has single spaces between its words, and none at either end")
        }
        guard name.contains(where: \.isLetter) else { throw .impossible("\(what) has a letter") }
    }

    /// An account, or a name under which somebody may act, is one person's. Case and spaces make no difference.
    private func requireFree(_ name: String, unlessOf owner: Person? = nil) throws(CaseRefusal) {
        let key = PlainName.folded(name)
        for person in people.values.sorted(by: { $0.name < $1.name }) where person.name != owner?.name {
            let taken = person.accounts.union([person.name])
            guard !taken.contains(where: { PlainName.folded($0) == key }) else {
                let join = owner.map {
                    "; where both are one person: cordon staff roster join \(ShellWord.quoted(person.name)) "
                        + "\(ShellWord.option("--into", $0.name))"
                }
                throw .impossible(
                    "\(name) is \(person.name) already: an account or a name is one person's\(join ?? "")")
            }
        }
    }
}

extension Role {
    /// Who may lead an incident.
    static let leading: Set<Role> = [.lead, .deputy]
}
