/// The address of a socket as the audit system writes it, `saddr=020001BB0A000005..`: the digits of the kernel's
/// `struct sockaddr_in` or `sockaddr_in6`, whose family has the order of bytes of the processor. Others (local sockets,
/// netlink) are no addresses of a network.
struct AuditSocketAddress {
    /// `10.0.0.5`, `2001:db8::1`
    let address: [UInt8]
    let port: [UInt8]

    /// `10.0.0.5:443`, `[2001:db8::1]:443`
    var text: [UInt8] {
        let isLong = address.contains(UInt8(ascii: ":"))
        let host = isLong ? [UInt8(ascii: "[")] + address + [UInt8(ascii: "]")] : address
        return host + [UInt8(ascii: ":")] + port
    }

    /// `AF_INET`; `AF_INET6`, behind whose port a label of flow stands.
    private static let families: [UInt8: (start: Int, size: Int)] = [2: (4, 4), 10: (8, 16)]

    /// `laddr=10.0.0.5 lport=443`, as the tools of the audit system write it for the eye; nil where either is none.
    init?(_ bytes: Span<UInt8>, address: Range<Int>, port: Range<Int>) {
        guard bytes.isAddress(address), bytes.areDigits(port) else { return nil }
        self.address = bytes.extracting(address).withUnsafeBufferPointer { Array($0) }
        self.port = bytes.extracting(port).withUnsafeBufferPointer { Array($0) }
    }

    /// Nil for digits that are no such address.
    init?(_ bytes: Span<UInt8>, _ digits: Range<Int>) {
        // The longest, of local sockets, have 110 bytes.
        guard (16...256).contains(digits.count), digits.count % 2 == 0 else { return nil }
        var octets: [UInt8] = []
        for place in stride(from: digits.lowerBound, to: digits.upperBound, by: 2) {
            guard let high = bytes[place].hexadecimal, let low = bytes[place + 1].hexadecimal else { return nil }
            octets.append(high << 4 | low)
        }
        let family = octets[1] == 0 ? octets[0] : octets[0] == 0 ? octets[1] : 0
        guard let place = Self.families[family], octets.count >= place.start + place.size else { return nil }
        let parts = Array(octets[place.start..<place.start + place.size])
        let groups = stride(from: 0, to: parts.count, by: 2).map { UInt16(parts[$0]) << 8 | UInt16(parts[$0 + 1]) }
        let text =
            parts.count == 4 ? parts.map(String.init).joined(separator: ".") : NetworkAddressText.text(of: groups)
        address = Array(text.utf8)
        port = Array("\(Int(octets[2]) << 8 | Int(octets[3]))".utf8)
    }
}
