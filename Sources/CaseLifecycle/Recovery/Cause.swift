package import Vocabulary

/// Something that let the intruder in or keeps a way open, and that has to go from every system concerned. A cause is
/// never deleted: one that does not hold for a system is said not to apply there, with the reason.
package struct Cause: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case exploitedVulnerability, malware, persistence, account
        /// Tokens, keys and certificates.
        case credential
        case configuration

        /// Removing it always destroys evidence, whatever is said.
        var destroysTraces: Bool { self == .malware || self == .persistence || self == .account }

        /// What it can be a cause for without having been seen there. Malware does not live in an account.
        func concerns(_ kind: Target.Kind) -> Bool { kind == .system || self == .account || self == .credential }
    }

    package let id: CauseID
    package let kind: Kind
    package let text: String
    /// Systems and accounts on which it was seen, in order: there it cannot be said not to apply.
    package let seenOn: [Target]
    package let evidence: [EvidenceReference]
    /// The detection rule that would see it again; nil where there is none.
    package let rule: String?

    package init(
        id: CauseID, kind: Kind, text: String, seenOn: [Target], evidence: [EvidenceReference], rule: String?
    ) {
        self.id = id
        self.kind = kind
        self.text = text
        self.seenOn = seenOn
        self.evidence = evidence
        self.rule = rule
    }

    /// Whether a system or account has a cell for it.
    package func concerns(_ target: Target) -> Bool { kind.concerns(target.kind) || seenOn.contains(target) }
}
