/// Addresses from one to another, both included, of one version.
package struct AddressRange: Hashable, Sendable {
    let lower: NetworkAddress
    let upper: NetworkAddress

    /// - Returns: Nil where the ends are of different versions, or the first is behind the last.
    init?(from lower: NetworkAddress, through upper: NetworkAddress) {
        guard lower.isVersion4 == upper.isVersion4, lower <= upper else { return nil }
        self.lower = lower
        self.upper = upper
    }

    /// A network as `10.0.0.0/8` and `2001:db8::/32` name one, whatever bits of a host stand in it; nil for what does not
    /// look like one.
    ///
    /// - Parameter text: Folded.
    /// - Throws: Why it is no network, though it looks like one.
    static func network(_ text: [UInt8], column: Int) throws(QueryProblem) -> AddressRange? {
        guard let slash = text.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        let length = text[(slash + 1)...]
        guard !length.isEmpty, length.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
        guard let address = NetworkAddress(text[..<slash]) else {
            let parts = text[..<slash].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            let isCut =
                (2...4).contains(parts.count)
                && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } }
            guard isCut else { return nil }
            throw QueryProblem(
                column,
                "a network begins with a whole address, as 10.1.0.0/16 does; put other text in quotation marks")
        }
        // Of IPv4 in the form of IPv6, the length counts from the beginning of that form.
        let isWrittenShort = address.isVersion4 && !text.contains(UInt8(ascii: ":"))
        let most = isWrittenShort ? 32 : 128
        guard length.count <= 3, let bits = Int(String(decoding: length, as: UTF8.self)), bits <= most else {
            throw QueryProblem(
                column, "the length of this network is 0 to \(most); put other text in quotation marks")
        }
        let host: UInt128 = bits == most ? 0 : .max >> UInt128(128 - most + bits)
        let first = NetworkAddress(bits: address.bits & ~host)
        return AddressRange(from: first, through: NetworkAddress(bits: first.bits | host))
    }

    /// Whether it has an address.
    func contains(_ address: NetworkAddress) -> Bool {
        address.isVersion4 == lower.isVersion4 && address >= lower && address <= upper
    }

    /// Words of which every text has one that holds an address of the range; nil where no words are common to all.
    ///
    /// Each element is the spellings of one part of the address: a text has one of each element, or one of
    /// ``otherWords``.
    var words: [[[UInt8]]] {
        if lower.isVersion4 {
            return shared(parts: 4, bits: 8).map { Self.spellings(of: $0, radix: 10, width: 3) }
        }
        // Two zeros and more have no words, and the last two parts may be written as IPv4 is.
        return shared(parts: NetworkAddress.groups, bits: 16).prefix(6).filter { $0 != 0 }
            .map { Self.spellings(of: $0, radix: 16, width: 4) }
    }

    /// A word of every address that is written in the other version's way with other words.
    var otherWords: [[UInt8]] { lower.isVersion4 ? [Array("ffff".utf8)] : [] }

    /// The leading parts that all addresses of the range have.
    private func shared(parts: Int, bits: Int) -> [UInt128] {
        var found: [UInt128] = []
        for part in 1...parts {
            let shift = UInt128((parts - part) * bits)
            guard lower.bits >> shift == upper.bits >> shift else { break }
            found.append(lower.bits >> shift & ((1 << UInt128(bits)) - 1))
        }
        return found
    }

    private static func spellings(of number: UInt128, radix: Int, width: Int) -> [[UInt8]] {
        let short = String(number, radix: radix)
        return (short.utf8.count...width).map {
            Array((String(repeating: "0", count: $0 - short.utf8.count) + short).utf8)
        }
    }
}
