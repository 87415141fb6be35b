package import Vocabulary

/// What a system is restored from.
package struct RestorationAsset: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case backup, image
        /// Installation media; it was taken when its publisher made it.
        case rebuildMedia
    }

    package let id: AssetID
    package let name: String
    package let kind: Kind
    package let sha256: EvidenceID
    /// The state of the system that it holds is that of this moment.
    package let takenAt: Timestamp
    /// Where it comes from.
    package let source: String

    package init(id: AssetID, name: String, kind: Kind, sha256: EvidenceID, takenAt: Timestamp, source: String) {
        self.id = id
        self.name = name
        self.kind = kind
        self.sha256 = sha256
        self.takenAt = takenAt
        self.source = source
    }
}

/// A restoration asset with what was done to trust it.
package struct AssetRecord: Hashable, Sendable, Codable {
    /// What a check came to.
    package enum Result: String, Hashable, Sendable, Codable, CaseIterable { case clean, infected }

    package struct Verification: Hashable, Sendable, Codable {
        /// What the search for indicators of the case gave, and what the check of integrity gave.
        package let indicators: String
        package let integrity: String
        /// How many indicators the case knew then.
        package let indicatorsKnown: Int
        package let result: Result
        package let stamp: Stamp
    }

    package let asset: RestorationAsset
    package let registered: Stamp
    package internal(set) var verification: Verification?
    /// Who found it infected since it was last called clean, in order.
    var infections: [Stamp] = []

    package var isInfected: Bool { verification?.result == .infected }
}

/// A system was restored.
package struct Restoration: Hashable, Sendable, Codable {
    package let asset: AssetID
    package let observed: String
    package let stamp: Stamp
}
