import Vocabulary

/// The lines that web servers write, to files of their own or to syslog.
struct WebServerLine {
    private let request: WebRequestFields
    private let error: WebErrorFields

    init(_ records: inout LineRecords) {
        request = WebRequestFields(&records)
        error = WebErrorFields(&records)
    }

    static func fits(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        WebAccessLine(bytes, line) != nil || ApacheErrorLine(bytes, line) != nil || NginxErrorLine(bytes, line) != nil
    }

    /// Adds the fields of a line to the record that was begun.
    ///
    /// - Returns: Its time, and the text of that; nil where the line is of another form, and nothing was added.
    @inline(__always)
    @discardableResult
    func read(
        _ bytes: Span<UInt8>, _ line: Range<Int>, into records: inout LineRecords
    ) -> (time: LineTime, text: Range<Int>)? {
        if let access = WebAccessLine(bytes, line) {
            access.add(bytes, request, into: &records)
            return (access.time, access.timeText)
        }
        if let said = ApacheErrorLine(bytes, line) {
            said.add(bytes, error, request, into: &records)
            return (said.time, said.timeText)
        }
        if let said = NginxErrorLine(bytes, line) {
            said.add(bytes, error, request, into: &records)
            return (said.time, said.timeText)
        }
        return nil
    }
}
