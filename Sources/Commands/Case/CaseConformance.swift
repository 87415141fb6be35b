import ArgumentParser
import Bootstrap
import CaseLifecycle
import Reporting
import Services
import Vocabulary
import Wire

struct CaseConformance: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance",
        abstract: "Whether a case followed the process: verdicts of its gates, deviations, overrides, late entries.",
        discussion: "cordon case conformance C-1")

    @Argument(help: "The case.")
    var caseID: CaseID

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let result = try store.openForReading().queries.conformance(caseID)
        try output.print(ConformanceText(result).text, json: try WireJSON.line(ConformanceShape(result)))
    }
}

/// A judgement as people read it: the verdict and what was not done first, the figure last.
struct ConformanceText {
    let result: ConformanceResult

    init(_ result: ConformanceResult) { self.result = result }

    var text: String {
        [heading, deviations, gates, overrides, oddities, closing].compactMap(\.self).joined(separator: "\n\n")
    }

    private var heading: String {
        "\(result.caseID), version \(result.version), judged as of \(result.at.text(digits: 0))\n"
            + "Verdict of the gates: \(result.verdict.rawValue)"
    }

    private var deviations: String {
        guard !result.deviations.isEmpty else { return "Deviations: none" }
        let lines = result.deviations.map { deviation -> String in
            let lost = deviation.lostSeconds.map { ", \(Figures.span(seconds: Double($0))) lost" } ?? ""
            let standing =
                deviation.override.map { Self.words($0) } ?? (deviation.gate.map { "\($0) breached" } ?? "no gate")
            let proof = deviation.versions.isEmpty ? "" : "; events \(Self.list(deviation.versions))"
            return "  \(deviation.severity.rawValue)  \(deviation.rule): \(deviation.text)\(lost)\n"
                + "      \(standing)\(proof)"
        }
        return "Deviations\n" + lines.joined(separator: "\n")
    }

    private var gates: String? {
        guard !result.gates.isEmpty else { return nil }
        return "Gates\n"
            + PlainText.table(
                result.gates.map { ["  " + $0.gate, $0.verdict.rawValue, "events \(Self.list($0.versions))"] })
    }

    private var overrides: String? {
        guard !result.overrides.isEmpty else { return nil }
        return "Overrides: \(result.overrides.count)\n"
            + result.overrides.map { "  \($0.gate): \(Self.words($0))" }.joined(separator: "\n")
    }

    private var oddities: String? {
        let open = result.debts.count { $0.end == nil }
        var lines = [
            result.debts.isEmpty ? nil : "Debts: \(result.debts.count), of which open: \(open)",
            result.emergencies.isEmpty ? nil : "Contained in part as an emergency: \(result.emergencies.count) times",
            result.returns.isEmpty
                ? nil : "Returns to earlier states, which are normal: \(result.returns.count)",
        ].compactMap(\.self)
        lines += result.lateEntries.map {
            "Entered late by \(Figures.span(seconds: Double($0.delaySeconds))): event \($0.version), \($0.text)"
        }
        lines += result.policyChanges.map {
            "Threshold \($0.name) changed from \($0.before) to \($0.after) by \($0.by) on \($0.time.text(digits: 0)), "
                + "while the case was open"
        }
        lines += result.clockReversals.map {
            "The clock stood \($0.seconds) s before an earlier event at event \($0.version)"
        }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    private var closing: String {
        "Fit with the reference net of \(Activity.allCases.count) activities: "
            + "\(Figures.percent(result.alignment.fitness)) (\(result.isFinished ? "finished" : "as far as it has come")). "
            + "The verdict and the deviations count, not this figure.\n\(ConformanceResult.limit)"
    }

    private static func words(_ use: OverrideUse) -> String {
        let name = use.id.map { "override \($0)" } ?? "emergency"
        let approver = use.approver.map { ", approved by \($0)" } ?? ", not confirmed by a second person"
        let end = use.expires.map { ", until \($0.text(digits: 0))" } ?? ""
        let debt = use.debt.map { ", debt \($0.id) \($0.end?.kind.rawValue ?? "open")" } ?? ""
        return "\(name) by \(use.proposer)\(approver)\(end): \(use.reason)\(debt)"
    }

    /// At most this many events are named; the rest is in the JSON.
    private static let versionsShown = 8

    private static func list(_ versions: [Int]) -> String {
        versions.prefix(versionsShown).map(String.init).joined(separator: ", ")
            + (versions.count > versionsShown ? " and \(versions.count - versionsShown) more" : "")
    }
}
