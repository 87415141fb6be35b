/// How a trace of activities fits the reference net: the cheapest way of making the two agree, and what it costs.
///
/// An activity of the trace that the net does not expect costs 1, and so does one that the net expects and the trace
/// lacks. Going back costs nothing.
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
        let longest = trace.count + ReferenceNet.distance(to: end)
        fitness = longest == 0 ? 1 : 1 - Double(moves.count) / Double(longest)
    }
}

/// The search for the cheapest alignment: layer after layer of the trace, in each the cost of every place of the net.
private struct AlignmentSearch {
    /// How a place was reached at its cost.
    private enum Step {
        case start
        case together(from: Int)
        case unexpected
        case skipped(Activity, from: Int)
        case wentBack(from: Int)
    }

    private let trace: [Activity]
    private var costs: [[Int]] = []
    private var steps: [[Step]] = []

    init(trace: [Activity]) { self.trace = trace }

    mutating func run() {
        // More than any alignment can cost: every activity unexpected, every place reached by skipping.
        let unreached = trace.count + ReferenceNet.places + 1
        var cost = [Int](repeating: unreached, count: ReferenceNet.places)
        var step = [Step](repeating: .start, count: ReferenceNet.places)
        cost[0] = 0
        relax(&cost, &step)
        costs = [cost]
        steps = [step]
        for activity in trace {
            var nextCost = cost.map { $0 + 1 }
            var nextStep = [Step](repeating: .unexpected, count: ReferenceNet.places)
            for transition in ReferenceNet.transitions
            where transition.activity == activity && cost[transition.from] < nextCost[transition.to] {
                nextCost[transition.to] = cost[transition.from]
                nextStep[transition.to] = .together(from: transition.from)
            }
            relax(&nextCost, &nextStep)
            costs.append(nextCost)
            steps.append(nextStep)
            cost = nextCost
        }
    }

    /// Lets the net move without the trace, until that makes nothing cheaper.
    private func relax(_ cost: inout [Int], _ step: inout [Step]) {
        var isChanged = true
        while isChanged {
            isChanged = false
            for transition in ReferenceNet.transitions where cost[transition.from] + 1 < cost[transition.to] {
                cost[transition.to] = cost[transition.from] + 1
                step[transition.to] = .skipped(transition.activity, from: transition.from)
                isChanged = true
            }
            for (from, to) in ReferenceNet.returns where cost[from] < cost[to] {
                cost[to] = cost[from]
                step[to] = .wentBack(from: from)
                isChanged = true
            }
        }
    }

    /// The place of the net in which the trace ends.
    func end(isFinished: Bool) -> Int {
        guard !isFinished, let last = costs.last, let least = last.min() else { return ReferenceNet.end }
        return last.indices.filter { last[$0] == least }.max {
            ReferenceNet.distance(to: $0) < ReferenceNet.distance(to: $1)
        } ?? ReferenceNet.end
    }

    func moves(to end: Int) -> [Alignment.Move] {
        var moves: [Alignment.Move] = []
        var (layer, place) = (trace.count, end)
        while true {
            switch steps[layer][place] {
            case .start: return moves.reversed()
            case .together(let from): (layer, place) = (layer - 1, from)
            case .unexpected:
                layer -= 1
                moves.append(.unexpected(trace[layer], at: layer))
            case .skipped(let activity, let from):
                place = from
                moves.append(.skipped(activity))
            case .wentBack(let from): place = from
            }
        }
    }
}
