import Vocabulary

/// The last comparison of each system that still says something about it, and how many there are of each sort: thousands
/// of them, which gates ask the same of, are of few sorts.
struct Comparisons: Hashable, Sendable {
    /// What comparisons have in common that gates take alike.
    struct Sort: Hashable, Sendable {
        let baseline: EvidenceID
        let takenAt: Timestamp
        let indicatorsKnown: Int
        let looker: Principal
    }

    private var bySystem: [String: Kept<RecordedComparison>] = [:]
    private var counts: [Sort: Int] = [:]

    var isEmpty: Bool { bySystem.isEmpty }

    /// Every sort there is, in no order.
    var sorts: some Collection<Sort> { counts.keys }

    subscript(system: String) -> Kept<RecordedComparison>? {
        get { bySystem[system] }
        set {
            if let former = bySystem[system] {
                let sort = Sort(former.value)
                counts[sort] = counts[sort].flatMap { $0 > 1 ? $0 - 1 : nil }
            }
            bySystem[system] = newValue
            if let newValue { counts[Sort(newValue.value), default: 0] += 1 }
        }
    }
}

extension Comparisons.Sort {
    init(_ recorded: RecordedComparison) {
        baseline = recorded.comparison.baselineHash
        takenAt = recorded.takenAt
        indicatorsKnown = recorded.indicatorsKnown
        looker = recorded.stamp.actor
    }
}

// Written as the comparisons alone: the rest follows from them.
extension Comparisons: Codable {
    init(from decoder: any Decoder) throws {
        bySystem = try [String: Kept<RecordedComparison>](from: decoder)
        for kept in bySystem.values { counts[Sort(kept.value), default: 0] += 1 }
    }

    func encode(to encoder: any Encoder) throws { try bySystem.encode(to: encoder) }
}
