import Vocabulary

/// What cron says: `(root) CMD (run-parts /etc/cron.hourly)`, `(anna) REPLACE (anna)`.
enum CronMessage {
    static func read(
        _ bytes: Span<UInt8>, _ text: Range<Int>, _ fields: MessageFields, into records: inout LineRecords
    ) {
        guard bytes.starts(text, with: "("), let close = bytes.first(") ", in: text) else { return }
        let rest = close + 2..<text.upperBound
        guard let open = bytes.first(" (", in: rest) else { return }
        records.add(fields.user, text.lowerBound + 1..<close)
        records.add(fields.action, rest.lowerBound..<open)
        guard bytes.equals(rest.lowerBound..<open, "CMD") else { return }
        let isClosed = bytes[text.upperBound - 1] == UInt8(ascii: ")")
        records.add(fields.command, bytes.trimmed(open + 2..<max(open + 2, text.upperBound - (isClosed ? 1 : 0))))
    }
}
