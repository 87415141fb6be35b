import Vocabulary

extension Segment {
    /// The records that a query asks for.
    package func records(matching query: Query) throws(SegmentDamage) -> RecordSet {
        try read { reader throws(SegmentDamage) in
            var evaluation = QueryEvaluation(segment: self, reader: reader)
            var set = try evaluation.records(query)
            if let shown { set.formIntersection(shown) }
            return set
        }
    }
}

/// Works a query out over one segment.
///
/// Everything but time comes down to values: words lead to the values that may match, their texts decide, and each has
/// the list of its records.
struct QueryEvaluation {
    private let segment: Segment
    private let reader: SegmentReader
    private let all: Range<Int>
    private var blocks = UnpackedBlocks()
    private var folded: [UInt8] = []

    init(segment: Segment, reader: SegmentReader) {
        self.segment = segment
        self.reader = reader
        all = 0..<reader.recordCount
    }

    mutating func records(_ query: Query) throws(SegmentDamage) -> RecordSet {
        switch query {
        case .everything: return RecordSet(all)
        case .time(let span):
            let first = try reader.firstRecord(notBefore: max(span.lower, 0))
            let end = try reader.firstRecord(notBefore: span.upper, from: first)
            return RecordSet(first..<end)
        case .anywhere(let pattern): return try records(pattern, in: nil)
        case .field(let field, let pattern):
            let ranges = try reader.values(of: field)
            return ranges.isEmpty ? RecordSet() : try records(pattern, in: ranges)
        case .exists(let field):
            var set = RecordSet()
            for range in try reader.values(of: field) {
                for value in range { try reader.add(recordsOf: value, to: &set) }
            }
            return trimmed(set)
        case .reference(let hash, let number): return try records(number, ofFile: hash)
        case .all(let parts):
            var set = RecordSet(all)
            // Time costs nothing, and what must not be there needs no looking at where nothing is left.
            for part in parts.filter(\.isTime) + parts.filter({ !$0.isTime }) {
                if case .not(let inner) = part {
                    set.subtract(try records(inner))
                } else {
                    set.formIntersection(try records(part))
                }
                if set.isEmpty { break }
            }
            return set
        case .any(let parts):
            var set = RecordSet()
            for part in parts { set.formUnion(try records(part)) }
            return set
        case .not(let inner):
            var set = RecordSet(all)
            set.subtract(try records(inner))
            return set
        }
    }

    /// The record of a number in the files whose hash begins so; most segments hold none of them.
    private func records(_ number: Int, ofFile hash: String) throws(SegmentDamage) -> RecordSet {
        var set = RecordSet()
        guard segment.holdsFile(hash) else { return set }
        for record in all {
            let reference = try segment.reference(record, reader)
            guard reference.record == number, reference.evidence.hex.hasPrefix(hash) else { continue }
            set.formUnion(RecordSet(record..<record + 1))
        }
        return set
    }

    /// Without bits that no record has: only damage sets them.
    private func trimmed(_ set: RecordSet) -> RecordSet {
        var set = set
        set.formIntersection(RecordSet(all))
        return set
    }

    // MARK: Patterns

    /// - Parameter ranges: The values that count; nil for all.
    private mutating func records(
        _ pattern: ValuePattern, in ranges: [Range<Int>]?
    ) throws(SegmentDamage) -> RecordSet {
        switch pattern {
        case .words(let words):
            var search = PhraseSearch(words)
            // A single word that was written down whole needs no look at the text.
            let isSure = words.count == 1 && words[0].count < TextFolding.indexedWordLength
            // Words without digits stand in a row in all texts of a wording or in none.
            let isWording = words.count > 1 && words.allSatisfy { !$0.contains { $0 &- UInt8(ascii: "0") < 10 } }
            return try records(holding: words, in: ranges, isSure: isSure, isWording: isWording) { search.matches($0) }
        case .whole(let text):
            return try records(holding: TextFolding.words(of: text), in: ranges) { $0.elementsEqual(text) }
        case .name(let name, let form):
            return try records(holding: TextFolding.words(of: name), in: ranges) { form.matches($0, name) }
        case .wildcard(let wildcard):
            return try records(holding: wildcard.wholeWords, in: ranges) { wildcard.matches($0) }
        case .word(let wildcard): return try records(withWord: wildcard, in: ranges)
        case .range(let range): return try records(holding: [], in: ranges) { range.matches($0) }
        case .addresses(let addresses):
            var search = AddressSearch(addresses)
            let lists = try reader.lists(for: addresses)
            return try records(ofValues: lists, in: ranges) { search.matches($0) }
        case .expression(let expression):
            var search = ExpressionSearch(expression)
            let lists = try reader.lists(for: expression)
            return try records(ofValues: lists, in: ranges) { search.matches($0) }
        }
    }

    /// The records of values as far as their folded text passes.
    ///
    /// - Parameter lists: Those of the values that may; nil for any.
    private mutating func records(
        ofValues lists: [SegmentReader.ValueList]?, in ranges: [Range<Int>]?,
        where passes: (UnsafeBufferPointer<UInt8>) -> Bool
    ) throws(SegmentDamage) -> RecordSet {
        guard let lists else { return try records(holding: [], in: ranges, where: passes) }
        var set = RecordSet()
        var candidates: [Int] = []
        for list in lists {
            try reader.eachValue(list, in: ranges) { value throws(SegmentDamage) in candidates.append(value) }
        }
        if lists.count > 1 { candidates = Set(candidates).sorted() }
        for value in candidates { try add(value, to: &set, where: passes) }
        return trimmed(set)
    }

