import EvidenceParsing
import Foundation
import Vocabulary

/// A file read as the program reads it: recognised by its head, cut into portions, each parsed.
struct WholeFile {
    let format: EvidenceFormat
    private(set) var records: [LogRecord] = []
    private(set) var issues: [ParseIssue] = []
    private(set) var account = EvidenceAccount()

    /// - Parameter window: Bytes that are shown to the parser at a time, at first.
    init(_ bytes: [UInt8], window: Int = 1 << 22, assuming assumptions: TimeAssumptions = TimeAssumptions()) {
        let head = Array(bytes.prefix(EvidenceFormats.headLength))
        guard var parser = EvidenceFormats.parser(for: head, assuming: assumptions) else {
            format = .unknown
            return
        }
        format = parser.format
        var start = 0
        var shown = window
        while start < bytes.count {
            let end = min(bytes.count, start + shown)
            let length = parser.portionLength(of: bytes[start..<end], at: UInt64(start), isLast: end == bytes.count)
            guard length > 0 else {
                shown += window
                continue
            }
            shown = window
            let portion = EvidencePortion(bytes: Array(bytes[start..<start + length]), offset: UInt64(start))
            let parsed = parser.parse(portion)
            parser = parser.following(portion)
            records += parsed.batch.records
            issues += parsed.issues
            if let more = parsed.account { account.add(more) }
            start += length
        }
    }

    init(_ text: String, window: Int = 1 << 22, assuming assumptions: TimeAssumptions = TimeAssumptions()) {
        self.init(Array(text.utf8), window: window, assuming: assumptions)
    }

    /// The texts of a field, record by record; nil where a record lacks it.
    func values(_ name: String) -> [String?] { records.map { $0.value(named: name)?.text } }

    /// As ``JSONLinesText/describe(_:)`` writes records.
    var description: String { records.map(JSONLinesText.describe).joined(separator: "\n\n") }

    static func utf16(_ text: String) -> [UInt8] {
        ("\u{FEFF}" + text).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }
}

/// Real logs of other projects, where they are at hand.
enum SharedSamples {
    static let folder: URL = {
        if let named = ProcessInfo.processInfo.environment["CORDON_SHARED_DATA"] { return URL(fileURLWithPath: named) }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return root.deletingLastPathComponent().appendingPathComponent("shared/data")
    }()

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
    }

    static func read(_ path: String) throws -> WholeFile {
        WholeFile(Array(try Data(contentsOf: folder.appendingPathComponent(path))))
    }
}
