import Vocabulary

/// What sudo says: `anna : TTY=pts/0 ; PWD=/home/anna ; USER=root ; COMMAND=/bin/sh`, with a reason behind the first
/// colon where it was refused. Its fields keep their names.
enum SudoMessage {
    static func read(
        _ bytes: Span<UInt8>, _ text: Range<Int>, _ fields: MessageFields, into records: inout LineRecords
    ) {
        guard let colon = bytes.first(" : ", in: text) else { return }
        records.add(fields.user, bytes.trimmed(text.lowerBound..<colon))
        var start = colon + 3
        let rest = start..<text.upperBound
        // The first part has no name: a reason.
        let firstEnd = bytes.first(" ; ", in: rest) ?? text.upperBound
        let hasReason = bytes.first(UInt8(ascii: "="), in: start..<firstEnd) == firstEnd
        if hasReason {
            records.add(fields.reason, start..<firstEnd)
            start = min(firstEnd + 3, text.upperBound)
        }
        // A command may hold what separates the parts, and is the last of them.
        let command = bytes.first("COMMAND=", in: start..<text.upperBound)
        var pairs = KeyValues(start..<(command ?? text.upperBound), separator: .semicolon)
        while let pair = pairs.next(bytes) {
            records.add(bytes, key: pair.key, pair.value)
            if bytes.equals(pair.key, "USER") { records.add(fields.targetUser, pair.value) }
        }
        if let command {
            records.add(bytes, key: command..<command + 7, command + 8..<text.upperBound)
            records.add(fields.outcome, hasReason ? records.constants.failure : records.constants.success)
        }
    }
}
