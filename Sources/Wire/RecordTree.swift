import Vocabulary

/// The structure that the paths of a record's fields describe.
struct RecordTree {
    struct Node {
        /// Nil for the root.
        let step: PathStep?
        /// Numbers of the nodes below, in the order of the source.
        var children: [Int] = []
        /// Places of this node's own values among the record's fields; more than one where text is interrupted.
        var values: [Int] = []
    }

    private struct Edge: Hashable {
        let parent: Int
        let step: PathStep
    }

    private(set) var nodes = [Node(step: nil)]
    private var known: [Edge: Int] = [:]

    static let root = 0

    init(_ fields: some Sequence<FieldName>) {
        // A name without a path is a second name for a value that stands elsewhere.
        for (place, field) in fields.enumerated() where !field.path.isEmpty {
            var node = Self.root
            for step in field.path { node = child(of: node, step) }
            nodes[node].values.append(place)
        }
    }

    subscript(number: Int) -> Node { nodes[number] }

    /// The nodes below another that stand for attributes, items of an array, or elements.
    func children(of number: Int, where matches: (PathStep.Kind) -> Bool) -> [Int] {
        nodes[number].children.filter { nodes[$0].step.map { matches($0.kind) } ?? false }
    }

    private mutating func child(of parent: Int, _ step: PathStep) -> Int {
        // Fields stand in the order of the source, so the step is often the one taken last.
        if let last = nodes[parent].children.last, nodes[last].step == step { return last }
        let edge = Edge(parent: parent, step: step)
        if let number = known[edge] { return number }
        let number = nodes.count
        nodes.append(Node(step: step))
        nodes[parent].children.append(number)
        known[edge] = number
        return number
    }
}
