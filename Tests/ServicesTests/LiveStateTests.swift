import Detection
import Foundation
import Synchronization
import Testing
import Vocabulary

@testable import Services

@Suite("Live detection that goes on later")
struct LiveStateTests {
    private static let rules = CorrelationRunTests.rules
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/live.state" }

    init() throws { folder = try TemporaryFolder() }

    /// What is told of bytes, and how far the run has come; with the places of records, as an uninterrupted run has them.
    private func run(
        _ bytes: String, state: String?, rules: RuleSet = rules, stops: Bool = false
    ) throws -> (told: [String], position: LiveDetection.Position, summary: LiveDetection.Summary) {
        let (input, stop) = (Pipe(), Pipe())
        let writer = Thread {
            try? input.fileHandleForWriting.write(contentsOf: Data(bytes.utf8))
            if !stops { try? input.fileHandleForWriting.close() }
        }
        writer.start()
        let now = try #require(Timestamp(iso8601: "2026-03-02T00:00:00Z"))
        var detection = try LiveDetection(
            rules: rules, tolerance: 60, state: try state.map { try LiveStateFile($0) }, clock: { now })
        let told = Mutex<[String]>([])
        let summary = try detection.run(
            reading: input.fileHandleForReading.fileDescriptor,
            until: stops ? stop.fileHandleForReading.fileDescriptor : nil, named: "-",
            render: { match, bytes in
                bytes += Array("\(match.rule.title) \(match.record.position)\n".utf8)
            },
            renderCorrelation: { match, bytes in
                let records = match.records.map { "\($0.number)/\($0.offset)" }
                bytes += Array("\(match.rule.title) \(match.finding.count) \(match.finding.isOver) \(records)\n".utf8)
            },
            write: { bytes in
                let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
                told.withLock { $0 += lines }
                // A match is there: the rest of its record is not.
                if stops { try stop.fileHandleForWriting.write(contentsOf: Data("x".utf8)) }
            })
        return (told.withLock(\.self), detection.position, summary)
    }

    /// Logons of some people within minutes, out of order by less than the tolerance.
    private static func lines(_ count: Int, _ random: inout some RandomNumberGenerator) -> [String] {
        var second = 100
        return (0..<count).map { _ in
            second += Int.random(in: 0..<25, using: &random)
            let at = second - Int.random(in: 0..<50, using: &random)
            let code = Int.random(in: 0..<6, using: &random) == 0 ? 4624 : 4625
            return CorrelationRunTests.line(code, "u\(Int.random(in: 0..<3, using: &random))", at: at) + "\n"
        }
    }

    @Test("runs one after the other tell what one run tells, wherever the input is cut")
    func cuts() throws {
        for seed in 0..<12 {
            var random = Seeded(UInt64(seed))
            let lines = Self.lines(200, &random)
            let whole = try run(lines.joined(), state: path + "\(seed)")
            var told: [String] = []
            var rest = lines[...]
            while !rest.isEmpty {
                let piece = rest.prefix(Int.random(in: 1..<50, using: &random))
                told += try run(piece.joined(), state: path).told
                rest = rest.dropFirst(piece.count)
            }
            try FileManager.default.removeItem(atPath: path)

            #expect(whole.told.count { $0.hasPrefix("Many") } > 5)
            // Matches of rules are told at once, so those of correlations may stand between others.
            #expect(told.filter { $0.hasPrefix("Many") } == whole.told.filter { $0.hasPrefix("Many") })
            #expect(told.filter { $0.hasPrefix("Logon") } == whole.told.filter { $0.hasPrefix("Logon") })
            #expect(whole.summary.correlations.late == 0)
        }
    }

    @Test("the end of the input is a pause: what waits is told by the run that goes on, and once")
    func pause() throws {
        let failures = [0, 20, 40].map { CorrelationRunTests.line(4625, "eve", at: $0) + "\n" }.joined()
        #expect(try run(failures, state: path).told == [])
        #expect(try run("", state: path).told == [])
        let later = CorrelationRunTests.line(4625, "x", at: 900) + "\n"
        let found = try run(later, state: path)
        #expect(found.told.map { $0.prefix(17) } == ["Many failures 3 f"])
        #expect(found.position.records == 4)
        #expect(found.position.bytes == UInt64((failures + later).utf8.count))
        #expect(try run(later, state: path).told == [])
    }

    @Test("asked to stop, a run ends behind the last whole record, which its state says", .timeLimit(.minutes(15)))
    func stop() throws {
        let record = CorrelationRunTests.line(4624, "eve", at: 0) + "\n"
        let found = try run(record + #"{"EventID":46"#, state: path, stops: true)

        #expect(found.told == ["Logon 0"])
        #expect(found.summary.unfinished == 13)
        #expect(found.position.bytes == UInt64(record.utf8.count))
        #expect(try run(record, state: path).told == ["Logon \(record.utf8.count)"])
    }

    @Test("what is no state is refused and stays; a second run at the same time is, too")
    func refusals() throws {
        _ = try run(CorrelationRunTests.line(4625, "eve", at: 0) + "\n", state: path)
        let whole = [UInt8](try #require(FileManager.default.contents(atPath: path)))
        var changed = whole
        changed[whole.count / 2] ^= 1
        for bytes in [[], Array("what".utf8), Array(whole.dropLast()), changed, whole + [0]] {
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            #expect {
                try run("", state: path)
            } throws: { ($0 as? ServiceFailure)?.code == "damaged-state" }
            #expect(FileManager.default.contents(atPath: path) == Data(bytes))
        }
        try Data(whole).write(to: URL(fileURLWithPath: path))
        let first = try LiveStateFile(path)
        #expect {
            try run("", state: first.path)
        } throws: { ($0 as? ServiceFailure)?.code == "state-in-use" }
        #expect(throws: ServiceFailure.self) { try LiveStateFile(folder.path) }
        #expect(throws: ServiceFailure.self) { try LiveStateFile(folder.path + "/no/such") }
    }

    /// SplitMix64, so that a failure can be met again.
    private struct Seeded: RandomNumberGenerator {
        private var state: UInt64

        init(_ seed: UInt64) { state = seed }

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
