import ArgumentParser
import Bootstrap
import Services
import Vocabulary
import Wire

struct Report: AsyncParsableCommand, JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write the report of a case.",
        discussion: """
            cordon report C-1 --format html --output case.html
            cordon report C-1 --final --output final.html       (by a lead or deputy, of a case under review)

            A final report is recorded with its SHA-256. When what it tells of changes, the case needs another.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case html, md, json }

    @Argument(help: "The case.")
    var caseID: CaseID

    @Option(help: "The kind of document.")
    var format = Format.html

    @Option(help: ArgumentHelp("Where to write it. Default: standard output.", valueName: "file"))
    var output: String?

    @Flag(help: "Record it as the final report of the case.")
    var final = false

    @OptionGroup var store: StoreOptions

    var printsJSON: Bool { format == .json }

    func validate() throws {
        if final, output == nil || format == .json {
            throw ValidationError("--final is written as html or md, to --output")
        }
    }

    func run() async throws {
        if final, let output { return try finalise(to: output) }
        let workspace = try store.openForReading()
        let document: [UInt8] =
            switch format {
            case .html: Array(try workspace.reports.render(.html, of: caseID).utf8)
            case .md: Array(try workspace.reports.render(.markdown, of: caseID).utf8)
            case .json:
                Array(
                    ExerciseMark.on(
                        try WireJSON.line(
                            CaseShape(
                                try workspace.queries.incident(caseID),
                                in: try workspace.queries.context(of: caseID)))))
                    + [UInt8(ascii: "\n")]
            }
        let file = try OutputFile(output)
        try file.write(document)
        try file.finish()
    }

    private func finalise(to path: String) throws {
        let workspace = try store.openExisting()
        let outcome = try workspace.reports.finalise(
            format == .md ? .markdown : .html, of: caseID, to: path, by: workspace.cases)
        StandardOutput.write(Array((PlainText.safeLines(ExerciseMark.on(EventLines.text(outcome))) + "\n").utf8))
    }
}
