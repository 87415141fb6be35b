package import CaseLifecycle
package import Vocabulary

/// A system of a case and what is held to be true of it.
package struct SystemItem: Hashable, Sendable, Codable {
    /// A person's word, and why.
    package struct Judgement: Hashable, Sendable, Codable {
        /// `confirmed` or `cleared`.
        package let verdict: SystemVerdict
        package let reason: String

        package init(verdict: SystemVerdict, reason: String) {
            self.verdict = verdict
            self.reason = reason
        }
    }

    package let name: String
    /// The verdict that holds, judgement and evidence together.
    package let verdict: SystemVerdict
    package let judgement: Judgement?
    /// It was cleared, and evidence that arrived later speaks of it.
    package let isClearanceStale: Bool
    /// What the evidence says; nil for a system that only a person named.
    package let assessment: SystemAssessment?
    /// The case version at which the evidence last said something new about it.
    package let changedAt: Int

    package init(name: String, standing: SystemStanding) {
        self.name = name
        verdict = standing.verdict
        judgement = standing.judgement.map { Judgement(verdict: $0.verdict, reason: $0.reason) }
        isClearanceStale = standing.isClearanceStale
        assessment = standing.assessment
        changedAt = standing.changedAt
    }
}
