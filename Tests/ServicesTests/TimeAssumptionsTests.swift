import CaseLifecycle
import Detection
import Foundation
import Services
import Synchronization
import Testing
import Vocabulary

@Suite("What is assumed of times")
struct TimeAssumptionsTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A log without years, last written to on 1 March 2026.
    private func log(assuming times: TimeAssumptions? = nil) throws -> EvidenceFile {
        var file = try folder.write("auth.log", lines: ["Dec 31 10:00:00 web sshd[7]: Invalid user tom from 10.0.0.5"])
        let written = Date(timeIntervalSince1970: 1_772_359_200)
        try FileManager.default.setAttributes([.modificationDate: written], ofItemAtPath: file.path)
        if let times { file.times = times }
        return file
    }

    private func times(of file: EvidenceFile) async throws -> [String] {
        let lines = Lines()
        _ = try await DumpService(width: 1).dump(
            [file],
            makeRenderer: {
                { batch, _, out in
                    for record in batch.records {
                        out += Array("\(record.time.map { "\($0.moment) \($0.zone)" } ?? "none")\n".utf8)
                    }
                }
            },
            write: { lines.add($0) })
        return lines.all
    }

    @Test("the year of a time without one follows from when its file was last written to")
    func reference() async throws {
        #expect(
            try await times(of: try log()) == [
                "2025-12-31T10:00:00.000000Z assumed(offsetInMinutes: 0, withYear: true)"
            ])
    }

    @Test("a zone and a year that a person stated are taken")
    func stated() async throws {
        let file = try log(assuming: TimeAssumptions(offsetInMinutes: 60, year: 2019))
        #expect(
            try await times(of: file) == ["2019-12-31T09:00:00.000000Z assumed(offsetInMinutes: 60, withYear: true)"])
    }

    @Test("sealed evidence keeps what was assumed, whenever it is read again")
    func sealed() async throws {
        let store = try Store()
        _ = try store.cases().open(title: "t")
        let incident = try await store.investigation(width: 1).investigate(
            [try log(assuming: TimeAssumptions(offsetInMinutes: 60))], in: .first, rules: RuleSet.load([]).rules,
            host: nil, progress: { _ in })
        #expect(
            incident.evidence.map(\.times) == [
                TimeAssumptions(offsetInMinutes: 60, reference: Timestamp(iso8601: "2026-03-01T10:00:00Z"))
            ])
    }
}

/// Collects what a dump writes.
private final class Lines: Sendable {
    private let text = Mutex("")
    var all: [String] { text.withLock { $0.split(separator: "\n").map(String.init) } }
    func add(_ bytes: [UInt8]) { text.withLock { $0 += String(decoding: bytes, as: UTF8.self) } }
}
