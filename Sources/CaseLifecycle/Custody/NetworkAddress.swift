/// The written forms of addresses that custody logs take.
enum NetworkAddress {
    /// Six pairs of hexadecimal digits with `:` or `-` between them (IEEE 802).
    static func isMAC(_ text: String) -> Bool {
        let pairs = text.split(separator: text.contains("-") ? "-" : ":", omittingEmptySubsequences: false)
        return pairs.count == 6 && pairs.allSatisfy { $0.utf8.count == 2 && isHexadecimal($0) }
    }

    /// Four numbers with dots between them, or an IPv6 address (RFC 4291 section 2.2).
    static func isIP(_ text: String) -> Bool { isIPv4(text[...]) || isIPv6(text) }

    /// The networks of IPv4 that a text names, as `10.40.0.0/16`.
    static func networks(in text: String) -> [(address: UInt32, bits: Int)] {
        guard text.contains("/") else { return [] }
        return text.split { !($0.isNumber || $0 == "." || $0 == "/") }.compactMap { word in
            let parts = word.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, let bits = Int(parts[1]), (0...32).contains(bits), let address = number(parts[0])
            else { return nil }
            return (address, bits)
        }
    }

    /// Whether an address of IPv4 lies in a network; false for any other text.
    static func isInside(_ network: (address: UInt32, bits: Int), _ address: String) -> Bool {
        guard let address = number(address[...]) else { return false }
        return network.bits == 0 || (address ^ network.address) >> UInt32(32 - network.bits) == 0
    }

    /// An address of IPv4 that is written as one of IPv6 (RFC 4291 section 2.5.5.2), or with leading zeros, in its usual form;
    /// any other text as it is.
    static func plain(_ text: String) -> String {
        let inner = text.hasPrefix("::ffff:") ? text.dropFirst(7) : text[...]
        guard isIPv4(inner) else { return text }
        return inner.split(separator: ".").map { String(Int($0) ?? 0) }.joined(separator: ".")
    }

    /// An address of IPv4 that is written as one number, decimal or hexadecimal, as programs take it; nil for another text.
    static func number(inOtherForm text: String) -> UInt32? {
        text.hasPrefix("0x") ? UInt32(text.dropFirst(2), radix: 16) : UInt32(text)
    }

    private static func number(_ text: Substring) -> UInt32? {
        guard isIPv4(text) else { return nil }
        return text.split(separator: ".").reduce(0) { $0 << 8 | (UInt32($1) ?? 0) }
    }

    private static func isIPv4(_ text: Substring) -> Bool {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4
            && numbers.allSatisfy { number in
                (1...3).contains(number.utf8.count)
                    && number.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
                    && (Int(number) ?? 256) < 256
            }
    }

    private static func isIPv6(_ text: String) -> Bool {
        let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
        guard text.contains(":"), halves.count <= 2 else { return false }
        var count = 0
        for (place, half) in halves.enumerated() where !half.isEmpty {
            let groups = half.split(separator: ":", omittingEmptySubsequences: false)
            for (index, group) in groups.enumerated() {
                let isLast = place == halves.count - 1 && index == groups.count - 1
                if isLast, isIPv4(group) {
                    count += 2
                } else {
                    guard (1...4).contains(group.utf8.count), isHexadecimal(group) else { return false }
                    count += 1
                }
            }
        }
        // `::` stands for one group of zeros or more.
        return halves.count == 2 ? count <= 7 : count == 8
    }

    private static func isHexadecimal(_ text: Substring) -> Bool { text.allSatisfy { $0.isASCII && $0.isHexDigit } }
}
