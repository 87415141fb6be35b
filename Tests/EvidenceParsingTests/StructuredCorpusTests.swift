import EvidenceParsing
import Foundation
import Testing
import Vocabulary

@Suite("Structured text: real logs")
struct StructuredCorpusTests {
    @Test(
        "logs of many products are read whole, each record with its time",
        .enabled(if: SharedSamples.exists("plaso-samples"), "needs the shared sample logs"),
        arguments: [
            ("plaso-samples/end_to_end__dynamic.log", EvidenceFormat.csv, 20),
            ("plaso-samples/end_to_end__dynamic_time_zone.log", .csv, 20),
            ("plaso-samples/end_to_end__dynamic_sliced.log", .csv, 0),
            ("plaso-samples/end_to_end__extract_and_output_with_additional_fields.log", .csv, 445),
            ("plaso-samples/end_to_end__tln.log", .csv, 20), ("plaso-samples/end_to_end__l2ttln.log", .csv, 20),
            ("plaso-samples/end_to_end__json.log", .json, 20),
            ("plaso-samples/end_to_end__json_line.log", .jsonLines, 20),
            ("plaso-samples/jsonl__azure_activity_log.jsonl", .jsonLines, 4),
            ("crowdsec/windows-logs/windows-logs.log", .windowsXML, 1),
            ("crowdsec/iis-xml-logs/iis-logs.log", .windowsXML, 1),
        ])
    func manyProducts(path: String, format: EvidenceFormat, records: Int) throws {
        let file = try SharedSamples.read(path)
        #expect(file.format == format)
        #expect(file.issues == [])
        #expect(file.records.count { $0.time?.zone == .stated } == records)
        #expect(file.records.count == records)
    }

    @Test(
        "CloudTrail's documents are read whole",
        .enabled(if: SharedSamples.exists("cloudtrail/stratus"), "needs the shared sample logs"))
    func cloudTrail() throws {
        let folder = SharedSamples.folder.appendingPathComponent("cloudtrail/stratus")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
        let files = try names.map { try SharedSamples.read("cloudtrail/stratus/\($0)") }
        #expect(!files.isEmpty)
        #expect(files.allSatisfy { $0.format == .json && $0.issues == [] && !$0.records.isEmpty })
        let records = files.flatMap(\.records)
        #expect(records.allSatisfy { $0.time?.zone == .stated && $0.channel?.text == "cloudtrail" })
        #expect(records.allSatisfy { $0.eventCode != nil && $0.provider?.text.hasSuffix(".amazonaws.com") == true })
    }
}
