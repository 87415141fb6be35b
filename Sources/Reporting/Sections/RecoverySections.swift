import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// Every cause on every system and account: done, verified or not applicable.
    static func eradication(_ material: ReportMaterial) -> ReportSection? {
        let grid = material.incident.recovery.grid
        guard !grid.causes.isEmpty else { return nil }
        let targets = material.incident.affectedTargets.sorted()
        let causes = grid.causes.prefix(ReportLimits.names)
        let blocks =
            material.table(
                caption: "What had to be removed", columns: ["Cause", "Kind", "What", "Detection rule"],
                rows: grid.causes.map { cause in
                    [
                        .text("\(words: cause.id.description)"), .text("\(words: Spelling.words(cause.kind.rawValue))"),
                        grid.withdrawals[cause.id].map {
                            ReportCell.text("\(value: cause.text) (withdrawn: \(value: $0.reason))")
                        }
                            ?? .value(cause.text, otherwise: "not said"),
                        .value(cause.rule, otherwise: "none"),
                    ]
                })
            + [.heading("Every system and account, every cause")]
            + material.table(
                caption:
                    "The grid of eradication\(words: grid.causes.count > causes.count ? ", its first causes" : "")",
                columns: ["System or account", "Response"] + causes.map(\.id.description),
                rows: targets.map { target in
                    [
                        .value(target.description, otherwise: "not named"),
                        .text("\(words: material.incident.responseState(of: target).rawValue)"),
                    ] + causes.map { cell(target, $0, grid) }
                })
        return ReportSection(.eradication, "Eradication", blocks)
    }

    private static func cell(_ target: Target, _ cause: Cause, _ grid: EradicationGrid) -> ReportCell {
        guard cause.concerns(target) else { return .absent("does not concern it") }
        guard grid.withdrawals[cause.id] == nil else { return .absent("withdrawn") }
        let cell = grid.cell(target, cause.id)
        if let exemption = cell.notApplicable { return .text("not applicable: \(value: exemption.reason)") }
        return .text("\(words: Spelling.words(cell.word))")
    }

    /// What each system was restored from, whether it is back at its baseline, and who says that it works.
    static func recovery(_ material: ReportMaterial) -> ReportSection? {
        let recovery = material.incident.recovery
        let isBegun =
            !recovery.assets.isEmpty || recovery.hasComparisons || recovery.monitoring != nil
            || recovery.resumption != nil || !recovery.startCriteria.isEmpty
        guard isBegun else { return nil }
        return ReportSection(
            .recovery, "Recovery", criteria(material) + systems(material) + assets(material) + resumption(material))
    }

    private static func criteria(_ material: ReportMaterial) -> [ReportBlock] {
        let criteria = material.incident.recovery.startCriteria
        guard !criteria.isEmpty else { return [] }
        return material.table(
            caption: "When recovery may begin", columns: ["Criterion", "Shown by", "By and when"],
            rows: criteria.map { criterion in
                [
                    .value(criterion.text, otherwise: "not said"),
                    .value(criterion.answer?.text, otherwise: "not met yet"),
                    criterion.answer.map { material.who($0.stamp) } ?? .absent("—"),
                ]
            })
    }

    private static func systems(_ material: ReportMaterial) -> [ReportBlock] {
        let incident = material.incident
        let names = incident.affectedTargets.filter { $0.kind == .system }.map(\.name).sorted()
        guard !names.isEmpty else { return [] }
        let words = incident.ownerWordsThatHold(in: material.dossier.organisation)
        return [.heading("Systems")]
            + material.table(
                caption: "The systems on their way back",
                columns: ["System", "Response", "Restored from", "Baseline", "Taken", "Owner's word"],
                rows: names.map { name in
                    let restoration = incident.recovery.restorations[name]
                    let comparison = incident.recovery.comparison(of: name)?.comparison
                    let word = words[name]
                    return [
                        .value(name, otherwise: "not named"),
                        .text("\(words: incident.responseState(of: .system(name)).rawValue)"),
                        restoration.map { .text("\(words: $0.asset.description) on \($0.stamp.time)") }
                            ?? .absent("not restored"),
                        baseline(incident.baselineVerdict(of: name), comparison),
                        .time(comparison?.takenAt, otherwise: "—"),
                        word.map { .text("\(value: $0.tested), \($0.stamp.time)") } ?? .absent("not given"),
                    ]
                })
    }

    private static func baseline(_ verdict: BaselineVerdict?, _ comparison: BaselineComparison?) -> ReportCell {
        guard let verdict, let comparison else { return .absent("not compared") }
        return switch verdict {
        case .verified: .text("verified")
        case .drift: .text("\(comparison.driftCount, "difference")")
        case .notVerifiable: .text("not verifiable")
        }
    }

    private static func assets(_ material: ReportMaterial) -> [ReportBlock] {
        let assets = material.incident.recovery.assets
        guard !assets.isEmpty else { return [] }
        return [.heading("What was restored from")]
            + material.table(
                caption: "Backups and images",
                columns: ["Asset", "Name and SHA-256", "Taken", "Indicators", "Integrity"],
                rows: assets.map { record in
                    [
                        .text("\(words: record.asset.id.description)"),
                        .lines([.value(record.asset.name, otherwise: "no name"), .code(record.asset.sha256.hex)]),
                        .time(record.asset.takenAt),
                        .value(record.verification?.indicators, otherwise: "not checked"),
                        .value(record.verification?.integrity, otherwise: "not checked"),
                    ]
                })
    }

    private static func resumption(_ material: ReportMaterial) -> [ReportBlock] {
        let recovery = material.incident.recovery
        var facts: [ReportFact] = []
        if let window = recovery.monitoring {
            let end = window.end(in: material.dossier.organisation, at: material.dossier.generatedAt)
            facts.append(ReportFact("Watched for re-entry", .text("from \(window.begun.time) to \(end)")))
            facts.append(ReportFact("By", .value(window.owner, otherwise: "nobody")))
            facts.append(ReportFact("Signals", material.names(window.signals, otherwise: "none")))
        }
        if let waiver = recovery.waiver, waiver.isConfirmed(in: material.dossier.organisation) {
            facts.append(ReportFact("Monitoring waived", .value(waiver.reason, otherwise: "no reason")))
        }
        if let resumption = recovery.resumption {
            facts.append(ReportFact("Operations resumed", material.who(resumption.stamp)))
            facts.append(ReportFact("By these criteria", material.names(resumption.criteria, otherwise: "none")))
        }
        return facts.isEmpty ? [] : [.heading("Back to work"), .facts(facts)]
    }
}
