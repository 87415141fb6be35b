import Vocabulary

/// `[Sun Mar 01 10:00:00.123456 2026] [core:error] [pid 10:tid 14] (13)Permission denied: [client 192.0.2.7:50229]
/// AH00035: access to / denied`; before version 2.4 without module, process and code.
struct ApacheErrorLine {
    let time: LineTime
    let timeText: Range<Int>
    private var module = 0..<0
    private var level = 0..<0
    private var pid = 0..<0
    private var tid = 0..<0
    private var cause = 0..<0
    private var client = 0..<0
    private var clientPort = 0..<0
    private var code = 0..<0
    private var message: Range<Int>

    init?(_ bytes: Span<UInt8>, _ line: Range<Int>) {
        guard bytes.starts(line, with: "["),
            let time = LineTime.asctime(bytes, line.lowerBound + 1..<line.upperBound), time.end + 2 < line.upperBound,
            bytes.starts(time.end..<line.upperBound, with: "] [")
        else { return nil }
        self.time = time
        timeText = line.lowerBound + 1..<time.end
        message = time.end + 2..<line.upperBound
        while let part = part(bytes) { take(bytes, part) }
        // `(13)Permission denied: [client ..`
        if bytes.starts(message, with: "("), let mark = bytes.first(": [client ", in: message) {
            cause = message.lowerBound..<mark
            message = mark + 2..<message.upperBound
            while let part = part(bytes) { take(bytes, part) }
        }
        readCode(bytes)
    }

    /// The next `[..]` of the message, which then begins behind it; one that the text itself begins with is left.
    private mutating func part(_ bytes: Span<UInt8>) -> Range<Int>? {
        guard bytes.starts(message, with: "[") else { return nil }
        let close = bytes.first(UInt8(ascii: "]"), in: message)
        guard close < message.upperBound else { return nil }
        let part = message.lowerBound + 1..<close
        guard level.isEmpty || bytes.starts(part, with: "pid ") || bytes.starts(part, with: "client ") else {
            return nil
        }
        message = bytes.trimmed(close + 1..<message.upperBound)
        return part
    }

    private mutating func take(_ bytes: Span<UInt8>, _ part: Range<Int>) {
        if bytes.starts(part, with: "pid ") {
            let colon = bytes.first(UInt8(ascii: ":"), in: part)
            pid = part.lowerBound + 4..<colon
            if let mark = bytes.first("tid ", in: colon..<part.upperBound) { tid = mark + 4..<part.upperBound }
        } else if bytes.starts(part, with: "client ") {
            client = part.lowerBound + 7..<part.upperBound
            if let colon = bytes.last(UInt8(ascii: ":"), in: client), bytes.areDigits(colon + 1..<client.upperBound),
                bytes.isAddress(client.lowerBound..<colon)
            {
                clientPort = colon + 1..<client.upperBound
                client = client.lowerBound..<colon
            }
        } else {
            let colon = bytes.first(UInt8(ascii: ":"), in: part)
            module = colon < part.upperBound ? part.lowerBound..<colon : 0..<0
            level = (colon < part.upperBound ? colon + 1 : part.lowerBound)..<part.upperBound
        }
    }

    private mutating func readCode(_ bytes: Span<UInt8>) {
        guard bytes.starts(message, with: "AH") else { return }
        let colon = bytes.first(UInt8(ascii: ":"), in: message)
        guard colon < message.upperBound, bytes.areDigits(message.lowerBound + 2..<colon) else { return }
        code = message.lowerBound..<colon
        message = bytes.trimmed(colon + 1..<message.upperBound)
    }

    func add(
        _ bytes: Span<UInt8>, _ fields: WebErrorFields, _ asked: WebRequestFields, into records: inout LineRecords
    ) {
        if !module.isEmpty { records.add(fields.module, module) }
        if !level.isEmpty { records.add(fields.level, level) }
        if !pid.isEmpty { records.add(fields.pid, pid) }
        if !tid.isEmpty { records.add(fields.tid, tid) }
        if !client.isEmpty {
            asked.add(client: client, bytes, into: &records)
        }
        if !clientPort.isEmpty { records.add(fields.clientPort, clientPort) }
        if !cause.isEmpty { records.add(fields.cause, cause) }
        if !code.isEmpty { records.add(fields.code, code) }
        records.add(fields.message, message)
        // `user anna not found: /`, `user anna: authentication failure for "/"`
        if bytes.starts(message, with: "user ") {
            let start = message.lowerBound + 5
            var end =
                bytes.first(" not found", in: start..<message.upperBound) ?? bytes.wordEnd(start..<message.upperBound)
            if end > start, bytes[end - 1] == UInt8(ascii: ":") { end -= 1 }
            records.add(asked.user, start..<end)
        }
        records.add(fields.provider, records.constants.apache)
        records.builder.mark(.provider)
    }
}
