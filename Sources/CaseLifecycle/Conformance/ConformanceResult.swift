package import Vocabulary

/// Whether what was done on a case followed the process: "Were the documented procedures followed?" (NIST SP 800-61r2
/// section 3.4.1, question 2) as a computed answer.
package struct ConformanceResult: Hashable, Sendable {
    /// How a gate, or all gates of a case together, came through.
    package enum Verdict: String, Hashable, Sendable, Codable, Comparable {
        case pass
        /// Passed unmet, on purpose and by name.
        case overridden
        /// Passed unmet with nobody's word, or beyond the time for which that word held.
        case breached

        package static func < (left: Verdict, right: Verdict) -> Bool { left.weight < right.weight }
        private var weight: Int {
            switch self {
            case .pass: 0
            case .overridden: 1
            case .breached: 2
            }
        }
    }

    /// The verdict of one gate over the whole case.
    package struct GateStanding: Hashable, Sendable {
        package let gate: String
        package let verdict: Verdict
        /// The events that a verdict of the gate is recorded with.
        package let versions: [Int]
        package let overrides: [OverrideUse]
    }

    /// An entry that was made longer after what it tells of than the policy of the case says.
    package struct LateEntry: Hashable, Sendable {
        package let version: Int
        package let happenedAt: Timestamp
        package let enteredAt: Timestamp
        package let text: String
        package var delaySeconds: Int64 { Int64(enteredAt.seconds(since: happenedAt)) }
    }

    /// A going back of the case, which is normal.
    package struct Return: Hashable, Sendable {
        package let version: Int
        /// Nil where a person took it back.
        package let kind: LoopBack?
        package let reason: String
    }

    /// A threshold that was changed while the case was open.
    package struct PolicyChange: Hashable, Sendable {
        /// Place in the stream `ORG`.
        package let version: Int
        package let time: Timestamp
        package let name: String
        package let before: Int
        package let after: Int
        package let by: String
    }

    /// An event whose recorded time is earlier than that of one before it: the clock was put back.
    package struct ClockReversal: Hashable, Sendable {
        package let version: Int
        package let seconds: Int64
    }

    /// An activity of the reference net, and the event that shows it.
    package struct Observed: Hashable, Sendable {
        package let activity: Activity
        package let version: Int
    }

    package let caseID: CaseID
    /// The version that was judged, and as of when. A closed case is judged as of its closing.
    package let version: Int
    package let at: Timestamp
    package let isFinished: Bool
    /// The worst of ``gates``.
    package let verdict: Verdict
    /// Every gate that the case met, in the order of ``Gate/all``.
    package let gates: [GateStanding]
    /// Most severe first, then in the order of the events.
    package let deviations: [Deviation]
    package let overrides: [OverrideUse]
    package let debts: [Debt]
    package let returns: [Return]
    /// Events with which a part was contained as an emergency.
    package let emergencies: [Int]
    package let lateEntries: [LateEntry]
    package let policyChanges: [PolicyChange]
    package let clockReversals: [ClockReversal]
    package let trace: [Observed]
    /// How ``trace`` fits the reference net. Never to be shown without the verdict: 0.96 can hide a fatal breach.
    package let alignment: Alignment

    /// What every presentation of a result must say beside it.
    package static let limit =
        "This checks what was recorded. What nobody entered, or entered as it was not, it cannot know; an entry made "
        + "long after what it tells of is listed as late."

    /// The result in a few sentences, for the review of the case.
    package var summary: String {
        let counts = Deviation.Severity.allCases.reversed().compactMap { severity -> String? in
            let count = deviations.count { $0.severity == severity }
            return count == 0 ? nil : "\(count) \(severity.rawValue)"
        }
        let named = deviations.prefix(Self.namedInSummary).map { "\($0.rule): \($0.text)" }
        let open = debts.count { $0.end == nil }
        return [
            "Gates: \(verdict.rawValue).",
            counts.isEmpty ? "No deviations." : "Deviations: \(counts.joined(separator: ", ")).",
            named.isEmpty
                ? nil : named.joined(separator: "; ") + (deviations.count > named.count ? "; and more." : "."),
            "Overrides: \(overrides.count); debts still open: \(open); emergencies: \(emergencies.count).",
            "Returns to earlier states, which are normal: \(returns.count); entries made late: \(lateEntries.count).",
        ].compactMap(\.self).joined(separator: " ")
    }

    /// As many deviations as a person reads in a paragraph.
    private static let namedInSummary = 5
}
