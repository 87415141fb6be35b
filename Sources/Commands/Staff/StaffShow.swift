import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Wire

struct StaffShow: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Who is on which duty, what is uncovered, hours of each week, and what is owed.",
        discussion: "cordon staff show --weeks 8")

    @Option(help: "Weeks before this one whose hours are shown, up to 520.")
    var weeks = 3

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (0...520).contains(weeks) else { throw ValidationError("--weeks is from 0 to 520") }
    }

    func run() async throws {
        let current = try store.openForReading().organisation.current()
        var view = StaffView(current)
        view.weeksBack = Int64(weeks)
        try output.print(view.text, json: try WireJSON.line(view.shape))
        for warning in view.warnings { StandardOutput.note("warning: \(warning)") }
    }
}
