/// Pairs of a source and a target, numbered, and the number of each edge's.
struct PairTable {
    /// How many pairs there are.
    let count: Int
    /// By the places of the traces and of the actions.
    let ofTraces: [UInt32]
    let ofActions: [UInt32]

    init(traces: [Edge], actions: [Edge], names: Int) {
        let total = traces.count + actions.count
        // By target; source and place in one number, so that those of one source lie side by side.
        var ends = Buckets(numbers: names, count: total) { place -> (number: UInt32, value: UInt64)? in
            let (source, target) =
                place < traces.count
                ? (traces[place].source, traces[place].target)
                : (actions[place - traces.count].source, actions[place - traces.count].target)
            return (target, UInt64(source.code) << 32 | UInt64(place))
        }
        ends.sortEach(by: <)
        var ofTraces = Array(repeating: UInt32(0), count: traces.count)
        var ofActions = Array(repeating: UInt32(0), count: actions.count)
        var count: UInt32 = 0
        for target in 0..<UInt32(names) {
            var last: UInt64?
            for end in ends[target] {
                if last != end >> 32 { count += 1 }
                last = end >> 32
                let place = Int(end & 0xFFFF_FFFF)
                if place < traces.count {
                    ofTraces[place] = count - 1
                } else {
                    ofActions[place - traces.count] = count - 1
                }
            }
        }
        self.count = Int(count)
        self.ofTraces = ofTraces
        self.ofActions = ofActions
    }
}
