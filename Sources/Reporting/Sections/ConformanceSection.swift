import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// Whether the process was followed: what was not done first, the figure last.
    static func conformance(_ material: ReportMaterial) -> ReportSection? {
        guard let result = material.conformance, !result.gates.isEmpty || !result.deviations.isEmpty else {
            return nil
        }
        return ReportSection(
            .conformance, "Was the process followed?",
            [verdict(result)] + deviations(result, material) + gates(result, material)
                + overrides(result, material)
                + oddities(result, material) + [
                    .paragraph(fit(result)), .paragraph("\(words: ConformanceResult.limit)"),
                ])
    }

    private static func verdict(_ result: ConformanceResult) -> ReportBlock {
        switch result.verdict {
        case .pass: .notice(ReportNotice(.note, tag: "Pass", "Every gate that the case came to was met."))
        case .overridden:
            .notice(
                ReportNotice(.note, tag: "Overridden", "Gates were passed on purpose, by name and with a reason."))
        case .breached:
            .notice(
                ReportNotice(
                    .warning, tag: "Breached",
                    "A gate was passed with nobody's word, or beyond the time for which that word held."))
        }
    }

    private static func deviations(_ result: ConformanceResult, _ material: ReportMaterial) -> [ReportBlock] {
        guard !result.deviations.isEmpty else { return [.paragraph("No deviation was found.")] }
        return material.table(
            caption: "Deviations, the most severe first",
            columns: ["Severity", "Rule", "What", "Stands", "Time lost", "Events"],
            rows: result.deviations.map { deviation in
                [
                    .text("\(words: deviation.severity.rawValue)"), .text("\(words: deviation.rule)"),
                    .value(deviation.text, otherwise: "not said"), stands(deviation),
                    deviation.lostSeconds.map { .text("\(words: Figures.span(seconds: Double($0)))") } ?? .absent("—"),
                    versions(deviation.versions),
                ]
            })
    }

    private static func stands(_ deviation: Deviation) -> ReportCell {
        if let override = deviation.override { return use(override) }
        return deviation.gate.map { .text("\(words: $0) breached") } ?? .absent("no gate")
    }

    private static func gates(_ result: ConformanceResult, _ material: ReportMaterial) -> [ReportBlock] {
        guard !result.gates.isEmpty else { return [] }
        return [.heading("Gates")]
            + material.table(
                caption: "The gates that the case met, with the verdict of each over the whole case",
                columns: ["Gate", "Verdict", "Passed on purpose", "Events"],
                rows: result.gates.map { gate in
                    [
                        .value(gate.gate, otherwise: "not named"), .text("\(words: gate.verdict.rawValue)"),
                        gate.overrides.isEmpty ? .absent("—") : .lines(gate.overrides.map(use)),
                        versions(gate.versions),
                    ]
                })
    }

    /// An override: who, why, until when, and what is owed for it.
    private static func use(_ use: OverrideUse) -> ReportCell {
        let name = use.id?.description ?? "emergency"
        let approver: ReportText = use.approver.map { "approved by \(value: $0)" } ?? "not confirmed by a second person"
        let end: ReportText = use.expires.map { ", until \($0)" } ?? ""
        let debt: ReportText =
            use.debt.map { "; debt \(words: $0.id.description) \(words: $0.end?.kind.rawValue ?? "open")" } ?? ""
        return .text("\(words: name) by \(value: use.proposer), \(approver)\(end): \(value: use.reason)\(debt)")
    }

    /// What each override let pass, and what it knowingly leaves open.
    private static func overrides(_ result: ConformanceResult, _ material: ReportMaterial) -> [ReportBlock] {
        guard !result.overrides.isEmpty else { return [] }
        return material.table(
            caption: "What was let pass on purpose, and what was knowingly left open",
            columns: ["Override", "Gate", "Missing, and let pass", "Left out"],
            rows: result.overrides.map { use in
                [
                    .text("\(words: use.id?.description ?? "emergency")"), .text("\(words: use.gate)"),
                    material.names(use.missing, otherwise: "—"), material.names(use.leftOut, otherwise: "—"),
                ]
            })
    }

    private static func oddities(_ result: ConformanceResult, _ material: ReportMaterial) -> [ReportBlock] {
        let open = result.debts.count { $0.end == nil }
        var blocks: [ReportBlock] = [
            .facts([
                ReportFact("Overrides", .number(result.overrides.count)),
                ReportFact("Debts, of which open", .text("\(result.debts.count), \(open)")),
                ReportFact("Emergencies", .number(result.emergencies.count)),
                ReportFact("Returns, which are normal", .number(result.returns.count)),
                ReportFact("Entered late", .number(result.lateEntries.count)),
            ])
        ]
        if !result.lateEntries.isEmpty {
            blocks += material.table(
                caption: "Entries made late", columns: ["Happened", "Entered", "Late by", "What", "Event"],
                rows: result.lateEntries.map { entry in
                    [
                        .time(entry.happenedAt), .time(entry.enteredAt),
                        .text("\(words: Figures.span(seconds: Double(entry.delaySeconds)))"),
                        .value(entry.text, otherwise: "not said"), .number(entry.version),
                    ]
                })
        }
        let lines =
            result.policyChanges.map { change -> ReportText in
                """
                The threshold \(words: change.name) was changed from \(change.before) to \(change.after) by \
                \(value: change.by) on \(change.time), while the case was open.
                """
            }
            + result.clockReversals.map { reversal -> ReportText in
                let span = Figures.span(seconds: Double(reversal.seconds))
                return "At event \(reversal.version) the clock stood \(words: span) before an earlier event."
            }
        if !lines.isEmpty { blocks.append(.notice(ReportNotice(.note, "To be explained", lines))) }
        return blocks
    }

    private static func fit(_ result: ConformanceResult) -> ReportText {
        """
        The order of activities fits the reference net of \(Activity.allCases.count) activities to \
        \(percent: result.alignment.fitness)\(words: result.isFinished ? "" : ", as far as the case has come"). The verdict \
        and the deviations count, not this figure: a high one can hide a fatal breach.
        """
    }

    private static func versions(_ versions: [Int]) -> ReportCell {
        guard !versions.isEmpty else { return .absent("by absence") }
        let shown = versions.prefix(ReportLimits.names).map { "\($0)" as ReportText }.joined()
        let others = versions.count - min(versions.count, ReportLimits.names)
        return .text(others > 0 ? "\(shown) and \(others) more" : shown)
    }
}
