import Bootstrap
import CaseLifecycle
import Detection
import Foundation
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
    /// Whether files are sealed where they lie, and not copied.
    let staysInPlace: Bool
    let times: TimeOptions
    let ruleOptions: RuleOptions
    let indicatorOptions: IndicatorOptions
    let report: String?
    let isVerbose: Bool
    let showsStats: Bool
    let store: StoreOptions
    let output: OutputOptions

    func run() async throws {
        let started = ContinuousClock.now
        var found = try EvidenceFinder.find(under: paths, leavingOut: store.folder)
        found.assume(times.assumptions)
        StandardOutput.note(notTaken: found.notTaken)
        let loaded = try RuleLibrary.loadSome(ruleOptions.paths, mappings: ruleOptions.mapping.paths)
        var rules = loaded.rules
        let skipped = loaded.problems.count(where: \.leavesRuleOut)
        if skipped > 0 { StandardOutput.note("\(skipped) rules could not be read: cordon rules check PATH") }
        rules.indicators = try indicatorOptions.load()?.indicators
        // A report that cannot be written ends the command before anything is made; one in a home that is not there yet
        // can only be checked once it is.
        if let report, !liesInNewHome(report) { try ResultFile.check(report) }
        let title = title ?? "Evidence of \(paths.joined(separator: ", "))"
        let workspace = try caseID == nil ? store.open(forCase: title) : store.openExisting()
        if let report { try ResultFile.check(report) }
        let progress = Progress(isVerbose: isVerbose)
        let id = try caseID ?? open(title, in: workspace, progress)
        let incident = try await workspace.investigation.investigate(
            found.files, missed: found.missed, in: id, rules: rules, host: host, staysInPlace: staysInPlace,
            progress: { progress.show($0) })
        progress.end()
        if incident.evidence.isEmpty {
            throw ServiceFailure(
                code: "nothing-taken", subject: paths.joined(separator: ", "),
                cause: "nothing of it could be taken in as evidence of \(id)")
        }
        let written = Result { if let report { try workspace.reports.write(.html, of: id, to: report) } }
        // What was found is worth printing, whether or not the report could be written.
        let shown = (try? written.get()) == nil ? nil : report
        let elapsed = started.duration(to: .now) / .seconds(1)
        if showsStats {
            let records = incident.everyReading.reduce(0) { $0 + $1.records }
            for line in AccountText.lines(of: incident) + AccountText.cost(records: records, seconds: elapsed) {
                StandardOutput.note(line)
            }
        }
        let context = try workspace.queries.context(of: id)
        try output.print(
            InvestigationText(incident, in: context, elapsedSeconds: elapsed, report: shown).text,
            json: try WireJSON.line(InvestigationShape(incident, elapsedSeconds: elapsed, report: shown)))
        try written.get()
    }

    private func liesInNewHome(_ report: String) -> Bool {
        let home = URL(fileURLWithPath: store.folder).standardizedFileURL.path
        let folder = URL(fileURLWithPath: report).deletingLastPathComponent().standardizedFileURL.path
        return caseID == nil && folder == home && !FileManager.default.fileExists(atPath: home)
    }

    private func open(_ title: String, in workspace: Workspace, _ progress: Progress) throws -> CaseID {
        let opened = try workspace.cases.open(title: title)
        progress.show(.acknowledged(opened.incident.id, version: opened.incident.version, "opened"))
        return opened.incident.id
    }
}
