/// An IP address as text, in one form for each address.
struct NetworkAddress: Hashable, Sendable {
    /// Dotted for IPv4, also where the record wrote it inside IPv6 (`::ffff:10.0.0.1`); lower case for IPv6.
    let text: String
    private let octets: [UInt8]?

    /// Nil for text that is no address. A port after it (`10.0.0.1:3389`, `[::1]:3389`) is left out.
    init?(_ text: String) {
        var rest = Substring(text.lowercased())
        if rest.hasPrefix("::ffff:") { rest = rest.dropFirst("::ffff:".count) }
        if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") { rest = rest[..<end].dropFirst() }
        if let zone = rest.firstIndex(of: "%") { rest = rest[..<zone] }
        let host = rest.split(separator: ":", omittingEmptySubsequences: false)
        if host.count <= 2, let octets = Self.octets(host[0]) {
            self.octets = octets
            self.text = octets.map(String.init).joined(separator: ".")
            return
        }
        // 39 characters are the longest form of an IPv6 address.
        guard host.count >= 3, rest.utf8.count <= 39, rest.allSatisfy({ $0.isHexDigit || $0 == ":" }) else {
            return nil
        }
        octets = nil
        self.text = String(rest)
    }

    private static func octets(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        let octets = parts.compactMap { UInt8($0) }
        return octets.count == 4 ? octets : nil
    }

    /// Loopback, unspecified, link-local or multicast: says nothing about which other computer it was.
    var isSilent: Bool {
        guard let octets else {
            return text.allSatisfy { $0 == ":" || $0 == "0" } || Self.isLoopback(text) || text.hasPrefix("fe80:")
                || text.hasPrefix("ff0")
        }
        return octets[0] == 127 || octets[0] == 0 || octets[0] >= 224 || octets[0] == 169 && octets[1] == 254
    }

    /// Reachable from the internet: outside the private ranges (RFC 1918, 6598, 4193) and not silent.
    var isPublic: Bool {
        if isSilent { return false }
        guard let octets else { return !text.hasPrefix("fc") && !text.hasPrefix("fd") }
        switch (octets[0], octets[1]) {
        case (10, _), (172, 16...31), (192, 168), (100, 64...127): return false
        default: return true
        }
    }

    // `::1` in its short and long forms.
    private static func isLoopback(_ text: String) -> Bool {
        text.hasSuffix(":1") && text.dropLast().allSatisfy { $0 == ":" || $0 == "0" }
    }

    /// The address as a name for another computer; empty for no address and for silent ones.
    static func telling(_ text: String) -> String {
        guard let address = NetworkAddress(text), !address.isSilent else { return "" }
        return address.text
    }
}
