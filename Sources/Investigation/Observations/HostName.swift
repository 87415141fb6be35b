import Vocabulary

/// A computer's name as records write it: `WS5.corp.example`, `WS5`, `WS5$`, `host/ws5.corp.example`, `\\WS5\share`,
/// `CORP\WS5`.
struct HostName: Hashable, Comparable, Sendable {
    /// First label, upper case.
    let short: String
    /// The rest, upper case; empty for a bare name.
    let domain: String

    // DNS names end at 253 octets (RFC 1035 2.3.4); longer text is no host.
    private static let longest = 253

    /// Nil for addresses, for names of the machine itself (`localhost`) and for text that no computer is called.
    init?(_ text: String) {
        // An address is one whatever its colons would leave of it.
        guard NetworkAddress(text) == nil else { return nil }
        var name = Substring(text)
        if !name.hasPrefix("\\"), let domain = name.lastIndex(of: "\\") { name = name[name.index(after: domain)...] }
        while name.hasPrefix("\\") { name = name.dropFirst() }
        if let slash = name.firstIndex(of: "/") { name = name[name.index(after: slash)...] }
        if let end = name.firstIndex(where: { $0 == "/" || $0 == "\\" || $0 == ":" }) { name = name[..<end] }
        if let at = name.firstIndex(of: "@") { name = name[..<at] }
        if name.hasSuffix("$") { name = name.dropLast() }
        while name.hasSuffix(".") { name = name.dropLast() }
        let upper = MachineName.folded(name)
        guard !upper.isEmpty, upper.utf8.count <= Self.longest, upper != "-", upper != "LOCALHOST",
            NetworkAddress(upper) == nil, upper.utf8.allSatisfy(Self.isNameByte), upper.first != "."
        else { return nil }
        let dot = upper.firstIndex(of: ".") ?? upper.endIndex
        short = String(upper[..<dot])
        domain = String(upper[dot...].dropFirst())
    }

    var full: String { domain.isEmpty ? short : "\(short).\(domain)" }

    // Letters, digits, hyphen, dot and underscore; bytes above ASCII occur in NetBIOS names of other languages.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "."), UInt8(ascii: "_"), 0x80...0xFF:
            true
        default: false
        }
    }

    static func < (left: Self, right: Self) -> Bool { (left.short, left.domain) < (right.short, right.domain) }
}
