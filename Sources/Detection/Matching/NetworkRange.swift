/// A range of IP addresses in CIDR notation.
struct NetworkRange: Hashable, Sendable, CustomStringConvertible {
    /// As the rule has it.
    let description: String
    private let address: IPAddress
    private let prefix: Int

    /// Reads `10.0.0.0/8` or `fe80::/10`; a bare address is a range of one. Nil for anything else.
    ///
    /// A network inside `::ffff:0:0/96` is the IPv4 network it stands for.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, var address = IPAddress(parts[0].utf8) else { return nil }
        let isMapped = address.isV4 && parts[0].contains(":")
        var prefix = address.isV4 && !isMapped ? 32 : 128
        if parts.count == 2 {
            let digits = parts[1].utf8
            guard (1...3).contains(digits.count), digits.allSatisfy({ $0 &- 0x30 < 10 }),
                let stated = Int(parts[1]), (0...prefix).contains(stated)
            else { return nil }
            prefix = stated
        }
        if isMapped {
            if prefix < IPAddress.mappedPrefix {
                address = address.asV6
            } else {
                prefix -= IPAddress.mappedPrefix
            }
        }
        self.address = address
        self.prefix = prefix
        description = text
    }

    func contains(_ other: IPAddress) -> Bool {
        guard address.isV4 == other.isV4 else { return false }
        let width = address.isV4 ? 32 : 128
        if prefix == 0 { return true }
        let shift = UInt128(width - prefix)
        return address.bits >> shift == other.bits >> shift
    }
}

/// An IPv4 or IPv6 address. An IPv4 address written as IPv6 (`::ffff:10.0.0.1`) is the IPv4 address it stands for.
struct IPAddress: Hashable, Sendable {
    let bits: UInt128
    let isV4: Bool

    /// Reads an address from text; a zone (`%eth0`) is ignored. Nil for anything else.
    init?(_ text: some Collection<UInt8>) {
        let bytes = Array(text.prefix { $0 != UInt8(ascii: "%") })
        guard bytes.count <= 45 else { return nil }
        if let v4 = Self.dotted(bytes[...]) {
            self.init(bits: UInt128(v4), isV4: true)
            return
        }
        guard let v6 = Self.colons(bytes) else { return nil }
        // ::ffff:0:0/96, RFC 4291 2.5.5.2
        let mapped = v6 >> 32 == Self.mappedHead
        self.init(bits: mapped ? v6 & 0xFFFF_FFFF : v6, isV4: mapped)
    }

    /// The first bits of addresses that stand for IPv4 addresses, and how many these are.
    private static let mappedHead: UInt128 = 0xFFFF
    static let mappedPrefix = 96

    /// An IPv4 address as IPv6 writes it.
    var asV6: IPAddress { isV4 ? IPAddress(bits: Self.mappedHead << 32 | bits, isV4: false) : self }

    private init(bits: UInt128, isV4: Bool) {
        self.bits = bits
        self.isV4 = isV4
    }

    private static func dotted(_ text: ArraySlice<UInt8>) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bits: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count) else { return nil }
            var number: UInt32 = 0
            for digit in part {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
                number = number * 10 + UInt32(digit - UInt8(ascii: "0"))
            }
            guard number <= 255 else { return nil }
            bits = bits << 8 | number
        }
        return bits
    }

    private static func colons(_ text: [UInt8]) -> UInt128? {
        guard text.contains(UInt8(ascii: ":")) else { return nil }
        if text.elementsEqual("::".utf8) { return 0 }
        var parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        // "::" at an end leaves two empty parts there, and one elsewhere: make it one.
        if parts.count > 2, parts[0].isEmpty, parts[1].isEmpty { parts.removeFirst() }
        if parts.count > 2, parts[parts.count - 1].isEmpty, parts[parts.count - 2].isEmpty { parts.removeLast() }
        var before: [UInt16] = []
        var behind: [UInt16]?
        for (index, part) in parts.enumerated() {
            var groups: [UInt16] = []
            if part.isEmpty {
                guard behind == nil else { return nil }
                behind = []
                continue
            } else if index == parts.count - 1, let v4 = dotted(part) {
                groups = [UInt16(v4 >> 16), UInt16(v4 & 0xFFFF)]
            } else if part.count <= 4, part.allSatisfy({ ByteClasses.digit($0) != nil }),
                let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
            {
                groups = [group]
            } else {
                return nil
            }
            if behind == nil { before += groups } else { behind? += groups }
        }
        let missing = 8 - before.count - (behind?.count ?? 0)
        guard behind == nil ? missing == 0 : missing >= 1 else { return nil }
        let groups = before + [UInt16](repeating: 0, count: missing) + (behind ?? [])
        return groups.reduce(UInt128(0)) { $0 << 16 | UInt128($1) }
    }
}
