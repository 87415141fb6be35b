import CaseLifecycle
import Detection
import Foundation
import Synchronization
import Testing
import Vocabulary

@testable import Services

@Suite("Correlations over evidence")
struct CorrelationRunTests {
    static let rules = RuleSet.load([
        RuleSource(
            name: "many.yml",
            text: """
                title: Many failures
                id: 0e95725d-7320-415d-80f7-004da920fc11
                level: high
                correlation:
                  type: event_count
                  rules: [failure]
                  group-by: [User]
                  timespan: 1m
                  condition: {gte: 3}
                ---
                title: Failure
                name: failure
                level: critical
                logsource: {product: windows, service: security}
                detection: {selection: {EventID: 4625}, condition: selection}
                ---
                title: Logon
                level: low
                logsource: {product: windows, service: security}
                detection: {selection: {EventID: 4624}, condition: selection}
                """)
    ]).rules

    /// A logon, or one that failed, so many seconds after ten o'clock.
    static func line(_ code: Int, _ user: String, at second: Int, computer: String = "WKS-1") -> String {
        let time = Timestamp(iso8601: "2026-03-01T10:00:00Z")?.advanced(bySeconds: Int64(second)).description ?? ""
        return #"{"@timestamp":"\#(time)","EventID":\#(code),"Channel":"Security","Computer":"\#(computer)","#
            + #""User":"\#(user)"}"#
    }

