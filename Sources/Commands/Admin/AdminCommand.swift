import ArgumentParser
import Bootstrap
import Services
import Wire

struct AdminCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "admin", abstract: "Look after the store.",
        subcommands: [AdminRebuild.self, AdminDoctor.self, AdminSettings.self])
}

struct AdminRebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Make the read models anew from the journal.",
        discussion: "cordon admin rebuild")

    @OptionGroup var store: StoreOptions

    func run() async throws {
        try store.openExisting().admin.rebuild()
        StandardOutput.note("rebuilt")
    }
}

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

struct AdminSettings: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Show the settings of the store, or change one.",
        discussion: "cordon admin settings allow-as true")

    @Argument(help: "The setting to change.")
    var name: String?

    @Argument(help: "Its new value.")
    var value: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        if let name {
            guard let value else {
                throw ValidationError("say the new value of \(name), or name no setting to see all")
            }
            try store.open().admin.change(name, to: value)
        }
        let settings = try store.openForReading().admin.settings()
        try output.print(
            PlainText.table(settings.map { [$0.name, $0.value, $0.meaning] }),
            json: try WireJSON.line(settings.map { SettingShape(name: $0.name, value: $0.value, meaning: $0.meaning) }))
    }
}
