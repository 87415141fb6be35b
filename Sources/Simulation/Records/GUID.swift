/// A globally unique identifier, in the byte order in which Windows stores it ([MS-DTYP] 2.3.4).
package struct GUID: Hashable, Sendable, CustomStringConvertible {
    /// 16 bytes; the first three groups are little-endian.
    package let bytes: [UInt8]

    /// The four parts as they are read aloud: `54849625-5478-4994-A5BA3E3B0328C30D` without its last dash.
    package init(_ first: UInt32, _ second: UInt16, _ third: UInt16, _ rest: UInt64) {
        bytes =
            first.littleEndianBytes + second.littleEndianBytes + third.littleEndianBytes
            + rest.littleEndianBytes.reversed()
    }

    package static let zero = GUID(0, 0, 0, 0)

    /// `{54849625-5478-4994-a5ba-3e3b0328c30d}`, as forwarders write it.
    package var description: String {
        let order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15].map { bytes[$0] }
        let groups = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { order[$0].hexadecimal }
        return "{" + groups.joined(separator: "-") + "}"
    }
}
