import Vocabulary

/// The edges of a case, joined as far as that does not depend on findings: made once, for all rounds of an
/// investigation.
struct JoinedEdges {
    /// Accounts that are followed at the same time between two parties; an attacker can make up any number.
    static let accountsAtOnce = 16

    let evidence: NumberedEvidence
    let traces: NetworkTraces
    /// What movements are built around, in order of time.
    let actions: [Edge]
    let pairs: PairTable
    /// Places of traces by the number of their pair.
    let tracesByPair: TimeLines
    /// What was done, in order of time.
    private(set) var drafts: [Draft] = []
    /// Traces of one draft with nothing that was done beside them, in order of time.
    private(set) var contacts: [Draft] = []
    /// For each action the next one of its draft.
    private var next: [UInt32]

    private static let none = UInt32.max

    init(_ evidence: NumberedEvidence) {
        self.evidence = evidence
        traces = NetworkTraces(evidence)
        actions = ActionFinder(evidence, traces).actions()
        let pairs = PairTable(traces: traces.all, actions: actions, names: evidence.entities.names.count)
        self.pairs = pairs
        let all = traces.all
        tracesByPair = TimeLines(numbers: pairs.count, count: all.count) { (pairs.ofTraces[$0], all[$0].time) }
        next = Array(repeating: Self.none, count: actions.count)
        drafts = withoutEchoes(joinActions())
        contacts = joinTraces()
    }

    private var entities: EntityTable { evidence.entities }

    /// The actions of a draft.
    func forEachAction(of draft: Draft, _ body: (Edge) -> Void) {
        var place = draft.first
        while place != Self.none {
            body(actions[Int(place)])
            place = next[Int(place)]
        }
    }

    /// The traces of a contact.
    func forEachTrace(of contact: Draft, _ body: (Edge) -> Void) {
        // A contact is what follows each other, and nothing lies between.
        for moment in tracesByPair.all(of: contact.pair, from: contact.first).prefix(while: { $0.place <= contact.last }
        ) {
            body(traces.all[Int(moment.place)])
        }
    }

    // MARK: Joining

    private mutating func joinActions() -> [Draft] {
        var drafts: [Draft] = []
        let byPair = TimeLines(numbers: pairs.count, count: actions.count) { (pairs.ofActions[$0], actions[$0].time) }
        for pair in 0..<UInt32(pairs.count) {
            var open: [Int] = []
            for place in byPair.all(of: pair).lazy.map(\.place) {
                let action = actions[Int(place)]
                if !open.isEmpty {
                    open = open.suffix(Self.accountsAtOnce).filter { drafts[$0].isOpen(at: action.time) }
                }
                if let fitting = open.first(where: { entities.fit(action.account, drafts[$0].account) }) {
                    next[Int(drafts[fitting].last)] = place
                    drafts[fitting].add(action, place: place, entities)
                } else {
                    open.append(drafts.count)
                    drafts.append(Draft(action, place: place, pair: pair))
                }
            }
        }
        return Self.inOrder(drafts, edges: actions.count)
    }

    /// Leaves out actions that were seen a second time, in a log that does not say where they came from.
    private func withoutEchoes(_ drafts: [Draft]) -> [Draft] {
        guard drafts.contains(where: { $0.source == .unknown }) else { return drafts }
        let resolved = TimeLines(numbers: entities.names.count, count: drafts.count) { place in
            drafts[place].source == .unknown ? nil : (drafts[place].target, drafts[place].start)
        }
        return drafts.filter { draft in
            guard draft.source == .unknown else { return true }
            return !resolved.between(draft.start, draft.end, of: draft.target, within: MovementWindow.twoComputers)
                .contains { entities.fit(drafts[Int($0.place)].account, draft.account) }
        }
    }

    private func joinTraces() -> [Draft] {
        let known = TimeLines(numbers: pairs.count, count: drafts.count) { place in
            drafts[place].source == .unknown ? nil : (drafts[place].pair, drafts[place].start)
        }
        var contacts: [Draft] = []
        func close(_ contact: Draft) {
            let before = contact.start.advanced(bySeconds: -MovementWindow.sameStay)
            let isKnown = known.hasAny(from: before, of: contact.pair, within: 2 * MovementWindow.sameStay)
            if contact.account != EntityTable.nobody && !isKnown { contacts.append(contact) }
        }
        for pair in 0..<UInt32(pairs.count) {
            var open: Draft?
            for place in tracesByPair.all(of: pair).lazy.map(\.place) {
                let trace = traces.all[Int(place)]
                if open?.takes(trace, entities) ?? false {
                    open?.add(trace, place: place, entities)
                } else {
                    if let open { close(open) }
                    open = Draft(trace, place: place, pair: pair)
                }
            }
            if let open { close(open) }
        }
        return Self.inOrder(contacts, edges: traces.all.count)
    }

    /// Drafts in the order of their first edges.
    private static func inOrder(_ drafts: [Draft], edges: Int) -> [Draft] {
        var order = Array(repeating: none, count: edges)
        for (number, draft) in drafts.enumerated() { order[Int(draft.first)] = UInt32(number) }
        return order.compactMap { $0 == none ? nil : drafts[Int($0)] }
    }
}
