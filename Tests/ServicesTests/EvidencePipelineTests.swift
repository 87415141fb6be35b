import EvidenceParsing
import Services
import Testing
import Vocabulary

@Suite("Reading many files side by side", .timeLimit(.minutes(1)))
struct EvidencePipelineTests {
    struct Stop: Error, Equatable {}

    @Test("results come in file order, whichever worker is faster", arguments: [1, 2, 8])
    func order(width: Int) async throws {
        let folder = try TemporaryFolder()
        var files = try (0..<12).map { number in
            try folder.write("\(number).jsonl", lines: (0...number).map { #"{"file":\#(number),"line":\#($0)}"# })
        }
        let padding = String(repeating: "x", count: 900)
        files.insert(
            try folder.write("long.jsonl", lines: (0..<3_000).map { #"{"line":\#($0),"padding":"\#(padding)"}"# }),
            at: 3)

        let delivered = try await Self.run(files, width: width)

        var expected = (0..<12).flatMap { ["\($0).jsonl \($0 + 1) from 0", "\($0).jsonl end jsonl"] }
        let long = delivered.filter { $0.hasPrefix("long.jsonl") }
        expected.insert(contentsOf: long, at: 6)
        #expect(delivered == expected)
        #expect(long.count == 4)
        #expect(long == (try await Self.run(files, width: 1)).filter { $0.hasPrefix("long.jsonl") })
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
                    process: { _, _, _, parsed in Self.work(on: parsed.batch.count) },
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
    private static func run(_ files: [EvidenceFile], width: Int) async throws -> [String] {
        try await EvidencePipeline(width: width).run(
            over: files, state: [], makeWorker: {},
            process: { _, _, _, parsed in
                // Early portions are the slowest, so that later ones overtake them.
                work(on: parsed.batch.first.map { $0.position == 0 ? 40_000 : 10 } ?? 0)
                return (count: parsed.batch.count, first: parsed.batch.first?.position ?? 0)
            },
            accept: { lines, delivery in
                switch delivery {
                case .portion(let file, _, let product):
                    lines.append("\(file.name) \(product.count) from \(product.first)")
                case .end(let file, let format): lines.append("\(file.name) end \(format.rawValue)")
                case .failed(let file, let failure): lines.append("\(file.name) failed \(failure.code)")
                }
            })
    }

    /// Keeps a worker busy.
    @discardableResult
    private static func work(on amount: Int) -> Int {
        (0..<amount).reduce(1) { ($0 &* 31) ^ $1 }
    }
}

extension RecordBatch {
    fileprivate var first: LogRecord? { count > 0 ? self[0] : nil }
}
