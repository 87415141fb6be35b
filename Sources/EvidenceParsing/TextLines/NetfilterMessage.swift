import Vocabulary

/// What the kernel's packet filter says of a packet: `[12.5] IPTABLES-DROP: IN=eth0 OUT= SRC=.. DST=.. PROTO=TCP SPT=..
/// DPT=22 SYN`, after the prefix that the rule sets. Fields keep their names.
enum NetfilterMessage {
    static func read(
        _ bytes: Span<UInt8>, _ text: Range<Int>, _ fields: MessageFields, into records: inout LineRecords
    ) {
        guard let start = bytes.first("IN=", in: text), bytes.first(" SRC=", in: start..<text.upperBound) != nil else {
            return
        }
        let prefix = self.prefix(bytes, text.lowerBound..<start)
        if !prefix.isEmpty {
            records.add(fields.prefix, prefix)
            if let action = action(bytes, prefix, records.constants) { records.add(fields.action, action) }
        }
        var pairs = KeyValues(start..<text.upperBound, separator: .blank)
        while let pair = pairs.next(bytes) {
            records.add(bytes, key: pair.key, pair.value)
            switch pair.key.count {
            case 3 where bytes.equals(pair.key, "SRC"): records.add(fields.sameSource, pair.value)
            case 3 where bytes.equals(pair.key, "DST"): records.add(fields.destinationAddress, pair.value)
            case 3 where bytes.equals(pair.key, "SPT"): records.add(fields.sameSourcePort, pair.value)
            case 3 where bytes.equals(pair.key, "DPT"): records.add(fields.destinationPort, pair.value)
            default: break
            }
        }
    }

    /// The prefix without the time since the start of the kernel and without the colon behind it.
    private static func prefix(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var prefix = bytes.trimmed(range)
        if bytes.starts(prefix, with: "["), let close = bytes.first("]", in: prefix),
            bytes[close - 1].isDigit
        {
            prefix = bytes.trimmed(close + 1..<prefix.upperBound)
        }
        if !prefix.isEmpty, bytes[prefix.upperBound - 1] == UInt8(ascii: ":") {
            prefix = prefix.lowerBound..<prefix.upperBound - 1
        }
        return prefix
    }

    /// What the prefixes of usual firewalls say was done.
    private static func action(
        _ bytes: Span<UInt8>, _ prefix: Range<Int>, _ words: LineConstants
    ) -> LineConstants.Text? {
        for word in ["DROP", "BLOCK", "REJECT", "DENY"] as [StaticString] where bytes.first(word, in: prefix) != nil {
            return words.blocked
        }
        for word in ["ACCEPT", "ALLOW"] as [StaticString] where bytes.first(word, in: prefix) != nil {
            return words.accept
        }
        return nil
    }
}
