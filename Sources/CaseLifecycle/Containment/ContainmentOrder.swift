package import Vocabulary

/// One order to contain, given at one moment for all that it names.
package struct ContainmentOrder: Hashable, Sendable, Codable {
    /// Why a part was contained before the scope was known.
    package struct Emergency: Hashable, Sendable, Codable {
        /// What makes waiting worse than warning the intruder.
        package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
            case encryption, wiper, massExfiltration, domainControllerDestruction
            /// The intruder knows already.
            case actorAlerted
        }

        package let kind: Kind
        /// Findings (`F-1`) and records (`<sha256>#<record>`) of this case that show it.
        package let impact: [String]
        package let reason: String
        /// Why what is left out is left out; nil where nothing is, and in what earlier releases recorded.
        package let leftOutReason: String?
        /// What is knowingly left out although nobody has judged it; nil where nothing is.
        package internal(set) var unjudged: [Target]?

        package init(
            kind: Kind, impact: [String], reason: String, leftOutReason: String? = nil, unjudged: [Target]? = nil
        ) {
            self.kind = kind
            self.impact = impact
            self.reason = reason
            self.leftOutReason = leftOutReason
            self.unjudged = unjudged
        }
    }

    /// Place among the orders of the case, from 1.
    package let number: Int
    /// The plan that is carried out; nil in an emergency.
    package let plan: PlanID?
    /// The revision of the plan; nil in an emergency.
    package let revision: Int?
    /// Everything that is contained by this order, in order.
    package let targets: [Target]
    /// What is confirmed or suspected and knowingly not contained by it; only an emergency leaves something out.
    package let leftOut: [Target]
    /// Nil for the coordinated order, which contains everything.
    package let emergency: Emergency?
    /// Who gave it, and when: the one moment from which all of it counts (T0).
    package let stamp: Stamp
    /// The second person's word on an emergency; nil while it is not given.
    package internal(set) var confirmation: Stamp?

    package var isEmergency: Bool { emergency != nil }
    /// Until when a second person confirms an emergency, and the whole follows it.
    package var confirmationDue: Timestamp { stamp.time.advanced(bySeconds: DurationClass.emergency.seconds ?? 0) }
    /// The second person's word came when its time was over: it was without one until then.
    package var isConfirmedLate: Bool { confirmation.map { $0.time >= confirmationDue } ?? false }
    /// Whether two people stand behind an emergency: who turned out to be the one who ordered it is no second one.
    func isConfirmed(in organisation: Organisation) -> Bool {
        confirmation.map { !organisation.isSamePerson(stamp.actor, $0.actor) } ?? false
    }

    /// Everything that is knowingly not contained by it, judged or not.
    package var allLeftOut: [Target] { leftOut + (emergency?.unjudged ?? []) }
}
