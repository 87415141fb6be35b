package import Vocabulary

/// One act of a plan. People do it today; it is written so that a program could do it, and nothing in it is run.
package struct PlanAction: Hashable, Sendable, Codable {
    /// What sort of act it is.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case isolateHost, disableAccount, blockAddress
        case removeCauses, resetCredentials
        case restoreSystem, enableAccount
        case other

        /// What it acts on; nil for one that may act on anything.
        var targetKind: Target.Kind? {
            switch self {
            case .isolateHost, .restoreSystem: .system
            case .disableAccount, .resetCredentials, .enableAccount: .account
            case .blockAddress, .removeCauses, .other: nil
            }
        }

        /// Whether such an act destroys traces by its nature, whatever is said: what is wiped, deleted or built anew shows
        /// nothing of the intruder any more.
        package var destroysTraces: Bool { self == .removeCauses || self == .restoreSystem }
    }

    /// Place in its plan, from 1; never used twice.
    package let number: Int
    package let kind: Kind
    /// The member of the set that is acted on; nil for an act on something else, such as blocking an address.
    package let target: Target?
    /// The address that is acted on; nil for all kinds but ``Kind/blockAddress``.
    package let address: String?
    package let text: String
    /// Who does it: an enabled person, or the account of a program, on the roster.
    package let owner: String
    /// What must hold before it is begun.
    package let precondition: String
    /// How somebody else sees that it worked.
    package let verification: String
    /// How it is undone.
    package let rollback: String
    /// Whether somebody said that it destroys traces.
    package let isSaidToDestroyTraces: Bool
    /// What came of it, the last word last; empty before anybody said.
    package internal(set) var results: [ActionResult]

    package init(
        number: Int, kind: Kind, target: Target?, address: String?, text: String, owner: String, precondition: String,
        verification: String, rollback: String, destroysTraces: Bool, results: [ActionResult] = []
    ) {
        self.number = number
        self.kind = kind
        self.target = target
        self.address = address
        self.text = text
        self.owner = owner
        self.precondition = precondition
        self.verification = verification
        self.rollback = rollback
        isSaidToDestroyTraces = destroysTraces
        self.results = results
    }

    /// Whether it destroys traces of the intruder, so that evidence must be held first.
    package var destroysTraces: Bool { isSaidToDestroyTraces || kind.destroysTraces }

    /// What came of it in the end; nil while nobody said.
    package var result: ActionResult? { results.last }

    /// Likewise, in one word; nobody's text is copied for it.
    var outcome: ActionResult.Outcome? { results.isEmpty ? nil : results[results.count - 1].outcome }

    private enum CodingKeys: String, CodingKey {
        case number, kind, target, address, text, owner, precondition, verification, rollback, results
        case isSaidToDestroyTraces = "destroysTraces"
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        number = try values.decode(Int.self, forKey: .number)
        kind = try values.decode(Kind.self, forKey: .kind)
        target = try values.decodeIfPresent(Target.self, forKey: .target)
        address = try values.decodeIfPresent(String.self, forKey: .address)
        text = try values.decode(String.self, forKey: .text)
        owner = try values.decode(String.self, forKey: .owner)
        precondition = try values.decode(String.self, forKey: .precondition)
        verification = try values.decode(String.self, forKey: .verification)
        rollback = try values.decode(String.self, forKey: .rollback)
        isSaidToDestroyTraces = try values.decode(Bool.self, forKey: .isSaidToDestroyTraces)
        results = try values.decodeIfPresent([ActionResult].self, forKey: .results) ?? []
    }

    /// Results are left out while there are none: an action inside an event never has any.
    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(number, forKey: .number)
        try values.encode(kind, forKey: .kind)
        try values.encodeIfPresent(target, forKey: .target)
        try values.encodeIfPresent(address, forKey: .address)
        try values.encode(text, forKey: .text)
        try values.encode(owner, forKey: .owner)
        try values.encode(precondition, forKey: .precondition)
        try values.encode(verification, forKey: .verification)
        try values.encode(rollback, forKey: .rollback)
        try values.encode(isSaidToDestroyTraces, forKey: .isSaidToDestroyTraces)
        if !results.isEmpty { try values.encode(results, forKey: .results) }
    }
}

/// What came of one action, as somebody recorded it. It says what was done, never that it had the effect: that takes an
/// observation.
package struct ActionResult: Hashable, Sendable, Codable {
    package enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
        case done, failed, notApplicable
    }

    package let outcome: Outcome
    /// What was seen; for ``Outcome/notApplicable`` the reason.
    package let observed: String
    package let stamp: Stamp
    /// When it was done; nil where that is when it was entered.
    package let happenedAt: Timestamp?

    package init(outcome: Outcome, observed: String, stamp: Stamp, happenedAt: Timestamp?) {
        self.outcome = outcome
        self.observed = observed
        self.stamp = stamp
        self.happenedAt = happenedAt
    }
}

/// The name of one action: its plan and its number, such as `P-1/3`. It stays the same whatever is edited, so that a
/// repeated order of one action can be told from two.
package struct ActionKey: Hashable, Sendable, Codable, CustomStringConvertible {
    package let plan: PlanID
    package let number: Int

    package init(plan: PlanID, number: Int) {
        self.plan = plan
        self.number = number
    }

    /// Reads `P-1/3`; nil for any other text.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let plan = PlanID(String(parts[0])), let number = Int(parts[1]), number > 0,
            String(number) == parts[1]
        else { return nil }
        self.init(plan: plan, number: number)
    }

    package var description: String { "\(plan)/\(number)" }
}

extension Target.Kind {
    /// The sort of act that contains it.
    var containing: PlanAction.Kind { Plan.Kind.containment.act(on: self) }
}

extension Plan.Kind {
    /// The sort of act that such a plan is made for.
    func act(on target: Target.Kind) -> PlanAction.Kind {
        switch (self, target) {
        case (.containment, .system): .isolateHost
        case (.containment, .account): .disableAccount
        case (.eradication, .system): .removeCauses
        case (.eradication, .account): .resetCredentials
        case (.recovery, .system): .restoreSystem
        case (.recovery, .account): .enableAccount
        }
    }
}
