import Detection
import EvidenceParsing
import Foundation
import Testing
import Vocabulary

@Suite("Matches that other engines dispute")
struct VerdictTests {
    /// A rule in a record: the file, the record's own number in the log, the id of the rule.
    private struct Pair: Hashable, CustomStringConvertible {
        let file: Substring
        let record: Substring
        let rule: Substring

        /// - Parameter columns: The places of the three in a line of tab-separated cells.
        init(_ line: Substring, columns: [Int]) {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            (file, record, rule) = (cells[columns[0]], cells[columns[1]], cells[columns[2]])
        }

        var description: String { "\(file) \(record) \(rule)" }
    }

    private static func lines(_ path: String) throws -> [Substring] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst().map { $0 }
    }

    /// All that the rules for Windows find in the logs.
    private static func found() throws -> Set<Pair> {
        let folder = URL(fileURLWithPath: SharedData.path("sigma/rules/windows"))
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        let sources = try names.filter { $0.hasSuffix(".yml") }.sorted().map { name in
            RuleSource(name: name, text: try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8))
        }
        let rules = RuleSet.load(sources).rules
        var matcher = rules.makeMatcher()
        var memory = ParserMemory()
        var pairs: Set<Pair> = []
        let logs = FileManager.default.enumerator(atPath: SharedData.path("evtx"))?.compactMap { $0 as? String } ?? []
        for log in logs where log.hasSuffix(".evtx") {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: SharedData.path("evtx/" + log))))
            let head = Array(bytes.prefix(EvidenceFormats.headLength))
            guard var parser = EvidenceFormats.parser(for: head, assuming: TimeAssumptions()) else { continue }
            var place = 0
            while place < bytes.count {
                let length = parser.portionLength(of: bytes[place...], at: UInt64(place), isLast: true)
                let portion = EvidencePortion(bytes: Array(bytes[place..<place + length]), offset: UInt64(place))
                matcher.match(parser.parse(portion, with: &memory).batch) { match in
                    let number = match.record.value(named: "EventRecordID")?.text ?? ""
                    let id = rules.rules[match.rule].summary.id
                    pairs.insert(Pair("\(log)\t\(number)\t\(id)", columns: [0, 1, 2]))
                }
                parser = parser.following(portion)
                place += length
            }
        }
        return pairs
    }

    @Test(
        "what two engines agree on is found, and beyond it exactly what the verdicts say",
        .enabled(
            if: SharedData.has("oracle/sigma") && SharedData.has("evtx") && SharedData.has("sigma/rules/windows"),
            "skipped: no shared data beside the project"))
    func verdicts() throws {
        let oracle = "oracle/sigma/"
        let agreed = Set(
            try Self.lines(SharedData.path(oracle + "agreed_rsigma_and_zircolite.tsv"))
                .map { Pair($0, columns: [0, 1, 3]) })
        let disputed = Set(
            try ["only_rsigma.tsv", "only_zircolite.tsv"].flatMap { try Self.lines(SharedData.path(oracle + $0)) }
                .map { Pair($0, columns: [0, 1, 3]) })
        let table = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/sigma/verdicts.tsv").path
        let verdicts = try Self.lines(table)
        let matches = Set(
            verdicts.filter { $0.split(separator: "\t")[4] == "match" }.map { Pair($0, columns: [0, 1, 2]) })
        let judged = Set(verdicts.map { Pair($0, columns: [0, 1, 2]) })
        let found = try Self.found()

        #expect(agreed.count > 1_000)
        #expect(agreed.subtracting(found) == [])
        #expect(disputed.subtracting(judged) == [], "pairs without a verdict")
        #expect(found.subtracting(agreed) == matches)
    }
}
