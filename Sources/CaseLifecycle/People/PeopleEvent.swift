package import Vocabulary

/// What happened to the roster and its duties.
package enum PeopleEvent: Hashable, Sendable, Codable {
    case personAdded(name: String, kind: Person.Kind, accounts: [String], title: String, phone: String)
    case roleGranted(person: String, role: Role)
    case roleTaken(person: String, role: Role)
    case personDisabled(person: String)
    case personEnabled(person: String)
    /// From a moment until another (nil: until further notice) the person does this and nothing else.
    case dutyAssigned(person: String, duty: Duty, from: Timestamp, until: Timestamp?)
    /// The person's present and coming duties end.
    case dutyEnded(person: String, at: Timestamp)
}

/// What a person is there for. Nobody is on two duties at once.
package enum Duty: String, Hashable, Sendable, Codable, CaseIterable {
    case preparation, detection
    /// The response to incidents.
    case response
}

/// Who is on which duty, and when.
package struct DutyRoster: Hashable, Sendable, Codable {
    package struct Shift: Hashable, Sendable, Codable {
        package let person: String
        package let duty: Duty
        package let from: Timestamp
        /// Nil: until further notice.
        package internal(set) var until: Timestamp?
    }

    package internal(set) var shifts: [Shift] = []

    package init() {}
}

extension Organisation {
    mutating func apply(_ event: PeopleEvent, _ stamp: Stamp) {
        switch event {
        case .personAdded(let name, let kind, let accounts, let title, let phone):
            people[name] = Person(name: name, kind: kind, accounts: Set(accounts), title: title, phone: phone)
        case .roleGranted(let name, let role): people[name]?.roleGrants[role] = stamp.time
        case .roleTaken(let name, let role): people[name]?.roleGrants[role] = nil
        case .personDisabled(let name): people[name]?.isEnabled = false
        case .personEnabled(let name): people[name]?.isEnabled = true
        case .dutyAssigned(let person, let duty, let from, let until):
            duties.shifts.append(.init(person: person, duty: duty, from: from, until: until))
        case .dutyEnded(let person, let moment):
            duties.shifts.removeAll { $0.person == person && $0.from >= moment }
            for index in duties.shifts.indices where duties.shifts[index].person == person {
                if duties.shifts[index].until ?? moment >= moment { duties.shifts[index].until = moment }
            }
        }
    }
}
