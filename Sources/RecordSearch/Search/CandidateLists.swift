/// Which values may match what is not made of words.
extension SegmentReader {
    /// Lists that have every value with an address of a range; nil where that may be any value.
    func lists(for addresses: AddressRange) throws(SegmentDamage) -> [ValueList]? {
        let parts = addresses.words
        guard !parts.isEmpty else { return nil }
        var best: (lists: [ValueList], count: Int)?
        for spellings in parts {
            let lists = try lists(ofWords: spellings)
            var count = 0
            for list in lists { count += try self.count(list) }
            if count < best?.count ?? .max { best = (lists, count) }
        }
        return try (best?.lists ?? []) + lists(ofWords: addresses.otherWords)
    }

    private func lists(ofWords words: [[UInt8]]) throws(SegmentDamage) -> [ValueList] {
        var lists: [ValueList] = []
        for word in words {
            if let list = try values(ofWord: word) { lists.append(list) }
        }
        return lists
    }

    /// Fewer letters than this are in too many words to be worth the walk through all of them.
    private static let shortestFragment = 3

    /// Lists that have every value that may match an expression; nil where that may be any value.
    func lists(for expression: RegularExpression) throws(SegmentDamage) -> [ValueList]? {
        let fragment = expression.fragment
        guard fragment.count >= Self.shortestFragment else { return nil }
        let wildcard = Wildcard([.anything] + fragment.map { .byte($0) } + [.anything])
        var lists: [ValueList] = []
        try eachWord(from: [], with: wildcard.characters) { word, list throws(SegmentDamage) in
            // Of the longest words only the beginning was written down.
            if word.count >= TextFolding.indexedWordLength || wildcard.matches(word) { lists.append(list) }
            return true
        }
        return lists
    }
}
