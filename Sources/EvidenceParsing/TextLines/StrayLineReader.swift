import Vocabulary

/// Reads lines of syslog in a file that is of another kind: programs and collectors that share a file write both.
struct StrayLineReader {
    private var records: LineRecords
    private var syslog: SyslogReader

    /// To be made between records.
    init(_ builder: inout RecordBatchBuilder, assuming assumptions: TimeAssumptions) {
        records = LineRecords(beside: &builder, assuming: assumptions)
        swap(&builder, &records.builder)
        syslog = SyslogReader(&records)
        swap(&builder, &records.builder)
    }

    /// Where the record of the line ends, with the lines that continue it; nil for a line that is none of syslog.
    ///
    /// - Parameter line: Without the line feed at its end.
    static func end(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Int? {
        guard SyslogReader.fits(bytes, line) else { return nil }
        var end = line.upperBound
        while end + 1 < bytes.count, end - line.lowerBound < LineLimits.recordLength,
            SyslogReader.continues(bytes, at: end + 1)
        {
            let next = end + 1..<bytes.first(0x0A, in: end + 1..<bytes.count)
            let text = bytes.trimmed(next)
            if text.isEmpty || bytes[text.lowerBound] == UInt8(ascii: "{") { break }
            end = next.upperBound
        }
        return end
    }

    /// Adds a record.
    ///
    /// - Parameter position: Where the line begins in the file.
    /// - Returns: What was wrong with it.
    mutating func read(
        _ bytes: Span<UInt8>, _ line: Range<Int>, at position: UInt64, into builder: inout RecordBatchBuilder
    ) -> [ParseIssue] {
        let withoutReturn =
            bytes[line.upperBound - 1] == 0x0D ? line.lowerBound..<line.upperBound - 1 : line
        let text = bytes.extracting(withoutReturn).withUnsafeBufferPointer { Array($0) }
        swap(&builder, &records.builder)
        records.resume(at: position, text: text)
        syslog.read(text.span, 0..<text.count, into: &records)
        syslog.finish(text.span, into: &records)
        swap(&builder, &records.builder)
        return records.leave()
    }
}
