import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// The systems that may have been the first.
    static func patientZero(_ material: ReportMaterial) -> ReportSection {
        let candidates = material.incident.scope.patientZero
        let blocks: [ReportBlock] =
            candidates.isEmpty
            ? [.paragraph("The evidence names no candidate.")]
            : material.table(
                caption: "Candidates for the first system compromised, most likely first",
                columns: ["System", "Confidence", "Time", "Entered from", "Reasons", "Evidence"],
                rows: candidates.map { candidate in
                    [
                        .value(candidate.host, otherwise: "not named"), .share(candidate.confidence),
                        .time(candidate.time, otherwise: "not known"),
                        .value(candidate.enteredFrom, otherwise: "not known"),
                        material.names(candidate.reasons, otherwise: "none given"), material.cite(candidate.evidence),
                    ]
                })
        return ReportSection(.patientZero, "Patient zero", blocks)
    }
}
