import Vocabulary

/// What the bytes of a chunk may still make the parser do.
struct ChunkBudget {
    private(set) var steps = ParsingLimits.stepsPerChunk
    private var bytes = ParsingLimits.expandedBytesPerChunk

    mutating func spend(steps count: Int) throws(Damage) {
        guard count <= steps else { throw Damage(.limit, "the templates of the chunk take too many steps") }
        steps -= count
    }

    mutating func spend(bytes count: Int) throws(Damage) {
        guard count <= bytes else { throw Damage(.limit, "the values of the chunk grow too large") }
        bytes -= count
    }
}
