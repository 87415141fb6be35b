/// An address that products of clouds write with a port behind it: `203.0.113.7:52100`, `[2001:db8::1]:443`.
struct PeerAddress: Equatable {
    /// The address alone.
    let address: Range<Int>
    /// Empty where there are only brackets.
    let port: Range<Int>

    /// Nil for a text that is no address, and for an address without brackets or a port.
    init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard (4...Self.longest).contains(range.count) else { return nil }
        var rest = range.upperBound..<range.upperBound
        if bytes[range.lowerBound] == UInt8(ascii: "[") {
            let close = bytes.first(UInt8(ascii: "]"), in: range)
            guard close < range.upperBound else { return nil }
            address = range.lowerBound + 1..<close
            rest = close + 1..<range.upperBound
        } else {
            // Behind an IPv4 address, or one that ends as such; in any other the last colon can be one of its own.
            guard let colon = bytes.last(UInt8(ascii: ":"), in: range),
                let dot = bytes.last(UInt8(ascii: "."), in: range), dot < colon
            else { return nil }
            address = range.lowerBound..<colon
            rest = colon..<range.upperBound
        }
        guard bytes.isAddress(address) else { return nil }
        if rest.isEmpty {
            port = rest
            return
        }
        port = rest.lowerBound + 1..<rest.upperBound
        guard bytes[rest.lowerBound] == UInt8(ascii: ":"), port.count <= 5, bytes.areDigits(port) else { return nil }
    }

    /// Brackets, an IPv6 address with an IPv4 address at its end and a zone, a colon and a port.
    private static let longest = 72

    /// The fields that may hold one.
    static let names: Set<String> = [
        "ClientIP", "ClientIPAddress", "ActorIpAddress",  // Microsoft 365
        "ipAddress", "IPAddress", "IP address", "properties.ipAddress", "initiatedBy.user.ipAddress",
        "InitiatedBy.user.ipAddress", "initiatedBy.app.ipAddress",  // Entra
        "callerIpAddress", "CallerIpAddress", "CallerIPAddress", "clientIp", "clientIP", "properties.clientIP",
        "properties.clientIp", "httpRequest.clientIpAddress",  // Azure
        "protoPayload.requestMetadata.callerIp", "httpRequest.remoteIp", "httpRequest.clientIp",  // Google Cloud, AWS
        "client.ipAddress",  // Okta
    ]
}
