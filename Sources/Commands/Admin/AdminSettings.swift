import ArgumentParser
import Bootstrap
import Services
import Wire

struct AdminSettings: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings",
        abstract: "Show the settings of the store and the thresholds of its gates, or change one.",
        discussion: """
            cordon admin settings
            cordon admin settings allow-as true
            cordon admin settings staffing-hours 48

            An administrator changes them; a case keeps the thresholds of the day it was declared.
            """)

    @Argument(help: "The setting or threshold to change.")
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
            try store.openExisting().admin.change(name, to: value)
        }
        let admin = try store.openForReading().admin
        let settings = try admin.settings() + admin.thresholds()
        try output.print(
            PlainText.table(settings.map { [$0.name, $0.value, $0.meaning] }),
            json: try WireJSON.line(settings.map { SettingShape(name: $0.name, value: $0.value, meaning: $0.meaning) }))
    }
}
