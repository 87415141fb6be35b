import Vocabulary

/// One observation that speaks for a movement: what was seen to be done on a computer from another one, or a logon,
/// connection or ticket between the two.
struct Edge {
    let time: Timestamp
    let record: RecordNumber
    let source: Party
    /// The name of the computer or address that it leads to.
    let target: UInt32
    let account: UInt32
    let method: MovementMethod
    let kind: EvidenceClass
    /// Port of a connection, 0 for others; as good as any of those beyond what a port can be.
    var port: UInt16 = 0
    let weight: Double
    /// Number of the session on the target, 0 where unknown.
    var session: Int64 = 0

    /// What a computer does to itself is no movement.
    var leadsToItself: Bool { source == .host(target) }

    /// What people do all day, and intruders, too.
    var isEverydays: Bool {
        kind != .targetExecution && (method <= .remoteDesktop || method == .secureShell)
    }

    static func inOrder(_ left: Edge, _ right: Edge) -> Bool {
        left.time != right.time ? left.time < right.time : left.record < right.record
    }
}
