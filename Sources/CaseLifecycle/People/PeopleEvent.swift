package import Vocabulary

/// What happened to the roster and its duties.
package enum PeopleEvent: Hashable, Sendable, Codable {
    case personAdded(name: String, kind: Person.Kind, accounts: [String], title: String, phone: String)
    /// A further account is that person's.
    case accountAdded(person: String, account: String)
    case roleGranted(person: String, role: Role)
    case roleTaken(person: String, role: Role)
    case personDisabled(person: String)
    case personEnabled(person: String)
    /// Two persons of the roster turned out to be one: the first is known as the second from then on, in all that was done
    /// before, too.
    case personJoined(person: String, into: String)
    /// From a moment until another (nil: until further notice) the person does this and nothing else.
    case dutyAssigned(person: String, duty: Duty, from: Timestamp, until: Timestamp?)
    /// The person's present and coming duties end.
    case dutyEnded(person: String, at: Timestamp)
}

extension Organisation {
    mutating func apply(_ event: PeopleEvent, _ stamp: Stamp) {
        switch event {
        case .personAdded(let name, let kind, let accounts, let title, let phone):
            people[name] = Person(name: name, kind: kind, accounts: Set(accounts), title: title, phone: phone)
            for account in accounts { holders[account] = holders[account] ?? name }
        case .accountAdded(let name, let account):
            people[name]?.accounts.insert(account)
            if people[name] != nil { holders[account] = holders[account] ?? name }
        case .roleGranted(let name, let role): people[name]?.roleGrants[role] = stamp.time
        case .roleTaken(let name, let role): people[name]?.roleGrants[role] = nil
        case .personDisabled(let name): people[name]?.disable(stamp.time)
        case .personEnabled(let name): people[name]?.enable(stamp.time)
        case .personJoined(let name, let other): join(name, into: other, stamp)
        case .dutyAssigned(let person, let duty, let from, let until):
            duties.assign(person, duty, from: from, until: until)
        case .dutyEnded(let person, let moment): duties.end(person, at: moment)
        }
    }

    /// The name and the accounts of one person become another's; the roles of the first are not.
    private mutating func join(_ name: String, into other: String, _ stamp: Stamp) {
        guard name != other, people[other] != nil, var joined = people.removeValue(forKey: name) else { return }
        joined.enable(stamp.time)
        people[other]?.absences += joined.absences
        let accounts = joined.accounts.union([name])
        people[other]?.accounts.formUnion(accounts)
        for account in accounts where holders[account].map({ $0 == name }) ?? true { holders[account] = other }
    }
}

extension Person {
    fileprivate mutating func disable(_ moment: Timestamp) {
        if isEnabled { absences.append(Absence(from: moment, to: nil)) }
        isEnabled = false
    }

    fileprivate mutating func enable(_ moment: Timestamp) {
        for index in absences.indices where absences[index].to == nil { absences[index].to = moment }
        isEnabled = true
    }
}
