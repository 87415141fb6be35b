import ArgumentParser
import Foundation
import Services
import Vocabulary
import Wire

struct EvidenceDump: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump", abstract: "Every record of evidence files, in file order.",
        discussion: """
            cordon evidence dump Security.evtx --format jsonl | head
            cordon evidence dump auth.log --timezone +02:00 --stats > records.jsonl
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case jsonl, xml }

    @Argument(help: "Evidence files.")
    var file: [String]

    @Option(help: "How records are printed.")
    var format = Format.jsonl

    @Flag(help: "Look for event logs in bytes of any kind: memory, unallocated space, damaged disks.")
    var carve = false

    @OptionGroup var times: TimeOptions

    @Flag(help: "Print where the bytes and records of each file went, rate and peak memory on standard error.")
    var stats = false

    func run() async throws {
        let started = ContinuousClock.now
        ExerciseMark.beginWhereHomeIsExercise()
        if format == .xml { ExerciseMark.note() }
        var found = try EvidenceFinder.find(under: file)
        found.assume(times.assumptions)
        StandardOutput.note(notTaken: found.notTaken)
        let service = DumpService(width: ProcessInfo.processInfo.activeProcessorCount, carves: carve)
        let format = format
        let progress = Progress(sharesTerminal: true)
        let total = found.files.totalBytes
        let summary = try await service.dump(
            found.files,
            makeRenderer: {
                switch format {
                case .jsonl:
                    var writers: [EvidenceFormat: RecordJSON] = [:]
                    guard ExerciseMark.isOn else {
                        return { writers[$1, default: RecordJSON($1)].append($0, to: &$2) }
                    }
                    return { batch, format, out in
                        var lines: [UInt8] = []
                        writers[format, default: RecordJSON(format)].append(batch, to: &lines)
                        out += ExerciseMark.on(Data(lines))
                    }
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
        for (file, gaps) in summary.gaps { StandardOutput.note("\(file): \(Self.words(for: gaps))") }
        for (file, reason) in summary.unread { StandardOutput.note("not read: \(file): \(reason)") }
        if stats {
            for file in summary.accounts {
                StandardOutput.note(AccountText.line(file.name, file.format.rawValue, file.account))
            }
            let elapsed = started.duration(to: .now) / .seconds(1)
            for line in ["records: \(summary.records)"] + AccountText.cost(records: summary.records, seconds: elapsed) {
                StandardOutput.note(line)
            }
        }
        if !summary.unread.isEmpty, summary.records == 0 { throw ExitCode(1) }
    }

    private static func words(for gaps: [ClosedRange<UInt64>]) -> String {
        let missing = gaps.reduce(UInt64(0)) { sum, gap in
            sum.addingReportingOverflow(gap.upperBound - gap.lowerBound &+ 1).partialValue
        }
        let first = gaps.first.map { "\($0.lowerBound) to \($0.upperBound)" } ?? ""
        return
            "\(missing) record ids are missing, in \(gaps.count) gaps (the first: \(first)); exports by a query have such, too"
    }
}
