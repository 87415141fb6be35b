/// What an intruder wants to reach with a technique: a column of the ATT&CK Enterprise matrix, in the matrix's order.
///
/// ATT&CK v19 split Defense Evasion into Stealth and Defense Impairment. Rules and cases tagged before and after that
/// are both in use, so all three are known.
package enum Tactic: String, CaseIterable, Comparable, Hashable, Sendable {
    case reconnaissance
    case resourceDevelopment = "resource-development"
    case initialAccess = "initial-access"
    case execution
    case persistence
    case privilegeEscalation = "privilege-escalation"
    case defenseEvasion = "defense-evasion"
    case stealth
    case defenseImpairment = "defense-impairment"
    case credentialAccess = "credential-access"
    case discovery
    case lateralMovement = "lateral-movement"
    case collection
    case commandAndControl = "command-and-control"
    case exfiltration
    case impact

    /// ATT&CK's short name, `lateral-movement`.
    package var shortName: String { rawValue }

    /// Reads a short name with or without Sigma's prefix, its words joined by `-` or `_`: `attack.lateral-movement`.
    /// Nil for tags that name no tactic.
    package init?(tag: String) {
        let lower = tag.lowercased()
        let name = lower.hasPrefix("attack.") ? lower.dropFirst("attack.".count) : lower[...]
        self.init(rawValue: String(name.map { $0 == "_" ? "-" : $0 }))
    }

    /// ATT&CK's id, `TA0008`; nil for the two tactics of v19, whose ids are not among the facts of v18.1.
    package var id: String? {
        switch self {
        case .reconnaissance: "TA0043"
        case .resourceDevelopment: "TA0042"
        case .initialAccess: "TA0001"
        case .execution: "TA0002"
        case .persistence: "TA0003"
        case .privilegeEscalation: "TA0004"
        case .defenseEvasion: "TA0005"
        case .stealth, .defenseImpairment: nil
        case .credentialAccess: "TA0006"
        case .discovery: "TA0007"
        case .lateralMovement: "TA0008"
        case .collection: "TA0009"
        case .commandAndControl: "TA0011"
        case .exfiltration: "TA0010"
        case .impact: "TA0040"
        }
    }

    /// The name people read, `Lateral Movement`.
    package var name: String {
        rawValue.split(separator: "-")
            .map { $0 == "and" ? "and" : $0.prefix(1).uppercased() + $0.dropFirst() }
            .joined(separator: " ")
    }

    /// Place in the matrix, from 0 at its left.
    package var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    package static func < (left: Tactic, right: Tactic) -> Bool { left.order < right.order }
}
