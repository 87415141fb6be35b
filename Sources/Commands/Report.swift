import ArgumentParser
import Bootstrap
import Services
import Vocabulary
import Wire

struct Report: AsyncParsableCommand, JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write the report of a case.",
        discussion: "cordon report C-1 --format html --output case.html")

    enum Format: String, ExpressibleByArgument, CaseIterable { case html, md, json }

    @Argument(help: "The case.")
    var caseID: CaseID

    @Option(help: "The kind of document.")
    var format = Format.html

    @Option(help: ArgumentHelp("Where to write it. Default: standard output.", valueName: "file"))
    var output: String?

    @OptionGroup var store: StoreOptions

    var printsJSON: Bool { format == .json }

    func run() async throws {
        let workspace = try store.openForReading()
        let document: [UInt8] =
            switch format {
            case .html: Array(try workspace.reports.render(.html, of: caseID).utf8)
            case .md: Array(try workspace.reports.render(.markdown, of: caseID).utf8)
            case .json:
                Array(
                    ExerciseMark.on(
                        try WireJSON.line(
                            CaseShape(try workspace.queries.incident(caseID), in: try workspace.queries.context()))))
                    + [UInt8(ascii: "\n")]
            }
        let file = try OutputFile(output)
        try file.write(document)
        try file.finish()
    }
}
