/// How a gate may be passed on purpose, and by whom.
package enum OverrideRule: Hashable, Sendable {
    /// Nobody may; the text says what to do instead.
    case never(instead: String)
    /// The incident lead or deputy proposes, a second person who may approve does so, and a debt stays.
    case standard(longest: DurationClass)
    /// Like ``standard(longest:)``, but the approver holds one of these roles.
    case by(Set<Role>, longest: DurationClass)
    /// Like ``standard(longest:)``, but what it lets happen cannot be made good: its debt is accepted, never settled. The
    /// text says what becomes of each system or account.
    case lasting(longest: DurationClass, owing: String)
    /// Like ``standard(longest:)``, but the approver is the owner of record of every system that it concerns; an
    /// executive stands in for owners. The text says what becomes of each thing that it concerns.
    case owner(longest: DurationClass, owing: String)

    /// Who may propose an override.
    static let proposers: Set<Role> = [.lead, .deputy]
    /// Who may approve one, unless the gate names others.
    static let approvers: Set<Role> = [.lead, .deputy, .executive]

    var approvers: Set<Role> {
        switch self {
        case .never: []
        case .standard, .lasting: Self.approvers
        case .by(let roles, _): roles
        case .owner: [.executive]
        }
    }

    var longest: DurationClass? {
        switch self {
        case .never: nil
        case .standard(let longest), .by(_, let longest), .lasting(let longest, _), .owner(let longest, _): longest
        }
    }

    /// The rule in words, as refusals show it; nil where there is no override.
    func words(gate: String) -> String? {
        guard let longest else { return nil }
        let roles = approvers.map(\.rawValue).sorted().joined(separator: " or ")
        let who =
            if case .owner = self {
                "another person approves who is, since before the proposal, the confirmed owner of every system left "
                    + "out, or \(roles)"
            } else { "another person who is \(roles) approves" }
        return "a lead or deputy proposes (cordon plan override CASE --gate \(gate) --help), \(who); "
            + "for \(longest.words) at most"
    }
}

/// How long something that is not meant to stay may stay: the examples of NIST SP 800-61r2 section 3.3.1.
package enum DurationClass: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    /// To be removed in four hours.
    case emergency
    /// To be removed in two weeks.
    case temporary
    /// No end.
    case permanent

    /// Seconds until removal; nil for what stays.
    package var seconds: Int64? {
        switch self {
        case .emergency: 4 * 3600
        case .temporary: 14 * 86_400
        case .permanent: nil
        }
    }

    package var words: String {
        switch self {
        case .emergency: "4 hours"
        case .temporary: "2 weeks"
        case .permanent: "ever"
        }
    }

    package static func < (left: DurationClass, right: DurationClass) -> Bool {
        (left.seconds ?? .max) < (right.seconds ?? .max)
    }
}
