import ArgumentParser
import Foundation
import Services
import Vocabulary
import Wire

struct EvidenceDump: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump", abstract: "Every record of evidence files, in file order.",
        discussion: "cordon evidence dump Security.evtx --format jsonl | head")

    enum Format: String, ExpressibleByArgument, CaseIterable { case jsonl, xml }

    @Argument(help: "Evidence files.")
    var file: [String]

    @Option(help: "How records are printed.")
    var format = Format.jsonl

    @OptionGroup var times: TimeOptions

    func run() async throws {
        var found = try EvidenceFinder.find(under: file)
        found.assume(times.assumptions)
        StandardOutput.note(notTaken: found.notTaken)
        let service = DumpService(width: ProcessInfo.processInfo.activeProcessorCount)
        let format = format
        let progress = Progress(sharesTerminal: true)
        let total = found.files.totalBytes
        let summary = try await service.dump(
            found.files,
            makeRenderer: {
                switch format {
                case .jsonl:
                    var writers: [EvidenceFormat: RecordJSON] = [:]
                    return { writers[$1, default: RecordJSON($1)].append($0, to: &$2) }
                case .xml:
                    return { batch, _, out in
                        for record in batch.records { RecordXML.append(record, to: &out) }
                    }
                }
            },
            write: { StandardOutput.write($0) },
            progress: { progress.show(bytes: $0, of: total, records: $1) })
        progress.end()
        for (file, issue) in summary.issues {
            StandardOutput.note("\(file): \(issue.kind.rawValue) at byte \(issue.offset): \(issue.detail)")
        }
        for (file, reason) in summary.unread { StandardOutput.note("not read: \(file): \(reason)") }
        if !summary.unread.isEmpty, summary.records == 0 { throw ExitCode(1) }
    }
}
