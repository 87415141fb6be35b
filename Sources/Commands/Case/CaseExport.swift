import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct CaseExport: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Hand a case over: its journal, what it knows, its evidence list and its report.",
        discussion: """
            cordon case export C-1 handover/
            cordon journal verify handover/journal.ndjson --key KEY --head HASH

            Makes a folder with journal.ndjson (the events, with a signed trailer), case.json and evidence.json (as case show
            and evidence list print them) and report.html. The key and the head are printed, and told on another way than
            the folder goes. The evidence files themselves stay in the store; their SHA-256 are in the list.
            """)

    @Argument(help: "The case.")
    var caseID: CaseID

    @Argument(help: "The folder to make. One that exists is refused.")
    var folder: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let workspace = try store.openForReading()
        let incident = try workspace.queries.incident(caseID)
        let result = try ResultFolder(folder)
        let journal = try result.write("journal.ndjson") { file in
            try workspace.journal.export(caseID.description) { try file.write($0) }
        }
        let examination = try JournalService.verify(file: journal, head: nil, key: nil)
        try result.write("case.json") { file in
            let shape = CaseShape(incident, in: try workspace.queries.context(of: caseID))
            try file.write(Array(ExerciseMark.on(try WireJSON.line(shape))) + [UInt8(ascii: "\n")])
        }
        try result.write("evidence.json") { file in
            try file.write(Array(try WireJSON.line(EvidenceShape.all(of: incident))) + [UInt8(ascii: "\n")])
        }
        try result.write("report.html") { try $0.write(Array(try workspace.reports.render(.html, of: caseID).utf8)) }
        // All of it is of one version, or it is not handed over.
        let after = try workspace.queries.incident(caseID).version
        guard examination.events == incident.version, after == incident.version else {
            throw CaseRefusal.stale(expected: incident.version, actual: after)
        }
        try result.finish()
        let shape = CaseExportShape(
            incident, folder: folder, events: examination.events, head: examination.head,
            publicKey: examination.publicKey)
        try output.print(shape.text, json: try WireJSON.line(shape))
    }
}
