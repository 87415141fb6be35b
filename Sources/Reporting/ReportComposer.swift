import CaseLifecycle

/// Writes a case down as a document.
package enum ReportComposer {
    package static func compose(_ dossier: CaseDossier) -> ReportDocument {
        ReportDocument(
            title: ReportText(value: dossier.incident.title), kicker: "", facts: [], sections: [], colophon: [])
    }
}
