import EvidenceParsing
import Foundation
import Testing
import Vocabulary
import Wire

/// Compares the dump with the output of the Rust crate `evtx`, record by record and field by field.
@Suite("Event logs against the reference parser")
struct ReferenceParserTests {
    private static let data: URL = {
        if let given = ProcessInfo.processInfo.environment["CORDON_SHARED_DATA"] { return URL(fileURLWithPath: given) }
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return package.deletingLastPathComponent().appendingPathComponent("shared/data")
    }()

    private static var manifest: URL { data.appendingPathComponent("oracle/evtx/MANIFEST.tsv") }

    private struct Tally: Equatable, CustomStringConvertible {
        var records = 0
        var lost = 0
        var different = 0
        var extra = 0
        var otherTime = 0

        var description: String {
            "\(records) records compared: \(lost) lost, \(different) different, \(extra) more than the reference and "
                + "its errors, \(otherTime) with another time"
        }
    }

    @Test(
        "no record is lost, none is invented, and fields are the same",
        .enabled(
            if: FileManager.default.fileExists(atPath: manifest.path),
            "needs oracle/evtx and evtx in ../shared/data or CORDON_SHARED_DATA"))
    func sameRecords() throws {
        var tally = Tally()
        for row in try String(contentsOf: Self.manifest, encoding: .utf8).split(separator: "\n").dropFirst() {
            let columns = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            try #require(columns.count == 5)
            let reference = try Self.reference(columns[4])
            let ours = try Self.ours(columns[3], &tally)
            let errors = try #require(Int(columns[2]))
            let counts = (reference.values.map(\.count).reduce(0, +), ours.values.map(\.count).reduce(0, +))
            tally.records += counts.0
            tally.extra += max(0, counts.1 - counts.0 - errors)
            for (number, records) in reference {
                let candidates = ours[number, default: []]
                tally.lost += max(0, records.count - candidates.count)
                tally.different += records.count { !candidates.contains($0) }
            }
        }
        print("Reference parser: \(tally)")

        #expect(tally.records > 0)
        #expect((tally.lost, tally.extra, tally.otherTime) == (0, 0, 0))
        #expect(tally.different * 1000 <= tally.records)
    }

    private static func reference(_ name: String) throws -> [Int: [Set<String>]] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", data.appendingPathComponent("oracle/evtx/\(name)").path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        var records: [Int: [Set<String>]] = [:]
        for line in text.split(separator: 0x0A) {
            let object = try #require(JSONSerialization.jsonObject(with: line) as? [String: Any])
            let number = try #require(object["event_record_id"] as? Int)
            let event = (object["data"] as? [String: Any])?["Event"]
            records[number, default: []].append(leaves(of: event))
        }
        return records
    }

    private static func ours(_ path: String, _ tally: inout Tally) throws -> [Int: [Set<String>]] {
        let bytes = [UInt8](try Data(contentsOf: data.appendingPathComponent("evtx/\(path)")))
        var dump: [UInt8] = []
        var writer = RecordJSON(.evtx)
        var offset = 0
        while offset < bytes.count {
            let count = EVTXParser().portionLength(of: bytes[offset...], at: UInt64(offset), isLast: true)
            let portion = EvidencePortion(bytes: Array(bytes[offset..<offset + count]), offset: UInt64(offset))
            for record in EVTXParser().parse(portion).batch.records { writer.append(record, to: &dump) }
            offset += count
        }
        var records: [Int: [Set<String>]] = [:]
        for line in dump.split(separator: 0x0A) {
            let object = try #require(JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
            let number = try #require(object["record"] as? Int)
            let leaves = leaves(of: object["event"])
            records[number, default: []].append(leaves)
            let stated = "/System/TimeCreated/#attributes/SystemTime="
            let made = leaves.first { $0.hasPrefix(stated) }?.dropFirst(stated.count).prefix(19)
            if let made, (object["time"] as? String)?.prefix(19) != made { tally.otherTime += 1 }
        }
        return records
    }

    /// `path=text` of every value that says anything. Namespaces do not count; numbers are compared as numbers.
    private static func leaves(of value: Any?, at path: String = "") -> Set<String> {
        switch value {
        case let object as [String: Any]:
            object.reduce(into: []) { all, entry in
                guard entry.key != "xmlns" else { return }
                all.formUnion(leaves(of: entry.value, at: entry.key == "#text" ? path : "\(path)/\(entry.key)"))
            }
        case let list as [Any]:
            list.enumerated().reduce(into: []) { all, entry in
                all.formUnion(leaves(of: entry.element, at: list.count > 1 ? "\(path)[\(entry.offset)]" : path))
            }
        case nil, is NSNull: []
        case let leaf?:
            text(leaf).map { ["\(path)=\($0)"] } ?? []
        }
    }

    private static func text(_ leaf: Any) -> String? {
        let text = "\(leaf)".trimmingCharacters(in: .whitespacesAndNewlines)
        if text.isEmpty || text == "-" { return nil }
        let lower = text.lowercased()
        if lower == "true" || lower == "false" { return lower }
        if lower.hasPrefix("0x"), let number = UInt64(lower.dropFirst(2), radix: 16) { return String(number) }
        return Int64(text).map { String($0) } ?? UInt64(text).map { String($0) } ?? text
    }
}
