/// An address or a network as it is kept: IPv4 as the IPv6 it is mapped to.
struct AddressKey: Hashable {
    let bits: UInt128
    /// Of 128.
    let prefix: Int

    static let mapped: UInt128 = 0xFFFF << 32

    init(bits: UInt128, prefix: Int) {
        let unused = UInt128(128 - prefix)
        self.bits = prefix == 0 ? 0 : (bits >> unused) << unused
        self.prefix = prefix
    }

    init(_ address: IPAddress, prefix: Int? = nil) {
        self.init(
            bits: address.isV4 ? Self.mapped | address.bits : address.bits,
            prefix: prefix.map { address.isV4 ? 96 + $0 : $0 } ?? 128)
    }

    var isV4: Bool { prefix >= 96 && bits >> 32 == 0xFFFF }

    var bytes: [UInt8] {
        (0..<16).map { UInt8(truncatingIfNeeded: bits >> UInt128(120 - 8 * $0)) } + [UInt8(prefix)]
    }

    /// Bytes that ``bytes`` are.
    static let byteCount = 17

    /// Reads `1.2.3.4` without a detour; nil for anything else.
    @inline(__always)
    static func dotted(_ text: UnsafeBufferPointer<UInt8>) -> UInt128? {
        guard text.count >= 7, text.count <= 15 else { return nil }
        var bits: UInt32 = 0
        var part: UInt32 = 0
        var digits = 0
        var dots = 0
        for byte in text {
            if byte == UInt8(ascii: ".") {
                guard digits > 0, part <= 255 else { return nil }
                bits = bits << 8 | part
                (part, digits, dots) = (0, 0, dots + 1)
            } else {
                guard byte &- 0x30 < 10, digits < 3 else { return nil }
                part = part * 10 + UInt32(byte &- 0x30)
                digits += 1
            }
        }
        guard dots == 3, digits > 0, part <= 255 else { return nil }
        return mapped | UInt128(bits << 8 | part)
    }

    /// Why it must not be looked for; nil where it may.
    var refusal: String? {
        let isRange = prefix < 128
        if isV4 {
            if prefix < 96 + 8 { return "the network is too broad: at most /8 is looked for" }
        } else if prefix < 16 {
            return "the network is too broad: at most /16 is looked for"
        }
        for (range, words) in Self.ordinary where range.covers(self) {
            return isRange ? "the network is \(words)" : "the address is \(words)"
        }
        return nil
    }

    private func covers(_ other: AddressKey) -> Bool {
        other.prefix >= prefix && AddressKey(bits: other.bits, prefix: prefix).bits == bits
    }

    /// Ranges that every network has.
    private static let ordinary: [(AddressKey, String)] = [
        ("0.0.0.0/8", "no address of a system"), ("10.0.0.0/8", "private"), ("100.64.0.0/10", "shared by providers"),
        ("127.0.0.0/8", "that of the system itself"), ("169.254.0.0/16", "link-local"), ("172.16.0.0/12", "private"),
        ("192.168.0.0/16", "private"), ("224.0.0.0/4", "for multicast"), ("240.0.0.0/4", "reserved"),
        ("::0/127", "that of the system itself"), ("fe80::/10", "link-local"), ("fc00::/7", "private"),
        ("ff00::/8", "for multicast"),
    ].compactMap { text, words in
        let parts = text.split(separator: "/")
        guard let address = IPAddress(parts[0].utf8), let prefix = Int(parts[1]) else { return nil }
        return (AddressKey(address, prefix: prefix), words)
    }
}
