import Vocabulary

/// What the tools of the shadow suite say: `new user: name=anna, UID=1001, GID=1001, home=/home/anna, shell=/bin/bash`,
/// `delete user 'anna'`, `add 'anna' to group 'sudo'`, `password changed for anna`.
enum AccountMessage {
    static func read(
        _ bytes: Span<UInt8>, _ text: Range<Int>, _ fields: MessageFields, into records: inout LineRecords
    ) {
        if bytes.starts(text, with: "new "), let colon = bytes.first(": ", in: text) {
            records.add(fields.action, text.lowerBound..<colon)
            let isUser = bytes.equals(text.lowerBound..<colon, "new user")
            var pairs = KeyValues(colon + 2..<text.upperBound, separator: .comma)
            while let pair = pairs.next(bytes) {
                records.add(bytes, key: pair.key, pair.value)
                if bytes.equals(pair.key, "name") { records.add(isUser ? fields.sameUser : fields.group, pair.value) }
            }
        } else if let open = bytes.first(UInt8(ascii: "'"), ending: text),
            let close = bytes.first(UInt8(ascii: "'"), ending: open + 1..<text.upperBound)
        {
            let before = bytes.trimmed(text.lowerBound..<open)
            records.add(fields.action, before)
            // `removed group 'anna' owned by 'anna'`
            let isGroup = bytes.last("group", in: before).map { $0 + 5 == before.upperBound } ?? false
            records.add(isGroup ? fields.group : fields.user, open + 1..<close)
            if let mark = bytes.first("group '", in: close..<text.upperBound) {
                let end = bytes.first(UInt8(ascii: "'"), in: mark + 7..<text.upperBound)
                records.add(fields.group, mark + 7..<end)
            }
        } else if let mark = bytes.first("password changed for ", in: text) {
            records.add(fields.action, mark..<mark + 16)
            let start = mark + 21
            records.add(fields.user, start..<bytes.wordEnd(start..<text.upperBound))
        }
    }
}

extension Span<UInt8> {
    /// The first `byte` in `range`; nil where there is none.
    fileprivate func first(_ byte: UInt8, ending range: Range<Int>) -> Int? {
        let place = first(byte, in: range)
        return place < range.upperBound ? place : nil
    }
}
