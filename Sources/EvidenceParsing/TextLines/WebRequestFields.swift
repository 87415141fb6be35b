import Vocabulary

/// The fields of web requests, by the names of the W3C extended log format, under which rules look for them.
struct WebRequestFields {
    let host: FieldID
    let port: FieldID
    let client: FieldID
    let identity: FieldID
    let user: FieldID
    /// The first line of the request as it came.
    let request: FieldID
    let method: FieldID
    let uri: FieldID
    let stem: FieldID
    let query: FieldID
    let version: FieldID
    let status: FieldID
    let bytes: FieldID
    let referer: FieldID
    let agent: FieldID
    /// What the server was set up to write behind the agent.
    let rest: FieldID
    /// The whole target as `cs-uri-query` too: many rules look for parts of paths there.
    private let wholeQuery: FieldID
    private let source: FieldID

    init(_ records: inout LineRecords) {
        host = records.field("cs-host")
        port = records.field("s-port")
        client = records.field("c-ip")
        identity = records.field("identity")
        user = records.field("cs-username")
        request = records.field("request")
        method = records.field("cs-method")
        uri = records.field("cs-uri")
        stem = records.field("cs-uri-stem")
        query = records.field("cs-uri-query")
        version = records.field("cs-version")
        status = records.field("sc-status")
        bytes = records.field("sc-bytes")
        referer = records.field("cs-referer")
        agent = records.field("cs-user-agent")
        rest = records.field("rest")
        wholeQuery = records.secondName("cs-uri-query")
        source = records.secondName("src_ip")
    }

    /// Adds who asked; the log can state a name instead of an address.
    @inline(__always)
    func add(client value: Range<Int>, _ bytes: Span<UInt8>, into records: inout LineRecords) {
        records.add(client, value)
        if bytes.isAddress(value) { return records.add(source, value) }
        var place = value.lowerBound
        while place < value.upperBound {
            let end = bytes.first(UInt8(ascii: ","), in: place..<value.upperBound)
            let part = bytes.trimmed(place..<end)
            if bytes.isAddress(part) { records.add(source, part) }
            place = end + 1
        }
    }

    /// Adds the parts of `GET /a?b=c HTTP/1.1`; what is not of that form is `request` alone.
    @inline(__always)
    func add(request line: Range<Int>, _ bytes: Span<UInt8>, into records: inout LineRecords) {
        records.add(request, line)
        let methodEnd = bytes.wordEnd(line)
        guard methodEnd > line.lowerBound, methodEnd < line.upperBound, bytes[line.lowerBound].isLetter else { return }
        records.add(method, line.lowerBound..<methodEnd)
        var target = methodEnd + 1..<line.upperBound
        // A target may hold blanks that should have been escaped; the last word is the version.
        if let blank = bytes.last(0x20, in: target), bytes.starts(blank + 1..<line.upperBound, with: "HTTP/") {
            target = target.lowerBound..<blank
            records.add(version, blank + 1..<line.upperBound)
        }
        records.add(uri, target)
        let mark = bytes.first(UInt8(ascii: "?"), in: target)
        records.add(stem, target.lowerBound..<mark)
        if mark < target.upperBound { records.add(query, mark + 1..<target.upperBound) }
        records.add(wholeQuery, target)
    }
}
