package import Vocabulary

/// Reads logs in W3C's extended format: those of IIS and of the part of Windows before it, the firewall of Windows, the
/// message tracking of Exchange, proxies, content delivery networks.
///
/// The columns are named by a line `#Fields:`, and the names become those of the fields. A log may name other columns
/// further on. A value that is not set (`-`) is not there. Times are UTC, as the format defines, unless the log says
/// that they are local.
package struct W3CParser: EvidenceParser {
    private let header: W3CHeader
    private let assumptions: TimeAssumptions
    private let days: W3CDays

    package init() { self.init(W3CHeader(), TimeAssumptions()) }

    private init(_ header: W3CHeader, _ assumptions: TimeAssumptions, days: W3CDays = W3CDays()) {
        self.days = days
        self.header = header
        self.assumptions = assumptions
    }

    package var format: EvidenceFormat { .w3c }

    /// Whether it begins with directives, of which one names two columns at least.
    package func recognises(_ head: [UInt8]) -> Bool {
        let bytes = head.span
        var header = W3CHeader()
        var start = Self.lengthOfMark(bytes)
        while start < bytes.count, bytes[start] == UInt8(ascii: "#") {
            let end = bytes.first(0x0A, in: start..<bytes.count)
            let line = Self.withoutReturn(bytes, start..<end)
            header.read(bytes, line)
            if bytes.starts(line, with: "#Fields:") { return header.names.count >= 2 }
            start = end + 1
        }
        return false
    }

    package func reading(_ head: [UInt8], assuming assumptions: TimeAssumptions) -> any EvidenceParser {
        W3CParser(W3CHeader(), assumptions)
    }

    package func following(_ portion: EvidencePortion) -> any EvidenceParser {
        var header = header
        var days = days
        var row = W3CRow()
        let bytes = portion.bytes.span
        var start = portion.offset == 0 ? Self.lengthOfMark(bytes) : 0
        while start < bytes.count {
            let end = bytes.first(0x0A, in: start..<bytes.count)
            if bytes[start] == UInt8(ascii: "#") {
                header.read(bytes, Self.withoutReturn(bytes, start..<end))
            } else if header.day != nil, let column = header.clockColumn,
                row.read(
                    bytes, Self.withoutReturn(bytes, start..<end), delimiter: header.delimiter,
                    count: header.names.count)
            {
                _ = days.time(bytes, row.cells[column], from: header.day)
            }
            start = end + 1
        }
        return W3CParser(header, assumptions, days: days)
    }

    /// Whole lines, about ``LineLimits/portionLength`` bytes of them.
    package func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        let bytes = window.span
        let aim = min(bytes.count, LineLimits.portionLength)
        if isLast, aim == bytes.count { return aim }
        if let feed = bytes.last(0x0A, in: 0..<aim) { return feed + 1 }
        let feed = bytes.first(0x0A, in: aim..<bytes.count)
        if feed < bytes.count { return feed + 1 }
        return isLast || bytes.count > LineLimits.recordLength ? bytes.count : 0
    }

    package func parse(_ portion: EvidencePortion) -> ParsedPortion {
        var records = LineRecords(portion, assuming: assumptions)
        var rows = W3CRecords(header, days: days, &records)
        let bytes = portion.bytes.span
        var start = portion.offset == 0 ? Self.lengthOfMark(bytes) : 0
        while start < bytes.count {
            let end = bytes.first(0x0A, in: start..<bytes.count)
            // IIS sets room aside for what it will write, and leaves it behind when it is stopped.
            var first = start
            while first < end, bytes[first] == 0 { first += 1 }
            let line = Self.withoutReturn(bytes, first..<end)
            if !line.isEmpty {
                if bytes[line.lowerBound] == UInt8(ascii: "#") {
                    rows.readHeader(bytes, line, into: &records)
                } else {
                    rows.read(bytes, line, into: &records)
                    records.countRead(first..<min(end + 1, bytes.count))
                }
            }
            start = end + 1
        }
        return records.finish()
    }

    @inline(__always)
    private static func withoutReturn(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Range<Int> {
        !line.isEmpty && bytes[line.upperBound - 1] == 0x0D ? line.lowerBound..<line.upperBound - 1 : line
    }

    private static func lengthOfMark(_ bytes: Span<UInt8>) -> Int {
        bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    }
}
