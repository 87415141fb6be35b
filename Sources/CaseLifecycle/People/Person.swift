package import Vocabulary

/// What a person may do, beyond working on cases.
package enum Role: String, Hashable, Sendable, Codable, CaseIterable {
    /// Keeps the roster, grants roles and changes settings.
    case administrator
    /// May lead incidents, propose and approve overrides.
    case lead
    /// Stands in for the lead.
    case deputy
    case handler
    case scribe
    /// Speaks with other parties.
    case liaison
    /// Signs deliberate delay, waives notifications, lifts legal holds.
    case legal
    /// Answers for the organisation: accepts debts.
    case executive
}

/// Somebody on the roster.
package struct Person: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case human
        /// A program's account. It may gather facts, it may not judge, approve or sign.
        case service
        /// A mailbox or team. It can be told things, it owns nothing.
        case group
    }

    /// The name by which the roster knows the person.
    package let name: String
    package var kind: Kind
    /// Every account of the operating system that is this person's: two accounts of one person are one person.
    package var accounts: Set<String>
    package var title: String
    package var phone: String
    /// Each role held, and since when.
    package internal(set) var roleGrants: [Role: Timestamp] = [:]
    package internal(set) var isEnabled = true
    /// When the person, by any name, was disabled; without an end where that is so now.
    package internal(set) var absences: [Absence] = []

    /// A time in which a person could do nothing.
    package struct Absence: Hashable, Sendable, Codable {
        package let from: Timestamp
        /// Nil while it lasts.
        package internal(set) var to: Timestamp?
    }

    package init(name: String, kind: Kind, accounts: Set<String>, title: String, phone: String) {
        self.name = name
        self.kind = kind
        self.accounts = accounts
        self.title = title
        self.phone = phone
    }

    package var roles: Set<Role> { Set(roleGrants.keys) }
    /// Whether a name is this person's, or that of one of the accounts.
    func isKnown(as name: String) -> Bool { self.name == name || accounts.contains(name) }
    /// Can be given work: an enabled human being.
    package var isActive: Bool { isEnabled && kind == .human }
}
