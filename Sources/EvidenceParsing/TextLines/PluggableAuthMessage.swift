import Vocabulary

/// What modules of PAM say: `pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser=
/// rhost=10.0.0.5  user=root`, `pam_unix(sudo:session): session opened for user root(uid=0) by anna(uid=1000)`.
enum PluggableAuthMessage {
    static func read(
        _ bytes: Span<UInt8>, _ text: Range<Int>, _ fields: MessageFields, into records: inout LineRecords
    ) {
        guard let close = bytes.first("): ", in: text),
            case let open = bytes.first(UInt8(ascii: "("), in: text.lowerBound..<close), open < close
        else { return }
        records.add(fields.module, text.lowerBound..<open)
        let service = open + 1..<close
        records.add(fields.service, service.lowerBound..<bytes.first(UInt8(ascii: ":"), in: service))
        readBody(bytes, close + 3..<text.upperBound, fields, into: &records)
    }

    /// Reads what stands behind the name of the module.
    static func readBody(
        _ bytes: Span<UInt8>, _ text: Range<Int>, _ fields: MessageFields, into records: inout LineRecords
    ) {
        if let mark = bytes.first("; ", in: text), bytes.starts(text, with: "authentication failure") {
            records.add(fields.action, text.lowerBound..<mark)
            records.add(fields.outcome, records.constants.failure)
            readPairs(bytes, mark + 2..<text.upperBound, fields, into: &records)
        } else if bytes.starts(text, with: "session ") {
            let verb = bytes.wordEnd(text.lowerBound + 8..<text.upperBound)
            records.add(fields.action, text.lowerBound..<verb)
            guard let mark = bytes.first("for user ", in: verb..<text.upperBound) else { return }
            let start = mark + 9
            let by = bytes.first(" by ", in: start..<text.upperBound)
            records.add(fields.targetUser, withoutNumber(bytes, start..<(by ?? text.upperBound)))
            if let by {
                let user = withoutNumber(bytes, by + 4..<text.upperBound)
                if !user.isEmpty { records.add(fields.user, user) }
            }
        } else if bytes.starts(text, with: "user "), let open = bytes.first(" (", in: text) {
            // pam_tally: `user anna (1000) tally 6, deny 5`
            records.add(fields.user, text.lowerBound + 5..<open)
            records.add(fields.userID, open + 2..<bytes.first(UInt8(ascii: ")"), in: open..<text.upperBound))
        }
    }

    private static func readPairs(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ fields: MessageFields, into records: inout LineRecords
    ) {
        var pairs = KeyValues(range, separator: .blank)
        while let pair = pairs.next(bytes) {
            records.add(bytes, key: pair.key, pair.value)
            if bytes.equals(pair.key, "rhost"), !pair.value.isEmpty {
                records.add(bytes.isAddress(pair.value) ? fields.sameSource : fields.sourceHost, pair.value)
            }
        }
    }

    /// `root(uid=0)` names root, `(uid=0)` nobody.
    private static func withoutNumber(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        range.lowerBound..<(bytes.first("(uid=", in: range) ?? bytes.trimmed(range).upperBound)
    }
}
