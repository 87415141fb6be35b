import CaseLifecycle
import Reporting
import Vocabulary
import Wire

/// A case as `cordon investigate` and `cordon case show` tell it on a terminal.
struct InvestigationText {
    /// Lines shown of each long list; the rest is counted.
    private static let shown = 12

    let incident: Case
    let context: DecisionContext
    let elapsedSeconds: Double?
    let report: String?

    init(_ incident: Case, in context: DecisionContext, elapsedSeconds: Double? = nil, report: String? = nil) {
        self.incident = incident
        self.context = context
        self.elapsedSeconds = elapsedSeconds
        self.report = report
    }

    var text: String {
        ([heading]
            + [process.standing, evidence, systems, patientZero, movements, findings, leads, process.work, next]
            .compactMap(\.self))
            .joined(separator: "\n\n")
    }

    private var process: CaseProcessText { CaseProcessText(incident, in: context) }

    private var heading: String {
        "\(incident.id)  \(PlainText.safe(incident.title))\n\(incident.state.rawValue) (\(incident.state.phase)), version \(incident.version), "
            + "lead: \(PlainText.safe(incident.lead ?? "nobody"))"
    }

    private var evidence: String? {
        let readings = incident.everyReading
        let records = readings.reduce(0) { $0 + $1.records }
        let issues = readings.reduce(0) { $0 + $1.issueCount }
        let unread = readings.count { $0.format == .unknown }
        var line = "Evidence: \(incident.evidence.count) files, \(records) records, \(issues) parse issues"
        let again = incident.evidence.reduce(0) { $0 + incident.otherPlaces(of: $1.id).count }
        if again > 0 { line += ", met again in \(again) other places" }
        if incident.neverRead > 0 {
            line += ", \(incident.neverRead) files not read yet (\(incident.readingCommand))"
        }
        if unread > 0 { line += ", \(unread) files held but not read" }
        let notTaken = incident.missedFiles.count
        if notTaken > 0 { line += ", \(notTaken) files could not be taken in (cordon evidence list \(incident.id))" }
        let missed = incident.entries.values.joined().count { $0.problem != nil }
        if missed > 0 { line += ", \(missed) files in containers not read to their end" }
        if let elapsedSeconds { line += ", in \((elapsedSeconds * 10).rounded() / 10) s" }
        return line
    }

    private var systems: String? {
        guard !incident.systems.isEmpty else { return nil }
        let sorted = incident.systems.sorted {
            ($1.value.verdict.escalation, $1.value.assessment?.confidence ?? 0, $0.key)
                < ($0.value.verdict.escalation, $0.value.assessment?.confidence ?? 0, $1.key)
        }
        let rows = sorted.prefix(Self.shown).map { name, standing in
            [
                "  " + name, standing.verdict.rawValue, Figures.percent(standing.assessment?.confidence ?? 0),
                standing.assessment?.firstCompromise?.text(digits: 0) ?? "-",
                standing.assessment?.reachedFrom.map {
                    "from \($0) by \(standing.assessment?.method ?? "unknown means")"
                } ?? "",
            ]
        }
        return "Systems\n" + list(rows, of: sorted.count)
    }

    private var patientZero: String? {
        guard let first = incident.scope.patientZero.first else { return nil }
        var line = "Patient zero: \(first.host), \(Figures.percent(first.confidence))"
        if let time = first.time { line += ", \(time.text(digits: 0))" }
        if let entry = first.enteredFrom { line += ", entered from \(entry)" }
        return PlainText.safe(line) + first.reasons.map { "\n  because " + PlainText.safe($0) }.joined()
    }

    private var movements: String? {
        let all = incident.scope.movements
        guard !all.isEmpty else { return nil }
        let rows = all.prefix(Self.shown).map { movement in
            [
                "  " + movement.time.text(digits: 0), "\(movement.from) -> \(movement.to)", movement.account ?? "-",
                movement.method, movement.technique?.text ?? "-", Figures.percent(movement.confidence),
            ]
        }
        return "Movements\n" + list(rows, of: all.count)
    }

    private var findings: String? {
        guard !incident.findings.isEmpty else { return "Findings: none" }
        let sorted = incident.findings.sorted {
            ($1.sighting.rule.level, $0.sighting.first?.ticks ?? .max, $0.id)
                < ($0.sighting.rule.level, $1.sighting.first?.ticks ?? .max, $1.id)
        }
        let rows = sorted.prefix(Self.shown).map { finding in
            [
                "  " + finding.id.description, finding.sighting.rule.level.rawValue, finding.sighting.host,
                finding.sighting.first?.text(digits: 0) ?? "-", "\(finding.sighting.count)x",
                finding.sighting.rule.title,
            ]
        }
        return "Findings\n" + list(rows, of: sorted.count)
    }

    private var leads: String? {
        let all = incident.scope.leads
        guard !all.isEmpty else { return nil }
        return "Next questions\n"
            + list(
                all.prefix(5).enumerated().map {
                    ["  \($0.offset + 1)", $0.element.question, "collect: " + $0.element.collect]
                },
                of: all.count)
            + "\nGive somebody one: cordon case task \(incident.id) --question N --owner NAME --due TIME"
    }

    private var next: String? {
        var lines: [String] = []
        // In the last state there is nothing to advance to.
        if incident.state.next != nil {
            let unmet = incident.unmetGates(in: context)
            lines =
                unmet.isEmpty ? ["Next: cordon case advance \(incident.id)"] : ["Next, before the case may advance:"]
            lines += unmet.flatMap(\.missing).prefix(Self.shown).map { "  " + PlainText.safe($0) }
        }
        if let report { lines.append("Report: \(PlainText.safe(report))") }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    private func list(_ rows: [[String]], of total: Int) -> String {
        PlainText.table(rows) + (total > rows.count ? "\n  and \(total - rows.count) more" : "")
    }
}
