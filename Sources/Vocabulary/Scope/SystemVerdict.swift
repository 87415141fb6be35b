/// What is held to be true of a system or account.
package enum SystemVerdict: String, Hashable, Sendable, Codable, CaseIterable {
    case confirmed, probable, possible, unknown, cleared
    case outOfScope

    /// Possible or probable: what the gates call suspected.
    package var isSuspected: Bool { self == .probable || self == .possible }

    /// How far a derived verdict has escalated; derivation may only raise it.
    package var escalation: Int {
        switch self {
        case .confirmed: 3
        case .probable: 2
        case .possible: 1
        case .unknown, .cleared, .outOfScope: 0
        }
    }
}

/// How a system is known.
package enum Presence: String, Hashable, Sendable, Codable {
    /// We hold its logs.
    case collected
    /// Other systems' logs mention it.
    case referenced
    /// An inventory lists it; no log at hand speaks of it.
    case enrolled
}
