import Vocabulary

/// Where the values stand that made rules match the records of a batch, worked out while each record was at hand.
struct KeptFields {
    private var batch: RecordBatch?
    /// In the order of the records, each with the first of its ``slots``.
    private var matches: [(record: Int, rule: Int, first: Int)] = []
    private var slots: [Int] = []

    /// Forgets the batch before.
    mutating func begin(_ batch: RecordBatch) {
        self.batch = batch
        matches.removeAll(keepingCapacity: true)
        slots.removeAll(keepingCapacity: true)
    }

    /// Takes up a match, whose slots follow.
    mutating func add(rule: Int, record: Int) { matches.append((record, rule, slots.count)) }

    mutating func add(slots more: [Int]) { slots += more }

    /// Nil where the match was not taken up.
    func slots(of match: RuleMatch) -> ArraySlice<Int>? {
        guard match.record.batch === batch else { return nil }
        var low = 0
        var high = matches.count
        while low < high {
            let middle = (low + high) / 2
            if matches[middle].record < match.record.index { low = middle + 1 } else { high = middle }
        }
        while low < matches.count, matches[low].record == match.record.index {
            if matches[low].rule == match.rule {
                return slots[matches[low].first..<(low + 1 < matches.count ? matches[low + 1].first : slots.count)]
            }
            low += 1
        }
        return nil
    }
}
