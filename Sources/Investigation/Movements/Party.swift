/// The other end of a movement.
enum Party: Hashable {
    case host(String)
    case address(String)
    case unknown

    /// The text of ``Movement/from`` where the evidence does not say.
    static let unknownName = "unknown"

    var text: String {
        switch self {
        case .host(let name): name
        case .address(let address): address
        case .unknown: Self.unknownName
        }
    }
}

/// One observation that speaks for a movement.
struct MovementClue {
    var source: Party
    var target: String
    var account: AccountName?
    var method: MovementMethod
    var kind: EvidenceClass
    var weight: Double
    /// Number of the session on the target, 0 where unknown.
    var session: Int64 = 0
}

extension MovementClue {
    var pair: MovementPair { MovementPair(source: source, target: target) }
}

/// Where a movement leads from and to.
struct MovementPair: Hashable {
    let source: Party
    let target: String
}
