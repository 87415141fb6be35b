import Vocabulary

/// A system or an account: what can be compromised, and what is contained.
package struct Target: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package enum Kind: String, Hashable, Sendable, Codable { case system, account }

    package let kind: Kind
    /// The name the case knows it by.
    package let name: String

    package init(kind: Kind, name: String) {
        self.kind = kind
        self.name = name
    }

    package static func system(_ name: String) -> Target { Target(kind: .system, name: name) }
    package static func account(_ name: String) -> Target { Target(kind: .account, name: name) }

    /// The name alone for a system, `account NAME` for an account, as people see and type it: else two names that differ
    /// in what cannot be seen would read the same.
    package var description: String {
        let name = VisibleName.spelled(name)
        return kind == .system ? name : "account \(name)"
    }

    // A case asks for its targets thousands of times a command: kinds are compared as numbers, not as their stored names.
    private var place: Int {
        switch kind {
        case .system: 0
        case .account: 1
        }
    }

    package static func == (left: Target, right: Target) -> Bool {
        left.place == right.place && left.name == right.name
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(place)
        hasher.combine(name)
    }

    package static func < (left: Target, right: Target) -> Bool {
        left.place == right.place ? left.name < right.name : left.place < right.place
    }
}

/// How far the response to one system or account has come. Each has its own copy of NIST's one box of containment,
/// eradication and recovery.
package enum ResponseState: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case uncontained, isolating, contained, eradicated, recovered, verified

    package static func < (left: ResponseState, right: ResponseState) -> Bool { left.place < right.place }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
