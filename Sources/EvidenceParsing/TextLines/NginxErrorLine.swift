import Vocabulary

/// `2026/03/01 10:00:00 [error] 1234#5678: *42 open() "/srv/x" failed (2: No such file or directory), client: 192.0.2.7,
/// server: example.org, request: "GET /x HTTP/1.1", host: "example.org"`.
struct NginxErrorLine {
    let time: LineTime
    let timeText: Range<Int>
    private let level: Range<Int>
    private var pid = 0..<0
    private var tid = 0..<0
    private var connection = 0..<0
    private var message: Range<Int>
    /// What nginx says about the request, behind the message.
    private var context: Range<Int>

    init?(_ bytes: Span<UInt8>, _ line: Range<Int>) {
        guard let time = LineTime.slashed(bytes, line), bytes.starts(time.end..<line.upperBound, with: " [") else {
            return nil
        }
        self.time = time
        timeText = line.lowerBound..<time.end
        let close = bytes.first(UInt8(ascii: "]"), in: time.end..<line.upperBound)
        let level = time.end + 2..<close
        guard close < line.upperBound, Self.levels.contains(where: { bytes.equals(level, $0) }) else { return nil }
        self.level = level
        message = bytes.trimmed(close + 1..<line.upperBound)
        context = line.upperBound..<line.upperBound
        // `1234#5678: ` and, for what concerns a connection, `*42 `.
        if let colon = bytes.first(": ", in: message), case let hash = bytes.first(UInt8(ascii: "#"), in: message),
            hash < colon, bytes.areDigits(message.lowerBound..<hash), bytes.areDigits(hash + 1..<colon)
        {
            pid = message.lowerBound..<hash
            tid = hash + 1..<colon
            message = colon + 2..<line.upperBound
        }
        if bytes.starts(message, with: "*") {
            let end = bytes.wordEnd(message)
            if end < line.upperBound, bytes.areDigits(message.lowerBound + 1..<end) {
                connection = message.lowerBound + 1..<end
                message = end + 1..<line.upperBound
            }
        }
        // The text before may quote what the client sent; the server's own words stand last.
        if let mark = bytes.last(", client: ", in: message) {
            context = mark + 2..<message.upperBound
            message = message.lowerBound..<mark
        }
    }

    private static let levels: [StaticString] = [
        "debug", "info", "notice", "warn", "error", "crit", "alert", "emerg",
    ]

    func add(
        _ bytes: Span<UInt8>, _ fields: WebErrorFields, _ asked: WebRequestFields, into records: inout LineRecords
    ) {
        records.add(fields.level, level)
        if !pid.isEmpty { records.add(fields.pid, pid) }
        if !tid.isEmpty { records.add(fields.tid, tid) }
        if !connection.isEmpty { records.add(fields.connection, connection) }
        records.add(fields.message, message)
        addContext(bytes, fields, asked, into: &records)
        // `user "anna" was not found in "/etc/htpasswd"`, `user "anna": password mismatch`
        if bytes.starts(message, with: "user \"") {
            let start = message.lowerBound + 6
            records.add(asked.user, start..<bytes.first(UInt8(ascii: "\""), in: start..<message.upperBound))
        }
        records.add(fields.provider, records.constants.nginx)
        records.builder.mark(.provider)
    }

    private func addContext(
        _ bytes: Span<UInt8>, _ fields: WebErrorFields, _ asked: WebRequestFields, into records: inout LineRecords
    ) {
        var place = context.lowerBound
        while place < context.upperBound, let colon = bytes.first(": ", in: place..<context.upperBound) {
            let key = place..<colon
            var value = colon + 2..<context.upperBound
            if bytes.starts(value, with: "\"") {
                let close =
                    bytes.first("\", ", in: value.lowerBound + 1..<value.upperBound)
                    ?? bytes.last(UInt8(ascii: "\""), in: value.lowerBound + 1..<value.upperBound) ?? value.upperBound
                value = value.lowerBound + 1..<close
                place = min(close + 3, context.upperBound)
            } else {
                value = value.lowerBound..<(bytes.first(", ", in: value) ?? value.upperBound)
                place = min(value.upperBound + 2, context.upperBound)
            }
            if bytes.equals(key, "client") {
                asked.add(client: value, bytes, into: &records)
            } else if bytes.equals(key, "request") {
                asked.add(request: value, bytes, into: &records)
            } else if bytes.equals(key, "server") {
                records.add(fields.server, value)
            } else if bytes.equals(key, "host") {
                records.add(asked.host, value)
            } else if bytes.equals(key, "upstream") {
                records.add(fields.upstream, value)
            } else if bytes.equals(key, "referrer") {
                records.add(asked.referer, value)
            } else {
                records.add(bytes, key: key, value)
            }
        }
    }
}
