import EvidenceParsing
import Services
import Testing
import Vocabulary

@Suite("Reading many files side by side", .timeLimit(.minutes(15)))
struct EvidencePipelineTests {
    struct Stop: Error, Equatable {}

    @Test("results come in file order, whichever worker is faster", arguments: [1, 2, 8])
    func order(width: Int) async throws {
        let folder = try TemporaryFolder()
        let padding = String(repeating: "x", count: 900)
        var files = [
            try folder.write("long", lines: (0..<3_000).map { #"{"line":\#($0),"padding":"\#(padding)"}"# })
        ]
        files += try (0..<12).map { number in
            try folder.write("\(number)", lines: (0...number).map { #"{"file":\#(number),"line":\#($0)}"# })
        }

        let delivered = try await Self.run(files, width: width, isFirstSlow: width > 1)

        let long = delivered.prefix { $0.hasPrefix("long") }
        let starts = long.dropLast().compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
        #expect(starts.count > 2 && starts == starts.sorted() && starts.first == 0)
        #expect(long.last == "long end jsonl")
        #expect(
            Array(delivered.dropFirst(long.count))
                == (0..<12).flatMap { ["\($0) \($0 + 1) from 0", "\($0) end jsonl"] })
    }

    @Test(
        "a file that cannot be read and one of unknown format are results like others, in their place",
        arguments: [1, 2, 8])
    func unread(width: Int) async throws {
        let folder = try TemporaryFolder()
        let files = [
            try folder.write("a.jsonl", lines: ["{}"]),
            EvidenceFile(path: folder.path + "/missing", name: "missing"),
            EvidenceFile(path: folder.path, name: "folder"),
            try folder.write("picture.png", [0x89, 0x50, 0x4E, 0x47]),
            try folder.write("empty", []),
            try folder.write("b.jsonl", lines: ["{}", "{}"]),
        ]

        #expect(
            try await Self.run(files, width: width) == [
                "a.jsonl 1 from 0", "a.jsonl end jsonl", "missing failed unreadable", "folder failed unreadable",
                "picture.png end unknown", "empty end unknown", "b.jsonl 2 from 0", "b.jsonl end jsonl",
            ])
    }

    @Test("no files give the state as it was", arguments: [-1, 0, 1, 8])
    func noFiles(width: Int) async throws {
        #expect(try await Self.run([], width: width) == [])
    }

    @Test("an error ends the run at once, and it is the one that the caller sees", arguments: [1, 2, 8])
    func error(width: Int) async throws {
        let folder = try TemporaryFolder()
        let files = try (0..<20).map { try folder.write("\($0).jsonl", lines: [#"{"n":\#($0)}"#]) }
        // Which worker ends first is a matter of luck, so it is tried often.
        for round in 0..<1_000 {
            let last = round % 30
            let accepted = Counter()
            await #expect(throws: Stop.self) {
                try await EvidencePipeline(width: width).run(
                    over: files, state: 0, makeWorker: {},
                    process: { _, _, _, parsed in parsed.batch.count },
                    accept: { _, _ in if accepted.next() == last { throw Stop() } })
            }
            #expect(accepted.count == last + 1)
        }
    }

    @Test("a run that is cancelled ends", arguments: [1, 2, 8])
    func cancellation(width: Int) async throws {
        let folder = try TemporaryFolder()
        let files = try (0..<20).map { try folder.write("\($0).jsonl", lines: ["{}"]) }
        let run = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await Self.run(files, width: width)
        }

        await #expect(throws: CancellationError.self) { try await run.value }
    }

    /// Everything that is delivered, a line each.
    ///
    /// - Parameter isFirstSlow: The first portion takes longer than another one that was begun after it. It waits for
    ///   that one, but not for ever: a machine may have a single thread for all workers.
    private static func run(_ files: [EvidenceFile], width: Int, isFirstSlow: Bool = false) async throws -> [String] {
        let processed = Counter()
        return try await EvidencePipeline(width: width).run(
            over: files, state: [], makeWorker: {},
            process: { _, file, _, parsed in
                let first = parsed.batch.count > 0 ? parsed.batch[0].position : 0
                if isFirstSlow, first == 0, file == files.first {
                    var patience = 5_000_000
                    while patience > 0, processed.count == 0 { patience -= 1 }
                }
                _ = processed.next()
                return (count: parsed.batch.count, first: first)
            },
            accept: { lines, delivery in
                switch delivery {
                case .portion(let file, _, let product):
                    lines.append("\(file.name) \(product.count) from \(product.first)")
                case .end(let file, let ending): lines.append("\(file.name) end \(ending.format.rawValue)")
                case .missed(let entry, let issue): lines.append("\(entry.name) missed: \(issue.words)")
                case .failed(let file, let failure): lines.append("\(file.name) failed \(failure.code)")
                }
            })
    }
}
