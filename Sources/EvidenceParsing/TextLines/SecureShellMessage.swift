import Vocabulary

/// What OpenSSH's server says: `Accepted publickey for anna from 10.0.0.5 port 50022 ssh2: ED25519 SHA256:..`.
///
/// Most of its messages name the peer as `ADDRESS port PORT`, or by its name. Names of users come from the peer, and may hold
/// blanks and whole sentences: where one stands before the address the last address counts, where other text of the
/// peer stands behind it the first.
enum SecureShellMessage {
    /// How a message goes on behind the words that it begins with.
    private struct Shape {
        let begin: StaticString
        /// Whether it tells of success or failure; nil where of neither.
        let isSuccess: Bool?
        /// Text of the peer's choice stands behind the address.
        var isAddressFirst = false
    }

    private static let shapes: [Shape] = [
        Shape(begin: "Accepted ", isSuccess: true),
        Shape(begin: "Failed ", isSuccess: false),
        Shape(begin: "Invalid user ", isSuccess: false),
        Shape(begin: "Illegal user ", isSuccess: false),
        Shape(begin: "Postponed ", isSuccess: nil),
        Shape(begin: "Received disconnect from ", isSuccess: nil, isAddressFirst: true),
        Shape(begin: "Unable to negotiate with ", isSuccess: false, isAddressFirst: true),
        Shape(begin: "banner exchange: Connection from ", isSuccess: false, isAddressFirst: true),
        Shape(begin: "ssh_dispatch_run_fatal: Connection from ", isSuccess: false, isAddressFirst: true),
        Shape(begin: "Connection from ", isSuccess: nil, isAddressFirst: true),
        Shape(begin: "error: Received disconnect from ", isSuccess: nil, isAddressFirst: true),
        Shape(begin: "error: maximum authentication attempts exceeded ", isSuccess: false),
        Shape(begin: "error: PAM: Authentication failure ", isSuccess: false),
        Shape(begin: "fatal: Timeout before authentication ", isSuccess: false),
        Shape(begin: "Disconnecting ", isSuccess: false),
        Shape(begin: "Did not receive identification string from ", isSuccess: false),
        Shape(begin: "Bad protocol version identification ", isSuccess: false),
        Shape(begin: "refused connect from ", isSuccess: false),
        Shape(begin: "User ", isSuccess: nil),
    ]
    private static let other = Shape(begin: "", isSuccess: nil)

    static func read(
        _ bytes: Span<UInt8>, _ text: Range<Int>, _ fields: MessageFields, into records: inout LineRecords
    ) {
        guard !text.isEmpty else { return }
        if bytes.starts(text, with: "User "), let mark = bytes.last(" not allowed because", in: text) {
            return readRefusal(bytes, text.lowerBound + 5..<mark, fields, into: &records)
        }
        // `PAM 2 more authentication failures; logname= uid=0 .. rhost=10.0.0.5  user=root`
        if bytes.starts(text, with: "PAM "), let mark = bytes.first("; ", in: text),
            bytes.first(" more authentication failure", in: text.lowerBound..<mark) != nil
        {
            records.add(fields.outcome, records.constants.failure)
            return PluggableAuthMessage.readPairs(bytes, mark + 2..<text.upperBound, fields, into: &records)
        }
        let shape = shapes.first { bytes.starts(text, with: $0.begin) } ?? other
        var userEnd = text.upperBound
        if let peer = peer(bytes, text, isFirst: shape.isAddressFirst) {
            records.add(fields.sourceAddress, peer.address)
            if !peer.port.isEmpty { records.add(fields.sourcePort, peer.port) }
            userEnd = peer.address.lowerBound
        } else if !shape.isAddressFirst, let peer = namedPeer(bytes, text) {
            records.add(fields.sourceHost, peer.host)
            if !peer.port.isEmpty { records.add(fields.sourcePort, peer.port) }
            userEnd = peer.host.lowerBound
        }
        if let user = user(bytes, text.lowerBound..<userEnd, text) { records.add(fields.user, user) }
        if let isSuccess = shape.isSuccess {
            records.add(fields.outcome, isSuccess ? records.constants.success : records.constants.failure)
        }
        if bytes.starts(text, with: "Accepted ") || bytes.starts(text, with: "Failed ")
            || bytes.starts(text, with: "Postponed ")
        {
            let start = bytes.wordEnd(text) + 1
            records.add(fields.method, start..<bytes.wordEnd(start..<text.upperBound))
            readKey(bytes, userEnd..<text.upperBound, fields, into: &records)
        }
    }

    /// `NAME from PEER`, where a rule names the peer, or the name alone: of a user that the server knows and refuses.
    private static func readRefusal(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ fields: MessageFields, into records: inout LineRecords
    ) {
        var name = range
        if let mark = bytes.last(" from ", in: range), case let peer = mark + 6..<range.upperBound,
            !peer.isEmpty, bytes.wordEnd(peer) == peer.upperBound
        {
            records.add(bytes.isAddress(peer) ? fields.sourceAddress : fields.sourceHost, peer)
            name = range.lowerBound..<mark
        }
        name = bytes.trimmed(name)
        if !name.isEmpty { records.add(fields.user, name) }
        records.add(fields.outcome, records.constants.failure)
    }

