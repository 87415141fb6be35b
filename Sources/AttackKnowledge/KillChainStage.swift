/// How far an intrusion has come: the seven stages of Hutchins, Cloppert and Amin, "Intelligence-Driven Computer
/// Network Defense Informed by Analysis of Adversary Campaigns and Intrusion Kill Chains" (Lockheed Martin, 2011).
///
/// For laying out and explaining a case. It is no forecast and no order that records must keep: discovery, credential
/// access and command and control come again and again in one intrusion.
package enum KillChainStage: String, CaseIterable, Comparable, Hashable, Sendable {
    case reconnaissance
    case weaponization
    case delivery
    case exploitation
    case installation
    case commandAndControl = "command-and-control"
    case actionsOnObjectives = "actions-on-objectives"

    /// The name people read, `Actions on Objectives`.
    package var name: String {
        switch self {
        case .reconnaissance: "Reconnaissance"
        case .weaponization: "Weaponization"
        case .delivery: "Delivery"
        case .exploitation: "Exploitation"
        case .installation: "Installation"
        case .commandAndControl: "Command and Control"
        case .actionsOnObjectives: "Actions on Objectives"
        }
    }

    /// Place in the chain, from 0.
    package var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    package static func < (left: KillChainStage, right: KillChainStage) -> Bool { left.order < right.order }
}

extension Tactic {
    /// The stage that a tactic belongs to.
    ///
    /// ATT&CK publishes no such map; this one follows the paper's own descriptions. The paper counts everything that an
    /// intruder does inside once control is established as actions on objectives, moving on to other systems included
    /// (section 3.2), so six tactics meet there. Staying, gaining rights and hiding are what installation is for.
    package var stage: KillChainStage {
        switch self {
        case .reconnaissance: .reconnaissance
        case .resourceDevelopment: .weaponization
        case .initialAccess: .delivery
        case .execution: .exploitation
        case .persistence, .privilegeEscalation, .defenseEvasion, .stealth, .defenseImpairment: .installation
        case .commandAndControl: .commandAndControl
        case .credentialAccess, .discovery, .lateralMovement, .collection, .exfiltration, .impact: .actionsOnObjectives
        }
    }
}
