import ArgumentParser
import Bootstrap
import CaseLifecycle
import Reporting
import Services
import Vocabulary
import Wire

struct ScopeExplain: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Why a system is held to be compromised: its way, what speaks for it, and what it would be without.",
        discussion: """
            cordon scope explain C-1 FS-01
            Records are opened by what stands behind them: cordon evidence search 4f2a9c01#17
            """)

    @Argument(help: "The case.")
    var caseID: CaseID

    @Argument(help: "The system, by name or alias.")
    var system: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let incident = try store.openForReading().queries.incident(caseID)
        let name = try incident.known(.system(system)).name
        guard let standing = incident.systems[name] else { throw CaseRefusal.unknownSystem(system) }
        let explanation = incident.scope.explanations?.first { $0.name == name }
        let way = incident.scope.way(to: name)
        try output.print(
            [head(name, standing), wayText(way), factors(explanation, standing), keystone(explanation)]
                .compactMap(\.self).joined(separator: "\n\n"),
            json: try WireJSON.line(SystemExplanationShape(name: name, standing, explanation, way: way)))
    }

    private func head(_ name: String, _ standing: SystemStanding) -> String {
        let since = standing.assessment?.firstCompromise.map { ", \($0.text(digits: 0))" } ?? ""
        let confidence = Figures.percent(standing.assessment?.confidence ?? 0)
        return "\(VisibleName.spelled(name))  \(standing.verdict.rawValue)  \(confidence)\(since)"
            + (standing.judgement.map { "\nsomebody judged: " + PlainText.safe("\($0.verdict.rawValue): \($0.reason)") }
                ?? "")
    }

    private func wayText(_ way: [Movement]) -> String? {
        guard !way.isEmpty else { return nil }
        return "The way\n"
            + PlainText.table(
                way.map { step in
                    [
                        "  " + step.time.text(digits: 0), "\(step.from) -> \(step.to)", step.account ?? "-",
                        step.method,
                        Figures.percent(step.confidence), records(step.evidence.prefix(3)),
                    ]
                })
    }

    private func factors(_ explanation: SystemExplanation?, _ standing: SystemStanding) -> String {
        guard let explanation, !explanation.factors.isEmpty else {
            return standing.assessment?.verdict ?? .unknown == .unknown
                ? "Nothing that was read speaks for a compromise. What was not read, or is not held, may."
                : "What speaks for it was not kept when its evidence was read."
        }
        return "What speaks for it\n"
            + PlainText.table(
                [["  alone", "without", "what", "records"]]
                    + explanation.factors.map { factor in
                        [
                            "  " + Figures.percent(factor.weight), Figures.percent(factor.without), factor.text,
                            records(factor.evidence.prefix(3)),
                        ]
                    })
    }

    private func keystone(_ explanation: SystemExplanation?) -> String? {
        explanation?.keystone.map {
            "Without the record \(short($0.record)) it would be \(Figures.percent($0.without)): "
                + "cordon evidence search \(short($0.record))"
        }
    }

    private func records(_ references: ArraySlice<EvidenceReference>) -> String {
        references.map(short).joined(separator: " ")
    }

    private func short(_ reference: EvidenceReference) -> String {
        "\(reference.evidence.hex.prefix(12))#\(reference.record)"
    }
}
