import Vocabulary

/// The logs of web servers: access logs in the common and combined formats, as Apache, nginx and others write them,
/// and the error logs of Apache and nginx, which do not state their zone. Both can stand in one file.
struct WebLogReader: LineReader {
    static var format: EvidenceFormat { .webLog }

    private let timestamp: FieldID
    private let request: WebRequestFields
    private let error: WebErrorFields

    init(_ records: inout LineRecords) {
        timestamp = records.field("timestamp")
        request = WebRequestFields(&records)
        error = WebErrorFields(&records)
    }

    static func fits(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        WebAccessLine(bytes, line) != nil || ApacheErrorLine(bytes, line) != nil || NginxErrorLine(bytes, line) != nil
    }

    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into records: inout LineRecords) {
        if let access = WebAccessLine(bytes, line) {
            begin(access.time, access.timeText, line, into: &records)
            access.add(bytes, request, into: &records)
        } else if let said = ApacheErrorLine(bytes, line) {
            begin(said.time, said.timeText, line, into: &records)
            said.add(bytes, error, request, into: &records)
        } else if let said = NginxErrorLine(bytes, line) {
            begin(said.time, said.timeText, line, into: &records)
            said.add(bytes, error, request, into: &records)
        } else {
            return records.addUnknown(line, as: error.message, "the line is not one of a web server's log")
        }
        records.end(at: line.lowerBound)
    }

    @inline(__always)
    private func begin(
        _ time: LineTime, _ timeText: Range<Int>, _ line: Range<Int>, into records: inout LineRecords
    ) {
        records.begin(at: line.lowerBound)
        records.setTime(time, at: line.lowerBound)
        records.add(timestamp, timeText)
        records.builder.mark(.originalTime)
    }
}
