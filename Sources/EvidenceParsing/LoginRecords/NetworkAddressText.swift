/// Addresses of sixteen bytes in network order, as text.
enum NetworkAddressText {
    /// `192.0.2.7` where only the first four bytes are used, `2001:db8::7` (RFC 5952) else; nil where all are zero.
    static func text(_ bytes: Span<UInt8>, _ start: Int) -> [UInt8]? {
        var groups: [UInt16] = []
        for index in 0..<8 {
            groups.append(UInt16(bytes[start + 2 * index]) << 8 | UInt16(bytes[start + 2 * index + 1]))
        }
        if groups[2...].allSatisfy({ $0 == 0 }) {
            guard groups[0] | groups[1] != 0 else { return nil }
            return Array((0..<4).map { "\(bytes[start + $0])" }.joined(separator: ".").utf8)
        }
        return Array(text(of: groups).utf8)
    }

    /// An address of IPv6 by its eight groups (RFC 5952).
    static func text(of groups: [UInt16]) -> String {
        let zeros = longestZeros(groups)
        func text(_ part: ArraySlice<UInt16>) -> String {
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard zeros.count > 1 else { return text(groups[...]) }
        return "\(text(groups[..<zeros.lowerBound]))::\(text(groups[zeros.upperBound...]))"
    }

    private static func longestZeros(_ groups: [UInt16]) -> Range<Int> {
        var longest = 0..<0
        var start = 0
        for (index, group) in groups.enumerated() {
            if group != 0 {
                start = index + 1
            } else if index + 1 - start > longest.count {
                longest = start..<index + 1
            }
        }
        return longest
    }
}