    /// The name of the peer where the server looks it up (`UseDNS`): the last `from HOST port PORT`, since what stands before
    /// it can be a user's name of the peer's choice; older servers write `Invalid user NAME from HOST` alone.
    private static func namedPeer(_ bytes: Span<UInt8>, _ text: Range<Int>) -> (host: Range<Int>, port: Range<Int>)? {
        var rest = text
        while let mark = bytes.last(" from ", in: rest) {
            let host = mark + 6..<bytes.wordEnd(mark + 6..<text.upperBound)
            let behind = host.upperBound..<text.upperBound
            if !host.isEmpty, bytes.starts(behind, with: " port ") {
                let port = behind.lowerBound + 6..<bytes.wordEnd(behind.lowerBound + 6..<text.upperBound)
                if bytes.areDigits(port) { return (host, port) }
            } else if !host.isEmpty, behind.isEmpty, rest == text,
                bytes.starts(text, with: "Invalid user ") || bytes.starts(text, with: "Illegal user ")
            {
                return (host, 0..<0)
            }
            rest = text.lowerBound..<mark + 5
        }
        return nil
    }

    /// The address of the peer and, behind the word `port`, its port; older servers and the checks of names state none.
    private static func peer(
        _ bytes: Span<UInt8>, _ text: Range<Int>, isFirst: Bool
    ) -> (address: Range<Int>, port: Range<Int>)? {
        var found: Range<Int>?
        var place = text.lowerBound
        while place < text.upperBound {
            let word = place..<bytes.wordEnd(place..<text.upperBound)
            if let address = address(bytes, word) {
                found = address
                if isFirst { break }
            }
            place = word.upperBound + 1
        }
        guard let found else { return nil }
        let rest = found.upperBound..<text.upperBound
        guard bytes.starts(rest, with: " port ") else { return (found, 0..<0) }
        var end = found.upperBound + 6
        while end < text.upperBound, bytes[end].isDigit { end += 1 }
        return (found, found.upperBound + 6..<end)
    }

    /// The address that a word is: bare, in brackets or parentheses, or with a colon behind it.
    @inline(__always)
    private static func address(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Range<Int>? {
        var (lower, upper) = (word.lowerBound, word.upperBound)
        guard upper - lower >= 2 else { return nil }
        if bytes[lower] == UInt8(ascii: "[") || bytes[lower] == UInt8(ascii: "(") { lower += 1 }
        guard bytes[lower].hexadecimal != nil || bytes[lower] == UInt8(ascii: ":") else { return nil }
        let last = bytes[upper - 1]
        if last == UInt8(ascii: "]") || last == UInt8(ascii: ")") { upper -= 1 }
        if bytes.isAddress(lower..<upper) { return lower..<upper }
        return last == UInt8(ascii: ":") && bytes.isAddress(lower..<upper - 1) ? lower..<upper - 1 : nil
    }

    /// The user that is named before the peer's address.
    private static func user(_ bytes: Span<UInt8>, _ range: Range<Int>, _ text: Range<Int>) -> Range<Int>? {
        var name: Range<Int>?
        if bytes.starts(range, with: "Invalid user ") || bytes.starts(range, with: "Illegal user ") {
            name = range.lowerBound + 13..<range.upperBound
        } else if bytes.starts(range, with: "User ") {
            name = range.lowerBound + 5..<range.upperBound
        } else if bytes.starts(range, with: "Accepted ") || bytes.starts(range, with: "Failed ")
            || bytes.starts(range, with: "Postponed ") || bytes.starts(range, with: "error: ")
        {
            guard let mark = bytes.first(" for ", in: range) else { return nil }
            name = mark + 5..<range.upperBound
        } else if let mark = bytes.first(" user ", in: range) {
            // Disconnected from [invalid|authenticating] user NAME ADDRESS port PORT
            name = mark + 6..<range.upperBound
        }
        guard var name else { return nil }
        for word in ["invalid user ", "illegal user "] as [StaticString] where bytes.starts(name, with: word) {
            name = name.lowerBound + word.utf8CodeUnitCount..<name.upperBound
        }
        if bytes.starts(name.lowerBound..<text.upperBound, with: "from ") { return nil }
        if let mark = bytes.last(" from ", in: name), mark + 6 == name.upperBound {
            name = name.lowerBound..<mark
        } else if let mark = bytes.first(" [preauth]", in: name) {
            name = name.lowerBound..<mark
        }
        name = bytes.trimmed(name)
        return name.isEmpty ? nil : name
    }

    /// `ssh2: ED25519 SHA256:..`, which links the logons of one key on several hosts.
    private static func readKey(
        _ bytes: Span<UInt8>, _ rest: Range<Int>, _ fields: MessageFields, into records: inout LineRecords
    ) {
        guard let mark = bytes.first(" ssh2: ", in: rest) else { return }
        let type = mark + 7..<bytes.wordEnd(mark + 7..<rest.upperBound)
        records.add(fields.keyType, type)
        guard type.upperBound < rest.upperBound else { return }
        let start = type.upperBound + 1
        records.add(fields.keyFingerprint, start..<bytes.wordEnd(start..<rest.upperBound))
    }
}
