/// How a trace of activities fits the reference net: the cheapest way of making the two agree, and what it costs.
///
/// An activity of the trace that the net does not expect costs 1, and so does one that the net expects and the trace
/// lacks. Going back to an ``Activity/entries`` place from a later one costs nothing.
package struct Alignment: Hashable, Sendable {
    package enum Move: Hashable, Sendable {
        /// The net expects it, the trace lacks it.
        case skipped(Activity)
        /// The trace has it at this place, from 0, where the net does not expect it.
        case unexpected(Activity, at: Int)
    }

    /// What does not fit, in the order of the trace; empty where all does.
    package let moves: [Move]
    /// 1 where everything fits, 0 where nothing does: 1 − cost / (length of the trace + length of the net).
    package let fitness: Double

    /// Aligns a trace.
    ///
    /// - Parameters:
    ///   - trace: The activities in their order.
    ///   - isFinished: Whether nothing more will come. A trace that is still growing is held against that part of the net
    ///     which it fits best, so that what is not done yet is not counted as skipped.
    /// - Complexity: O(*n*), where *n* is the length of the trace.
    package init(of trace: [Activity], isFinished: Bool) {
        var search = AlignmentSearch(trace: trace)
        search.run()
        let end = search.end(isFinished: isFinished)
        moves = search.moves(to: end)
        let longest = trace.count + end
        fitness = longest == 0 ? 1 : 1 - Double(moves.count) / Double(longest)
    }
}

/// The search for the cheapest alignment: layer after layer of the trace, in each the cost of every place of the net.
private struct AlignmentSearch {
    /// How a place was reached at its cost.
    private enum Step {
        case start, together, unexpected
        case skipped
        case wentBack(from: Int)
    }

    private let trace: [Activity]
    private let net = Activity.allCases
    private var costs: [[Int]] = []
    private var steps: [[Step]] = []

    init(trace: [Activity]) { self.trace = trace }

    mutating func run() {
        var cost = [Int](repeating: .max, count: net.count + 1)
        var step = [Step](repeating: .start, count: net.count + 1)
        cost[0] = 0
        relax(&cost, &step)
        costs = [cost]
        steps = [step]
        for activity in trace {
            var nextCost = cost.map { $0 + 1 }
            var nextStep = [Step](repeating: .unexpected, count: net.count + 1)
            for place in net.indices where net[place] == activity && cost[place] < nextCost[place + 1] {
                nextCost[place + 1] = cost[place]
                nextStep[place + 1] = .together
            }
            relax(&nextCost, &nextStep)
            costs.append(nextCost)
            steps.append(nextStep)
            cost = nextCost
        }
    }

    /// Lets the net move without the trace. Twice: after going back, later places can be cheaper.
    private func relax(_ cost: inout [Int], _ step: inout [Step]) {
        for _ in 0..<2 {
            for place in net.indices where cost[place] != .max && cost[place] + 1 < cost[place + 1] {
                cost[place + 1] = cost[place] + 1
                step[place + 1] = .skipped
            }
            for entry in Activity.entries.map(\.place) {
                for later in (entry + 1)..<cost.count where cost[later] < cost[entry] {
                    cost[entry] = cost[later]
                    step[entry] = .wentBack(from: later)
                }
            }
        }
    }

    /// The place of the net in which the trace ends.
    func end(isFinished: Bool) -> Int {
        guard !isFinished, let last = costs.last, let least = last.min() else { return net.count }
        return last.lastIndex(of: least) ?? net.count
    }

    func moves(to end: Int) -> [Alignment.Move] {
        var moves: [Alignment.Move] = []
        var (layer, place) = (trace.count, end)
        while true {
            switch steps[layer][place] {
            case .start: return moves.reversed()
            case .together: (layer, place) = (layer - 1, place - 1)
            case .unexpected:
                layer -= 1
                moves.append(.unexpected(trace[layer], at: layer))
            case .skipped:
                place -= 1
                moves.append(.skipped(net[place]))
            case .wentBack(let from): place = from
            }
        }
    }
}
