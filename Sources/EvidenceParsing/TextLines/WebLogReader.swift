import Vocabulary

/// The logs of web servers: access logs in the common and combined formats, as Apache, nginx and others write them,
/// and the error logs of Apache and nginx, which do not state their zone. Both can stand in one file.
struct WebLogReader: LineReader {
    static var format: EvidenceFormat { .webLog }

    private let timestamp: FieldID
    private let message: FieldID
    private let line: WebServerLine

    init(_ records: inout LineRecords) {
        timestamp = records.field("timestamp")
        message = records.field("message")
        line = WebServerLine(&records)
    }

    static func fits(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool { WebServerLine.fits(bytes, line) }

    static func begins(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        fits(bytes, line) || WebAccessLine.begins(bytes, line)
    }

    mutating func read(_ bytes: Span<UInt8>, _ text: Range<Int>, into records: inout LineRecords) {
        records.begin(at: text.lowerBound)
        guard let (time, timeText) = line.read(bytes, text, into: &records) else {
            return records.addUnknown(text, as: message, "the line is not one of a web server's log")
        }
        records.add(timestamp, timeText)
        records.builder.mark(.originalTime)
        records.setTime(time, at: text.lowerBound)
        records.end(at: text.lowerBound)
    }
}
