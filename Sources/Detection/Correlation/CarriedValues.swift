/// What a match of a rule carries of one field of its record, for the correlations that are made of it.
enum CarriedValues: Hashable, Sendable {
    /// The record does not have the field, or no value there.
    case none
    case one(String)
    /// Different in any case of letters, in the order of the record; at most one more than
    /// ``DetectionLimits/valuesPerMatch``, which says that there are more.
    case several([String])

    /// - Parameter texts: In the order of the record; those that are empty are left out, and repeated ones.
    init(_ texts: some Sequence<String>) {
        self = .none
        var known: Set<String> = []
        for text in texts where !text.isEmpty {
            let kept = CorrelatedMatch.kept(text)
            switch self {
            case .none: self = .one(kept)
            case .one(let first):
                known = [CaseFolding.string(first)]
                if known.insert(CaseFolding.string(kept)).inserted { self = .several([first, kept]) }
            case .several(let several):
                guard several.count <= DetectionLimits.valuesPerMatch else { return }
                if known.insert(CaseFolding.string(kept)).inserted { self = .several(several + [kept]) }
            }
        }
    }

    var texts: [String] {
        switch self {
        case .none: []
        case .one(let text): [text]
        case .several(let texts): texts
        }
    }

    /// The value that is a folded one in some case of letters.
    func text(of folded: String) -> String? {
        texts.first { CaseFolding.string($0) == folded }
    }
}

extension CarriedValues {
    /// The combinations of the values of several fields, folded: one for each value of a single field.
    ///
    /// - Parameter places: Of the fields among what is carried.
    /// - Returns: At most ``DetectionLimits/valuesPerMatch``, none where a field has no value; and whether there were more.
    static func combinations(of places: [Int], in carried: [CarriedValues]) -> (folded: [[String]], isCut: Bool) {
        let limit = DetectionLimits.valuesPerMatch
        var combinations: [[String]] = [[]]
        var isCut = false
        for place in places {
            if case .one(let text) = carried[place] {
                let folded = CaseFolding.string(text)
                for index in combinations.indices { combinations[index].append(folded) }
                continue
            }
            let texts = carried[place].texts.map(CaseFolding.string)
            isCut = isCut || combinations.count * texts.count > limit
            combinations = Array(
                combinations.lazy.flatMap { before in texts.lazy.map { before + [$0] } }.prefix(limit))
        }
        return (combinations, isCut)
    }
}
