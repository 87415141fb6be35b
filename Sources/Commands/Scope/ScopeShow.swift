import ArgumentParser
import Bootstrap
import CaseLifecycle
import Reporting
import Services
import Vocabulary
import Wire

struct ScopeShow: AsyncParsableCommand, JSONCommand {
    /// How a scope is shown.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, dot, svg
    }

    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Every system, its verdict and why.",
        discussion: """
            cordon scope show C-1
            cordon scope show C-1 --format svg > scope.svg
            cordon scope show C-1 --format dot > scope.dot
            """)

    @Argument(help: "The case.")
    var caseID: CaseID

    @OptionGroup var store: StoreOptions

    @Option(
        help: """
            Print results for people (text), for programs (json), as a graph for Graphviz (dot) or as a picture of the \
            way of the intruder (svg).
            """)
    var format = Format.text

    var printsJSON: Bool { format == .json }

    func run() async throws {
        let incident = try store.openForReading().queries.incident(caseID)
        let printed: String =
            switch format {
            case .text: PlainText.safeLines(ExerciseMark.on(text(incident)))
            case .json: String(decoding: ExerciseMark.on(try WireJSON.line(ScopeShape(incident))), as: UTF8.self)
            case .dot: ScopeDrawing(incident, mark: ExerciseMark.line).dot
            case .svg: ScopeDrawing(incident, mark: ExerciseMark.line).svg
            }
        StandardOutput.write(Array((printed + "\n").utf8))
    }

    private func text(_ incident: Case) -> String {
        let systems = incident.systems.sorted { $0.key < $1.key }
        return
            ([
                PlainText.table(
                    [["system", "verdict", "confidence", "presence", "first compromise", "judged"]] + systems.map(row))
            ] + incident.apart.map(line)).joined(separator: "\n")
    }

    private func line(_ apart: CaseApart) -> String {
        let names = apart.names.map(\.description).joined(separator: ", ")
        return PlainText.safe(
            "\(apart.other) is held to be another intrusion, though both know \(names): \(apart.reason)")
    }

    private func row(_ name: String, _ standing: SystemStanding) -> [String] {
        let judged = standing.judgement.map {
            (standing.isClearanceStale ? "clearance is stale: " : "\($0.verdict.rawValue): ") + $0.reason
        }
        return [
            VisibleName.spelled(name), standing.verdict.rawValue, Figures.percent(standing.assessment?.confidence ?? 0),
            standing.presence.rawValue,
            standing.assessment?.firstCompromise?.text(digits: 0) ?? "-", judged ?? "-",
        ]
    }
}