    /// What is told, in the order in which it is.
    private final class Told: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock(\.self) }
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    private static func words(_ match: DetectedCorrelation) -> String {
        let group = match.finding.group.map(\.value).joined(separator: " ")
        return "\(match.rule.title) of \(group): \(match.finding.count)" + (match.finding.isOver ? "" : " so far")
    }

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func detect(
        _ files: [EvidenceFile], width: Int, least: Severity = .informational
    ) async throws -> (told: [String], summary: DetectionService.Summary) {
        let told = Told()
        var choice = MatchChoice()
        choice.level = least
        let summary = try await DetectionService(rules: Self.rules, width: width, choice: choice).detect(
            files,
            render: { match, bytes in bytes += Array("\(match.rule.title)\n".utf8) },
            renderCorrelation: { match, bytes in
                let files = Set(match.records.map { ($0.file as NSString).lastPathComponent }).count
                bytes += Array("\(Self.words(match)) in \(files) files\n".utf8)
            },
            write: { bytes in
                String(decoding: bytes, as: UTF8.self).split(separator: "\n").forEach { told.add(String($0)) }
            })
        return (told.all, summary)
    }

    @Test("correlations come behind matches of rules; what they are made of is not shown by itself")
    func order() async throws {
        let file = try folder.write(
            "a.jsonl", lines: [0, 9, 18].map { Self.line(4625, "eve", at: $0) } + [Self.line(4624, "eve", at: 1)])
        let found = try await detect([file], width: 1)

        #expect(found.told == ["Logon", "Many failures of eve: 3 in 1 files"])
        #expect(found.summary.matches == 2)
        #expect(found.summary.correlations.matches == 1)
        #expect(try await detect([file], width: 1, least: .critical).told == [])
    }

    @Test("records in one file or in many, in any order and by any number of workers, are the same", arguments: [1, 3])
    func manyFiles(width: Int) async throws {
        var lines = (0..<400).map { Self.line(4625, "u\($0 % 7)", at: $0 * 5 / 2) }
        let one = try await detect([try folder.write("one.jsonl", lines: lines)], width: width)
        lines.shuffle()
        let files = try lines.enumerated().map { try folder.write("many/\($0.offset).jsonl", lines: [$0.element]) }
        let many = try await detect(files, width: width)

        func counts(_ told: [String]) -> [Substring] { told.map { $0.prefix { $0 != "i" } } }
        #expect(one.told.count > 3)
        #expect(counts(many.told) == counts(one.told))
    }

    @Test("records without a time are matched, counted and not correlated")
    func undated() async throws {
        let line = #"{"EventID":4625,"Channel":"Security","User":"eve"}"#
        let found = try await detect([try folder.write("a.jsonl", lines: [line, line, line])], width: 1)

        #expect(found.told == [])
        #expect(found.summary.correlations.undated == 3)
    }

    // MARK: What does not fit into memory

    @Test("what is written to the disk comes back in the order of time", arguments: [1, 2_000, 1 << 20])
    func spilling(memory: Int) throws {
        var store = OccurrenceStore(in: folder.path, memory: memory)
        var all: [Occurrence] = []
        var matcher = Self.rules.makeMatcher()
        for number in 0..<500 {
            var builder = RecordBatchBuilder()
            builder.beginRecord(position: UInt64(number), number: UInt64(number))
            for (name, value, mark) in [
                ("Channel", "Security", RecordBatchBuilder.Mark.channel), ("EventID", "4625", .eventCode),
                ("User", "u\(number % 3)", nil),
            ] as [(String, String, RecordBatchBuilder.Mark?)] {
                builder.append(builder.intern(FieldName(name, path: [.element(name)])), .utf8, Array(value.utf8))
                if let mark { builder.mark(mark) }
            }
            builder.setTime(Store.time.advanced(bySeconds: Int64(number * 7_919 % 100)), zone: .stated)
            builder.endRecord()
            let portion = matcher.matchKeeping(builder.finish()) { _ in }
            all += portion.occurrences
            try store.add(portion.occurrences)
        }
        var read: [Occurrence] = []
        try store.drain { read.append($0) }

        #expect(read.count == 500)
        #expect(read == all.sorted(by: Occurrence.precedes))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    // MARK: As they come

    /// What is told of lines that come in pieces, piece after piece.
    private func live(
        _ pieces: [String], tolerance: Int64 = 60, clock: Timestamp? = nil
    ) throws -> (told: [String], summary: LiveDetection.Summary) {
        let pipe = Pipe()
        let writer = Thread {
            for piece in pieces { try? pipe.fileHandleForWriting.write(contentsOf: Data(piece.utf8)) }
            try? pipe.fileHandleForWriting.close()
        }
        writer.start()
        let told = Told()
        let now = try #require(clock ?? Timestamp(iso8601: "2026-03-02T00:00:00Z"))
        var detection = try LiveDetection(rules: Self.rules, tolerance: tolerance, clock: { now })
        let summary = try detection.run(
            reading: pipe.fileHandleForReading.fileDescriptor, named: "-",
            render: { match, bytes in bytes += Array("\(match.rule.title)\n".utf8) },
            renderCorrelation: { match, bytes in bytes += Array("\(Self.words(match))\n".utf8) },
            write: { bytes in
                String(decoding: bytes, as: UTF8.self).split(separator: "\n").forEach { told.add(String($0)) }
            })
        return (told.all, summary)
    }

    @Test(
        "matches are told as they come, those of correlations once their order is known, and again when they have grown"
    )
    func asTheyCome() throws {
        let failures = [0, 20, 40, 70].map { Self.line(4625, "eve", at: $0) + "\n" }
        let found = try live(
            failures + [
                Self.line(4624, "x", at: 100) + "\n", Self.line(4624, "x", at: 500) + "\n",
                Self.line(4624, "x", at: 501),
            ])

        #expect(found.summary.records == 7)
        #expect(found.summary.correlations.matches == 1)
        #expect(found.told.filter { $0 != "Logon" } == ["Many failures of eve: 3 so far", "Many failures of eve: 4"])
        #expect(found.told.count { $0 == "Logon" } == 3)
    }

    @Test("a correlation that is met is told while the input is quiet", .timeLimit(.minutes(15)))
    func quietInput() throws {
        let pipe = Pipe()
        let lines = [0, 1, 2].map { Self.line(4625, "eve", at: $0) + "\n" }
        try pipe.fileHandleForWriting.write(contentsOf: Data(lines.joined().utf8))
        let now = try #require(Timestamp(iso8601: "2026-03-02T00:00:00Z"))
        var detection = try LiveDetection(rules: Self.rules, tolerance: 1, clock: { now })
        let told = Told()
        _ = try detection.run(
            reading: pipe.fileHandleForReading.fileDescriptor, named: "-", render: { _, _ in },
            renderCorrelation: { match, bytes in bytes += Array("\(Self.words(match))\n".utf8) },
            write: { bytes in
                told.add(String(decoding: bytes, as: UTF8.self))
                // Nothing else ends the input: the run comes to its end because the match was told before.
                try pipe.fileHandleForWriting.close()
            })

        #expect(told.all.first == "Many failures of eve: 3 so far\n")
    }

    @Test("records out of order are correlated within the tolerance; later ones are counted")
    func disorder() throws {
        let lines = [40, 0, 20].map { Self.line(4625, "eve", at: $0) } + [Self.line(4624, "x", at: 3_000)]
        // One piece at a time is taken up whole: what comes behind the logon comes in a second one.
        let late = (0..<20_000).map { _ in Self.line(4624, "x", at: 3_000) } + [Self.line(4625, "eve", at: 50)]
        let found = try live([(lines + late).map { $0 + "\n" }.joined()])

        #expect(found.told.contains("Many failures of eve: 3 so far"))
        #expect(found.summary.correlations.late == 1)
    }

    @Test("a record from a clock that is ahead hurries nothing")
    func wrongClock() throws {
        let lines =
            [Self.line(4624, "x", at: 900_000), Self.line(4625, "eve", at: 0)]
            + (0..<20_000).map { _ in Self.line(4624, "x", at: 1) }
            + [20, 40].map { Self.line(4625, "eve", at: $0) }
        let found = try live([lines.map { $0 + "\n" }.joined()])

        #expect(found.told.filter { $0 != "Logon" } == ["Many failures of eve: 3 so far"])
        #expect(found.summary.correlations.late == 0)
    }

    @Test("what is no JSON is an issue, and a last line without an end is read")
    func damaged() throws {
        let found = try live(["what\n", Self.line(4624, "x", at: 0)])

        #expect(found.told == ["Logon"])
        #expect(found.summary.issues == 1)
    }

    // MARK: Cases

    @Test("an investigation has what correlations found, for each host, over all of its files")
    func investigation() async throws {
        let store = try Store()
        _ = try store.cases().open(title: "t")
        let files = try [(0, "WKS-1"), (20, "WKS-2"), (40, "WKS-1")].enumerated().map { number, one in
            try folder.write("\(number).jsonl", lines: [Self.line(4625, "eve", at: one.0, computer: one.1)])
        }
        let incident = try await store.investigation(width: 2).investigate(
            files, in: .first, rules: Self.rules, host: nil, progress: { _ in })
        let findings = incident.findings.map { finding in
            "\(finding.sighting.rule.title) \(finding.sighting.host) \(finding.sighting.count) "
                + "\(finding.sighting.evidence.count)"
        }

        #expect(findings == ["Many failures WKS-1 1 2", "Many failures WKS-2 1 1"])
    }
}
