import Vocabulary

/// What the DHCP servers of Unix systems say: ISC's `DHCPACK on 10.0.0.5 to 00:15:5d:01:02:03 (ws5) via eth0`, dnsmasq's
/// `DHCPACK(eth0) 10.0.0.5 00:15:5d:01:02:03 ws5`.
enum DHCPMessage {
    static func read(_ bytes: Span<UInt8>, _ text: Range<Int>, _ fields: LeaseFields, into records: inout LineRecords) {
        var place = text.lowerBound
        // dnsmasq can put the number of the exchange before.
        let first = place..<bytes.wordEnd(text)
        if bytes.areDigits(first) { place = min(first.upperBound + 1, text.upperBound) }
        let rest = place..<text.upperBound
        guard bytes.starts(rest, with: "DHCP") else { return }
        while place < rest.upperBound, bytes[place].isUpperLetter { place += 1 }
        let action = rest.lowerBound..<place
        guard action.count > 4, place < rest.upperBound else { return }
        if bytes[place] == UInt8(ascii: "("), let close = bytes.first(") ", in: place..<rest.upperBound) {
            records.add(fields.action, action)
            records.add(fields.interface, place + 1..<close)
            readForwarder(bytes, close + 2..<rest.upperBound, bytes.equals(action, "DHCPACK"), fields, into: &records)
        } else if bytes[place] == 0x20 {
            records.add(fields.action, action)
            readConsortium(bytes, place + 1..<rest.upperBound, fields, into: &records)
        }
    }

    /// dnsmasq: an address where there is one, the card, and of an acknowledgement the name behind it; of others the reason.
    private static func readForwarder(
        _ bytes: Span<UInt8>, _ text: Range<Int>, _ isAcknowledgement: Bool, _ fields: LeaseFields,
        into records: inout LineRecords
    ) {
        var word = text.lowerBound..<bytes.wordEnd(text)
        if bytes.isAddress(word) {
            records.add(fields.address, word)
            let start = min(word.upperBound + 1, text.upperBound)
            word = start..<bytes.wordEnd(start..<text.upperBound)
        }
        guard bytes.isHardwareAddress(word) else { return }
        fields.addHardware(bytes, word, into: &records)
        let name = bytes.trimmed(word.upperBound..<text.upperBound)
        if isAcknowledgement, !name.isEmpty { records.add(fields.host, name) }
    }

    /// ISC: words that say what the next word is. Names of clients stand in parentheses behind their card and can hold
    /// anything, so what stands behind the last parenthesis counts for the rest.
    private static func readConsortium(
        _ bytes: Span<UInt8>, _ text: Range<Int>, _ fields: LeaseFields, into records: inout LineRecords
    ) {
        let via = bytes.last(" via ", in: text)
        if let via {
            var end = bytes.wordEnd(via + 5..<text.upperBound)
            // A reason can follow: `via eth0: unknown lease`.
            if end > via + 5, bytes[end - 1] == UInt8(ascii: ":") { end -= 1 }
            records.add(fields.interface, via + 5..<end)
        }
        let end = via ?? text.upperBound
        var place = text.lowerBound
        var hasAddress = false
        while place < end {
            let word = place..<bytes.wordEnd(place..<end)
            if bytes.isAddress(word), !hasAddress {
                hasAddress = true
                records.add(fields.address, word)
            } else if bytes.isHardwareAddress(word) {
                fields.addHardware(bytes, word, into: &records)
                let name = bytes.trimmed(word.upperBound..<end)
                if name.count > 2, bytes[name.lowerBound] == UInt8(ascii: "("),
                    bytes[name.upperBound - 1] == UInt8(ascii: ")")
                {
                    records.add(fields.host, name.lowerBound + 1..<name.upperBound - 1)
                }
                return
            } else if bytes.starts(word, with: "("), bytes.ends(word, with: ")"),
                bytes.isHardwareAddress(word.lowerBound + 1..<word.upperBound - 1)
            {
                // `DHCPACK to 10.0.0.5 (00:15:5d:01:02:03)`
                return fields.addHardware(bytes, word.lowerBound + 1..<word.upperBound - 1, into: &records)
            }
            place = word.upperBound + 1
        }
    }
}

extension Span<UInt8> {
    /// Whether the range reads like `00:15:5d:01:02:03`.
    func isHardwareAddress(_ range: Range<Int>) -> Bool {
        guard range.count == 17 else { return false }
        for (index, place) in range.enumerated() {
            if index % 3 == 2 ? self[place] != UInt8(ascii: ":") : self[place].hexadecimal == nil { return false }
        }
        return true
    }
}
