import EvidenceParsing
import Foundation
import Testing
import Vocabulary

/// Real logs of other projects, where they are at hand.
private enum Samples {
    static let folder: URL = {
        if let named = ProcessInfo.processInfo.environment["CORDON_SHARED_DATA"] { return URL(fileURLWithPath: named) }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return root.deletingLastPathComponent().appendingPathComponent("shared/data")
    }()

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
    }

    static func parse(_ path: String) throws -> ParsedPortion {
        let data = try Data(contentsOf: folder.appendingPathComponent(path))
        return JSONLinesText.parse(Array(data))
    }
}

@Suite("JSON lines: real logs")
struct JSONLinesCorpusTests {
    @Test(
        "logs of many products are read whole, each record with its time",
        .enabled(if: Samples.exists("crowdsec"), "needs the shared sample logs"),
        arguments: [
            ("crowdsec/laurel-logs/laurel-logs.log", 6), ("crowdsec/mongodb-bf/mongodb-bf.log", 12),
            ("crowdsec/suricata-eve-detect/suricata-eve-detect.log", 4), ("crowdsec/gitlab-bf/gitlab-bf.log", 18),
            ("crowdsec/traefik_base-http-scenario/traefik_base-http-scenario.log", 80),
            ("plaso-samples/jsonl__gcp_logging.jsonl", 11), ("plaso-samples/ios_app_privacy_report.ndjson", 72),
        ])
    func manyProducts(path: String, records: Int) throws {
        let parsed = try Samples.parse(path)
        #expect(parsed.issues == [])
        #expect(parsed.batch.records.count { $0.time?.zone == .stated } == records)
        #expect(parsed.batch.count == records)
    }

    @Test(
        "CloudTrail's sample documents are arrays, and not taken for JSON lines",
        .enabled(if: Samples.exists("cloudtrail/stratus"), "needs the shared sample logs"))
    func arrays() throws {
        let folder = Samples.folder.appendingPathComponent("cloudtrail/stratus")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
        let taken = try files.filter { JSONLinesParser().recognises(Array(try Data(contentsOf: $0).prefix(65_536))) }
        #expect(!files.isEmpty)
        #expect(taken == [])
    }
}