    /// The records of values that hold all of some words, as far as their folded text passes.
    ///
    /// - Parameters:
    ///   - isSure: The words decide alone.
    ///   - isWording: Texts of the same wording pass or do not pass together.
    private mutating func records(
        holding words: [[UInt8]], in ranges: [Range<Int>]?, isSure: Bool = false,
        isWording: Bool = false, where passes: (UnsafeBufferPointer<UInt8>) -> Bool
    ) throws(SegmentDamage) -> RecordSet {
        var set = RecordSet()
        var lists: [(list: SegmentReader.ValueList, count: Int)] = []
        for word in Set(words.map { Array($0.prefix(TextFolding.indexedWordLength)) }) {
            guard let list = try reader.values(ofWord: word) else { return set }
            lists.append((list, try reader.count(list)))
        }
        lists.sort { $0.count < $1.count }
        guard let rarest = lists.first else {
            for range in ranges ?? [0..<reader.valueCount] {
                for value in range { try add(value, to: &set, where: passes) }
            }
            return trimmed(set)
        }
        if isSure {
            let reader = reader
            try reader.eachValue(rarest.list, in: ranges) { value throws(SegmentDamage) in
                try reader.add(recordsOf: value, to: &set)
            }
            return trimmed(set)
        }
        var candidates: [Int] = []
        try reader.eachValue(rarest.list, in: ranges) { value throws(SegmentDamage) in candidates.append(value) }
        for other in lists.dropFirst() where candidates.count > Self.fewCandidates {
            candidates = try candidates.filtered(by: other.list, reader)
        }
        if isWording {
            try add(candidates, byWordingTo: &set, where: passes)
        } else {
            for value in candidates { try add(value, to: &set, where: passes) }
        }
        return trimmed(set)
    }

    /// Adds the records of values as far as the first text of each wording passes.
    ///
    /// - Parameter candidates: Ascending.
    private mutating func add(
        _ candidates: [Int], byWordingTo set: inout RecordSet, where passes: (UnsafeBufferPointer<UInt8>) -> Bool
    ) throws(SegmentDamage) {
        var fields = try reader.wordingFields()[...]
        /// By the number of a wording; nil for one that was not met.
        var known: [Bool?] = []
        for value in candidates {
            while let field = fields.first, field.values.upperBound <= value {
                fields.removeFirst()
                known.removeAll(keepingCapacity: true)
            }
            guard let field = fields.first, field.values.contains(value),
                case let wording = try reader.wording(of: value, in: field), wording > 0
            else {
                try add(value, to: &set, where: passes)
                continue
            }
            if wording >= known.count {
                known += Array(repeating: nil, count: wording + 1 - known.count)
            }
            let isFound: Bool
            if let before = known[wording] {
                isFound = before
            } else {
                isFound = try self.passes(value, passes)
                known[wording] = isFound
            }
            if isFound { try reader.add(recordsOf: value, to: &set) }
        }
    }

    /// Looking at so many texts is no dearer than walking through another list.
    private static let fewCandidates = 64

    private mutating func add(
        _ value: Int, to set: inout RecordSet, where passes: (UnsafeBufferPointer<UInt8>) -> Bool
    ) throws(SegmentDamage) {
        if try self.passes(value, passes) { try reader.add(recordsOf: value, to: &set) }
    }

    /// Whether the folded text of a value passes.
    private mutating func passes(
        _ value: Int, _ passes: (UnsafeBufferPointer<UInt8>) -> Bool
    ) throws(SegmentDamage) -> Bool {
        var folded = folded
        self.folded = []
        let isFound = try reader.withText(of: value, segment: 0, &blocks) { text throws(SegmentDamage) in
            TextFolding.fold(text, into: &folded)
            return folded.withUnsafeBufferPointer(passes)
        }
        self.folded = folded
        return isFound
    }

    private mutating func records(
        withWord wildcard: Wildcard, in ranges: [Range<Int>]?
    ) throws(SegmentDamage) -> RecordSet {
        var set = RecordSet()
        let prefix = wildcard.prefix
        let indexedPrefix = Array(prefix.prefix(TextFolding.indexedWordLength))
        var cut: [SegmentReader.ValueList] = []
        let reader = reader
        try reader.eachWord(from: indexedPrefix, with: wildcard.characters) {
            word, list throws(SegmentDamage) in
            guard word.starts(with: indexedPrefix) else { return false }
            if word.count >= TextFolding.indexedWordLength {
                cut.append(list)
            } else if wildcard.matches(word) {
                try reader.eachValue(list, in: ranges) { value throws(SegmentDamage) in
                    try reader.add(recordsOf: value, to: &set)
                }
            }
            return true
        }
        // Of the longest words only the beginning was written down.
        for list in cut {
            var values: [Int] = []
            try reader.eachValue(list, in: ranges) { value throws(SegmentDamage) in values.append(value) }
            for value in values {
                try add(value, to: &set) { text in
                    var isFound = false
                    TextFolding.forEachWord(in: text) { place in
                        if !isFound { isFound = wildcard.matches(UnsafeBufferPointer(rebasing: text[place])) }
                    }
                    return isFound
                }
            }
        }
        return trimmed(set)
    }
}

extension Query {
    fileprivate var isTime: Bool { if case .time = self { true } else { false } }
}

extension [Int] {
    /// Those that a list has, too; both ascend.
    fileprivate func filtered(
        by list: SegmentReader.ValueList, _ reader: SegmentReader
    ) throws(SegmentDamage) -> [Int] {
        var kept: [Int] = []
        var place = 0
        try reader.eachValue(list, in: nil) { value throws(SegmentDamage) in
            while place < count, self[place] < value { place += 1 }
            if place < count, self[place] == value { kept.append(value) }
        }
        return kept
    }
}
