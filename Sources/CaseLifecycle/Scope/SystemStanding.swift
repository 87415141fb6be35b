package import Vocabulary

/// What a case holds to be true of one system: what was derived, and what a person judged.
package struct SystemStanding: Hashable, Sendable, Codable {
    /// Who answers for the system, as recorded at a moment.
    package struct Ownership: Hashable, Sendable, Codable {
        package let owner: String
        package let stamp: Stamp
        /// The second person's word that it is so; nil while nobody has given it.
        package internal(set) var confirmed: Stamp?

        /// Whether two people say so, neither of them for himself or herself: who turned out to be the same person is one.
        func isConfirmed(in organisation: Organisation) -> Bool {
            guard let confirmed, !organisation.isSamePerson(stamp.actor, confirmed.actor) else { return false }
            return organisation.person(of: confirmed.actor)?.isKnown(as: owner) != true
        }
    }

    /// What the evidence says; nil for a system that only a person named.
    package internal(set) var assessment: SystemAssessment? {
        get { assessed?.value }
        set { assessed = newValue.map { Kept($0) } }
    }
    package internal(set) var judgement: Judgement? {
        get { judged?.value }
        set { judged = newValue.map { Kept($0) } }
    }
    private var assessed: Kept<SystemAssessment>?
    private var judged: Kept<Judgement>?
    /// The case version at which the evidence last said something new about this system.
    package private(set) var changedAt = 0
    /// How much the organisation depends on it: 0 for domain controllers, identity and backups, 1, or 2 for the rest.
    /// It may be raised (to a lower number) but not lowered within a case.
    package internal(set) var tier = 2
    /// The owners of record, the present one last.
    package internal(set) var owners: [Ownership] = []
    /// When it first counted as confirmed; nil while it never did.
    package private(set) var confirmedAt: Timestamp?
    /// Names that only evidence from after its containment gave it, in their order; nil while there are none. A machine
    /// of another domain may bear the first label of this one.
    package private(set) var laterNames: [String]?

    private enum CodingKeys: String, CodingKey {
        case assessed = "assessment"
        case judged = "judgement"
        case changedAt, tier, owners, confirmedAt, laterNames
    }

    package init() {}

    package var owner: String? { owners.last?.owner }

    package var presence: Presence { assessed?.value.presence ?? .enrolled }

    /// When the evidence has it compromised first; nil where that is not known.
    package var firstCompromise: Timestamp? { assessed?.value.firstCompromise }

    /// The evidence arrived after the person cleared or excluded the system, so that word no longer stands.
    package var isClearanceStale: Bool {
        guard let judged, judged.value.leavesOut else { return false }
        return changedAt > judged.value.seen.version
    }

    /// The verdict that holds. A stale clearance counts as unknown, or as what derivation has raised it to.
    package var verdict: SystemVerdict {
        let derived = assessed?.value.verdict
        guard let said = judged?.value.verdict, !isClearanceStale else { return derived ?? .unknown }
        // A suspicion does not hold back what the evidence confirms.
        return said == .probable && derived == .confirmed ? .confirmed : said
    }

    /// Takes a newly derived assessment. Derivation may only raise a verdict: a lower one keeps the higher.
    ///
    /// - Parameter isContained: Whether it was contained before.
    mutating func derive(_ new: SystemAssessment, at version: Int, isContained: Bool, _ stamp: Stamp) {
        var merged = new
        if let old = assessment {
            if old.verdict.escalation > new.verdict.escalation {
                merged.verdict = old.verdict
                merged.confidence = old.confidence
            }
            if merged == old { return }
            if isContained {
                let names = Set(laterNames ?? []).union(Set(new.aliases).subtracting(old.aliases))
                laterNames = names.isEmpty ? nil : names.sorted()
            }
        }
        assessment = merged
        changedAt = version
        note(stamp)
    }

    /// The evidence has it compromised, and a person left it out.
    var isConfirmedAndLeftOut: Bool {
        assessed?.value.verdict == .confirmed && judged?.value.leavesOut == true && !isClearanceStale
    }

    mutating func judge(_ judgement: Judgement) {
        self.judgement = judgement.seconding(isClearanceStale ? nil : self.judgement)
        note(judgement.stamp)
    }

    private mutating func note(_ stamp: Stamp) {
        if confirmedAt == nil, verdict == .confirmed { confirmedAt = stamp.time }
    }
}
