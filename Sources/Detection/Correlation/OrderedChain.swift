/// Matches of several rules, one after the other in the order of the rules.
///
/// Of each length and last rule, the chain that began last is kept: whatever goes on from there is as short as can be.
struct OrderedChain {
    private struct Link {
        var start = Int64.min
        var end: CorrelationEvent.Identity?
    }

    private let length: Int
    /// By the number of steps less one, and the last rule.
    private var best: [Link]

    init(length: Int) {
        self.length = length
        best = Array(repeating: Link(), count: length * length)
    }

    /// Adds what happened at one moment. Which came first there is not known: each order is taken for possible, but one
    /// record does not come after itself.
    mutating func append(at ticks: Int64, _ events: [(input: Int, identity: CorrelationEvent.Identity)]) {
        // Of this moment, the two best with different ends: one of them can go on with any record.
        var new: [Int: (first: Link, second: Link)] = [:]
        for (input, identity) in events.sorted(by: { $0.input < $1.input }) {
            for steps in 0...input {
                var start = steps == 0 ? ticks : Int64.min
                if steps > 0 {
                    for before in (steps - 1)..<input {
                        let place = (steps - 1) * length + before
                        start = max(start, best[place].start)
                        guard let now = new[place] else { continue }
                        start = max(start, now.first.end == identity ? now.second.start : now.first.start)
                    }
                }
                guard start > Int64.min else { continue }
                let link = Link(start: start, end: identity)
                var pair = new[steps * length + input] ?? (Link(), Link())
                if link.start > pair.first.start {
                    if pair.first.end != identity { pair.second = pair.first }
                    pair.first = link
                } else if link.start > pair.second.start, link.end != pair.first.end {
                    pair.second = link
                }
                new[steps * length + input] = pair
            }
        }
        for (place, pair) in new where pair.first.start > best[place].start { best[place] = pair.first }
    }

    /// The most rules that matched one after the other since a moment.
    func longest(since ticks: Int64) -> Int {
        for steps in (0..<length).reversed() {
            for last in steps..<length where best[steps * length + last].start >= ticks { return steps + 1 }
        }
        return 0
    }
}

extension OrderedChain {
    func encode(to state: inout StateWriter) {
        let links = best.enumerated().filter { $0.element.end != nil }
        state.add(links.count)
        for (place, link) in links {
            guard let end = link.end else { continue }
            state.add(UInt32(place))
            state.add(link.start)
            state.add(end)
        }
    }

    /// - Throws: ``DamagedState``
    mutating func decode(from state: inout StateReader) throws(DamagedState) {
        for _ in 0..<(try state.count(elementSize: 13)) {
            let place = Int(try state.number(UInt32.self))
            guard best.indices.contains(place) else { throw DamagedState() }
            best[place] = Link(start: try state.ticks(), end: try state.identity())
        }
    }
}
