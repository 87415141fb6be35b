import Vocabulary

/// What the edges of one movement say together: of each kind of evidence the strongest, and of methods the most telling.
struct EvidenceSum {
    private(set) var account: UInt32
    private(set) var method = MovementMethod.explicitCredentials
    private(set) var hasExecution = false
    /// Nothing but what people do all day.
    private(set) var isEverydays = true
    private var strongest = InlineArray<9, Double>(repeating: 0)

    init(account: UInt32) { self.account = account }

    mutating func add(_ edge: Edge, _ entities: EntityTable) {
        account = entities.fuller(account, edge.account)
        method = max(method, edge.method)
        hasExecution = hasExecution || edge.kind == .targetExecution
        isEverydays = isEverydays && edge.isEverydays
        let kind = Int(edge.kind.rawValue)
        strongest[kind] = max(strongest[kind], edge.weight)
    }

    /// Noisy-or over the kinds, the least first.
    var confidence: Double {
        var ordered = strongest
        for end in 1..<ordered.count {
            var place = end
            while place > 0, ordered[place] < ordered[place - 1] {
                ordered.swapAt(place, place - 1)
                place -= 1
            }
        }
        var doubt = 1.0
        for place in ordered.indices { doubt *= 1 - ordered[place] }
        return 1 - doubt
    }
}
