/// An address of IPv4 or IPv6 as a number. One of IPv4 that is written as IPv6 (`::ffff:10.0.0.5`) is one of IPv4.
struct NetworkAddress: Hashable, Comparable, Sendable {
    /// As IPv6 has it; of IPv4 the form `::ffff:a.b.c.d`.
    let bits: UInt128

    private static let mapped: UInt128 = 0xFFFF << 32
    /// `0000:0000:0000:0000:0000:ffff:255.255.255.255`
    static let mostBytes = 45
    static let groups = 8

    init(bits: UInt128) { self.bits = bits }

    var isVersion4: Bool { bits >> 32 == Self.mapped >> 32 }

    /// The lowest and the highest of the same version.
    var first: NetworkAddress { NetworkAddress(bits: isVersion4 ? Self.mapped : 0) }
    var last: NetworkAddress { NetworkAddress(bits: isVersion4 ? Self.mapped | 0xFFFF_FFFF : .max) }

    /// The one behind, and the one before, of the same version; nil for none.
    var next: NetworkAddress? { self < last ? NetworkAddress(bits: bits + 1) : nil }
    var previous: NetworkAddress? { self > first ? NetworkAddress(bits: bits - 1) : nil }

    /// Reads folded text that is an address and nothing else. Numbers of IPv4 are decimal, whatever zeros they begin with.
    init?(_ text: some Collection<UInt8>) {
        guard text.count <= Self.mostBytes, text.count > 1 else { return nil }
        if text.contains(UInt8(ascii: ":")) {
            guard let bits = Self.version6(text) else { return nil }
            self.bits = bits
        } else {
            guard let bits = Self.version4(text) else { return nil }
            self.bits = Self.mapped | UInt128(bits)
        }
    }

    /// The dotted form of an address of IPv4 that a text writes as one of IPv6; nil for every other text.
    static func dotted(_ text: String) -> String? {
        guard text.utf8.first == UInt8(ascii: ":") || text.utf8.first == UInt8(ascii: "0"),
            text.utf8.contains(UInt8(ascii: ":")),
            let address = NetworkAddress(TextFolding.fold(text)), address.isVersion4
        else { return nil }
        return [24, 16, 8, 0].map { "\(address.bits >> $0 & 0xFF)" }.joined(separator: ".")
    }

    static func < (left: NetworkAddress, right: NetworkAddress) -> Bool { left.bits < right.bits }

    private static func version4(_ text: some Collection<UInt8>) -> UInt32? {
        var bits: UInt32 = 0
        var parts = 1
        var digits = 0
        var number: UInt32 = 0
        for byte in text {
            if byte == UInt8(ascii: ".") {
                guard digits > 0, parts < 4 else { return nil }
                bits = bits << 8 | number
                (parts, digits, number) = (parts + 1, 0, 0)
                continue
            }
            guard byte &- UInt8(ascii: "0") < 10, digits < 3 else { return nil }
            number = number * 10 + UInt32(byte - UInt8(ascii: "0"))
            digits += 1
            guard number < 256 else { return nil }
        }
        return parts == 4 && digits > 0 ? bits << 8 | number : nil
    }

    private static func version6(_ text: some Collection<UInt8>) -> UInt128? {
        var rest = text[...]
        var bits: UInt128 = 0
        var count = 0
        /// How many groups stand before `::`.
        var gap: Int?
        let colon = UInt8(ascii: ":")
        if rest.first == colon {
            rest = rest.dropFirst()
            guard rest.first == colon else { return nil }
        }
        while let byte = rest.first {
            if byte == colon {
                guard gap == nil else { return nil }
                gap = count
                rest = rest.dropFirst()
                continue
            }
            let group = rest.prefix { $0 != colon }
            rest = rest.dropFirst(group.count)
            if rest.isEmpty, group.contains(UInt8(ascii: ".")) {
                guard let low = version4(group) else { return nil }
                bits = bits << 32 | UInt128(low)
                count += 2
            } else {
                guard let number = hexadecimal(group) else { return nil }
                bits = bits << 16 | UInt128(number)
                count += 1
            }
            guard count <= groups else { return nil }
            if rest.first == colon {
                rest = rest.dropFirst()
                if rest.isEmpty { return nil }
            }
        }
        guard let gap else { return count == groups ? bits : nil }
        guard count < groups else { return nil }
        let behind = UInt128(16 * (count - gap))
        let low = bits & ((1 << behind) - 1)
        return (bits >> behind) << UInt128(16 * (groups - gap)) | low
    }

    private static func hexadecimal(_ group: some Collection<UInt8>) -> UInt16? {
        guard !group.isEmpty, group.count <= 4 else { return nil }
        var number: UInt16 = 0
        for byte in group {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            default: return nil
            }
            number = number << 4 | UInt16(digit)
        }
        return number
    }
}
