/// Elements that are taken out in an order, least first, and put in in any: a binary heap.
package struct EarliestFirst<Element> {
    private var heap: [Element] = []
    private let precedes: (Element, Element) -> Bool

    /// - Parameter precedes: A strict order. What is equal in it comes in any order.
    package init(_ precedes: @escaping @Sendable (Element, Element) -> Bool) { self.precedes = precedes }

    package var first: Element? { heap.first }
    package var count: Int { heap.count }
    /// All elements, in no order.
    package var elements: [Element] { heap }

    /// - Complexity: O(log *n*).
    package mutating func insert(_ element: Element) {
        heap.append(element)
        var place = heap.count - 1
        while place > 0, precedes(heap[place], heap[(place - 1) / 2]) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    /// - Complexity: O(log *n*).
    package mutating func popFirst() -> Element? {
        guard !heap.isEmpty else { return nil }
        heap.swapAt(0, heap.count - 1)
        let first = heap.removeLast()
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
                if precedes(heap[child], heap[least]) { least = child }
            }
            if least == place { return first }
            heap.swapAt(place, least)
            place = least
        }
    }
}
