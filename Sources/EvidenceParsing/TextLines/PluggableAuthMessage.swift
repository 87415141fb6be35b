import Vocabulary

/// What modules of PAM say: `pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser=
/// rhost=10.0.0.5  user=root`, `pam_unix(sudo:session): session opened for user root(uid=0) by anna(uid=1000)`.
enum PluggableAuthMessage {
    /// How a message about one user is worded: the name stands between two stretches of text.
    private struct Wording {
        let begin: StaticString
        /// Empty where the name goes up to the end.
        var end: StaticString = ""
        var isSuccess: Bool?
    }

    /// Of pam_sss, pam_faillock, pam_winbind, pam_unix, pam_krb5 and pam_google_authenticator, in this order.
    private static let wordings: [Wording] = [
        Wording(begin: "Access denied for user ", end: ": ", isSuccess: false),
        Wording(begin: "received for user ", end: ": ", isSuccess: false),
        Wording(
            begin: "Consecutive login failures for user ", end: " account temporarily locked", isSuccess: false),
        Wording(begin: "user '", end: "' granted access", isSuccess: true),
        Wording(begin: "user '", end: "' denied access", isSuccess: false),
        Wording(begin: "user `", end: "' granted access", isSuccess: true),
        Wording(begin: "user `", end: "' denied access", isSuccess: false),
        Wording(begin: "password changed for "),
        Wording(begin: "auth could not identify password for [", end: "]", isSuccess: false),
        Wording(begin: "bad username [", end: "]", isSuccess: false),
        Wording(begin: "account ", end: " has expired", isSuccess: false),
        Wording(begin: "user ", end: " authenticated as ", isSuccess: true),
        Wording(begin: "Accepted google_authenticator for ", isSuccess: true),
        Wording(begin: "Invalid verification code for ", isSuccess: false),
    ]

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
        let isSuccess = bytes.starts(text, with: "authentication success; ")
        if isSuccess || bytes.starts(text, with: "authentication failure; "), let mark = bytes.first("; ", in: text) {
            records.add(fields.action, text.lowerBound..<mark)
            records.add(fields.outcome, isSuccess ? records.constants.success : records.constants.failure)
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
        } else if readWording(bytes, text, fields, into: &records) {
            return
        } else if bytes.starts(text, with: "user "), let open = bytes.first(" (", in: text) {
            // pam_tally: `user anna (1000) tally 6, deny 5`
            records.add(fields.user, text.lowerBound + 5..<open)
            records.add(fields.userID, open + 2..<bytes.first(UInt8(ascii: ")"), in: open..<text.upperBound))
        }
    }

    /// Reads a message of ``wordings``; false where it is none.
    private static func readWording(
        _ bytes: Span<UInt8>, _ text: Range<Int>, _ fields: MessageFields, into records: inout LineRecords
    ) -> Bool {
        for wording in wordings where bytes.starts(text, with: wording.begin) {
            let start = text.lowerBound + wording.begin.utf8CodeUnitCount
            var name = start..<text.upperBound
            if wording.end.utf8CodeUnitCount > 0 {
                // A name can hold anything, and what the module says stands behind it.
                guard let end = bytes.last(wording.end, in: name) else { continue }
                name = start..<end
            }
            guard !name.isEmpty else { return false }
            records.add(fields.action, action(bytes, text, name, end: wording.end.utf8CodeUnitCount))
            records.add(fields.user, name)
            if let isSuccess = wording.isSuccess {
                records.add(fields.outcome, isSuccess ? records.constants.success : records.constants.failure)
            }
            // `7 (Authentication failure)`
            if wording.end.utf8CodeUnitCount == 2 { records.add(fields.reason, name.upperBound + 2..<text.upperBound) }
            return true
        }
        return false
    }

    /// What was done: the words before `for`, or else those behind the name.
    private static func action(
        _ bytes: Span<UInt8>, _ text: Range<Int>, _ name: Range<Int>, end: Int
    ) -> Range<Int> {
        if let mark = bytes.first(" for ", in: text.lowerBound..<name.lowerBound) { return text.lowerBound..<mark }
        var words = name.upperBound..<name.upperBound + end
        if let first = words.first, bytes[first] == UInt8(ascii: "'") || bytes[first] == UInt8(ascii: "]") {
            words = first + 1..<words.upperBound
        }
        words = bytes.trimmed(words)
        return words.isEmpty ? bytes.trimmed(text.lowerBound..<bytes.first(UInt8(ascii: "["), in: text)) : words
    }

    /// Reads what stands in pairs, `uid=0 rhost=10.0.0.5  user=root`.
    static func readPairs(
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
