/// The moments at which groups are to be looked at again, earliest first: a binary heap.
struct DeadlineQueue {
    struct Deadline {
        let ticks: Int64
        let correlation: Int
        let group: [String]

        /// A total order, so that results do not depend on how groups are stored.
        static func precedes(_ left: Deadline, _ right: Deadline) -> Bool {
            if left.ticks != right.ticks { return left.ticks < right.ticks }
            if left.correlation != right.correlation { return left.correlation < right.correlation }
            return left.group.lexicographicallyPrecedes(right.group)
        }
    }

    private var heap: [Deadline] = []

    var first: Deadline? { heap.first }

    mutating func insert(_ deadline: Deadline) {
        heap.append(deadline)
        var place = heap.count - 1
        while place > 0, Deadline.precedes(heap[place], heap[(place - 1) / 2]) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func popFirst() -> Deadline? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
                if Deadline.precedes(heap[child], heap[least]) { least = child }
            }
            if least == place { return first }
            heap.swapAt(place, least)
            place = least
        }
    }
}
