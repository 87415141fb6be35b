import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

/// What `investigate` and `evidence add` do: seal, parse, detect, investigate, report.
struct MainJob {
    let paths: [String]
    /// The case to add to; nil opens a new one.
    let caseID: CaseID?
    let title: String?
    let host: String?
    let rulePaths: [String]
    let report: String?
    let isVerbose: Bool
    let store: StoreOptions
    let output: OutputOptions

    func run() async throws {
        let started = ContinuousClock.now
        let files = try EvidenceFinder.files(under: paths)
        let (rules, problems) = try RuleLibrary.loadSome(rulePaths)
        if !problems.isEmpty { StandardOutput.note("\(problems.count) rules could not be read: cordon rules check") }
        let workspace = try store.open()
        let progress = Progress(isVerbose: isVerbose)
        let id = try caseID ?? open(in: workspace, progress)
        let incident = try await workspace.investigation.investigate(
            files, in: id, rules: rules, host: host, progress: { progress.show($0) })
        progress.end()
        if let report { try workspace.reports.write(.html, of: id, to: report) }
        let elapsed = started.duration(to: .now) / .seconds(1)
        try output.print(
            InvestigationText(incident, elapsedSeconds: elapsed, report: report).text,
            json: try WireJSON.line(InvestigationShape(incident, elapsedSeconds: elapsed, report: report)))
    }

    private func open(in workspace: Workspace, _ progress: Progress) throws -> CaseID {
        let opened = try workspace.cases.open(title: title ?? "Evidence of \(paths.joined(separator: ", "))")
        progress.show(.acknowledged(opened.incident.id, version: opened.incident.version, "opened"))
        return opened.incident.id
    }
}
