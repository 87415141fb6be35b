import Vocabulary

/// Effect on services: NIST SP 800-61r2 table 3-2.
package enum FunctionalImpact: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case none, low, medium, high

    package static func < (left: Self, right: Self) -> Bool { left.weight < right.weight }
    /// 0 for none to 3 for high.
    package var weight: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Effect on information: NIST SP 800-61r2 table 3-3. Several may hold; no effect is the empty set.
package enum InformationImpact: String, Hashable, Sendable, Codable, CaseIterable {
    case privacyBreach, proprietaryBreach, integrityLoss
}

/// Effort of recovery: NIST SP 800-61r2 table 3-4.
package enum Recoverability: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case regular, supplemented, extended, notRecoverable

    package static func < (left: Self, right: Self) -> Bool { left.weight < right.weight }
    /// 0 for regular to 3 for not recoverable.
    package var weight: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What an incident does, and would do if it were not contained (NIST SP 800-61r2 section 3.2.6).
package struct ImpactAssessment: Hashable, Sendable, Codable {
    package let functionalNow: FunctionalImpact
    package let functionalIfNotContained: FunctionalImpact
    package let information: Set<InformationImpact>
    package let recoverability: Recoverability
    package let reason: String

    package init(
        functionalNow: FunctionalImpact, functionalIfNotContained: FunctionalImpact,
        information: Set<InformationImpact>, recoverability: Recoverability, reason: String
    ) {
        self.functionalNow = functionalNow
        self.functionalIfNotContained = functionalIfNotContained
        self.information = information
        self.recoverability = recoverability
        self.reason = reason
    }

    /// What the queue of cases is ordered by, the most urgent highest: the functional impact that is to be feared, then
    /// recoverability, then information impact, then the functional impact of now. Age has no part in it.
    package var priority: Int {
        let worst = max(functionalNow, functionalIfNotContained).weight
        return worst * 64 + recoverability.weight * 16 + min(information.count, 3) * 4 + functionalNow.weight
    }

    /// The highest ``priority`` that there is.
    static let highestPriority = 255

    /// An incident that was ever assessed like this is major.
    var isMajor: Bool { max(functionalNow, functionalIfNotContained) == .high || recoverability >= .extended }

    private enum CodingKeys: String, CodingKey {
        case functionalNow, functionalIfNotContained, information, recoverability, reason
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(functionalNow, forKey: .functionalNow)
        try container.encode(functionalIfNotContained, forKey: .functionalIfNotContained)
        // A set has no order, and what is hashed must have one.
        try container.encode(information.sorted { $0.rawValue < $1.rawValue }, forKey: .information)
        try container.encode(recoverability, forKey: .recoverability)
        try container.encode(reason, forKey: .reason)
    }
}

/// An assessment with who made it and when, and how many systems were known to be compromised then.
package struct RecordedImpact: Hashable, Sendable, Codable {
    package let assessment: ImpactAssessment
    package let stamp: Stamp
    package let confirmedSystems: Int
}
