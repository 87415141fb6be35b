package import Vocabulary

/// Reads logs of Zeek's ASCII writer: tab-separated lines below a header of lines that begin with `#`.
///
/// A file may hold several logs, each below its own header. Values have the names that Zeek's JSON gives them, and the
/// log's name stands under `_path` as there; a value that is not set is not there. Items of sets and vectors repeat the
/// name of their field.
package struct ZeekParser: EvidenceParser {
    private let header: ZeekHeader
    private let assumptions: TimeAssumptions

    package init() { self.init(ZeekHeader(), TimeAssumptions()) }

    private init(_ header: ZeekHeader, _ assumptions: TimeAssumptions) {
        self.header = header
        self.assumptions = assumptions
    }

    package var format: EvidenceFormat { .zeek }

    /// Whether the first line is one of Zeek's: `#separator` or `#fields`, and the fields are named in the head.
    package func recognises(_ head: [UInt8]) -> Bool {
        guard head.starts(with: Array("#separator ".utf8)) || head.starts(with: Array("#fields\t".utf8)) else {
            return false
        }
        return !Self.header(ZeekHeader(), after: head[...]).names.isEmpty
    }

    package func reading(_ head: [UInt8], assuming assumptions: TimeAssumptions) -> any EvidenceParser {
        ZeekParser(ZeekHeader(), assumptions)
    }

    package func following(_ portion: EvidencePortion) -> any EvidenceParser {
        ZeekParser(Self.header(header, after: portion.bytes[...]), assumptions)
    }

    /// What holds behind bytes that begin and end with a line.
    private static func header(_ header: ZeekHeader, after bytes: ArraySlice<UInt8>) -> ZeekHeader {
        var header = header
        let span = bytes.span
        var start = 0
        while start < span.count {
            let end = ByteSearch.lineFeed(in: span, start..<span.count)
            if span[start] == UInt8(ascii: "#") {
                header.read(line(in: span, start..<end))
            }
            start = end + 1
        }
        return header
    }

    private static func line(in bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        let end = range.upperBound > range.lowerBound && bytes[range.upperBound - 1] == 0x0D ? 1 : 0
        return bytes.extracting(range.lowerBound..<range.upperBound - end).withUnsafeBufferPointer { Array($0) }
    }

    /// Whole lines, about ``JSONLimits/portionLength`` bytes of them.
    package func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        let aim = min(window.count, JSONLimits.portionLength)
        if isLast, aim == window.count { return aim }
        let encoding = TextEncoding.utf8
        if let end = encoding.endOfLastLine(in: window.prefix(aim)) { return end }
        if let end = encoding.endOfFirstLine(in: window, from: aim) { return end }
        return isLast || window.count > JSONLimits.lineLength ? window.count : 0
    }

    package func parse(_ portion: EvidencePortion) -> ParsedPortion {
        let bytes = portion.bytes.span
        var header = header
        var records = ZeekRecords(header, assuming: assumptions)
        records.begin(portion.bytes)
        var issues = IssueList(limit: JSONLimits.issuesPerPortion)
        var tally = PortionTally()
        var start = 0
        while start < bytes.count {
            let lineEnd = ByteSearch.lineFeed(in: bytes, start..<bytes.count)
            let end = lineEnd > start && bytes[lineEnd - 1] == 0x0D ? lineEnd - 1 : lineEnd
            let offset = portion.position(of: start)
            if start == end {
                // An empty line says nothing.
            } else if bytes[start] == UInt8(ascii: "#") {
                header.read(Self.line(in: bytes, start..<end))
                records.header = header
            } else if records.add(bytes, start..<end, at: offset) {
                for issue in records.issues { issues.add(issue) }
                tally.read(portion.length(of: start..<min(lineEnd + 1, bytes.count)))
            } else {
                tally.skip(portion.length(of: start..<min(lineEnd + 1, bytes.count)))
                let isCut = lineEnd == bytes.count
                issues.add(
                    ParseIssue(
                        isCut ? .truncated : .damagedRecord, offset: offset,
                        "the line has another number of values than its log has fields"))
            }
            start = lineEnd + 1
        }
        return ParsedPortion(records.finish(), issues.finish(), tally, of: portion)
    }
}
