/// A security identifier of the NT authority (`S-1-5-…`) or of another one ([MS-DTYP] 2.4.2).
package struct SID: Hashable, Sendable, CustomStringConvertible {
    package let authority: UInt8
    package let parts: [UInt32]

    /// `SID(5, 18)` is `S-1-5-18`, the local system.
    package init(_ authority: UInt8, _ parts: UInt32...) {
        self.init(authority: authority, parts: parts)
    }

    package init(authority: UInt8, parts: [UInt32]) {
        self.authority = authority
        self.parts = parts
    }

    package static let nobody = SID(0, 0)
    package static let localSystem = SID(5, 18)

    /// The identifier of an account or group of this domain.
    package func account(_ relative: UInt32) -> SID {
        SID(authority: authority, parts: parts + [relative])
    }

    package var bytes: [UInt8] {
        [1, UInt8(truncatingIfNeeded: parts.count), 0, 0, 0, 0, 0, authority] + parts.flatMap(\.littleEndianBytes)
    }

    package var description: String {
        parts.reduce("S-1-\(authority)") { "\($0)-\($1)" }
    }
}
