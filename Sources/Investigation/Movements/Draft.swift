import Vocabulary

/// What belongs together between two parties, by one account, without a pause of more than a minute.
struct Draft {
    /// Number of the two parties in a ``PairTable``.
    let pair: UInt32
    let source: Party
    let target: UInt32
    var account: UInt32
    let start: Timestamp
    var end: Timestamp
    /// Places of the first edge and of the last.
    let first: UInt32
    var last: UInt32

    init(_ edge: Edge, place: UInt32, pair: UInt32) {
        self.pair = pair
        source = edge.source
        target = edge.target
        account = edge.account
        start = edge.time
        end = edge.time
        first = place
        last = place
    }

    /// Whether an edge follows soon enough, by an account that may be the same.
    func takes(_ edge: Edge, _ entities: EntityTable) -> Bool {
        isOpen(at: edge.time) && entities.fit(edge.account, account)
    }

    func isOpen(at time: Timestamp) -> Bool {
        time.seconds(since: end) <= Double(MovementWindow.twoComputers)
    }

    mutating func add(_ edge: Edge, place: UInt32, _ entities: EntityTable) {
        account = entities.fuller(account, edge.account)
        end = edge.time
        last = place
    }
}
