package import Vocabulary

/// Reads JSON lines: one JSON object (RFC 8259) a line, as log shippers, EVTX tools and clouds write them.
///
/// Each object becomes a record. Nested names are joined with dots, items of arrays repeat the name of their array, and
/// what tools print of Windows events gets the names it has in EVTX files (``JSONFieldPlace``). A value that rules look for
/// under another name has a second one without a path, which is not written out again. A byte order mark, CRLF and blank
/// lines are no damage; a damaged line is one issue and one record less.
package struct JSONLinesParser: EvidenceParser {
    package init() {}

    package var format: EvidenceFormat { .jsonLines }

    /// Whether the first line that is not blank is a JSON object, as far as it can be seen. A document that is spread
    /// over lines, or an array, is not JSON lines.
    package func recognises(_ head: [UInt8]) -> Bool {
        let bytes = head.span
        var start = Self.lengthOfMark(in: bytes)
        while start < bytes.count {
            let end = ByteSearch.lineFeed(in: bytes, start..<bytes.count)
            if !Self.isBlank(bytes, start..<end) {
                var reader = JSONLineReader()
                do throws(JSONDamage) {
                    try reader.read(bytes, start..<end)
                    return true
                } catch {
                    return error == .endsEarly && end == bytes.count
                }
            }
            start = end + 1
        }
        return false
    }

    /// Whole lines, about ``JSONLimits/portionLength`` bytes of them. A line past ``JSONLimits/lineLength`` is cut, and
    /// each part is an issue.
    package func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        let aim = window.prefix(JSONLimits.portionLength)
        if isLast, aim.count == window.count { return window.count }
        if let lineFeed = aim.lastIndex(of: UInt8(ascii: "\n")) { return lineFeed - window.startIndex + 1 }
        if let lineFeed = window.dropFirst(aim.count).firstIndex(of: UInt8(ascii: "\n")) {
            return lineFeed - window.startIndex + 1
        }
        return isLast || window.count > JSONLimits.lineLength ? window.count : 0
    }

    package func parse(_ portion: EvidencePortion) -> ParsedPortion {
        let bytes = portion.bytes.span
        var reader = JSONLineReader()
        var assembly = RecordAssembly()
        var issues = IssueList()
        var start = portion.offset == 0 ? Self.lengthOfMark(in: bytes) : 0
        while start < bytes.count {
            let end = ByteSearch.lineFeed(in: bytes, start..<bytes.count)
            let offset = portion.offset &+ UInt64(start)
            if !Self.isBlank(bytes, start..<end) {
                do throws(JSONDamage) {
                    guard end - start <= JSONLimits.lineLength else { throw JSONDamage.tooLong }
                    try reader.read(bytes, start..<end)
                    for issue in assembly.add(&reader, bytes, at: offset) { issues.add(issue) }
                } catch {
                    issues.add(error.issue(at: offset, terminated: end < bytes.count))
                }
            }
            start = end + 1
        }
        return ParsedPortion(batch: assembly.builder.finish(), issues: issues.finish())
    }

    /// A byte order mark of UTF-8 may begin a file.
    private static func lengthOfMark(in bytes: Span<UInt8>) -> Int {
        bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    }

    private static func isBlank(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var scanner = JSONScanner(range)
        scanner.skipBlanks(in: bytes)
        return scanner.atEnd
    }
}

/// The issues of a portion, cut at ``JSONLimits/issuesPerPortion``.
private struct IssueList {
    private var issues: [ParseIssue] = []
    private var firstHidden: UInt64?
    private var hidden = 0

    mutating func add(_ issue: ParseIssue) {
        guard issues.count >= JSONLimits.issuesPerPortion - 1 else { return issues.append(issue) }
        firstHidden = firstHidden ?? issue.offset
        hidden += 1
    }

    func finish() -> [ParseIssue] {
        guard let firstHidden else { return issues }
        return issues + [ParseIssue(.limit, offset: firstHidden, "\(hidden) more issues from here on are not listed")]
    }
}
