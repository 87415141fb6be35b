import ArgumentParser
import Bootstrap
import Services
import Wire

struct AdminDoctor: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check the store: journal, read models, evidence, settings; exit 1 on a fault.",
        discussion: "cordon admin doctor --format json")

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let checks = try store.openForReading().admin.examine()
        try output.print(
            PlainText.table(checks.map { [$0.isHealthy ? "ok" : "FAULT", $0.name, $0.detail] }),
            json: try WireJSON.line(
                checks.map { HealthCheckShape(name: $0.name, isHealthy: $0.isHealthy, detail: $0.detail) }))
        if checks.contains(where: { !$0.isHealthy }) { throw ExitCode(1) }
    }
}
