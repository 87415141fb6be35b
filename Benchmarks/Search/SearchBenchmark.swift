import CaseLifecycle
import Detection
import Foundation
import RecordSearch
import Services
import Storage
import Vocabulary

/// A store with one case, filled and searched as the program does it.
struct SearchBenchmark {
    private static let start = Timestamp(unixSeconds: 1_772_438_400) ?? .earliest
    private static let actor = Principal(account: "ann")
    private static let recordsPerFile = 250_000
    private static let questions = [
        "powershell", "\"10.1.77.\"", "\"10.1.77.12\"", "host:WS-17", "event_id:4625 account:user33",
        "process:schtasks.exe", "time:[2026-01-01T02:00 TO 2026-01-01T03:00}", "LogonType:[4 TO 5]",
        "message:\"logged on\"", "corp", "command_line:task42*", "*askhost*", "nowhere",
    ]

    private let index: RecordIndex
    private let search: SearchService
    private let investigation: InvestigationService
    private let cases: CaseService
    private let home: String

    init(home: String) throws {
        let database = try CaseDatabase(home: home, access: .readWrite, actor: Self.actor, at: Self.start)
        let vault = try EvidenceVault(home: home)
        let width = ProcessInfo.processInfo.activeProcessorCount
        self.home = home
        index = RecordIndex(home: home)
        cases = CaseService(database: database, vault: vault, actor: Self.actor, now: { Self.start })
        investigation = InvestigationService(cases: cases, vault: vault, index: index, width: width)
        search = SearchService(database: database, vault: vault, index: index, width: width)
    }

    /// Writes logs and takes them into a case, with no rules. Logs are written before the clock starts.
    func fill(with records: Int, in folder: String) async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var files: [EvidenceFile] = []
        var raw = 0
        for first in stride(from: 0, to: records, by: Self.recordsPerFile) {
            let path = "\(folder)/\(first).jsonl"
            raw += try Self.write(min(Self.recordsPerFile, records - first), seed: UInt64(first + 1), to: path)
            files.append(EvidenceFile(path: path, name: "\(first).jsonl"))
        }
        let id = try cases.open(title: "bench").incident.id
        let before = Self.processorSeconds
        let started = ContinuousClock.now
        _ = try await investigation.investigate(
            files, in: id, rules: RuleSet.load([]).rules, host: nil,
            progress: { if case .notIndexed(let failure) = $0 { print("NOT INDEXED", failure) } })
        let elapsed = started.duration(to: .now) / .seconds(1)
        let used = Self.processorSeconds - before
        let size = try Self.bytes(under: home + "/index")
        print(
            """
            \(records) records of \(raw / records) bytes: sealed, parsed, observed and indexed
            \(Int(Double(records) / elapsed)) records/s; \(Int(Double(records) / used)) records a CPU second
            index \(size) bytes, \(Self.rounded(Double(size) / Double(raw))) of the JSON; peak memory \(Self.peakMegabytes) MB
            """)
        for file in files { try FileManager.default.removeItem(atPath: file.path) }
    }

    /// Asks each question for its first page, the last page's first, and its histogram.
    func ask() async throws {
        let opened = ContinuousClock.now
        let scope = try search.open(nil)
        print("opened \(scope.sources.count) segments in \(Self.milliseconds(since: opened)) ms")
        print("first page, ms | latest page, ms | hits | histogram, ms | question")
        for text in Self.questions {
            let query = try Query(text)
            var pages: [Double] = []
            for isReversed in [false, true] {
                let started = ContinuousClock.now
                var merge = scope.hits(query, isReversed: isReversed, after: nil)
                var printed = 0
                while printed < 100, let hit = merge.next() {
                    _ = try merge.record(of: hit)
                    printed += 1
                }
                pages.append(Self.milliseconds(since: started))
            }
            let started = ContinuousClock.now
            let histogram = await scope.histogram(query, seconds: nil)
            let taken = Self.milliseconds(since: started)
            let hits = histogram.value.buckets.reduce(0) { $0 + $1.count }
            print("\(pages[0]) | \(pages[1]) | \(hits) | \(taken) | \(text)")
        }
    }

    private static func write(_ records: Int, seed: UInt64, to path: String) throws -> Int {
        try Data().write(to: URL(fileURLWithPath: path))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        var log = SyntheticLog(seed: seed)
        var buffer: [UInt8] = []
        var bytes = 0
        for record in 1...records {
            log.append(to: &buffer)
            if buffer.count > 1 << 20 || record == records {
                try file.write(contentsOf: buffer)
                bytes += buffer.count
                buffer.removeAll(keepingCapacity: true)
            }
        }
        return bytes
    }

    private static func bytes(under path: String) throws -> Int {
        let manager = FileManager.default
        return try manager.subpathsOfDirectory(atPath: path).reduce(0) { sum, name in
            let attributes = try manager.attributesOfItem(atPath: "\(path)/\(name)")
            return sum + (attributes[.type] as? FileAttributeType == .typeRegular ? attributes[.size] as? Int ?? 0 : 0)
        }
    }

    private static var usage: rusage {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage
    }

    private static var processorSeconds: Double {
        let usage = usage
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }

    private static var peakMegabytes: Int { usage.ru_maxrss / 1024 }

    private static func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }

    private static func milliseconds(since start: ContinuousClock.Instant) -> Double {
        rounded(start.duration(to: .now) / .milliseconds(1))
    }
}
