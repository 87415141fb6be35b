import AttackKnowledge
import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// What happened, in words, and what is not known.
    static func summary(_ material: ReportMaterial) -> ReportSection {
        let counts = Dictionary(grouping: material.systems, by: \.verdict).mapValues(\.count)
        let figures = [SystemVerdict.confirmed, .probable, .possible, .unknown, .cleared]
            .map { ReportFigure($0, counts[$0] ?? 0) }
        return ReportSection(
            .summary, "Summary",
            [
                .figures(figures), .paragraph(systemsText(counts)), .paragraph(patientZeroText(material)),
                .paragraph(spanText(material)), .paragraph(techniquesText(material)),
                .notice(ReportNotice(.note, "What is not known", unknowns(material, counts))),
            ])
    }

    private static func systemsText(_ counts: [SystemVerdict: Int]) -> ReportText {
        let confirmed = counts[.confirmed] ?? 0
        let suspected = (counts[.probable] ?? 0) + (counts[.possible] ?? 0)
        if confirmed + suspected == 0 {
            return "No system is held to be compromised on the evidence read so far. That is not a finding of safety."
        }
        let also: ReportText =
            suspected == 0
            ? "" : ", and \(suspected) more \(suspected == 1 ? "is" : "are") suspected (probable or possible)"
        return "\(confirmed, "system") \(confirmed == 1 ? "is" : "are") confirmed as compromised\(also)."
    }

    private static func patientZeroText(_ material: ReportMaterial) -> ReportText {
        guard let first = material.incident.scope.patientZero.first else {
            return "The first system compromised is not known: the evidence names no candidate."
        }
        let time: ReportText = first.time.map { " at \($0)" } ?? ", at a time that the evidence does not say"
        let entry: ReportText =
            first.enteredFrom.map { "entered from \(value: $0)" } ?? "how it was entered, the evidence does not say"
        let others = material.incident.scope.patientZero.count - 1
        let more: ReportText =
            others == 0 ? "" : " \(others, "other candidate") \(others == 1 ? "is" : "are") listed below."
        return """
            The first system compromised is most likely \(value: first.host)\(time) (confidence \
            \(percent: first.confidence)); \(entry).\(more)
            """
    }

    private static func spanText(_ material: ReportMaterial) -> ReportText {
        let starts = material.timeline.filter { $0.lane == .adversary }.map(\.time)
        let ends = starts + material.incident.findings.compactMap(\.sighting.last)
        guard let start = starts.min(), let end = ends.max() else {
            return "When it happened is not known: no finding and no movement has a time that can be read."
        }
        let length = end > start ? Figures.span(seconds: end.seconds(since: start)) : ""
        let span: ReportText =
            end > start
            ? "The records that speak of the intruder run from \(start) to \(end) (\(words: length))."
            : "Everything known of the intruder happened at \(start)."
        let compromised = material.systems.filter(\.isTouched).compactMap(\.firstCompromise).min()
        return span
            + (compromised.flatMap { $0 == start ? nil : " The first sign of compromise is of \($0)." } ?? "")
    }

    /// How many techniques the summary names; the section on techniques has them all.
    private static let mainTechniques = 5

    private static func techniquesText(_ material: ReportMaterial) -> ReportText {
        let sightings = material.techniques
        guard !sightings.isEmpty else { return "No technique was recognised." }
        var worst: [TechniqueID: Int] = [:]
        for rule in material.incident.findings.map(\.sighting.rule) {
            for id in rule.techniques { worst[id] = max(worst[id] ?? 0, rule.level.place) }
        }
        let main = sightings.sorted { left, right in
            let (one, other) = (worst[left.id] ?? 0, worst[right.id] ?? 0)
            return (other, right.hosts.count, left.id) < (one, left.hosts.count, right.id)
        }.prefix(mainTechniques)
        let names = main.map { sighting -> ReportText in
            "\(words: sighting.id.text) \(words: TechniqueTable.fullName(of: sighting.id) ?? "")"
        }
        return """
            \(sightings.count, "technique") of MITRE ATT&CK \(sightings.count == 1 ? "was" : "were") recognised; the most \
            serious: \(names.joined()).
            """
    }

    private static func unknowns(_ material: ReportMaterial, _ counts: [SystemVerdict: Int]) -> [ReportText] {
        let incident = material.incident
        var lines: [ReportText] = []
        let unknown = counts[.unknown] ?? 0
        if unknown > 0 {
            lines.append(
                "Of \(unknown, "system"), nothing says whether the intruder was there. Unknown does not mean clean.")
        }
        let referenced = material.systems.count { $0.standing.assessment?.presence == .referenced }
        if referenced > 0 {
            lines.append(
                "\(referenced, "system") \(referenced == 1 ? "is" : "are") known only from the logs of others.")
        }
        let stale = material.systems.count { $0.standing.isClearanceStale }
        if stale > 0 {
            lines.append("\(stale, "clearance") no longer \(stale == 1 ? "stands" : "stand"): newer evidence arrived.")
        }
        let unread = incident.evidence.count {
            incident.readings[$0.id] == nil || incident.readings[$0.id]?.format == .unknown
        }
        let entries = incident.entries.values.joined()
        let missed = entries.count { $0.reading == nil || $0.reading?.format == .unknown || $0.problem != nil }
        if unread > 0 {
            lines.append("\(unread, "evidence file") \(unread == 1 ? "is" : "are") sealed but could not be read.")
        }
        if missed > 0 {
            lines.append(
                "\(missed, "file") inside of containers could not be read, or not to \(missed == 1 ? "its" : "their") end."
            )
        }
        let issues = incident.everyReading.reduce(0) { $0.addingReportingOverflow($1.issueCount).partialValue }
        if issues > 0 {
            lines.append(
                "\(issues, "issue") \(issues == 1 ? "was" : "were") met while reading; records may be missing.")
        }
        let leads = incident.scope.leads.count
        if leads > 0 { lines.append("\(leads, "question") \(leads == 1 ? "is" : "are") open; see Leads.") }
        if lines.isEmpty {
            lines.append("What no evidence was collected of. This report speaks only of the evidence listed in it.")
        }
        return lines
    }
}

extension Severity {
    /// From 1 for the least.
    var place: Int { Self.allCases.count { $0 <= self } }
}
