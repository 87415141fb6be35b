import Vocabulary

/// Writes events as a forwarder hands them on: one JSON object a line, in Winlogbeat's shape.
///
/// Values are text, as Winlogbeat has them, and times are cut to milliseconds.
package enum JSONLinesWriter {
    /// One line, with its line feed.
    ///
    /// - Parameter recordID: The id that the event has in the log it was read from.
    package static func line(for event: WindowsEvent, recordID: UInt64) -> [UInt8] {
        let kind = event.kind
        let outcome = kind.keywords & 0x0010_0000_0000_0000 == 0 ? "success" : "failure"
        let moment = event.time.text(digits: 3)
        var log: [(String, JSON)] = [
            ("api", .text("wineventlog")), ("channel", .text(kind.channel)), ("computer_name", .text(event.computer)),
        ]
        switch event.body {
        case .eventData(let fields):
            log.append(("event_data", .object(members(fields))))
        case .userData(let element, _, let fields):
            log.append(("user_data", .object(members(fields) + [("xml_name", .text(element))])))
        }
        log += [
            ("event_id", .text(kind.id.description)), ("opcode", .text(kind.opcode.description)),
            (
                "process",
                .object([
                    ("pid", .number(UInt64(event.processID))),
                    ("thread", .object([("id", .number(UInt64(event.threadID)))])),
                ])
            ),
            ("provider_guid", .text(kind.provider.guid.description)), ("provider_name", .text(kind.provider.name)),
            ("record_id", .number(recordID)), ("task", .text(kind.task.description)),
            ("version", .number(UInt64(kind.version))),
        ]
        if let user = event.user { log.append(("user", .object([("identifier", .text(user.description))]))) }
        let line = JSON.object([
            ("@timestamp", .text(moment)), ("agent", .object([("type", .text("winlogbeat"))])),
            (
                "event",
                .object([
                    ("code", .text(kind.id.description)), ("kind", .text("event")), ("outcome", .text(outcome)),
                    ("provider", .text(kind.provider.name)),
                ])
            ),
            ("host", .object([("name", .text(event.computer))])), ("winlog", .object(log)),
        ])
        var bytes: [UInt8] = []
        line.append(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private static func members(_ fields: [EventField]) -> [(String, JSON)] {
        // Winlogbeat leaves out what has no value.
        fields.filter { !$0.value.text.isEmpty }.map { ($0.name, .text($0.value.text)) }
    }
}

/// A JSON value that is to be written, with its members in their order.
private enum JSON {
    case text(String)
    case number(UInt64)
    case object([(String, JSON)])

    func append(to bytes: inout [UInt8]) {
        switch self {
        case .text(let text): Self.append(text, to: &bytes)
        case .number(let number): bytes += number.description.utf8
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (place, (name, value)) in members.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.append(name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                value.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// Text in quotes; quotes, backslashes and control characters are escaped (RFC 8259, 7).
    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): bytes += "\\n".utf8
            case UInt8(ascii: "\r"): bytes += "\\r".utf8
            case UInt8(ascii: "\t"): bytes += "\\t".utf8
            case ..<0x20: bytes += ("\\u00" + CollectionOfOne(byte).hexadecimal).utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
