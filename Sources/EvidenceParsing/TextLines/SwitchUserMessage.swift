import Vocabulary

/// What su says, in the words of its several makers.
enum SwitchUserMessage {
    static func read(
        _ bytes: Span<UInt8>, _ text: Range<Int>, _ fields: MessageFields, into records: inout LineRecords
    ) {
        // util-linux: `(to root) anna on pts/0`, behind `FAILED SU ` where it was refused.
        let isFailure = bytes.starts(text, with: "FAILED SU ") || bytes.starts(text, with: "FAILED su ")
        let rest = (isFailure ? text.lowerBound + 10 : text.lowerBound)..<text.upperBound
        if bytes.starts(rest, with: "(to "), let close = bytes.first(") ", in: rest) {
            records.add(fields.targetUser, rest.lowerBound + 4..<close)
            let on = bytes.last(" on ", in: close + 2..<rest.upperBound)
            records.add(fields.user, close + 2..<(on ?? rest.upperBound))
            if let on { records.add(fields.tty, on + 4..<rest.upperBound) }
            records.add(fields.outcome, isFailure ? records.constants.failure : records.constants.success)
            return
        }
        // shadow: `Successful su for root by anna`, `+ pts/0 anna:root`.
        let isSuccess = bytes.starts(text, with: "Successful su for ")
        if isSuccess || isFailure, let mark = bytes.first(" for ", in: text), let by = bytes.last(" by ", in: text),
            mark + 5 <= by
        {
            records.add(fields.targetUser, mark + 5..<by)
            records.add(fields.user, by + 4..<text.upperBound)
            records.add(fields.outcome, isSuccess ? records.constants.success : records.constants.failure)
        } else if bytes.starts(text, with: "+ ") || bytes.starts(text, with: "- "),
            let colon = bytes.last(UInt8(ascii: ":"), in: text),
            let blank = bytes.last(0x20, in: text.lowerBound..<colon),
            blank >= text.lowerBound + 2
        {
            records.add(fields.tty, text.lowerBound + 2..<blank)
            records.add(fields.user, blank + 1..<colon)
            records.add(fields.targetUser, colon + 1..<text.upperBound)
            let isDone = bytes[text.lowerBound] == UInt8(ascii: "+")
            records.add(fields.outcome, isDone ? records.constants.success : records.constants.failure)
        } else {
            readBSD(bytes, text, fields, into: &records)
        }
    }

    /// FreeBSD and macOS: `anna to root on /dev/pts/0`, behind `BAD SU ` where it was refused.
    private static func readBSD(
        _ bytes: Span<UInt8>, _ text: Range<Int>, _ fields: MessageFields, into records: inout LineRecords
    ) {
        let isFailure = bytes.starts(text, with: "BAD SU ")
        let rest = (isFailure ? text.lowerBound + 7 : text.lowerBound)..<text.upperBound
        let user = rest.lowerBound..<bytes.wordEnd(rest)
        let behind = user.upperBound..<rest.upperBound
        guard !user.isEmpty, bytes.starts(behind, with: " to "), let on = bytes.last(" on ", in: behind),
            on > behind.lowerBound + 4
        else { return }
        records.add(fields.targetUser, behind.lowerBound + 4..<on)
        records.add(fields.user, user)
        records.add(fields.tty, on + 4..<rest.upperBound)
        records.add(fields.outcome, isFailure ? records.constants.failure : records.constants.success)
    }
}
