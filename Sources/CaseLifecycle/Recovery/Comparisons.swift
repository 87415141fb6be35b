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

    /// What somebody said of a kind that was looked at by hand.
    struct Word: Hashable, Sendable {
        let kind: BaselineKind
        let how: String
        let looker: Principal
    }

    private var bySystem: [String: Kept<RecordedComparison>] = [:]
    private var counts: [Sort: Int] = [:]
    /// Of how many systems something was said, word for word.
    private var wordCounts: [Word: Int] = [:]

    var isEmpty: Bool { bySystem.isEmpty }

    /// Every sort there is, in no order.
    var sorts: some Collection<Sort> { counts.keys }

    subscript(system: String) -> Kept<RecordedComparison>? {
        get { bySystem[system] }
        set {
            if let former = bySystem[system] {
                let sort = Sort(former.value)
                counts[sort] = counts[sort].flatMap { $0 > 1 ? $0 - 1 : nil }
                for word in former.value.words { wordCounts[word] = wordCounts[word].flatMap { $0 > 1 ? $0 - 1 : nil } }
            }
            bySystem[system] = newValue
            if let newValue { count(newValue) }
        }
    }

    /// What was said of several systems in the same words, and of how many, in the order of its kinds.
    var repeatedWords: [(word: Word, systems: Int)] {
        wordCounts.filter { $0.value > 1 }.map { ($0.key, $0.value) }.sorted {
            ($0.word.kind, $0.word.how) < ($1.word.kind, $1.word.how)
        }
    }

    private mutating func count(_ kept: Kept<RecordedComparison>) {
        counts[Sort(kept.value), default: 0] += 1
        for word in kept.value.words { wordCounts[word, default: 0] += 1 }
    }
}

extension RecordedComparison {
    fileprivate var words: [Comparisons.Word] {
        comparison.byHand.map { Comparisons.Word(kind: $0.kind, how: $0.how, looker: stamp.actor) }
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
        for kept in bySystem.values { count(kept) }
    }

    func encode(to encoder: any Encoder) throws { try bySystem.encode(to: encoder) }
}
