package import Vocabulary

/// Derives from observations and findings what happened, as far as the evidence says it.
package enum Investigator {
    /// Assesses a case as a whole. Pure: the same input gives the same output, in whatever order the files came.
    ///
    /// Missing evidence leads to ``SystemVerdict/unknown`` and to leads, never to ``SystemVerdict/cleared``.
    ///
    /// - Parameters:
    ///   - observations: What the collectors of all evidence files saw.
    ///   - findings: Rule matches of the case, by rule and host, in any order.
    package static func assess(_ observations: [ObservationCollector], findings: [FindingSighting]) -> ScopeAssessment {
        guard var all = observations.first else { return ScopeAssessment() }
        for other in observations.dropFirst() { all.merge(other) }
        _ = all
        _ = findings
        return ScopeAssessment()
    }
}
