import Vocabulary

/// A message of a Cisco device: `%ASA-6-302013: Built outbound TCP connection 9 for outside:192.0.2.5/443 (..) to ..`, after
/// the "Cisco Secure Firewall ASA Series Syslog Messages" and, for its head alone, of IOS and others.
///
/// Who reached whom is said under the common names where the message says which side began.
struct CiscoMessage {
    private let facility: FieldID
    private let level: FieldID
    private let code: FieldID
    private let fields: ApplianceFields
    private let user: FieldID
    private let group: FieldID
    private let peer: [(address: FieldID, port: FieldID)]
    private let proto: FieldID

    init(_ records: inout LineRecords, _ fields: ApplianceFields) {
        facility = records.field("facility")
        level = records.field("level")
        code = records.field("code")
        user = records.field("user")
        group = records.field("group")
        proto = records.field("protocol")
        peer = [
            (records.field("first_ip"), records.field("first_port")),
            (records.field("second_ip"), records.field("second_port")),
        ]
        self.fields = fields
    }

    /// The parts of `%ASA-6-302013: text`; nil for any other text.
    struct Head {
        let facility: Range<Int>
        let level: Range<Int>
        let code: Range<Int>
        let text: Range<Int>

        init?(_ bytes: Span<UInt8>, _ message: Range<Int>) {
            // A colon stands alone where the device names itself: `fw1 : %ASA-..`.
            let said =
                bytes.starts(message, with: ": ")
                ? bytes.withoutIndent(message.lowerBound + 2..<message.upperBound) : message
            guard bytes.starts(said, with: "%") else { return nil }
            let end = bytes.first(UInt8(ascii: ":"), in: said)
            let tag = said.lowerBound + 1..<end
            guard end < said.upperBound, tag.count <= 64, bytes.wordEnd(tag) == end,
                let second = bytes.last(UInt8(ascii: "-"), in: tag),
                let first = bytes.last(UInt8(ascii: "-"), in: tag.lowerBound..<second), first > tag.lowerBound,
                bytes.areDigits(first + 1..<second), second + 1 < end
            else { return nil }
            facility = tag.lowerBound..<first
            level = first + 1..<second
            code = second + 1..<end
            text = bytes.withoutIndent(end + 1..<said.upperBound)
        }
    }

    func read(_ bytes: Span<UInt8>, _ head: Head, into records: inout LineRecords) {
        records.add(facility, head.facility)
        records.add(level, head.level)
        records.add(code, head.code)
        records.builder.mark(.eventCode)
        guard
            bytes.equals(head.facility, "ASA") || bytes.equals(head.facility, "FTD")
                || bytes.equals(head.facility, "PIX")
        else { return }
        let text = head.text
        let first = bytes.wordEnd(text)
        let word = text.lowerBound..<first
        if bytes.equals(word, "Deny") || bytes.equals(word, "Denied") || bytes.first(" denied ", in: text) != nil {
            records.add(fields.action, records.constants.blocked)
        } else if bytes.equals(word, "Built") || bytes.first(" permitted ", in: text) != nil {
            records.add(fields.action, records.constants.accept)
        }
        readEndpoints(bytes, text, isTurned: isTurned(bytes, text), into: &records)
        readPerson(bytes, text, into: &records)
    }

    /// Whether the first party named is the one that was reached: connections are named from the outside in.
    private func isTurned(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool? {
        if bytes.starts(text, with: "Built outbound") { return true }
        // It does not say who began.
        if bytes.starts(text, with: "Teardown") { return nil }
        return false
    }

    /// The first two of `outside:192.0.2.5/443`, `192.0.2.5/443` and `outside/192.0.2.5(443)`; those in parentheses are the
    /// same parties after translation.
    private func readEndpoints(
        _ bytes: Span<UInt8>, _ text: Range<Int>, isTurned: Bool?, into records: inout LineRecords
    ) {
        var place = text.lowerBound
        var found = 0
        while place < text.upperBound, found < 2 {
            let word = place..<bytes.wordEnd(place..<text.upperBound)
            place = word.upperBound + 1
            guard !word.isEmpty, bytes[word.lowerBound] != UInt8(ascii: "("),
                let (address, port) = Self.endpoint(bytes, word)
            else { continue }
            records.add(peer[found].address, address)
            if !port.isEmpty { records.add(peer[found].port, port) }
            if let isTurned {
                let isSource = (found == 0) != isTurned
                records.add(isSource ? fields.sourceAddress : fields.destinationAddress, address)
                if !port.isEmpty { records.add(isSource ? fields.sourcePort : fields.destinationPort, port) }
            }
            found += 1
        }
        if found > 0 {
            for name in [" TCP ", " UDP ", " ICMP ", " tcp ", " udp ", " icmp "] as [StaticString] {
                guard let mark = bytes.first(name, in: text) else { continue }
                return records.add(proto, mark + 1..<mark + name.utf8CodeUnitCount - 1)
            }
        }
    }

    private static func endpoint(
        _ bytes: Span<UInt8>, _ word: Range<Int>
    ) -> (address: Range<Int>, port: Range<Int>)? {
        var rest = word
        while !rest.isEmpty, [0x2C, 0x2E, 0x29].contains(bytes[rest.upperBound - 1]) { rest.removeLast() }
        // `inside/10.0.0.5(22)`
        let open = bytes.first(UInt8(ascii: "("), in: rest)
        if open < rest.upperBound {
            let slash = bytes.last(UInt8(ascii: "/"), in: rest.lowerBound..<open) ?? rest.lowerBound - 1
            let port = open + 1..<bytes.first(UInt8(ascii: ")"), in: open + 1..<rest.upperBound)
            guard bytes.isAddress(slash + 1..<open), bytes.areDigits(port) else { return nil }
            return (slash + 1..<open, port)
        }
        var port = rest.upperBound..<rest.upperBound
        if let slash = bytes.last(UInt8(ascii: "/"), in: rest) {
            // Messages on logons write the service there: `inside:10.0.0.1/ssh`.
            if bytes.areDigits(slash + 1..<rest.upperBound) { port = slash + 1..<rest.upperBound }
            rest = rest.lowerBound..<slash
        }
        let colon = bytes.first(UInt8(ascii: ":"), in: rest)
        if bytes.isAddress(rest) { return port.isEmpty && rest.upperBound == word.upperBound ? nil : (rest, port) }
        guard colon < rest.upperBound, bytes.isAddress(colon + 1..<rest.upperBound) else { return nil }
        return (colon + 1..<rest.upperBound, port)
    }

    /// `Group <a> User <anna> IP <192.0.2.5>`, `user = anna`, `User 'anna'`, `for user "anna"`.
    private func readPerson(_ bytes: Span<UInt8>, _ text: Range<Int>, into records: inout LineRecords) {
        for (name, field) in [("Group <", group), ("User <", user), ("IP <", fields.sourceAddress)]
            as [(StaticString, FieldID)]
        {
            guard let mark = bytes.first(name, in: text) else { continue }
            let start = mark + name.utf8CodeUnitCount
            records.add(field, start..<bytes.first(UInt8(ascii: ">"), in: start..<text.upperBound))
        }
        for (name, end) in [("User '", 0x27), ("user \"", 0x22), ("user = ", 0x20), ("Username = ", 0x2C)]
            as [(StaticString, UInt8)]
        {
            guard let mark = bytes.first(name, in: text) else { continue }
            let start = mark + name.utf8CodeUnitCount
            return records.add(user, start..<bytes.first(end, in: start..<text.upperBound))
        }
    }
}
