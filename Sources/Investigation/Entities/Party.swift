/// The other end of a movement, as a number of an ``EntityTable``: a computer, an address of no known computer, or
/// unknown.
struct Party: Hashable {
    /// The number of its name, doubled; odd for an address.
    let code: UInt32

    static let unknown = Party(code: 0)
    static func host(_ name: UInt32) -> Party { Party(code: name << 1) }
    static func address(_ name: UInt32) -> Party { Party(code: name << 1 | 1) }

    /// The text of ``Movement/from`` where the evidence does not say.
    static let unknownName = "unknown"

    var name: UInt32 { code >> 1 }
    var isHost: Bool { self != .unknown && code & 1 == 0 }
    var isAddress: Bool { code & 1 == 1 }
}
