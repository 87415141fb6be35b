package import Vocabulary

/// What a baseline compares. Every kind is required of a system that goes back to work, and nobody can shorten the list;
/// one that cannot be compared takes an override, which is seen.
package enum BaselineKind: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    /// Path and hash.
    case files
    /// Services, scheduled tasks, run keys, timers: name and what they start.
    case autostarts
    /// Accounts, groups and authorised keys.
    case accounts
    /// Listening ports and firewall rules.
    case network
    /// Packages and patches with their versions.
    case packages
    /// Checks of a hardening policy with their results.
    case policy
    /// Hits of the search for indicators of the case; clean is none.
    case indicators

    /// Whether an intruder comes back by what is of this kind: no single person says by word alone that it is clean.
    var holdsPersistence: Bool { self == .autostarts || self == .accounts }

    package static func < (left: Self, right: Self) -> Bool { left.place < right.place }
    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// The state of one system at one moment, kind by kind: a key, such as a path, and its value, such as a hash.
package struct SystemSnapshot: Hashable, Sendable {
    /// Whose state it is, as the snapshot itself says; nil where it does not.
    package var host: String?
    /// Of when, as the snapshot itself says; nil where it does not.
    package var takenAt: Timestamp?
    package var kinds: [BaselineKind: [String: String]]

    package init(host: String? = nil, takenAt: Timestamp? = nil, kinds: [BaselineKind: [String: String]]) {
        self.host = host
        self.takenAt = takenAt
        self.kinds = kinds
    }
}
