import CaseLifecycle
import Vocabulary

/// Writes a case down as a document.
package enum ReportComposer {
    /// The whole report. The same dossier gives the same document.
    package static func compose(_ dossier: CaseDossier) -> ReportDocument {
        let material = ReportMaterial(dossier)
        var sections: [ReportSection] = [.summary(material), .gates(material)]
        sections += [.standing(material), .cause(material)].compactMap(\.self)
        sections += [
            .systems(material), .patientZero(material), .movements(material), .accounts(material), .tools(material),
            .techniques(material), .timeline(material), .findings(material), .leads(material),
        ]
        sections += [
            .containment(material), .eradication(material), .recovery(material), .notifications(material),
            .cost(material), .review(material), .people(material), .metrics(material), .conformance(material),
        ].compactMap(\.self)
        sections.append(.evidence(material))
        sections += [.custody(material)].compactMap(\.self)
        sections += [.issues(material), .notes(material), .decisions(material), .journal(material)]
        sections.append(.references(citedIn: sections, of: material))
        return ReportDocument(
            title: ReportText(value: dossier.incident.title),
            kicker: kicker(dossier), facts: facts(material), banner: banner(dossier), sections: sections,
            colophon: colophon(dossier))
    }

    private static func kicker(_ dossier: CaseDossier) -> ReportText {
        let mark: ReportText = dossier.organisation.exercise == nil ? "" : "EXERCISE: "
        return mark + "Incident report \(words: dossier.incident.id.description)"
    }

    private static func banner(_ dossier: CaseDossier) -> ReportNotice? {
        guard dossier.organisation.exercise != nil else { return nil }
        return ReportNotice(
            .warning, tag: "Mark", "EXERCISE",
            ["This incident is made up, and its times are those of a clock of the exercise. None of it happened."])
    }

    private static func facts(_ material: ReportMaterial) -> [ReportFact] {
        let (incident, dossier) = (material.incident, material.dossier)
        return [
            ReportFact("Case", .text("\(words: incident.id.description)")),
            ReportFact("State", .text("\(words: incident.state.rawValue)")),
            ReportFact("NIST SP 800-61 phase", .text("\(words: incident.state.phase)")),
            ReportFact("Lead", .value(incident.lead, otherwise: "not assigned")),
            ReportFact("Declared against", .value(incident.criterion, otherwise: "not declared")),
            ReportFact("Generated", .text("\(dossier.generatedAt)")),
            ReportFact("Journal", .text("\(dossier.journal.count, "event")")),
            ReportFact("Journal head", .code(dossier.journal.hash, otherwise: "not given")),
            ReportFact("Public key", .code(dossier.journal.publicKey, otherwise: "not given")),
        ]
    }

    private static func colophon(_ dossier: CaseDossier) -> [ReportText] {
        [
            "Written by Cordon \(value: dossier.productVersion) on \(dossier.generatedAt). All times are UTC.",
            """
            Names, ids and tactics of techniques are from MITRE ATT&CK. © 2025 The MITRE Corporation. This work is reproduced \
            and distributed with the permission of The MITRE Corporation. ATT&CK and MITRE ATT&CK are trademarks of The \
            MITRE Corporation.
            """,
        ]
    }
}
