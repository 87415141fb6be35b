package import Vocabulary

/// What people said about the scope of a case.
package enum ScopeEvent: Hashable, Sendable, Codable {
    case judged(target: Target, verdict: SystemVerdict, reason: String, seen: EvidenceFingerprint)
    /// Known from an inventory or by word of mouth.
    case enrolled(target: Target, tier: Int, owner: String?)
    case tierRaised(system: String, tier: Int)
    case ownerNamed(system: String, owner: String)
    /// By another person than the one who named the owner.
    case ownerConfirmed(system: String, owner: String)
    /// An address, name or URL that the intruder commands from.
    case commandChannelNamed(address: String, reason: String)
    /// Another case is another intrusion, though both know these.
    case setApart(other: CaseID, names: [Target], reason: String)

    /// The system whose standing the event changes; nil where it changes none.
    package var system: String? {
        switch self {
        case .judged(let target, _, _, _), .enrolled(let target, _, _):
            target.kind == .system ? target.name : nil
        case .tierRaised(let name, _), .ownerNamed(let name, _), .ownerConfirmed(let name, _): name
        case .commandChannelNamed, .setApart: nil
        }
    }
}

package enum ScopeCommand: Sendable {
    /// - `verdict`: `confirmed`, `probable`, `cleared` or `outOfScope`.
    case judge(Target, verdict: SystemVerdict, reason: String)
    case enrol(Target, tier: Int, owner: String?)
    case raiseTier(system: String, tier: Int)
    case nameOwner(system: String, owner: String)
    case confirmOwner(system: String, owner: String)
    case nameCommandChannel(address: String, reason: String)
    /// Says that another case is another intrusion.
    case setApart(CaseID, reason: String)
}

/// An address that the intruder commands from, with who named it and when.
package struct CommandChannel: Hashable, Sendable, Codable {
    package let address: String
    package let reason: String
    package let stamp: Stamp
}
